"""The tables that ship: states by any code, sources with their terms."""

from __future__ import annotations

import pytest

from tocsin.errors import NotFoundError
from tocsin.outside_view.tables import shipped, sources


@pytest.mark.parametrize(
    ("code", "number"),
    [("RUS", 365), ("kaz", 705), ("KZK", 705), ("705", 705), ("AUS", 900), ("GFR", 260)],
)
def test_states_by_iso_then_cow_then_number(code: str, number: int) -> None:
    """AUS is Australia in ISO and Austria in COW: ISO goes first."""
    assert shipped().state(code).number == number


def test_a_state_knows_its_names() -> None:
    found = shipped().state("GEO")
    assert (found.code, found.name.en, found.name.fr) == ("GEO", "Georgia", "Géorgie")


def test_an_unknown_state_gets_near_ones() -> None:
    with pytest.raises(NotFoundError, match=r"no state 'KAS'.*perhaps KAZ \(Kazakhstan\)"):
        shipped().state("KAS")


def test_every_source_has_release_years_terms_and_citation() -> None:
    found = sources()
    assert {"mid5", "gml", "contiguity", "alliances", "rivalries", "capabilities", "ucdp"} <= set(
        found
    )
    for source in found.values():
        assert source.first < source.last
        assert source.release
        assert source.short
        assert source.licence.en
        assert source.licence.fr
        assert "(" in source.citation
        assert source.shipped.en
        assert source.shipped.fr
    assert found["mid5"].last == 2014
    assert found["gml"].last == 2010
    assert found["ucdp"].last == 2024
