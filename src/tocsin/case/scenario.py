"""What might be done, and what might be learned: the small language of interventions.

``node=level@date`` sets a node from a date on, ``node.up=factor@date`` or ``node.down=factor@date``
multiplies a rate from a date on, and ``formula@date`` is something that is learned to hold on a
date. To do something and to learn something are never the same: learning that a node moved is also
evidence about what makes it move, setting it is not.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.case.formula import Compare, atoms, parse
from tocsin.case.schema import Case
from tocsin.errors import CaseError, NotFoundError
from tocsin.periods import earliest

MOST_FACTOR = 1000.0
"""The largest number that a rate may be multiplied by."""


@dataclass(frozen=True)
class Set:
    """From ``since`` on ``node`` is held at ``level``; or, without ``hold``, put there once."""

    node: str
    level: str
    since: date
    hold: bool = True


@dataclass(frozen=True)
class Speed:
    """From ``since`` on the steps of ``node`` in ``direction`` come ``factor`` times as often."""

    node: str
    direction: Literal["up", "down"]
    factor: float
    since: date


@dataclass(frozen=True)
class Known:
    """It is learned that ``formula`` holds on the day ``on``."""

    formula: str
    on: date


@dataclass(frozen=True)
class Scenario:
    """Everything that is done and learned at once."""

    settings: tuple[Set, ...] = ()
    speeds: tuple[Speed, ...] = ()
    known: tuple[Known, ...] = ()

    @property
    def acts(self) -> bool:
        """Whether anything is done, as against learned."""
        return bool(self.settings or self.speeds)


NOTHING = Scenario()


def node_levels(case: Case) -> dict[str, list[str]]:
    """The levels that each node can be set to: moving, derived, hypothesis groups, assumptions."""
    levels = {n.id: [level.id for level in n.levels] for n in case.model.nodes}
    levels |= {d.id: [level.id for level in d.levels] for d in case.model.derived}
    levels |= {g.id: [h.id for h in g.hypotheses] for g in case.header.groups}
    levels |= {a.id: ["false", "true"] for a in case.header.assumptions}
    return levels


def read_scenario(
    case: Case,
    as_of: date,
    until: date,
    *,
    hold: Sequence[str] = (),
    put: Sequence[str] = (),
    rates: Sequence[str] = (),
    given: Sequence[str] = (),
) -> Scenario:
    """Read and check a scenario; a date that is left out means ``as_of``.

    Args:
        case: a case without errors in ``check``.
        as_of: the date of knowledge: what is done is done from it on.
        until: the last day that is looked at.
        hold, put: settings as ``node=level@date``, held from then on or put there once.
        rates: ``node.up=factor@date`` or ``node.down=factor@date``.
        given: ``formula`` or ``formula@date``.

    Raises:
        NotFoundError: an unknown node, level or direction.
        CaseError: a date outside the time that is looked at, a contradiction with the evidence or
            within the scenario, a factor out of range.
        FormulaError: a formula that cannot be read.
    """
    span = (as_of, until)
    scenario = Scenario(
        settings=tuple(
            _setting(case, text, span, holding)
            for holding, texts in ((True, hold), (False, put))
            for text in texts
        ),
        speeds=tuple(_speed(case, text, span) for text in rates),
        known=tuple(_known(case, text, span) for text in given),
    )
    _consistent(scenario)
    return scenario


def _setting(case: Case, text: str, span: tuple[date, date], hold: bool) -> Set:
    body, since = _dated(text, span[0])
    node, equals, level = (part.strip() for part in body.partition("="))
    if not equals or not level:
        raise CaseError(f"the setting {text!r}; write node=level or node=level@YYYY-MM-DD")
    levels = node_levels(case)
    node, level = _truth(case, node, level)
    _must_be("node", node, levels)
    _must_be("level", level, dict.fromkeys(levels[node]), of=node)
    if not hold and node in {d.id for d in case.model.derived}:
        raise CaseError(
            f"{node} follows from other nodes at every moment, so it cannot be put at {level} and "
            "left alone; hold it with --set, or put the nodes that it follows from"
        )
    if since < span[0]:
        _refuse_the_past(case, node, level, since, span[0])
    _within(text, since, span)
    return Set(node, level, since, hold)


def _truth(case: Case, name: str, level: str) -> tuple[str, str]:
    """A hypothesis set to true is its group set to it."""
    for group in case.header.groups:
        if name in {h.id for h in group.hypotheses}:
            if level != "true":
                raise CaseError(
                    f"{name}={level}: a hypothesis can be set to true only; to set it aside set "
                    f"the group {group.id} to another of its hypotheses"
                )
            return group.id, name
    return name, level


def _speed(case: Case, text: str, span: tuple[date, date]) -> Speed:
    body, since = _dated(text, span[0])
    place, equals, number = (part.strip() for part in body.partition("="))
    node, dot, direction = place.rpartition(".")
    if not equals or not dot or direction not in ("up", "down"):
        raise CaseError(f"the rate {text!r}; write node.up=factor or node.down=factor")
    moving = {n.id: n for n in case.model.nodes}
    if node not in moving and node in node_levels(case):
        raise CaseError(
            f"{node} does not move by itself, so it has no rate; choose from {', '.join(moving)}, "
            "or set it (--set)"
        )
    _must_be("node", node, moving)
    if (moving[node].up if direction == "up" else moving[node].down) is None:
        raise CaseError(f"{node} has no step {direction}, so its rate cannot be multiplied")
    try:
        factor = float(number)
    except ValueError:
        factor = -1.0
    if not 0.0 <= factor <= MOST_FACTOR:
        raise CaseError(
            f"the factor {number!r} of {place}; numbers from 0 to {MOST_FACTOR:g} are allowed; "
            "0 stops the steps, 1 changes nothing"
        )
    _within(text, since, span)
    return Speed(node, "up" if direction == "up" else "down", factor, since)


def _known(case: Case, text: str, span: tuple[date, date]) -> Known:
    formula, on = _dated(text, span[0])
    levels = node_levels(case)
    truths = [h.id for g in case.header.groups for h in g.hypotheses]
    truths += [a.id for a in case.header.assumptions]
    static = {g.id: g.hypotheses[0].id for g in case.header.groups}
    static |= {a.id: a.id for a in case.header.assumptions}
    for atom in atoms(parse(formula)):
        if isinstance(atom, Compare):
            if atom.node in static:
                raise CaseError(
                    f"{atom.node} in {formula!r} has no levels to compare with; write the name of "
                    f"a hypothesis or assumption alone: {static[atom.node]} or not "
                    f"{static[atom.node]}"
                )
            _must_be("node", atom.node, levels)
            _must_be("level", atom.level, dict.fromkeys(levels[atom.node]), of=atom.node)
        else:
            _must_be("hypothesis or assumption", atom.name, dict.fromkeys(truths))
    _within(text, on, span)
    return Known(formula, on)


def _dated(text: str, default: date) -> tuple[str, date]:
    """The part before ``@`` and the date after it."""
    body, at, when = text.partition("@")
    if not at:
        return body.strip(), default
    try:
        return body.strip(), earliest(when.strip())
    except ValueError as error:
        raise CaseError(
            f"the date {when.strip()!r} in {text!r}; write YYYY-MM-DD, YYYY-MM or YYYY"
        ) from error


def _must_be(what: str, name: str, allowed: Mapping[str, object], of: str = "") -> None:
    if name in allowed:
        return
    near = difflib.get_close_matches(name, allowed, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else f"choose from {', '.join(allowed)}"
    raise NotFoundError(f"no {what} {name!r}{of and ' of '}{of} in this case; {hint}")


def _within(text: str, day: date, span: tuple[date, date]) -> None:
    as_of, until = span
    if not as_of <= day < until:
        raise CaseError(
            f"{text!r} is dated {day}; dates from the date of knowledge, {as_of}, to before the "
            f"last horizon, {until}, are allowed; move it, or choose another --as-of or horizon"
        )


def _refuse_the_past(case: Case, node: str, level: str, day: date, as_of: date) -> None:
    """Name the evidence that a setting in the past contradicts."""
    if day < case.header.start:
        raise CaseError(
            f"{node}={level}@{day} is before the case's start, {case.header.start}; choose a date "
            f"from the date of knowledge, {as_of}, on"
        )
    for timeline in case.evidence.timelines:
        if timeline.node == node and day <= timeline.until:
            seen = [e for e in timeline.entries if e.date <= day and e.published <= as_of]
            start = next(n.start for n in case.model.nodes if n.id == node)
            stood = seen[-1].level if seen else start
            if stood != level:
                raise CaseError(
                    f"{node}={level}@{day} contradicts the evidence: its timeline has it at "
                    f"{stood} on that day; what is known cannot be set, only what is to come"
                )


def _consistent(scenario: Scenario) -> None:
    twice = Counter((s.node, s.since) for s in scenario.settings)
    for (node, day), count in twice.items():
        if count > 1:
            raise CaseError(f"{node} is set {count} times on {day}; set it once")
    for speed in scenario.speeds:
        if _held_for_good(scenario, speed):
            raise CaseError(
                f"{speed.node} is held, so the rate of its steps {speed.direction} changes "
                "nothing; leave out one of the two, or put the node there with --put"
            )
    channels = Counter((s.node, s.direction, s.since) for s in scenario.speeds)
    for (node, direction, day), count in channels.items():
        if count > 1:
            raise CaseError(f"{node}.{direction} is multiplied {count} times on {day}; do it once")


def _held_for_good(scenario: Scenario, speed: Speed) -> bool:
    """Whether the node is held on the day of the speed and never let go again."""
    settings = sorted((s for s in scenario.settings if s.node == speed.node), key=lambda s: s.since)
    before = [s for s in settings if s.since <= speed.since]
    after = settings[len(before) :]
    return bool(before) and before[-1].hold and all(s.hold for s in after)
