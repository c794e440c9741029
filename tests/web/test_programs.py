"""The API held to its own description by Schemathesis: made-up requests, every check it knows.

A few seeded requests for each operation, right ones and wrong ones, at a desk that computes each
answer but once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.generation import GenerationMode

from tests.web.desks_for_tests import made_up_app

EXAMPLES = 5
"""Requests made up for each operation and each way of making them."""
ALLOWED = ["2xx", "403", "404", "409", "410", "422"]
"""What a request may get that the description allows: a case refuses days before its start,
levels that it does not have and the like, which no schema says."""


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    accepted = PositiveDataAcceptanceConfig(expected_statuses=ALLOWED)
    project = ProjectConfig(
        base_url="http://127.0.0.1",
        request_timeout=60,
        checks=ChecksConfig(positive_data_acceptance=accepted),
    )
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=project))
    with made_up_app(tmp_path_factory.mktemp("desk")) as app:
        app.router.lifespan_context = lambda _: nullcontext()  # each client would close the desk
        told = schemathesis.openapi.from_dict(app.openapi(), config=config)
        told.app = app
        yield told


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_api_keeps_to_its_description(described: Any, mode: GenerationMode) -> None:
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not _can_be_wrong(operation):
            continue

        @seed(1)
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def keeps(case: Any) -> None:
            case.call_and_validate()

        keeps()


def _can_be_wrong(operation: Any) -> bool:
    """Whether a request can break the description: one without parameters cannot."""
    return bool(operation.query or operation.body or operation.path_parameters)
