"""Pathways: by which sequences of changes an outcome comes, and what tells them apart early."""

from __future__ import annotations

from datetime import date

import numpy as np

from tocsin.case.formula import parse
from tocsin.case.schema import Case, NodeKind
from tocsin.case.spoken import Speaker
from tocsin.engine.network import Floats
from tocsin.errors import CaseError
from tocsin.inference.pathways import Paths, paths_to
from tocsin.inference.prepare import Progress
from tocsin.inference.standpoint import Standpoint
from tocsin.periods import add_months
from tocsin.results import PathStep, Pathway, Pathways, Signpost
from tocsin.workflows.assess import HEADLINE_MONTHS
from tocsin.workflows.cases import asked_number, run_record
from tocsin.workflows.standpoints import standpoint

SHOWN = 8
"""Paths that are named where nothing else is said."""
SIGNPOSTS = 3
"""Signposts of each path."""
EARLY = 3
"""Months after which a signpost must be there."""
TELLING = 0.03
"""The least difference between two probabilities that makes a signpost worth naming."""


def pathways(
    case: Case,
    *,
    outcome: str | None = None,
    months: int = HEADLINE_MONTHS,
    top: int = SHOWN,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Pathways:
    """The likeliest sequences of changes that lead to one outcome in the simulated futures.

    Args:
        case: a case that ``check`` finds no error in.
        outcome: id of an asked outcome; by default the last, most severe one.
        months: the horizon, 1 to 120.
        top: how many paths to name, at most 12.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.

    Raises:
        NotFoundError: an outcome that is not asked.
        CaseError: a horizon of a month, within which no early signpost fits, or no paths to name.
        CollapseError: no simulated future comes near the outcome.
    """
    onset = asked_number(case, outcome)
    if months < 2:
        raise CaseError("paths within 1 month; 2 or more are allowed; lengthen --months")
    if top < 1:
        raise CaseError(f"{top} paths to name; 1 or more are allowed; {SHOWN} is a good number")
    stand = standpoint(case, as_of, [months], seed, samples, progress)
    by = add_months(stand.day, min(EARLY, months - 1))
    if progress is not None:
        progress("paths", 0.5)
    found = paths_to(stand, onset, months, by)
    asked = case.header.asked[onset]
    probability = float(stand.mean(stand.values)[onset, stand.months.index(months)])
    paths = [_path(stand, found, k, probability) for k in range(min(top, len(found.paths)))]
    return Pathways(
        case=case.header.id,
        title=case.header.title,
        as_of=stand.day,
        by=by,
        outcome=asked.id,
        outcome_label=asked.label,
        months=months,
        probability=probability,
        paths=paths,
        rest=max(0.0, 1.0 - sum(path.share for path in paths)),
        run=run_record(case, as_of=stand.day, seed=seed, samples=len(stand.particles)),
    )


def _path(stand: Standpoint, found: Paths, k: int, probability: float) -> Pathway:
    path, speaker = found.paths[k], Speaker(stand.case)
    return Pathway(
        steps=[
            PathStep(
                formula=found.steps[s].formula,
                label=speaker.say(parse(found.steps[s].formula)),
                holds=found.steps[s].raises,
            )
            for s in path.steps
        ],
        share=path.share,
        share_error=path.share_error,
        probability=path.share * probability,
        median_months=path.months,
        signposts=_signposts(stand, found, k),
    )


def _signposts(stand: Standpoint, found: Paths, k: int) -> list[Signpost]:
    """Where nodes stand early on this path, and on the others: the largest differences."""
    mine = found.masses[:, :, k] * stand.weight
    others = (found.masses.sum(axis=2) - found.masses[:, :, k]) * stand.weight
    if not mine.sum() > 0 or not others.sum() > 0:
        return []
    ranked = []
    for n, node in enumerate(stand.case.model.nodes):
        if node.kind is NodeKind.CLOCK:
            continue
        now = int(np.bincount(stand.particles.levels[:, n], weights=stand.weight).argmax())
        for level in range(len(node.levels)):
            if level == now:
                continue
            there = (
                found.levels[:, :, n] >= level if level > now else found.levels[:, :, n] <= level
            )
            on_path, otherwise = _share(there, mine), _share(there, others)
            if on_path - otherwise > TELLING:
                ranked.append((on_path - otherwise, n, level, on_path, otherwise))
    signposts: list[Signpost] = []
    for _, n, level, on_path, otherwise in sorted(ranked, reverse=True):
        node = stand.case.model.nodes[n]
        if node.id in {s.node for s in signposts} or len(signposts) == SIGNPOSTS:
            continue
        signposts.append(
            Signpost(
                node=node.id,
                label=node.label,
                level=node.levels[level].id,
                level_label=node.levels[level].label,
                observable=node.levels[level].observable,
                on_path=on_path,
                otherwise=otherwise,
            )
        )
    return signposts


def _share(there: np.ndarray, mass: Floats) -> float:
    return float((there * mass).sum() / mass.sum())
