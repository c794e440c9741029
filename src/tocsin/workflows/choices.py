"""What a scenario can do or learn in a case, as the controls of a form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.case.schema import Case, Derived, Node
from tocsin.labels import LABELS
from tocsin.language import pair
from tocsin.results import Choice, ChoiceGroup, Option
from tocsin.terms import TERMS
from tocsin.workflows.answers import ScenarioText

TRUE, FALSE = "true", "false"
FACTORS = ("0", "0.33", "0.5", "2", "3")
"""How often a step may be made to come, as a multiple of how often it comes now."""
_NAME = re.compile(r"[a-z]\w*", re.IGNORECASE)
_JOINS = {"and", "or", "not"}


def choices(case: Case) -> list[ChoiceGroup]:
    """What could be done (interventions, assumptions, nodes by kind, rates), then what could be
    learned (explanations, assumptions); empty groups left out.
    """
    groups = [
        ChoiceGroup(
            id="interventions", label=LABELS["interventions"], dated=True,
            choices=list(_interventions(case)),
        ),
        ChoiceGroup(
            id="assumptions", label=LABELS["assumptions"], dated=False,
            choices=list(_assumptions(case)),
        ),
        *_nodes(case),
        ChoiceGroup(id="rates", label=LABELS["rates"], dated=True, choices=list(_rates(case))),
        ChoiceGroup(
            id="explanations", label=LABELS["explanations"], dated=False,
            choices=list(_explanations(case)),
        ),
        ChoiceGroup(
            id="learned assumptions", label=LABELS["assumptions"], dated=False,
            choices=list(_learned(case)),
        ),
    ]  # fmt: skip
    return [group for group in groups if group.choices]


def chosen(
    case: Case,
    sets: Iterable[str],
    given: Iterable[str],
    start: date | None,
    *,
    put: Iterable[str] = (),
    rates: Iterable[str] = (),
) -> ScenarioText:
    """The scenario of a form that was filled in; what was left as it is has an empty value.

    ``start`` is the day from which what is done holds, and on which what is learned of a node is
    so; what has a day of its own keeps it, and assumptions and explanations, which never change,
    take none.
    """
    static = {assumption.id for assumption in case.header.assumptions}
    static |= {h.id for group in case.header.groups for h in group.hypotheses}
    static |= {group.id for group in case.header.groups}

    def when(step: str, fixed: bool) -> str:
        return step if start is None or "@" in step or fixed else f"{step}@{start}"

    def done(texts: Iterable[str]) -> tuple[str, ...]:
        steps = [step.strip() for text in texts for step in text.split(",") if step.strip()]
        # two controls of a form may stand for one step
        fixed = [step.partition("=")[0].strip() in static for step in steps]
        return tuple(dict.fromkeys(map(when, steps, fixed)))

    learned = [text.strip() for text in given if text.strip()]
    timeless = [set(_NAME.findall(text)) <= static | _JOINS for text in learned]
    return ScenarioText(done(sets), done(put), done(rates), tuple(map(when, learned, timeless)))


@dataclass(frozen=True, slots=True)
class Filled:
    """A scenario as the form shows it.

    ``picked`` are the parameters and values of the controls that are set, ``own`` what is learned
    in the case's own words, ``rest`` the steps that no control stands for, such as one with a day
    of its own; ``start`` is the day of all others.
    """

    picked: frozenset[tuple[str, str]]
    own: str
    rest: tuple[tuple[str, str], ...]
    start: date | None


def filled(groups: Sequence[ChoiceGroup], scenario: ScenarioText) -> Filled:
    """How the controls of a form stand for a scenario; each step is shown by one of them."""
    days = Counter(day for _, _, day in _steps(scenario) if day)
    start = days.most_common(1)[0][0] if days else None
    left = {(kind, bare): day for kind, bare, day in _steps(scenario)}
    picked = set()
    for choice in (choice for group in groups for choice in group.choices):
        for option in choice.options:
            parts = {(choice.parameter, part.strip()) for part in option.value.split(",")}
            if all(part in left and left[part] in (None, start) for part in parts):
                picked.add((choice.parameter, option.value))
                for part in parts:
                    del left[part]
    written = [
        (kind, bare if day is None else f"{bare}@{day}") for (kind, bare), day in left.items()
    ]
    own = next((text for kind, text in written if kind == "given"), "")
    rest = tuple(each for each in written if each != ("given", own))
    return Filled(
        frozenset(picked), own, rest, None if start is None else date.fromisoformat(start)
    )


def _steps(scenario: ScenarioText) -> Iterator[tuple[str, str, str | None]]:
    """The parameter, the text and the day of each step."""
    for kind, texts in (
        ("set", scenario.hold), ("put", scenario.put), ("rate", scenario.rates),
        ("given", scenario.given),
    ):  # fmt: skip
        for text in texts:
            bare, _, day = text.partition("@")
            whole = len(day.strip()) == len("2026-01-01")
            yield (kind, bare.strip(), day.strip()) if whole else (kind, text.strip(), None)


def _interventions(case: Case) -> Iterator[Choice]:
    for ramp in case.model.off_ramps:
        value = ",".join(f"{each.node}={each.level}" for each in ramp.sets)
        option = Option(value=value, label=LABELS["done"])
        yield Choice(parameter="set", label=ramp.label, detail=ramp.why, options=[option])


def _assumptions(case: Case) -> Iterator[Choice]:
    for each in case.header.assumptions:
        options = [
            Option(value=f"{each.id}={value}", label=LABELS[label])
            for value, label in ((TRUE, "holds"), (FALSE, "does not hold"))
        ]
        yield Choice(parameter="set", label=each.label, detail=each.if_wrong, options=options)


def _learned(case: Case) -> Iterator[Choice]:
    for each in case.header.assumptions:
        options = [
            Option(value=value, label=LABELS[label])
            for value, label in ((each.id, "holds"), (f"not {each.id}", "does not hold"))
        ]
        yield Choice(parameter="given", label=each.label, detail=None, options=options)


def _rates(case: Case) -> Iterator[Choice]:
    """The steps of each moving node, up and down, where it has them."""
    for node in case.model.nodes:
        for direction, step in (("up", node.up), ("down", node.down)):
            if step is not None:
                label = pair(
                    f"{node.label.en}: {LABELS[f'steps {direction}'].en}",
                    f"{node.label.fr} : {LABELS[f'steps {direction}'].fr}",
                )
                options = [
                    Option(value=f"{node.id}.{direction}={factor}", label=LABELS[f"times {factor}"])
                    for factor in FACTORS
                ]
                yield Choice(parameter="rate", label=label, detail=None, options=options)


def _explanations(case: Case) -> Iterator[Choice]:
    for group in case.header.groups:
        options = [Option(value=h.id, label=h.label) for h in group.hypotheses]
        yield Choice(parameter="given", label=group.label, detail=None, options=options)


def _nodes(case: Case) -> Iterator[ChoiceGroup]:
    """The nodes of each kind; what is computed from others can be held as well."""
    kinds: dict[str, Sequence[Node | Derived]] = {
        kind: [node for node in case.model.nodes if node.kind == kind] for kind in TERMS["kinds"]
    }
    kinds["derived"] = case.model.derived
    for kind, nodes in kinds.items():
        yield ChoiceGroup(
            id=kind, label=TERMS["kinds"][kind], dated=True, choices=[_node(node) for node in nodes]
        )


def _node(node: Node | Derived) -> Choice:
    options = [Option(value=f"{node.id}={level.id}", label=level.label) for level in node.levels]
    return Choice(parameter="set", label=node.label, detail=None, options=options)
