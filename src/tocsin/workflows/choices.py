"""What a scenario can do or learn in a case, as the controls of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tocsin.case.schema import Case, Derived, Node
from tocsin.labels import LABELS
from tocsin.results import Choice, ChoiceGroup, Option
from tocsin.terms import TERMS
from tocsin.workflows.answers import ScenarioText

TRUE, FALSE = "true", "false"


def choices(case: Case) -> list[ChoiceGroup]:
    """Interventions, assumptions, explanations, then the nodes by kind; empty groups left out."""
    groups = [
        ChoiceGroup(
            id="interventions", label=LABELS["interventions"], dated=True,
            choices=list(_interventions(case)),
        ),
        ChoiceGroup(
            id="assumptions", label=LABELS["assumptions"], dated=False,
            choices=list(_assumptions(case)),
        ),
        ChoiceGroup(
            id="explanations", label=LABELS["explanations"], dated=False,
            choices=list(_explanations(case)),
        ),
        *_nodes(case),
    ]  # fmt: skip
    return [group for group in groups if group.choices]


def chosen(
    case: Case, sets: Iterable[str], given: Iterable[str], start: date | None
) -> ScenarioText:
    """The scenario of a form that was filled in; what was left as it is has an empty value.

    ``start`` is the day from which what is done holds; what has a day of its own keeps it, and
    assumptions and explanations, which never change, take none.
    """
    static = {assumption.id for assumption in case.header.assumptions}
    static |= {h.id for group in case.header.groups for h in group.hypotheses}
    hold = []
    for step in (part.strip() for value in sets for part in value.split(",")):
        if not step:
            continue
        dated = start is not None and "@" not in step and step.split("=")[0] not in static
        hold.append(f"{step}@{start}" if dated else step)
    return ScenarioText(hold=tuple(hold), given=tuple(each for each in given if each.strip()))


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
