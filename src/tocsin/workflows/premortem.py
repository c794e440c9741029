"""Premortem: what the judgement becomes if an assumption breaks, and how it could be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from tocsin.briefing.words import words
from tocsin.case.schema import Case
from tocsin.inference.premortem import Known, Way, believed, broken, if_known, ways, without_items
from tocsin.inference.prepare import Progress
from tocsin.inference.standing import node_states
from tocsin.inference.standpoint import Standpoint
from tocsin.language import Text
from tocsin.results import IfKnown, OutcomePremortem, Premortem, WayToBeWrong
from tocsin.workflows.assess import HEADLINE_MONTHS
from tocsin.workflows.cases import run_record
from tocsin.workflows.standpoints import standpoint


def premortem(
    case: Case,
    *,
    months: int = HEADLINE_MONTHS,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Premortem:
    """Assumptions broken and hypotheses taken as true one by one, and the ways to be wrong.

    Args:
        case: a case that ``check`` finds no error in.
        months: the horizon, 1 to 120.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.
    """
    stand = standpoint(case, as_of, [months], seed, samples, progress)
    states = node_states(case, stand.model, stand.particles, stand.day)
    blind = {state.id for state in states if state.state == "not monitored"}
    return Premortem(
        case=case.header.id,
        title=case.header.title,
        as_of=stand.day,
        months=months,
        outcomes=[_outcome(stand, o, months, blind) for o in range(len(case.header.asked))],
        if_known=[
            *_known(stand, "assumption broken", if_known(stand, broken(stand)), months),
            *_known(stand, "hypothesis true", if_known(stand, believed(stand)), months),
            *_known(stand, "item left out", without_items(stand), months),
        ],
        run=run_record(case, as_of=stand.day, seed=seed, samples=len(stand.particles)),
    )


def _known(
    stand: Standpoint,
    kind: Literal["assumption broken", "hypothesis true", "item left out"],
    found: Sequence[Known],
    months: int,
) -> list[IfKnown]:
    case, h = stand.case, stand.months.index(months)
    base = stand.mean(stand.values)[:, h]
    names = [asked.id for asked in case.header.asked]
    entries = []
    for known in found:
        label, signpost = _named(case, known.name)
        entries.append(
            IfKnown(
                kind=kind,
                id=known.name,
                label=label,
                now=None if kind == "item left out" else known.now,
                after={n: float(p) for n, p in zip(names, known.after[:, h], strict=True)},
                change={n: float(p) for n, p in zip(names, known.after[:, h] - base, strict=True)},
                error={n: float(p) for n, p in zip(names, known.error[:, h], strict=True)},
                signpost=signpost,
            )
        )
    return entries


def _named(case: Case, name: str) -> tuple[Text, Text | None]:
    """Label, and what would show it, of an assumption, hypothesis or rated item."""
    for assumption in case.header.assumptions:
        if assumption.id == name:
            return assumption.label, assumption.signpost
    for group in case.header.groups:
        for hypothesis in group.hypotheses:
            if hypothesis.id == name:
                return hypothesis.label, None
    return next(r.label for r in case.evidence.ratings if r.id == name), None


def _outcome(stand: Standpoint, onset: int, months: int, blind: set[str]) -> OutcomePremortem:
    asked = stand.case.header.asked[onset]
    probability = float(stand.mean(stand.values)[onset, stand.months.index(months)])
    return OutcomePremortem(
        outcome=asked.id,
        label=asked.label,
        probability=probability,
        words=words(probability),
        expected=probability >= 0.5,
        ways=[_way(stand.case, way) for way in ways(stand, onset, months, blind)],
    )


def _way(case: Case, way: Way) -> WayToBeWrong:
    if way.level < 0:
        label, signpost = _named(case, way.name)
    else:
        node = next(n for n in case.model.nodes if n.id == way.name)
        level = node.levels[way.level]
        label = Text(
            en=f"{node.label.en}: {level.label.en}", fr=f"{node.label.fr} : {level.label.fr}"
        )
        signpost = level.observable
    return WayToBeWrong(
        kind=way.kind,
        id=way.name,
        label=label,
        now=way.now,
        if_wrong=way.if_wrong,
        error=way.error,
        signpost=signpost,
    )
