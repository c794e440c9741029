"""What matters: the uncertain inputs that move the answer, largest first."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.case.formula import parse
from tocsin.case.schema import Case
from tocsin.case.spoken import Speaker
from tocsin.engine.compile import multiplier_name
from tocsin.errors import CaseError
from tocsin.inference.prepare import Progress
from tocsin.inference.sensitivity import Swing, swings
from tocsin.inference.standpoint import Standpoint
from tocsin.language import Text
from tocsin.results import InputSwing, Matters
from tocsin.workflows.assess import HEADLINE_MONTHS
from tocsin.workflows.cases import asked_number, run_record
from tocsin.workflows.standpoints import standpoint

SHOWN = 10
"""Inputs that are named where nothing else is said."""


def matters(
    case: Case,
    *,
    outcome: str | None = None,
    months: int = HEADLINE_MONTHS,
    top: int = SHOWN,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Matters:
    """How far each uncertain rate, multiplier, hypothesis and assumption moves one probability.

    Args:
        case: a case that ``check`` finds no error in.
        outcome: id of an asked outcome; by default the last, most severe one.
        months: the horizon, 1 to 120.
        top: how many of the largest to name.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.

    Raises:
        NotFoundError: an outcome that is not asked.
        CaseError: no inputs to name.
        CollapseError: no simulated future comes near the outcome.
    """
    onset = asked_number(case, outcome)
    if top < 1:
        raise CaseError(f"{top} inputs to name; 1 or more are allowed; {SHOWN} is a good number")
    stand = standpoint(case, as_of, [months], seed, samples, progress)
    if progress is not None:
        progress("inputs", 0.5)
    probability, found = swings(stand, onset, months)
    asked = case.header.asked[onset]
    return Matters(
        case=case.header.id,
        title=case.header.title,
        as_of=stand.day,
        outcome=asked.id,
        outcome_label=asked.label,
        months=months,
        probability=probability,
        inputs=len(found),
        clear=sum(swing.size > 3 * swing.error for swing in found),
        swings=[_input(stand, swing) for swing in found[:top]],
        run=run_record(case, as_of=stand.day, seed=seed, samples=len(stand.particles)),
    )


def _input(stand: Standpoint, swing: Swing) -> InputSwing:
    named = {"rate": _rate, "multiplier": _multiplier, "static": _static}[swing.kind]
    kind, name, label, source = named(stand, swing)
    return InputSwing(
        kind=kind,
        id=name,
        label=label,
        low=swing.low,
        high=swing.high,
        error=swing.error,
        elasticity=swing.elasticity,
        input_low=swing.inputs[0],
        input_high=swing.inputs[1],
        source=source,
    )


Named = tuple[Literal["rate", "multiplier", "hypothesis", "assumption"], str, Text, str]


def _rate(stand: Standpoint, swing: Swing) -> Named:
    name, direction, left = stand.model.compiled.parameters[swing.number]
    node = next(n for n in stand.case.model.nodes if n.id == name)
    level = next(lv.label for lv in node.levels if lv.id == left)
    up = direction == "up"
    label = Text(
        en=f"{node.label.en}: rate of steps {'up' if up else 'down'} from “{level.en}”",
        fr=f"{node.label.fr} : rythme des pas vers le {'haut' if up else 'bas'} depuis "
        f"« {level.fr} »",
    )
    return "rate", f"{name}.{direction}.{left}", label, _rate_source(stand.case, name, up, left)


def _rate_source(case: Case, name: str, up: bool, left: str) -> str:
    """What a rate was taken from; an asked onset's is that of its reference class."""
    node = next(n for n in case.model.nodes if n.id == name)
    levels = [level.id for level in node.levels]
    for asked in case.header.asked:
        below = levels[levels.index(asked.level) - 1] if asked.node == name else None
        anchored = {anchor.asked: anchor.reference_class for anchor in case.model.anchors}
        if up and below == left and asked.id in anchored:
            return anchored[asked.id]
    stated = node.up if up else node.down
    rate = stated.get(left) if isinstance(stated, dict) else stated
    return str(getattr(rate, "source", None) or getattr(rate, "learned", "–"))


def _multiplier(stand: Standpoint, swing: Swing) -> Named:
    case = stand.case
    name = stand.model.compiled.multipliers[swing.number]
    influences = [i for i in case.model.influences if multiplier_name(i) == name]
    if not influences:
        return "multiplier", name, Text(en=name, fr=name), name
    speaker, first = Speaker(case), influences[0]
    target = next(n.label for n in case.model.nodes if n.id == first.node)
    when = speaker.say(parse(first.when))
    up = first.direction == "up"
    label = Text(
        en=f"{target.en}, steps {'up' if up else 'down'}: strength of “{when.en}”",
        fr=f"{target.fr}, pas vers le {'haut' if up else 'bas'} : force de « {when.fr} »",
    )
    return "multiplier", name, label, first.source


def _static(stand: Standpoint, swing: Swing) -> Named:
    truths = stand.model.compiled.truths
    name = next(n for n, place in truths.items() if place == (swing.number, swing.level))
    for assumption in stand.case.header.assumptions:
        if assumption.id == name:
            return "assumption", name, assumption.label, assumption.source
    hypotheses = [h for group in stand.case.header.groups for h in group.hypotheses]
    found = next(h for h in hypotheses if h.id == name)
    return "hypothesis", name, found.label, found.source
