"""Handling marks: how far each lets a case travel."""

from __future__ import annotations

import pytest

from tocsin.case.schema import Tlp
from tocsin.errors import HandlingError
from tocsin.handling import RULES, WIDEST, Audience, permits, require, shown


def test_every_mark_of_a_case_has_a_rule() -> None:
    assert set(WIDEST) == set(RULES) == {mark.value for mark in Tlp}


@pytest.mark.parametrize("rank", range(5))
def test_a_mark_permits_its_widest_audience_and_every_narrower_one(rank: int) -> None:
    mark = list(Tlp)[rank].value
    assert [permits(mark, each) for each in Audience] == [k >= rank for k in range(5)]


def test_a_refusal_names_the_rule_and_what_is_allowed() -> None:
    with pytest.raises(HandlingError, match=r"TLP:GREEN .*'public'.*community.*'community'"):
        require("GREEN", Audience.PUBLIC)
    require("GREEN", Audience.COMMUNITY)


def test_an_unknown_mark_is_refused_whoever_reads_it() -> None:
    with pytest.raises(HandlingError, match="WHITE"):
        permits("WHITE", Audience.RECIPIENTS)
    assert shown("AMBER+STRICT") == "TLP:AMBER+STRICT"
