"""Checks of what is learned from the past: coded histories, and numbers that are still current."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.case.check_context import LEARNED, MODEL, PRECEDENTS, Context, Finding
from tocsin.case.learned import inputs
from tocsin.case.positions import Path
from tocsin.case.schema import Learned
from tocsin.case.schema_errors import nearest

CURED_BY_LEARNING = frozenset({"not-learned", "learned-stale"})
"""Codes of the findings that ``tocsin learn`` with ``--write`` takes away."""

RUN = "run tocsin learn with --write on this case"


def history_steps(ctx: Context) -> Iterator[Finding]:
    """A coded history is about the time before the case, and each of its steps changes the level.

    Time after the start is evidence: counted into a base rate as well, it would count twice.
    """
    start = ctx.case.header.start
    for i, history in enumerate(ctx.case.precedents.histories):
        base: Path = ("histories", i)
        dates = [("until",), *(("entries", j, "date") for j in range(len(history.entries)))]
        days = [history.until, *(entry.date for entry in history.entries)]
        for path, day in zip(dates, days, strict=True):
            if day > start:
                yield Finding(
                    "error", "history-after-start", PRECEDENTS, (*base, *path),
                    f"{day}, after the case's start: it would be counted as evidence and as a "
                    "base rate",
                    f"histories up to {start}",
                    "end the history at the start; what came later goes into a timeline",
                )  # fmt: skip
        level = history.start
        for j, entry in enumerate(history.entries):
            if entry.level == level:
                yield Finding(
                    "error", "history-no-change", PRECEDENTS, (*base, "entries", j, "level"),
                    f"a step of {history.id} to {level!r}, where it already stands",
                    "levels other than the one before (the first: other than start)",
                    "remove the entry, or correct the level",
                )  # fmt: skip
            level = entry.level


def learned_numbers(ctx: Context) -> Iterator[Finding]:
    """Whatever asks for a learned number finds it, learned from what the case now says."""
    model, learned = ctx.case.model, ctx.case.learned
    rates = list(_learned_rates(ctx))
    if learned is None:
        asking = [("the rate", path, name) for path, name in rates]
        asking += [("the fit", ("fits", i, "id"), fit.id) for i, fit in enumerate(model.fits)]
        for kind, place, name in asking:
            yield Finding(
                "error", "not-learned", MODEL, place,
                f"{kind} {name!r} without learned numbers", "numbers in learned.yaml", RUN,
            )  # fmt: skip
    elif learned.inputs != inputs(ctx.case):
        yield Finding(
            "error", "learned-stale", LEARNED, ("inputs",),
            "numbers learned from histories, past cases or fits that have changed since",
            "numbers learned from what the case now says", RUN,
        )  # fmt: skip
    else:
        known = [rate.id for rate in learned.rates]
        for place, name in rates:
            if name not in known:
                near = nearest(name, known)
                yield Finding(
                    "error", "unknown-learned-rate", MODEL, place,
                    f"{name!r}, which no history gives", ", ".join(known) or "none exists",
                    f"write {near}, if that is meant" if near else "code a history of the node",
                )  # fmt: skip


def _learned_rates(ctx: Context) -> Iterator[tuple[Path, str]]:
    """Every learned rate that a node asks for, with its place in the model."""
    for i, node in enumerate(ctx.case.model.nodes):
        for key, stated in (("up", node.up), ("down", node.down)):
            by_level = stated if isinstance(stated, dict) else {None: stated}
            for level, rate in by_level.items():
                if isinstance(rate, Learned):
                    inner = () if level is None else (level,)
                    yield ("nodes", i, key, *inner, "learned"), rate.learned
