"""Quotes are cut from the text, so they can only be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tocsin.reading.items import Place, item, span, trimmed
from tocsin.results import Span


@given(st.text(min_size=1), st.data())
def test_a_quote_is_what_stands_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = span(text, "span", Place(start, end))
    assert text[found.start : found.end] == found.quote


@given(st.text(), st.text(alphabet=" .,;\n", max_size=4), st.text(alphabet=" .,;\n", max_size=4))
def test_trimming_takes_only_ends(core: str, before: str, after: str) -> None:
    text = before + core + after
    place = trimmed(text, Place(0, len(text)), ".,;")
    inner = text[place.start : place.end]
    assert inner == inner.strip(".,;")
    assert inner in text


def test_a_span_that_lies_about_its_length_is_refused() -> None:
    with pytest.raises(ValidationError, match="not as long as"):
        Span(role="span", start=0, end=3, quote="no")
    with pytest.raises(ValidationError, match="not as long as"):
        span("text", "span", Place(2, 2))


def test_an_item_finds_its_spans_by_role() -> None:
    text = "If it rains, we stay."
    found = item(
        text, "scenario_claims", "claim-1",
        [("consequence", Place(13, 20)), ("condition", Place(3, 11)), ("cues", Place(0, 2))],
        {"modality": "if_then"}, ["quoted", "quoted"],
    )  # fmt: skip
    condition = found.first("condition")
    assert condition is not None
    assert condition.quote == "it rains"
    assert [each.quote for each in found.all("condition", "consequence")] == ["it rains", "we stay"]
    assert found.first("lead_in") is None
    assert found.flags == ["quoted"]


def test_places_compare() -> None:
    assert Place(0, 5).holds(Place(1, 5))
    assert not Place(0, 5).holds(Place(1, 6))
    assert Place(0, 5).meets(Place(4, 6))
    assert not Place(0, 5).meets(Place(5, 6))
