"""Competing hypotheses: from consistency codes to likelihood ratios, discounted by cluster.

One set of numbers drives the matrix that is shown and the posterior that is used. Items of one
cluster are correlated: the sum of their log-ratios is multiplied by 1 / (1 + (m - 1) rho), m being
the number of items in the cluster so far, and everything by a global exponent.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from tocsin.case.schema import Case, Rating
from tocsin.results import MatrixCell, MatrixRow


def hypotheses(case: Case) -> list[str]:
    """The ids of all hypotheses, group by group."""
    return [h.id for group in case.header.groups for h in group.hypotheses]


def counted(case: Case) -> list[Rating]:
    """The ratings that enter the posterior, in order of publication."""
    ratings = [r for r in case.evidence.ratings if r.repeats is None]
    return sorted(ratings, key=lambda r: (r.published, r.id))


def discount(size: int, correlation: float) -> float:
    """The design effect's inverse for ``size`` equally correlated items."""
    return 1.0 / (1.0 + (size - 1) * correlation)


def log_ratio(case: Case, code: str) -> float:
    """The natural logarithm of the likelihood ratio of a consistency code."""
    return math.log(case.header.tables.consistency[code])


def totals(case: Case, ratings: Sequence[Rating], *, discounted: bool = True) -> dict[str, float]:
    """The summed log-likelihood of the ratings under each hypothesis, (undiscounted if asked)."""
    tables = case.header.tables
    sizes = Counter(r.cluster for r in ratings)
    sums = dict.fromkeys(hypotheses(case), 0.0)
    for rating in ratings:
        weight = tables.rating_exponent * discount(
            sizes[rating.cluster], tables.cluster_correlation
        )
        for name, code in rating.scores.items():
            sums[name] += log_ratio(case, code) * (weight if discounted else 1.0)
    return sums


def increments(case: Case) -> list[tuple[Rating, dict[str, float]]]:
    """What each counted rating adds to the log-likelihoods when it is published.

    A new member of a cluster also deepens the discount of the earlier ones.
    """
    known: list[Rating] = []
    before = totals(case, known)
    steps = []
    for rating in counted(case):
        known.append(rating)
        after = totals(case, known)
        steps.append((rating, {name: after[name] - before[name] for name in after}))
        before = after
    return steps


def posterior(case: Case, sums: dict[str, float]) -> dict[str, float]:
    """Prior times exp(sums), normalised within each group."""
    result: dict[str, float] = {}
    for group in case.header.groups:
        weight = {h.id: h.prior * math.exp(sums[h.id]) for h in group.hypotheses}
        total = sum(weight.values())
        result |= {name: value / total for name, value in weight.items()}
    return result


def inconsistency(case: Case, ratings: Sequence[Rating]) -> dict[str, float]:
    """Heuer's ranking: the sum over inconsistent items only (I counts 1, II counts 2)."""
    points = {"I": 1.0, "II": 2.0}
    sums = dict.fromkeys(hypotheses(case), 0.0)
    for rating in ratings:
        for name, code in rating.scores.items():
            sums[name] += points.get(code, 0.0)
    return sums


def matrix(case: Case, ratings: Sequence[Rating]) -> list[MatrixRow]:
    """The matrix with the very numbers that the posterior uses; repeated items weigh nothing."""
    tables = case.header.tables
    sizes = Counter(r.cluster for r in ratings if r.repeats is None)
    rows = []
    for rating in ratings:
        counts = rating.repeats is None
        share = discount(sizes[rating.cluster], tables.cluster_correlation) if counts else 0.0
        cells = [
            MatrixCell(
                hypothesis=name,
                code=rating.scores.get(name, "N"),
                log_ratio=log_ratio(case, rating.scores.get(name, "N"))
                * share
                * tables.rating_exponent,
            )
            for name in hypotheses(case)
            if name in rating.scores
        ]
        raw = [log_ratio(case, code) for code in rating.scores.values()]
        rows.append(
            MatrixRow(
                id=rating.id,
                label=rating.label,
                published=rating.published,
                cluster=rating.cluster,
                discount=share,
                counts=counts,
                repeats=rating.repeats,
                diagnosticity=max(raw) - min(raw) if raw else 0.0,
                sources=list(rating.sources),
                cells=cells,
            )
        )
    return rows


def told_by(case: Case, belief: dict[str, float], scores: dict[str, str]) -> dict[str, float]:
    """What would be believed once an item with these scores were seen, alone in its cluster.

    ``belief`` are the present probabilities by hypothesis; the update is that of a rated item.
    """
    exponent = case.header.tables.rating_exponent
    after: dict[str, float] = {}
    for group in case.header.groups:
        weight = {
            h.id: belief[h.id] * math.exp(exponent * log_ratio(case, scores.get(h.id, "N")))
            for h in group.hypotheses
            if h.id in belief
        }
        total = sum(weight.values())
        after |= {name: value / total for name, value in weight.items()} if total else weight
    return after


def bits(before: dict[str, float], after: dict[str, float]) -> float:
    """The information gained, in bits: Kullback-Leibler divergence of ``after`` from ``before``."""
    return sum(p * math.log2(p / before[name]) for name, p in after.items() if p > 0)
