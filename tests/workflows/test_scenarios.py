"""Scenarios that have a name: kept in the ledger, superseded, dropped, and put into a briefing."""

from __future__ import annotations

from pathlib import Path

import pytest

import tocsin
from tests.workflows.workspaces_for_tests import desk
from tocsin.errors import CaseError, LedgerError, NotFoundError
from tocsin.ledger.decisions import decisions
from tocsin.ledger.store import Ledger

STEPS = {"hold": ["border=settled@2026-01-01"], "given": ["dam"]}


def test_a_kept_scenario_says_who_when_and_why(tmp_path: Path) -> None:
    space, case = desk(tmp_path).root, tocsin.load_case("river")
    kept = tocsin.keep_scenario(space, case, "  Calm   border ", by="Ana", why="asked", **STEPS)
    assert (kept.name, kept.who, kept.why) == ("Calm border", "Ana", "asked")
    assert (kept.hold, kept.given) == (("border=settled@2026-01-01",), ("dam",))
    assert tocsin.scenarios(space, "river") == [kept]
    assert tocsin.scenarios(space, "ballot") == []
    assert kept.recorded.endswith("Z")


def test_a_later_one_of_the_same_name_supersedes_and_nothing_is_erased(tmp_path: Path) -> None:
    place, case = desk(tmp_path), tocsin.load_case("river")
    tocsin.keep_scenario(place.root, case, "Calm", by="Ana", why="first", **STEPS)
    tocsin.keep_scenario(place.root, case, "Calm", by="Bo", why="second", put=["fear=low"])
    (now,) = tocsin.scenarios(place.root, "river")
    assert (now.who, now.put, now.hold) == ("Bo", ("fear=low",), ())
    tocsin.drop_scenario(place.root, "river", "Calm", by="Ana", why="no longer asked")
    assert tocsin.scenarios(place.root, "river") == []
    with Ledger.open(place.ledger_url).snapshot() as book:
        assert [one.who for one in decisions(book)] == ["Ana", "Bo", "Ana"]
    with pytest.raises(NotFoundError, match="kept: none"):
        tocsin.drop_scenario(place.root, "river", "Calm", by="Ana", why="again")


@pytest.mark.parametrize(
    ("name", "steps", "error"),
    [
        (" ", STEPS, LedgerError),
        ("x" * 61, STEPS, LedgerError),
        ("Nothing", {}, CaseError),
        ("Unknown", {"hold": ["bordr=settled"]}, NotFoundError),
        ("Past", {"hold": ["border=settled@2020-01-01"]}, CaseError),
    ],
)
def test_what_cannot_be_read_is_not_kept(
    tmp_path: Path, name: str, steps: dict[str, list[str]], error: type[Exception]
) -> None:
    space = desk(tmp_path).root
    with pytest.raises(error):
        tocsin.keep_scenario(space, tocsin.load_case("river"), name, by="Ana", why="x", **steps)
    assert tocsin.scenarios(space, "river") == []


def test_a_briefing_names_the_scenario_and_its_author(tmp_path: Path) -> None:
    space, case = desk(tmp_path).root, tocsin.load_case("river")
    kept = tocsin.keep_scenario(
        space, case, "Calm <border>", by="Ana", why="the ministry asked", hold=["border=settled"]
    )
    written = tocsin.brief(case, output=tmp_path / "b.md", samples=1_000, scenario=kept)
    text = written.read_text(encoding="utf-8")
    assert "kept by Ana" in text
    assert "the ministry asked" in text
    with pytest.raises(CaseError, match="both"):
        tocsin.brief(case, output=tmp_path / "b.md", scenario=kept, hold=["border=settled"])
