"""The verb baserate: counts, intervals against the closed form, the model, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from scipy.stats import gamma

import tocsin
from tocsin.errors import NotFoundError
from tocsin.results import BaseRates, ClassRate, EventRates


@pytest.fixture(scope="module")
def found() -> BaseRates:
    return tocsin.baserate("RUS-KAZ")


def _of(result: BaseRates, event: str) -> EventRates:
    return next(rates for rates in result.rates if rates.event == event)


def _class(rates: EventRates, which: str) -> ClassRate:
    return next(row for row in rates.classes if row.reference_class == which)


def test_every_event_has_every_class(found: BaseRates) -> None:
    assert [rates.event for rates in found.rates] == ["dispute", "force", "fatal", "conflict"]
    for rates in found.rates:
        classes = [row.reference_class for row in rates.classes]
        assert classes == ["all", "relevant", "like", "pair"]


def test_rates_are_jeffreys_gammas(found: BaseRates) -> None:
    for rates in found.rates:
        for row in rates.classes:
            law = gamma(row.events + 0.5, scale=1 / row.years)
            assert row.mean == pytest.approx(law.mean())
            assert (row.low, row.high) == pytest.approx(law.ppf([0.05, 0.95]))


def test_the_pair_itself(found: BaseRates) -> None:
    row = _class(_of(found, "dispute"), "pair")
    assert (row.events, row.years, row.pairs) == (1, 24, 1)
    assert found.traits_year == 2014
    assert [trait.en for trait in found.traits] == [
        "a border on land", "a major power", "a defence pact", "not strategic rivals",
    ]  # fmt: skip


def test_coverage_is_told(found: BaseRates) -> None:
    assert (_of(found, "force").first, _of(found, "force").last) == (1946, 2014)
    assert _of(found, "conflict").last == 2024
    assert "2014" in found.caveats[0].en
    assert "2014" in found.caveats[0].fr
    ids = [source.id for source in found.sources]
    assert "mid5" in ids
    assert "gml" not in ids


def test_the_model_speaks_of_disputes_and_not_of_armed_conflict(found: BaseRates) -> None:
    assert _of(found, "conflict").model is None
    models = [_of(found, event).model for event in ("dispute", "force", "fatal")]
    chances = []
    for model in models:
        assert model is not None
        assert model.low < model.probability < model.high
        assert model.known_until == 2014
        chances.append(model.probability)
    assert chances == sorted(chances, reverse=True)


def test_a_quiet_far_pair_is_rarer_than_a_rivalry() -> None:
    far, near = (_of(tocsin.baserate(pair), "dispute").model for pair in ("BOL-MNG", "IND-PAK"))
    assert far is not None
    assert near is not None
    assert far.probability < 0.001 < 0.1 < near.probability


def test_other_years_releases_and_traits() -> None:
    gml = tocsin.baserate("RUS-KAZ", release="gml", since=1992, until=2005, alike=["land"])
    dispute = _of(gml, "dispute")
    assert (dispute.first, dispute.last, dispute.source) == (1992, 2005, "gml")
    assert dispute.model is None
    assert [trait.en for trait in gml.traits] == ["a border on land"]
    assert _class(dispute, "pair").events == 0


@pytest.mark.parametrize(
    ("dyad", "options", "said"),
    [
        ("RUS", {}, "two codes joined by a hyphen"),
        ("RUS-XXX", {}, "no state 'XXX'"),
        ("RUS-RUS", {}, "two different states"),
        ("RUS-KAZ", {"alike": ["friendly"]}, "'friendly'"),
        ("RUS-KAZ", {"release": "mid4"}, "'mid4'"),
        ("RUS-KAZ", {"since": 2020}, "1816 to 2014 are covered"),
    ],
)
def test_what_cannot_be_counted_is_refused(dyad: str, options: dict[str, Any], said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        tocsin.baserate(dyad, **options)
