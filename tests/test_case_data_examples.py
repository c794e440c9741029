"""The two small cases that ship: invented and saying so, complete, solvable exactly, sensible."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pytest
import yaml

from tests.engine.harness import Values
from tocsin.case.check import check_case
from tocsin.case.formula import names, parse
from tocsin.case.load import case_folder, load_case
from tocsin.case.schema import Case, NodeKind
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.network import Floats
from tocsin.engine.plan import noticed, undisturbed
from tocsin.results import Assessment
from tocsin.workflows.assess import assess

NAMES = ("river", "ballot")
SAMPLES = 8_192
MOST_STATES = 20_000
"""Joint states of the moving nodes: the exact solver is to stay fast on these cases."""
PAIR = ("O2", "O3")
"""The two off-ramps whose joint effect is not the sum of both, in either case."""


@pytest.fixture(scope="module", params=NAMES)
def case(request: pytest.FixtureRequest) -> Case:
    return load_case(request.param)


@pytest.fixture(scope="module")
def assessed(case: Case) -> Assessment:
    return assess(case, samples=SAMPLES)


def texts(value: Any) -> Iterator[dict[str, str]]:
    """Every text in two languages of plain data."""
    if isinstance(value, dict):
        if set(value) == {"en", "fr"}:
            yield value
        else:
            for item in value.values():
                yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def written(name: str) -> Iterator[tuple[str, Any]]:
    """The files of a case as they are written."""
    for path in sorted(case_folder(name).glob("*.yaml")):
        yield path.name, yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


# --- invented, and saying so --------------------------------------------------------------------


def test_every_place_where_one_might_be_misled_says_that_it_is_invented(case: Case) -> None:
    header = case.header
    for text in (header.title, header.summary, header.notes[0]):
        assert "invented" in text.en.lower()
        assert "inventé" in text.fr.lower()
    assert "**Invented for the example.**" in (
        (case_folder(header.id) / "NOTES.md").read_text(encoding="utf-8")
    )
    assert {one.type for one in case.sources} == {"invented for the example"}
    for one in case.precedents.reference_classes:
        assert "(invented)" in one.unit.en
        assert "(inventées)" in one.unit.fr
    for name, _ in written(header.id):
        assert "nvented" in (case_folder(header.id) / name).read_text("utf-8") or (
            name == "routes.yaml"
        ), name


def test_nothing_ties_it_to_a_real_place_or_document(case: Case) -> None:
    for one in case.actors.actors:
        assert (one.iso3, one.cameo, one.fips, one.lon, one.lat) == (None,) * 5
    assert [one.url for one in case.sources if one.url] == []
    assert case.routes.places == []


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_english_and_in_french(name: str) -> None:
    found = [(file, text) for file, data in written(name) for text in texts(data)]
    assert len(found) > 200
    for file, text in found:
        assert text["en"].strip(), (file, text)
        assert text["fr"].strip(), (file, text)
        assert "'" not in text["fr"] + text["en"], (file, text)
        # neutral punctuation marks of French stand after a space
        assert not re.search(r"\S[;:?!](\s|$)", text["fr"]), (file, text)
        assert text["en"] != text["fr"] or len(text["en"].split()) == 1, (file, text)


# --- complete -----------------------------------------------------------------------------------


def test_the_checks_say_nothing_but_that_one_trigger_is_not_monitored(case: Case) -> None:
    problems = check_case(case.header.id)
    assert [(one.severity, one.code) for one in problems] == [("warning", "not-monitored")]
    notes = (case_folder(case.header.id) / "NOTES.md").read_text(encoding="utf-8")
    assert "`not-monitored`" in notes


def test_a_trigger_is_known_in_each_of_four_ways(case: Case) -> None:
    evidence = case.evidence
    triggers = {one.id for one in case.model.nodes if one.kind is NodeKind.TRIGGER}
    told = {one.node for one in evidence.timelines if one.entries} & triggers
    reported = {n for one in evidence.reports for n in names(parse(one.says))} & triggers
    watched = {n for one in evidence.watches for n in names(parse(one.says))} & triggers
    blind = triggers - told - reported - watched
    assert [len(ways) for ways in (told, reported, watched, blind)] == [1, 1, 1, 1]
    assert len(told | reported | watched) == 3


def test_two_reports_share_an_origin_and_the_codes_differ(case: Case) -> None:
    origins = [one.origin for one in case.evidence.reports]
    assert len(origins) == len(set(origins)) + 1
    assert len({one.code for one in case.evidence.reports}) >= 3


def test_explanations_are_in_groups_and_assumptions_say_what_follows(case: Case) -> None:
    groups, assumptions = case.header.groups, case.header.assumptions
    assert len(groups) >= 2
    assert groups[0].hypotheses[0].source == "C1", "the first explanation is the text's own thesis"
    assert len(assumptions) >= 2
    assert len({one.standing for one in assumptions}) >= 2
    gates = [one.when for one in case.model.influences]
    for one in assumptions:
        assert any(one.id in names(parse(text)) for text in gates), one.id


def test_the_model_has_a_derived_node_and_a_gate_that_is_used(case: Case) -> None:
    used = {name for one in case.model.influences for name in names(parse(one.when))}
    assert {one.id for one in case.model.derived} <= used
    assert case.model.derived
    assert [one.id for one in case.model.nodes if one.up_while]


def test_outcomes_start_and_end_and_one_is_rare_and_one_common(assessed: Assessment) -> None:
    assert len(assessed.anchors) == len(assessed.outcomes) == 3
    rates = [anchor.class_rate for anchor in assessed.anchors]
    assert rates == sorted(rates, reverse=True)
    assert rates[0] > 0.3
    assert rates[-1] < 0.02


def test_the_outcomes_can_end_and_bear_on_each_other(case: Case) -> None:
    outcomes = [one.node for one in case.header.asked]
    by_id = {one.id: one for one in case.model.nodes}
    assert all(by_id[name].down is not None for name in outcomes)
    links = {
        (name, one.node)
        for one in case.model.influences
        for name in names(parse(one.when))
        if name in outcomes and one.node in outcomes
    }
    assert len(links) >= 3


def test_off_ramps_differ_in_cost_and_one_is_ambiguous(case: Case) -> None:
    ramps = case.model.off_ramps
    assert 4 <= len(ramps) <= 5
    assert {one.cost for one in ramps} == {"low", "medium", "high"}
    assert [one.direction for one in ramps].count("ambiguous") == 1


def test_the_pair_of_off_ramps_sets_what_does_not_exist_today(
    case: Case, assessed: Assessment
) -> None:
    today = {one.id: one for one in assessed.nodes}
    for ramp in case.model.off_ramps:
        if ramp.code in PAIR:
            for setting in ramp.sets:
                assert today[setting.node].level != setting.level
                assert today[setting.node].distribution[0] > 0.6


def test_the_other_files_help(case: Case) -> None:
    triggers = [one.id for one in case.model.nodes if one.kind is NodeKind.TRIGGER]
    assert [one.node for one in case.monitoring] == triggers
    assert len(case.wording) >= 3
    assert len(case.questions) >= 2
    assert len(case.evidence.discriminators) >= 2
    assert any(one.duties for one in case.actors.treaties)
    counted = [one for one in case.evidence.ratings if one.repeats is None]
    assert len({one.cluster for one in counted}) < len(counted) < len(case.evidence.ratings)


# --- solvable exactly ---------------------------------------------------------------------------


class Small(NamedTuple):
    """A case at the means of its uncertain numbers, with the first of all explanations true."""

    compiled: Compiled
    values: Values
    scale: Floats


@pytest.fixture(scope="module")
def small(case: Case, assessed: Assessment) -> Small:
    compiled = compile_case(case, {})
    net = compiled.network
    values = Values(net.shape / net.years, np.exp(net.multiplier_mean))
    return Small(compiled, values, np.array([[one.scale[-1]] for one in assessed.anchors]))


def _within_a_year(small: Small, case: Case, held: Mapping[str, str]) -> Floats:
    """Probability of each asked onset within 12 months of the end of the evidence, exactly.

    Known nodes start where they stand then, others by their start. ``held`` nodes stay at a level.
    """
    compiled, net = small.compiled, small.compiled.network
    index = {one.id: k for k, one in enumerate(case.model.nodes)}
    start = list(compiled.start)
    for timeline in case.evidence.timelines:
        for entry in timeline.entries[-1:]:
            levels = compiled.levels[timeline.node]
            start[index[timeline.node]] = np.eye(len(levels))[levels[entry.level]]
    plan = undisturbed(net, np.array([0.0, 1.0]), small.scale)
    for name, level in held.items():
        node = index[name]
        plan.put[0, node] = compiled.levels[name][level]
        plan.speed[0, 2 * node : 2 * node + 2] = 0
    static = np.zeros(net.sizes.size, dtype=np.int8)
    for one in case.header.assumptions:
        place, static[place] = compiled.truths[one.id]
    space = exact.state_space(net, static)
    p0 = exact.initial(net, space, start)
    onsets = range(net.onset_node.size)
    return np.array(
        [exact.first_arrival(net, space, p0, *small.values, noticed(plan), o)[0] for o in onsets]
    )


def _effects(small: Small, case: Case, *codes: str) -> Floats:
    """Change of each outcome's log-odds if the off-ramps of these codes are taken."""
    ramps = [one for one in case.model.off_ramps if one.code in codes]
    held = {setting.node: setting.level for ramp in ramps for setting in ramp.sets}
    before, after = _within_a_year(small, case, {}), _within_a_year(small, case, held)
    return np.asarray(np.log(after / (1 - after)) - np.log(before / (1 - before)))


