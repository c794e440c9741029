"""The names that queries rely on."""

from __future__ import annotations

import ibis
import pytest

from tests.lake.rows_for_tests import every_table
from tocsin.lake.schema import EVENTS, Table

PROMISED = """event_id source release happened happened_end known actor1_country actor2_country
actor1_code actor2_code actor1_name actor2_name code root quad goldstein kind count mentions
sources_count articles tone place_country place_name latitude longitude low best high url"""


def test_events_have_the_promised_columns() -> None:
    assert [name for name in EVENTS.names if name != "superseded"] == PROMISED.split()


@pytest.mark.parametrize("table", every_table(), ids=lambda table: table.name)
def test_types_are_ibis_types_and_keys_are_columns(table: Table) -> None:
    schema = ibis.schema(table.types)
    assert list(schema) == table.names
    assert set(table.key) | {table.month, "source", "release", "superseded"} <= set(table.names)
    required = {column.name for column in table.columns if column.required}
    assert {"source", "release", table.key[0], table.month} <= required
    assert all(column.meaning for column in table.columns)
