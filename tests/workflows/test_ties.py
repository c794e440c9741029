"""Every day on which a tie changed is known, and nothing is told of days to come."""

from __future__ import annotations

from datetime import date

import pytest

import tocsin
from tocsin.case.schema import Case
from tocsin.workflows.ties import ties


@pytest.fixture(scope="module")
def case() -> Case:
    return tocsin.load_case("kazakhstan")


def said(case: Case, day: date) -> list[str]:
    found = ties(case, attacked="KAZ", by="RUS")
    return [change.label.en for change in found.changes if change.date == day]


def test_a_freeze_an_exit_and_a_signature_are_changes(case: Case) -> None:
    assert any("Armenia freezes its place in CSTO" in one for one in said(case, date(2024, 2, 22)))
    assert any("Uzbekistan leaves CSTO" in one for one in said(case, date(2012, 12, 19)))
    treaty = case.actors.treaties[0]
    signed = date.fromisoformat(treaty.signed)
    assert f"{treaty.label.en} is signed" in said(case, signed)


def test_duties_stand_as_of_the_day_that_is_shown(case: Case) -> None:
    early = ties(case, attacked="KAZ", by="RUS", on=date(1991, 6, 1))
    assert not [duty for duty in early.obligations.bound if duty.actor == "KGZ"]
    late = ties(case, attacked="KAZ", by="RUS")
    assert [duty for duty in late.obligations.bound if duty.actor == "KGZ"]
    assert late.on == late.as_of == case.header.evidence_until


def test_changes_are_in_order_and_none_is_after_the_day_of_knowledge(case: Case) -> None:
    known = date(2025, 6, 30)
    found = ties(case, attacked="KAZ", by="RUS", on=date(2026, 1, 1), as_of=known)
    days = [change.date for change in found.changes]
    assert days == sorted(days)
    assert days[-1] <= known == found.on
