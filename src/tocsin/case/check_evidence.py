"""Checks of the evidence: counted once, step by step, telling hypotheses apart, watched for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from tocsin.case.check_context import CASE, CLAIMS, EVIDENCE, MODEL, QUESTIONS, Context, Finding
from tocsin.case.check_model import can_move
from tocsin.case.positions import Path
from tocsin.case.schema import NodeKind, Rating, Report, Timeline, TimelineEntry
from tocsin.language import Text


def counted_twice(ctx: Context) -> Iterator[Finding]:
    """A counted rating whose id, source or claim already backs a timeline entry or a report."""
    entries = [one for timeline in ctx.case.evidence.timelines for one in timeline.entries]
    backed = _backed([*entries, *ctx.case.evidence.reports])
    for i, rating in enumerate(ctx.case.evidence.ratings):
        if rating.repeats is not None:
            continue
        for path, kind, name in _bases(rating):
            if (kind, name) in backed:
                yield Finding(
                    "error", "counted-twice", EVIDENCE, ("ratings", i, *path),
                    f"the rating {rating.id} with the {kind} {name}, which already backs "
                    f"{backed[kind, name]}",
                    "each item counted once: as a timeline entry, a report or a rating",
                    "write repeats: with the timeline's node, or remove one of the two",
                )  # fmt: skip


def _backed(items: list[TimelineEntry | Report]) -> dict[tuple[str, str], str]:
    """Which timeline entry or report each id, source and claim already backs."""
    backed: dict[tuple[str, str], str] = {}
    for one in items:
        word = "the report" if isinstance(one, Report) else "the timeline entry"
        for _, kind, name in _bases(one):
            backed.setdefault((kind, name), f"{word} {one.id}")
    return backed


def _bases(item: TimelineEntry | Report | Rating) -> Iterator[tuple[Path, str, str]]:
    """The id, the sources and the claims of an item, each with its path and kind."""
    yield ("id",), "id", item.id
    for j, source in enumerate(item.sources):
        yield ("sources", j), "source", source
    for j, claim in enumerate(item.claims):
        yield ("claims", j), "claim", claim


def paraphrases(ctx: Context) -> Iterator[Finding]:
    """A claim says in a person's own words, and in both languages, what the text states."""
    for i, claim in enumerate(ctx.case.claims):
        if not claim.paraphrase.en.strip() or not claim.paraphrase.fr.strip():
            yield Finding(
                "error", "claim-without-paraphrase", CLAIMS, (i, "id"),
                f"the claim {claim.id} without a paraphrase",
                "the statement in your own words, in English and in French",
                "write paraphrase: with en and fr",
            )  # fmt: skip


def timeline_steps(ctx: Context) -> Iterator[Finding]:
    """A timeline moves one level at a time, by steps for which the node has a rate."""
    for i, timeline in enumerate(ctx.case.evidence.timelines):
        node = ctx.nodes.get(timeline.node)
        if node is None or not isinstance(node.start, str):
            continue
        levels = ctx.levels[node.id]
        level: str | None = node.start
        for j, entry in enumerate(timeline.entries):
            if level in levels and entry.level in levels:
                yield from _step(
                    ctx, timeline, level, entry, ("timelines", i, "entries", j, "level")
                )
            level = entry.level


def _step(
    ctx: Context, timeline: Timeline, before: str, entry: TimelineEntry, path: Path
) -> Iterator[Finding]:
    """What is wrong with one step of a timeline, if anything is."""
    node, levels = ctx.nodes[timeline.node], ctx.levels[timeline.node]
    old, new = levels[before], levels[entry.level]
    if old == new:
        yield Finding(
            "error", "timeline-no-change", EVIDENCE, path,
            f"the level {entry.level!r}, where {node.id} already stands",
            "levels other than the one before (the first: other than start)",
            "make it a sighting, or correct the level",
        )  # fmt: skip
    elif abs(new - old) > 1:
        between = [one.id for one in node.levels[min(old, new) + 1 : max(old, new)]]
        yield Finding(
            "error", "timeline-jump", EVIDENCE, path,
            f"a step of {node.id} from {before!r} to {entry.level!r}", "one level at a time",
            f"give the date at which it passed {', '.join(between)}",
        )  # fmt: skip
    else:
        direction = "up" if new > old else "down"
        if not can_move(node, old, direction):
            yield Finding(
                "error", "timeline-impossible-step", EVIDENCE, path,
                f"a step of {node.id} {direction} from {before!r}, for which it has no rate",
                "steps for which model.yaml gives a rate",
                f"give {node.id} a rate {direction} from {before}",
            )  # fmt: skip


def rating_coverage(ctx: Context) -> Iterator[Finding]:
    """Counted ratings score the same hypotheses: a missing score would pass for a neutral one."""
    counted = [one for one in ctx.case.evidence.ratings if one.repeats is None]
    everywhere = {name for one in counted for name in one.scores if name in ctx.groups}
    for i, rating in enumerate(ctx.case.evidence.ratings):
        missing = [name for name in ctx.groups if name in everywhere - set(rating.scores)]
        if missing and rating.repeats is None:
            yield Finding(
                "error", "rating-incomplete", EVIDENCE, ("ratings", i, "scores"),
                f"the rating {rating.id} without a score for {', '.join(missing)}",
                "a score for every hypothesis that other ratings score",
                "add the score: N if neutral, NA if it does not apply",
            )  # fmt: skip


