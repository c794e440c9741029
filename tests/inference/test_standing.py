"""Where everything stands on a day, from samples laid out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tests.networks_for_tests import TEXT
from tests.small_case import START, UNTIL, entry, rating, report, small_case, timeline, watch
from tocsin.case.schema import Case, Claim
from tocsin.errors import CollapseError
from tocsin.inference.filter import Filter
from tocsin.inference.particles import Particles
from tocsin.inference.prepare import begin
from tocsin.inference.standing import (
    EXPIRES_AFTER_DAYS,
    confidence,
    health,
    hypothesis_states,
    node_states,
)
from tocsin.language import Text
from tocsin.results import NodeState

DAY = date(2025, 9, 1)


def _sample(case: Case, size: int = 100) -> tuple[Filter, Particles]:
    """The first particles: half of them under h0 (weight 0.3), half under h1 (0.7)."""
    walk = begin(case, DAY, [3], 1, size)
    return walk.model, walk.particles


def _states(case: Case, day: date = DAY, **levels: int) -> dict[str, NodeState]:
    model, particles = _sample(case)
    for name, level in levels.items():
        particles.levels[:, model.compiled.nodes[name]] = level
    return {state.id: state for state in node_states(case, model, particles, day)}


def _trig(*entries: Any, until: date = UNTIL, **changes: Any) -> Case:
    return small_case(timelines=[timeline("trig", *entries, until=until)], **changes)


# --- nodes ----------------------------------------------------------------------------------------


def test_a_latent_node_is_a_weighted_distribution() -> None:
    case = small_case()
    model, particles = _sample(case)
    mood = model.compiled.nodes["mood"]
    particles.levels[:, mood] = particles.stratum == 0
    state = {s.id: s for s in node_states(case, model, particles, DAY)}["mood"]
    assert state.distribution == pytest.approx([0.7, 0.3])
    assert (state.level, state.level_index, state.known) == ("low", 0, False)
    assert sum(state.distribution) == pytest.approx(1)


@pytest.mark.parametrize(
    ("level", "state"), [(0, "monitored, not observed"), (1, "emerging"), (2, "observed")]
)
def test_the_state_of_a_watched_node_follows_its_level(level: int, state: str) -> None:
    assert _states(small_case(), trig=level)["trig"].state == state


def test_a_node_that_nothing_observes_is_not_monitored() -> None:
    quiet = small_case(timelines=[], reports=[], ratings=[])
    assert {s.state for s in _states(quiet, trig=2).values()} == {"not monitored"}
    watched = small_case(
        timelines=[],
        reports=[report("r", "2024-05-01", "not mood >= high", "B2")],
        watches=[watch("w", "trig >= wide", 1.0, "2024-03-01", "2025-12-31")],
    )
    states = _states(watched, mood=1)
    assert states["mood"].state == "observed"
    assert states["trig"].state == "monitored, not observed"
    assert states["force"].state == "not monitored"


def test_what_is_published_later_does_not_monitor_today() -> None:
    case = small_case(
        timelines=[],
        reports=[report("r", "2025-08-20", "mood >= high", "B2", published="2025-09-02")],
        watches=[watch("w", "trig >= wide", 1.0, "2025-10-01", "2025-12-31")],
    )
    states = _states(case, DAY)
    assert states["mood"].state == states["trig"].state == "not monitored"
    assert states["mood"].last_evidence is None
    later = _states(case, date(2025, 9, 2))["mood"]
    assert later.state != "not monitored"
    assert later.last_evidence == date(2025, 8, 20)


def test_old_knowledge_expires() -> None:
    last = DAY - timedelta(days=EXPIRES_AFTER_DAYS)
    assert _states(_trig(until=last), trig=1)["trig"].state == "emerging"
    expired = _states(_trig(until=last - timedelta(days=1)), trig=1)["trig"]
    assert expired.state == "expired"
    assert not expired.known


def test_the_last_evidence_is_the_last_that_was_public() -> None:
    case = _trig(
        entry("t1", "2025-03-01", "some", "2025-04-01"),
        entry("t2", "2025-08-01", "wide", "2025-09-02"),
    )
    state = _states(case)["trig"]
    assert (state.last_evidence, state.age_days) == (date(2025, 3, 1), 184)
    assert _states(case, date(2025, 9, 2))["trig"].last_evidence == date(2025, 8, 1)
    none = _states(case, date(2025, 3, 31))["trig"]
    assert (none.last_evidence, none.age_days, none.sources) == (None, None, [])


def test_a_report_can_be_the_last_evidence() -> None:
    case = _trig(
        entry("t1", "2025-03-01", "some"),
        reports=[report("r", "2025-05-01", "trig >= some and mood >= high", "B2")],
    )
    states = _states(case)
    assert states["trig"].last_evidence == states["mood"].last_evidence == date(2025, 5, 1)
    assert _states(case, date(2025, 4, 1))["trig"].last_evidence == date(2025, 3, 1)


# --- hypotheses -----------------------------------------------------------------------------------


def test_posteriors_are_those_of_the_sample_and_ratings_stand_beside() -> None:
    ratings = [
        rating("E1", "2025-06-01", "a", h0="II", h1="C"),
        rating("E2", "2025-07-01", "a", h0="I"),
        rating("later", "2025-12-01", "b", h1="II"),
        rating("E3", "2025-02-01", "a", h1="II").model_copy(update={"repeats": "trig"}),
    ]
    case = small_case(ratings=ratings)
    model, particles = _sample(case)
    particles.log_weight[particles.stratum == 0] += np.log(7 / 3)
    h0, h1 = hypothesis_states(case, model, particles, DAY)
    assert h0.prior == 0.3
    assert h0.posterior == pytest.approx(0.5)
    # two items of one cluster: each counts 1 / 1.5, and half of that by the exponent
    odds = 0.3 / 0.7 * (0.3 * 0.6 / 1.4) ** (1 / 3)
    assert h0.ratings_only == pytest.approx(odds / (1 + odds))
    raw = 0.3 / 0.7 * (0.3 * 0.6 / 1.4)
    assert h0.undiscounted == pytest.approx(raw / (1 + raw))
    assert h0.ratings_only + h1.ratings_only == pytest.approx(1)
    assert (h0.inconsistency, h1.inconsistency) == (3.0, 0.0)
    assert (h0.rank, h1.rank) == (2, 1)


def test_a_hypothesis_that_no_item_rates_has_no_rank() -> None:
    case = small_case(ratings=[rating("E1", "2025-06-01", "a", h0="II")])
    model, particles = _sample(case)
    h0, h1 = hypothesis_states(case, model, particles, DAY)
    assert (h0.rank, h1.rank) == (1, None)


# --- health ---------------------------------------------------------------------------------------


def test_a_fresh_sample_is_healthy() -> None:
    case = small_case()
    model, particles = _sample(case, 400)
    found = health(case, model, particles)
    assert found.warnings == []
    assert [s.effective_ancestors for s in found.strata] == pytest.approx([200, 200])
    assert [s.weight for s in found.strata] == pytest.approx([0.3, 0.7])
    assert (found.smallest_ess, found.smallest_ess_date) == (400, START)


def test_few_ancestors_warn_and_too_few_are_an_error() -> None:
    case = small_case()
    model, particles = _sample(case, 400)
    particles.ancestor[:200] = np.arange(200) // 4
    found = health(case, model, particles)
    assert found.strata[0].effective_ancestors == pytest.approx(50)
    (warning,) = found.warnings
    assert "Under “text” only 50 effective histories" in warning.en
    assert "Sous « texte », seuls 50" in warning.fr
    particles.ancestor[:200] = np.arange(200) // 11
    with pytest.raises(CollapseError, match=r"under hypothesis 'h0'.*raise --samples"):
        health(case, model, particles)


def test_a_case_without_hypotheses_is_held_to_the_same_thresholds() -> None:
    case = small_case(groups=[], influences=[], ratings=[])
    model, particles = _sample(case, 400)
    assert health(case, model, particles).warnings == []
    particles.ancestor[:] = np.arange(400) // 8
    (warning,) = health(case, model, particles).warnings
    assert warning.en.startswith("Only 50 effective histories carry the weight")
    assert warning.fr.startswith("Seuls 50 historiques effectifs portent le poids")
    particles.ancestor[:] = np.arange(400) // 40
    with pytest.raises(CollapseError, match=r"^the sample descends from 10 effective histories"):
        health(case, model, particles)


def test_a_hypothesis_almost_without_weight_may_run_out() -> None:
    case = small_case()
    model, particles = _sample(case, 400)
    particles.ancestor[:200] = 0
    particles.log_weight[:200] -= 10.0
    assert health(case, model, particles).warnings == []


def test_the_worst_effective_size_is_kept_with_its_day() -> None:
    case = small_case()
    model, particles = _sample(case)
    model.smallest = (33.0, DAY)
    found = health(case, model, particles)
    assert (found.smallest_ess, found.smallest_ess_date) == (33.0, DAY)


# --- confidence -----------------------------------------------------------------------------------


def _claims(confirmed: int, others: int) -> list[Claim]:
    return [
        Claim.model_validate(
            {
                "id": f"C{k}",
                "paraphrase": TEXT,
                "section": "lead",
                "kind": "event",
                "speaker": "the author",
                "status": "confirmed" if k < confirmed else "contested",
                "confidence": "high",
                "bears_on": ["trig"],
            }
        )
        for k in range(confirmed + others)
    ]


@pytest.mark.parametrize(
    ("confirmed", "others", "level"),
    [
        (2, 1, Text(en="high", fr="élevée")),
        (1, 1, Text(en="moderate", fr="moyenne")),
        (1, 2, Text(en="moderate", fr="moyenne")),
        (1, 3, Text(en="low", fr="faible")),
        (0, 0, Text(en="low", fr="faible")),
    ],
)
def test_confidence_follows_its_stated_rule(confirmed: int, others: int, level: Text) -> None:
    case = small_case(claims=_claims(confirmed, others))
    found = confidence(case, UNTIL)
    assert found.en.startswith(f"Confidence in the evidence base is {level.en}: {confirmed} of")
    assert found.fr.startswith(f"La confiance dans la base de preuves est {level.fr} : {confirmed}")
    assert "not monitored" not in found.en


def test_old_evidence_and_blind_triggers_lower_confidence() -> None:
    sound = small_case(claims=_claims(3, 0))
    assert "is high" in confidence(sound, UNTIL + timedelta(days=90)).en
    late = confidence(sound, UNTIL + timedelta(days=91)).en
    assert "is low" in late
    assert "ends 91 days before" in late
    blind = small_case(claims=_claims(3, 0), timelines=[])
    assert "is low" in confidence(blind, UNTIL).en
    assert "0 of 1 triggers are monitored" in confidence(blind, UNTIL).en


def test_claims_that_bear_on_nothing_or_cannot_be_tested_do_not_count() -> None:
    claims = _claims(1, 2)
    claims[1] = claims[1].model_copy(update={"bears_on": []})
    claims[2] = claims[2].model_copy(update={"truth_apt": False})
    assert "is high: 1 of 1" in confidence(small_case(claims=claims), UNTIL).en
