"""The code table, against GDELT's own and against the mistakes of other tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tocsin.lake.cameo import QUAD_OF_ROOT, labels, root

TABLE = Path(__file__).parents[3] / "shared/data/codes/gdelt_reference/cameoEvent.txt"
EVENTS = Path(__file__).parents[3] / "shared/data/gdelt2/dias/20180326044500.export.CSV"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def test_codes_that_other_tables_get_wrong() -> None:
    names = labels()
    assert names["138"] == "Threaten to use military force, not specified below"
    assert names["154"] == "Mobilize or increase armed forces"
    assert names["106"] == "Demand withdrawal"
    assert "10" in names
    assert "010" in names
    assert root("010") == "01"
    assert root("1056") == "10"
    for code in ("999", "1", "10 ", "0100"):
        with pytest.raises(KeyError):
            root(code)


def test_every_code_has_its_root_and_every_root_its_quad_class() -> None:
    roots = [code for code in labels() if len(code) == 2]
    assert sorted(QUAD_OF_ROOT) == roots
    assert len(roots) == 20
    for code in labels():
        assert code[:2] in roots
        assert len(code) == 2 or code[:-1] in labels() or code[:2] in roots
        assert re.fullmatch(r"\d{2,4}", code)


@pytest.mark.shared
@pytest.mark.skipif(not TABLE.is_file(), reason="the shared material is not here")
def test_the_table_agrees_with_gdelt_s() -> None:
    theirs = dict(
        line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:] if line
    )
    ours = labels()
    assert set(ours) - set(theirs) == {"106"}
    assert set(theirs) <= set(ours)
    corrected = {"0355", "044", "033", "1056", "183"}
    assert {c for c in theirs if _plain(theirs[c]) != _plain(ours[c])} == corrected


@pytest.mark.shared
@pytest.mark.skipif(not EVENTS.is_file(), reason="the shared material is not here")
def test_real_events_use_codes_roots_and_quad_classes_of_the_table() -> None:
    for line in EVENTS.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        code, base, first, quad = fields[26], fields[27], fields[28], int(fields[29])
        assert code in labels()
        assert base in labels()
        assert root(code) == first
        assert QUAD_OF_ROOT[first] == quad
