"""Checks of indicators: a mean at every level, an earlier baseline, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from tocsin.case.check_context import INDICATORS, Context, Finding
from tocsin.case.schema import Indicator

BASELINE_WEEKS = 26
"""Weeks that a baseline has at least."""
DOCUMENTS = "documents"
"""The source whose documents are counted by their words, and not by what events are."""
OF_EVENTS = ("doers", "towards", "quads", "roots", "codes", "places")
OF_DOCUMENTS = ("words", "feeds", "publishers")
CAMEO = ("gdelt", "gdelt-v1", "icews")
"""Sources whose events carry CAMEO codes."""


def indicator_levels(ctx: Context) -> Iterator[Finding]:
    """An indicator says what its count is at every level of its node, the baseline's being one."""
    for i, one in enumerate(ctx.case.indicators):
        if one.node not in ctx.levels:
            continue
        if one.baseline_level in one.levels:
            yield Finding(
                "error", "indicator-level", INDICATORS, (i, "levels", one.baseline_level),
                f"a ratio at {one.baseline_level!r}, the level of the baseline itself",
                "ratios at the other levels: at the baseline's own it is 1",
                "remove it, or correct baseline_level", on_key=True,
            )  # fmt: skip
        missing = [
            name for name in ctx.levels[one.node]
            if name not in one.levels and name != one.baseline_level
        ]  # fmt: skip
        if missing:
            yield Finding(
                "error", "indicator-level", INDICATORS, (i, "levels"),
                f"no ratio at {', '.join(missing)}", "a ratio at each level but the baseline's",
                "say how many times the baseline the count is there, as wide as you doubt it",
            )  # fmt: skip


def indicator_baselines(ctx: Context) -> Iterator[Finding]:
    """A baseline is long enough, and known before the case starts: no hindsight in it."""
    start = ctx.case.header.start
    for i, one in enumerate(ctx.case.indicators):
        window = one.baseline
        known = window.until + timedelta(days=1 + 7 * one.lag_weeks)
        if known > start:
            yield Finding(
                "error", "indicator-baseline", INDICATORS, (i, "baseline", "until"),
                f"a baseline that is known on {known}, after the case's start",
                f"baselines known by {start}, late rows allowed for",
                "end the baseline earlier",
            )  # fmt: skip
        elif (window.until - window.since).days + 1 < 7 * BASELINE_WEEKS:
            yield Finding(
                "error", "indicator-baseline", INDICATORS, (i, "baseline", "since"),
                f"a baseline of {(window.until - window.since).days + 1} days",
                f"{BASELINE_WEEKS} weeks or more; two years are better", "begin it earlier",
            )  # fmt: skip


def indicator_kinds(ctx: Context) -> Iterator[Finding]:
    """CAMEO roots and codes are asked only of sources that carry them."""
    for i, one in enumerate(ctx.case.indicators):
        for key in ("roots", "codes"):
            if getattr(one, key) and one.source not in (*CAMEO, DOCUMENTS):
                yield Finding(
                    "error", "indicator-kind", INDICATORS, (i, key),
                    f"CAMEO {key} of {one.source}, which has none",
                    f"{key} of {', '.join(CAMEO)}", f"remove {key}, or change the source",
                )  # fmt: skip


def indicator_rules(ctx: Context) -> Iterator[Finding]:
    """Documents are counted by words, events by who did what to whom; neither by the other's."""
    for i, one in enumerate(ctx.case.indicators):
        of_documents = one.source == DOCUMENTS
        needed = "words" if of_documents else "doers"
        if not getattr(one, needed):
            yield Finding(
                "error", "indicator-rule", INDICATORS, (i, "source"),
                f"an indicator from {one.source} without {needed}",
                "words in at least one language" if of_documents else "the states whose acts count",
                f"add {needed}:",
            )  # fmt: skip
        for key in _foreign(one):
            yield Finding(
                "error", "indicator-rule", INDICATORS, (i, key),
                f"{key} of {one.source}, which are not counted by it",
                ", ".join(("unit: acts", "volume: source or none", *OF_DOCUMENTS)) if of_documents
                else ", ".join(OF_EVENTS),
                f"remove {key}, or change the source",
            )  # fmt: skip


def _foreign(one: Indicator) -> list[str]:
    """What a rule says that its source has no use for."""
    if one.source != DOCUMENTS:
        return [key for key in OF_DOCUMENTS if getattr(one, key)]
    other = {"unit": one.unit != "acts", "volume": one.volume == "doers"}
    other["directed"] = not one.directed
    return [*(key for key in OF_EVENTS if getattr(one, key)), *(key for key in other if other[key])]


def indicators_counted_twice(ctx: Context) -> Iterator[Finding]:
    """Two indicators that bear on one node and count the same would count it twice."""
    for (_, one), (k, other) in combinations(enumerate(ctx.case.indicators), 2):
        if one.node == other.node and one.source == other.source and _overlap(one, other):
            yield Finding(
                "error", "indicator-counted-twice", INDICATORS, (k, "id"),
                f"{other.id}, which counts what {one.id} counts for the same node",
                "indicators on a node whose actors or kinds of event, or whose feeds, differ",
                "merge the two, or narrow one of them",
            )  # fmt: skip


def _overlap(one: Indicator, other: Indicator) -> bool:
    """Whether one thing can be counted by both; where it cannot be told from the rule, it can.

    A document may hold words of both, so only other feeds or publishers keep two rules apart.
    """
    if one.source == DOCUMENTS:
        return _share(set(one.feeds), set(other.feeds)) and _share(
            set(one.publishers), set(other.publishers)
        )
    kinds = _share(_roots(one), _roots(other)) and _share(set(one.quads), set(other.quads))
    if one.codes and other.codes and not (one.roots or one.quads or other.roots or other.quads):
        kinds = _share(set(one.codes), set(other.codes))
    places = _share(set(one.places), set(other.places))
    return kinds and places and bool(_pairs(one) & _pairs(other))


def _share(some: set[str] | set[int], others: set[str] | set[int]) -> bool:
    """Whether two restrictions leave anything in common; none at all leaves everything."""
    return not some or not others or bool(set(some) & set(others))


def _roots(one: Indicator) -> set[str]:
    """The roots that a rule is restricted to; none where a quad class lets others in."""
    return set() if one.quads else {*one.roots, *(code[:2] for code in one.codes)}


def _pairs(one: Indicator) -> set[tuple[str, str]]:
    """The pairs of doer and other side; ``*`` stands for any other side."""
    pairs = {(doer, other) for doer in one.doers for other in one.towards or ["*"]}
    if not one.directed:
        pairs |= {(other, doer) for doer, other in pairs}
    return pairs