_MOVES = {"nodes", "influences"}
"""Parts of the model whose formulas change how nodes move: gates and influences."""


def told_apart(ctx: Context) -> Iterator[Finding]:
    """Any two hypotheses of a group differ in a counted rating and in an influence."""
    if not ctx.readable:
        return
    named = set().union(*(one.named() for one in ctx.conditions if one.path[0] in _MOVES))
    named |= ctx.basis(named)
    for i, group in enumerate(ctx.case.header.groups):
        for (_, first), (k, second) in combinations(enumerate(group.hypotheses), 2):
            rated = _rated_apart(ctx, first.id, second.id)
            modelled = first.id in named or second.id in named
            if rated and modelled:
                continue
            lacking = [
                word for word, has in (("rating", rated), ("influence", modelled)) if not has
            ]
            yield Finding(
                "warning" if rated or modelled else "error",
                "hypotheses-not-told-apart", CASE, ("groups", i, "hypotheses", k, "id"),
                f"no {' and no '.join(lacking)} that tells {second.id} from {first.id}",
                "hypotheses that differ in a counted rating and in an influence",
                "add an item that they score differently" if not rated
                else "add an influence that names one of them",
            )  # fmt: skip


def _rated_apart(ctx: Context, first: str, second: str) -> bool:
    """Whether a counted rating gives two hypotheses different likelihood ratios."""
    ratio = ctx.case.header.tables.consistency
    return any(
        ratio.get(one.scores.get(first, "NA"), 1.0) != ratio.get(one.scores.get(second, "NA"), 1.0)
        for one in ctx.case.evidence.ratings
        if one.repeats is None
    )


def watches(ctx: Context) -> Iterator[Finding]:
    """A watch is over something latent: what a timeline knows, its quiet already counts."""
    for i, watch in enumerate(ctx.case.evidence.watches):
        condition = ctx.condition(EVIDENCE, "watches", i, "says")
        over = ctx.basis(condition.named()) & set(ctx.nodes) if condition else set()
        if over and over <= ctx.timelines:
            yield Finding(
                "error", "watch-over-timeline", EVIDENCE, ("watches", i, "says"),
                f"the watch {watch.id} over {', '.join(sorted(over))}, known from a timeline",
                "watches over nodes without a timeline",
                "remove the watch: the quiet of a timeline already counts as evidence",
            )  # fmt: skip


def monitored(ctx: Context) -> Iterator[Finding]:
    """A trigger that no timeline, report, watch or indicator observes is not monitored."""
    if not ctx.readable:
        return
    observed = set(ctx.timelines) | {one.node for one in ctx.case.indicators}
    for one in ctx.conditions:
        if one.file == EVIDENCE:
            observed |= ctx.basis(one.named())
    for i, node in enumerate(ctx.case.model.nodes):
        if node.kind is NodeKind.TRIGGER and node.id not in observed:
            yield Finding(
                "warning", "not-monitored", MODEL, ("nodes", i, "id"),
                f"the trigger {node.id}, which nothing observes",
                "a timeline, a report, a watch or an indicator that names it",
                "add one, or accept that it is shown as not monitored",
            )  # fmt: skip


def questions(ctx: Context) -> Iterator[Finding]:
    """A question can be settled only with event, threshold, deadline, source and void clause."""
    for i, one in enumerate(ctx.case.questions):
        if one.deadline is None:
            yield Finding(
                "error", "question-without-deadline", QUESTIONS, (i, "id"),
                f"the question {one.id} without a deadline", "a date by which it is settled",
                "add deadline:",
            )  # fmt: skip
        for key, wanted in _SETTLES.items():
            said: Text | None = getattr(one, key)
            if said is None or not said.en.strip() or not said.fr.strip():
                yield Finding(
                    "error", f"question-without-{key.replace('_', '-')}", QUESTIONS, (i, "id"),
                    f"the question {one.id} without {wanted[0]}",
                    f"{wanted[1]}, in English and in French", f"add {key}: with en and fr",
                )  # fmt: skip


_SETTLES = {
    "event": ("an event", "what would have to happen"),
    "threshold": ("a threshold", "how much of it is enough, so that two readers agree"),
    "source_of_truth": ("a source of truth", "where one will read whether it came true"),
    "void_if": ("a void condition", "what makes it neither true nor false"),
}
"""What a question needs to be settled, and what each is for."""

_VAGUE = re.compile(
    r"\b(?:significant(?:ly)?|substantial(?:ly)?|considerabl[ey]|serious(?:ly)?|soon|notabl[ey]|"
    r"significati(?:f|ve|fs|ves|vement)|substantiel(?:le|s|les|lement)?|considérable(?:s|ment)?|"
    r"sérieu(?:x|se|ses|sement)|notable(?:s|ment)?|bientôt)\b",
    re.IGNORECASE,
)
"""Words of degree that two readers settle differently."""


def vague_thresholds(ctx: Context) -> Iterator[Finding]:
    """A threshold in words of degree, which two readers would settle differently."""
    for i, one in enumerate(ctx.case.questions):
        for language in ("en", "fr"):
            found = _VAGUE.search(getattr(one.threshold, language))
            if found:
                yield Finding(
                    "error", "question-vague", QUESTIONS, (i, "threshold", language),
                    f"the threshold of {one.id} in the word {found[0]!r}",
                    "a number, or a public act that either happened or did not",
                    "say how much, as counted by the source of truth",
                )  # fmt: skip