def test_the_exact_solver_takes_it(case: Case, small: Small) -> None:
    net = small.compiled.network
    states = math.prod(int(size) for size in net.sizes[: net.moving])
    assert states <= MOST_STATES
    head = (case_folder(case.header.id) / "model.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert f"{states:,} joint states" in head
    found = _within_a_year(small, case, {})
    assert np.all((found > 0) & (found < 1))
    assert np.all(np.diff(found) < 0), "from common to rare"


def test_an_off_ramp_lowers_what_it_says_and_the_ambiguous_one_has_two_signs(
    case: Case, small: Small
) -> None:
    for ramp in case.model.off_ramps:
        effect = _effects(small, case, ramp.code)
        if ramp.direction == "ambiguous":
            assert effect.min() < -0.1, ramp.code
            assert effect.max() > 0.1, ramp.code
            assert effect[-1] > 0, "the gravest outcome is the one that it raises"
        else:
            assert effect.max() < 0.001, ramp.code
            assert effect.min() < -0.05, ramp.code


def test_two_off_ramps_together_do_more_or_less_than_their_sum(case: Case, small: Small) -> None:
    first, second = (_effects(small, case, code) for code in PAIR)
    together = _effects(small, case, *PAIR)
    beyond = together - first - second
    if case.header.id == "river":
        assert np.all(together < 2 * (first + second)), "a promise that can be checked"
        assert np.all(beyond < -0.1)
    else:
        assert np.all(beyond > 0.1), "one credible sign is enough"
        assert np.all(together <= np.minimum(first, second) + 1e-9)


# --- sensible -----------------------------------------------------------------------------------


def test_before_evidence_each_onset_follows_its_class(case: Case) -> None:
    """At every horizon within four errors, those of the scales included."""
    found = assess(case, as_of=case.header.start, samples=SAMPLES)
    for outcome, anchor in zip(found.outcomes, found.anchors, strict=True):
        for horizon in outcome.horizons:
            assert horizon.base_rate is not None
            quarter = horizon.months // 3 - 1
            error = np.hypot(horizon.mc_error, anchor.scale_error[quarter] * horizon.probability)
            # months are counted in days here and as twelfths of a year in the class
            off = abs(horizon.probability - horizon.base_rate)
            assert off < 4 * error + 0.003 * horizon.base_rate
            assert error < 0.1 * horizon.base_rate


def test_the_sample_carries_the_evidence(assessed: Assessment) -> None:
    assert assessed.health.effective_ancestors > 60
    assert min(one.effective_ancestors for one in assessed.health.strata) > 25
    assert [one.scale_error for one in assessed.anchors if max(one.scale_error) > 0.1] == []


def test_another_sample_gives_the_same_answer(case: Case, assessed: Assessment) -> None:
    other = assess(case, samples=SAMPLES, seed=2)
    for one, two in zip(assessed.outcomes, other.outcomes, strict=True):
        for a, b in zip(one.horizons, two.horizons, strict=True):
            assert abs(a.probability - b.probability) < 4 * np.hypot(a.mc_error, b.mc_error)
    for h, k in zip(assessed.hypotheses, other.hypotheses, strict=True):
        assert abs(h.posterior - k.posterior) < 0.2


def test_the_assessment_moves_with_the_evidence_and_stays_within_reason(
    assessed: Assessment,
) -> None:
    for outcome in assessed.outcomes:
        year = next(one for one in outcome.horizons if one.months == 12)
        assert year.base_rate is not None
        assert outcome.going_on == 0
        assert year.base_rate < year.probability < 4 * year.base_rate
    for one in assessed.hypotheses:
        assert 0.03 < one.posterior < 0.97
    blind = [one for one in assessed.triggers if one.state == "not monitored"]
    assert len(blind) == 1
    assert len(assessed.triggers) == 4
