"""Formulas in words, in both languages: every kind, every random one, and their meaning kept."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from tests.case.test_formula import FORMULAS, LEVELS, STATES
from tests.networks_for_tests import assumption, random_case, random_formulas
from tests.small_case import QUIET, asked, node, small_case
from tocsin.case.formula import And, Compare, Count, Formula, Not, Or, Truth, evaluate, parse
from tocsin.case.spoken import Speaker
from tocsin.language import Language, Text
from tocsin.workflows.cases import load


@cache
def _speaker() -> Speaker:
    return Speaker(load("river"))


def _said(text: str) -> Text:
    return _speaker().say(parse(text))


@pytest.mark.parametrize(
    ("formula", "en", "fr"),
    [
        ("filling >= announced", "Filling without an agreement: announced or more",
         "Remplissage sans accord : annoncé ou plus"),
        ("filling >= begun", "Filling without an agreement: begun",
         "Remplissage sans accord : commencé"),
        ("filling <= none", "Filling without an agreement: none",
         "Remplissage sans accord : aucun"),
        ("filling <= announced", "Filling without an agreement: announced or less",
         "Remplissage sans accord : annoncé ou moins"),
        ("filling > none", "Filling without an agreement: more than none",
         "Remplissage sans accord : plus que « aucun »"),
        ("filling == announced", "Filling without an agreement: announced",
         "Remplissage sans accord : annoncé"),
        ("filling != none", "Filling without an agreement: not none",
         "Remplissage sans accord : autre que « aucun »"),
        ("strain >= high", "Strain: high", "Tensions : fortes"),
        ("true", "always", "toujours"),
        ("false", "never", "jamais"),
    ],
)  # fmt: skip
def test_comparisons_and_constants(formula: str, en: str, fr: str) -> None:
    assert _said(formula) == Text(en=en, fr=fr)


def test_hypotheses_and_assumptions_go_by_their_labels() -> None:
    header = load("river").header
    labels = {h.id: h.label for g in header.groups for h in g.hypotheses}
    labels |= {a.id: a.label for a in header.assumptions}
    for name, label in labels.items():
        assert _said(name) == label
    assert _said("not dam").en == f"not ({labels['dam'].en})"
    assert _said("not dam").fr == f"non ({labels['dam'].fr})"


def test_a_group_compared_with_a_hypothesis_is_said_too() -> None:
    header = load("river").header
    group = next(g for g in header.groups if "dam" in {h.id for h in g.hypotheses})
    label = next(h.label for h in group.hypotheses if h.id == "dam")
    assert _said(f"{group.id} == dam").en == f"{group.label.en}: {label.en}"


def test_what_belongs_together_is_bracketed() -> None:
    """Without brackets "a and b or c" would say something else."""
    either, both = "dam and (home or treaty_binds)", "(dam and home) or treaty_binds"
    assert _said(either) != _said(both)
    dam, home, binds = (_said(name).en for name in ("dam", "home", "treaty_binds"))
    assert _said(either).en == f"{dam} and ({home} or {binds})"
    assert _said(both).en == f"({dam} and {home}) or {binds}"
    counted = _said("count(dam, home) >= 1 and treaty_binds").en
    assert counted == f"at least 1 of ({dam}, {home}) and {binds}"


@pytest.mark.parametrize(
    ("op", "en", "fr"),
    [
        (">=", "at least 2 of (", "au moins 2 parmi ("),
        ("<=", "at most 2 of (", "au plus 2 parmi ("),
        (">", "more than 2 of (", "plus de 2 parmi ("),
        ("<", "fewer than 2 of (", "moins de 2 parmi ("),
        ("==", "exactly 2 of (", "exactement 2 parmi ("),
        ("!=", "a number other than 2 of (", "un nombre autre que 2 parmi ("),
    ],
)
def test_counts(op: str, en: str, fr: str) -> None:
    said = _said(f"count(dam, home, treaty_binds) {op} 2")
    assert said.en.startswith(en)
    assert said.fr.startswith(fr)
    assert said.en.count(",") >= 2


@pytest.mark.parametrize("seed", range(30))
def test_no_random_formula_is_beyond_words(seed: int) -> None:
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    speaker = Speaker(case)
    for text in random_formulas(case, rng, 40):
        said = speaker.say(parse(text))
        for language in Language:
            words = said.in_(language)
            assert words
            assert "{" not in words
            assert "}" not in words


@pytest.mark.parametrize("name", ["river", "ballot", "kazakhstan"])
def test_every_condition_of_the_shipped_cases_can_be_said(name: str) -> None:
    case = load(name)
    speaker = Speaker(case)
    formulas = [i.when for i in case.model.influences]
    formulas += [g for n in case.model.nodes for g in (n.up_while, n.down_while) if g]
    formulas += [lv.when for d in case.model.derived for lv in d.levels if lv.when]
    for text in formulas:
        said = speaker.say(parse(text))
        assert said.en
        assert said.fr


@cache
def _abstract() -> Speaker:
    """A speaker of the language of the formula tests: every name says itself."""

    def named(word: str) -> dict[str, object]:
        return {"id": word, "label": {"en": word, "fr": word}}

    nodes = [
        node(name, *levels, label=Text(en=name, fr=name), levels=[named(lv) for lv in levels])
        for name, levels in LEVELS.items()
    ]
    truth = assumption("h", 0.5).model_copy(update={"label": Text(en="h", fr="h")})
    empty = {"influences": [], "anchors": [], "asked": [asked("b")], **QUIET}
    return Speaker(small_case(nodes=nodes, assumptions=[truth], **empty))


@cache
def _small_formulas() -> list[Formula]:
    """All formulas of three conditions, of up to two connectives."""
    leaves: list[Formula] = [Truth("h"), Compare("b", ">=", "on"), Compare("a", "<=", "mid")]
    one = [*leaves, *(made for two in product(leaves, leaves) for made in _joined(*two))]
    return [*one, *(made for two in product(one, leaves) for made in _joined(*two))]


def _joined(left: Formula, right: Formula) -> list[Formula]:
    both = (left, right)
    return [Not(left), And(both), Or(both), Count(both, ">=", 1), And((right, left))]


def _ambiguous(speaker: Speaker) -> int:
    """How many formulas sound like another that means something else."""
    meanings: dict[str, set[tuple[bool, ...]]] = {}
    for formula in _small_formulas():
        meaning = tuple(evaluate(formula, state, LEVELS) for state in STATES)
        meanings.setdefault(speaker.say(formula).en, set()).add(meaning)
    return sum(len(meant) > 1 for meant in meanings.values())


def test_formulas_that_sound_alike_mean_the_same() -> None:
    assert len(_small_formulas()) > 400
    assert _ambiguous(_abstract()) == 0


def test_the_comparison_hears_brackets_that_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Speaker, "_inside", Speaker.say)
    assert _ambiguous(_abstract()) > 10


@settings(deadline=None)
@given(FORMULAS)
def test_every_formula_of_the_language_can_be_said(formula: Formula) -> None:
    said = _abstract().say(formula)
    assert said.en
    assert said.fr


def test_the_top_of_a_scale_is_said_plainly_and_only_there() -> None:
    speaker = _abstract()
    assert speaker.say(Compare("a", ">=", "top")).en == "a: top"
    assert speaker.say(Compare("a", ">=", "mid")).en == "a: mid or more"
    assert speaker.say(Compare("a", "<=", "low")).fr == "a : low"
    assert speaker.say(Truth("h")).fr == "h"
