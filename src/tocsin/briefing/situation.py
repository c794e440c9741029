"""Where things stand: triggers and other nodes, duties between actors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.briefing import pictures
from tocsin.briefing.findings import Writer, cell
from tocsin.briefing.parts import Block, Cell, Paragraph, Row, Section, Table
from tocsin.results import BoundDuty, NodeState

_TONES = {
    "not monitored": "unwatched",
    "monitored, not observed": "quiet",
    "emerging": "emerging",
    "observed": "observed",
    "expired": "expired",
}


def triggers(w: Writer) -> Section:
    """The board of triggers."""
    a = w.findings.assessment
    board = w.table(
        w.say("triggers caption"), "table-triggers",
        ("trigger", "level", "state", "last evidence", "#age"),
        [_trigger(w, state) for state in a.triggers],
    )  # fmt: skip
    note = Paragraph((w.say("triggers note"),), "note")
    return Section("triggers", w.say("triggers"), (board, note))


def nodes(w: Writer) -> Section:
    """Every node that is no trigger, known or inferred, in a table for each kind."""
    a = w.findings.assessment
    shown = {state.id for state in a.triggers}
    kinds: dict[str, list[Row]] = {}
    for state in a.nodes:
        if state.id not in shown:
            kinds.setdefault(state.kind, []).append(_node(w, state))
    columns = ("node", "level", "last evidence", "#age")
    tables = [
        w.table(w.name("kinds", kind), f"table-nodes-{kind}", columns, rows)
        for kind, rows in kinds.items()
    ]
    return Section("nodes", w.say("nodes"), (Paragraph((w.say("nodes text"),)), *tables))


def _level(w: Writer, state: NodeState) -> Cell:
    """The level by name and place; where it is inferred, how probable it is."""
    place = f"{state.level_index}/{len(state.levels) - 1}"
    if state.known:
        return cell(w.text(state.level_label), small=place)
    share = w.percent(state.distribution[state.level_index])
    return cell(w.text(state.level_label), small=f"{w.say('inferred')}, {share} · {place}")


def _evidence(w: Writer, state: NodeState) -> tuple[Cell, Cell]:
    if state.last_evidence is None:
        return Cell(w.cite(state.sources) or ("–",)), cell("–")
    label = w.text(state.last_label) if state.last_label else ""
    content = w.cited(label, state.sources)
    age = (
        "–"
        if state.age_days is None
        else w.say("days" if state.age_days != 1 else "one day", n=str(state.age_days))
    )
    return Cell(content, small=w.day(state.last_evidence)), cell(age)


def _trigger(w: Writer, state: NodeState) -> Row:
    observable = w.text(state.observable) if state.observable else None
    last, age = _evidence(w, state)
    return Row(
        (
            cell(w.text(state.label), small=observable),
            _level(w, state),
            cell(w.name("state", state.state), tone=f"state-{_TONES[state.state]}"),
            last,
            age,
        ),
        anchor=f"node-{state.id}",
    )


def _node(w: Writer, state: NodeState) -> Row:
    last, age = _evidence(w, state)
    head = cell(w.text(state.label))
    return Row((head, _level(w, state), last, age), anchor=f"node-{state.id}")


def obligations(w: Writer) -> Section:
    """Who is bound to what, in a picture and in tables."""
    o = w.findings.obligations
    text = w.say(
        "obligations text", attacked=w.actor(o.attacked), by=w.actor(o.by), date=w.day(o.as_of)
    )
    blocks: list[Block] = [Paragraph((text,))]
    duties = [*o.bound, *o.restrained]
    if o.blocs or duties:
        counts = {
            "blocs": str(len(o.blocs)), "actors": str(len(o.actors)), "duties": str(len(duties)),
        }  # fmt: skip
        blocks.append(
            w.figure(
                "figure-network", w.say("network caption"), w.say("network alt", **counts),
                lambda width: pictures.network(o, w.language, width),
            )
        )  # fmt: skip
    if o.bound:
        blocks.append(_duties(w, "bound caption", "table-bound", o.bound))
    if o.restrained:
        blocks.append(_duties(w, "restrained caption", "table-restrained", o.restrained))
    if o.not_bound:
        blocks.append(Paragraph((w.say("not bound", list=w.actors(o.not_bound)),)))
    return Section(
        "obligations", w.say("obligations"), (*blocks, *_conflicts(w), *_searched(w), *_blocs(w))
    )


def _duties(w: Writer, caption: str, anchor: str, duties: Sequence[BoundDuty]) -> Table:
    owed: dict[str, list[BoundDuty]] = {}
    for duty in duties:
        owed.setdefault(duty.model_dump_json(exclude={"actor"}), []).append(duty)
    rows = [
        Row(
            (
                cell(w.actors(each.actor for each in same)),
                cell(
                    w.name("duty", duty.kind),
                    small=", ".join(
                        [w.name("nature", duty.nature)] + [w.say("automatic")] * duty.automatic
                    ),
                ),
                cell(w.text(duty.text)),
                cell(w.actors(duty.toward) or "–"),
                cell(
                    f"{w.text(duty.treaty_label)}"
                    + (f", {w.say('article', article=duty.article)}" if duty.article else "")
                    + " ",
                    *w.linked(duty.source),
                ),
                cell(
                    w.name("applies", duty.applies),
                    tone="state-observed" if duty.applies == "applies" else "state-expired",
                    small=w.text(duty.reason),
                ),
            ),
            anchor=f"{anchor}-{i}",
        )
        for i, same in enumerate(owed.values(), start=1)
        for duty in same[:1]
    ]
    columns = ("actor", "duty", "text", "toward", "treaty", "applies")
    return w.table(w.say(caption), anchor, columns, rows)


def _conflicts(w: Writer) -> list[Block]:
    o = w.findings.obligations
    if not o.conflicts:
        return []
    titles = {treaty.id: w.text(treaty.label) for treaty in w.findings.case.actors.treaties}

    def named(duties: str) -> str:
        """The treaties by name: a reader has no list of their ids."""
        return re.sub(r"\w+", lambda word: titles.get(word.group(), word.group()), duties)

    rows = [
        Row(
            (
                cell(w.actor(c.actor)),
                cell(named(c.first)),
                cell(named(c.second)),
                cell(w.text(c.text)),
            )
        )
        for c in o.conflicts
    ]
    columns = ("actor", "first duty", "second duty", "conflict")
    return [w.table(w.say("conflicts caption"), "table-conflicts", columns, rows)]


def _searched(w: Writer) -> list[Block]:
    found = w.findings.obligations.not_found
    if not found:
        return []
    rows = [
        Row((cell(w.text(s.question)), cell(w.text(s.answer)), cell(w.name("strength", s.sure))))
        for s in found
    ]
    columns = ("question", "answer", "sure")
    return [w.table(w.say("searched caption"), "table-searched", columns, rows)]


def _blocs(w: Writer) -> list[Block]:
    blocs = w.findings.obligations.blocs
    if not blocs:
        return []
    rows = [
        Row(
            (
                cell(w.text(bloc.label)),
                cell(w.actors(bloc.members) or w.say("none coded")),
                *(
                    cell(w.actors(names) or "–")
                    for names in (bloc.partners, bloc.observers, bloc.frozen)
                ),
            )
        )
        for bloc in blocs
    ]
    columns = ("bloc", "members", "partners", "observers", "frozen")
    return [w.table(w.say("blocs caption"), "table-blocs", columns, rows)]
