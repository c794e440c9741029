"""Ties: memberships, duties and routes as they stood on a day, and the days when they changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tocsin.case.routes import STATUS
from tocsin.case.schema import Bloc, Case
from tocsin.language import Text, pair
from tocsin.periods import earliest
from tocsin.results import TieChange, Ties
from tocsin.workflows.obligations import obligations
from tocsin.workflows.routes import routes

ENTERED = pair("{actor} enters {bloc} as {role}", "{bloc} : entrée, {actor} ({role})")
FROZE = pair("{actor} freezes its place in {bloc}", "{bloc} : place gelée, {actor}")
LEFT = pair("{actor} leaves {bloc}", "{bloc} : sortie, {actor}")
SIGNED = pair("{text} is signed", "{text} : signature")
IN_FORCE = pair("{text} enters into force", "{text} : entrée en vigueur")
ENDED = pair("{text} ends", "{text} : fin")
ROUTE = pair("{route}: {status}", "{route} : {status}")
ROLES = {
    "member": pair("member", "membre"),
    "partner": pair("partner", "partenaire"),
    "observer": pair("observer", "observateur"),
}


def ties(
    case: Case, *, attacked: str, by: str, on: date | None = None, as_of: date | None = None
) -> Ties:
    """Memberships, duties and routes as of ``on``, and the days when any of them changed.

    Args:
        case: a case that ``check`` finds no error in.
        attacked: id of the actor whose protection is asked about, ``by`` that of the other.
        on: the day that is shown; by default the date of knowledge.
        as_of: the date of knowledge: later changes are left out; by default the last day that the
            case's evidence reaches.
    """
    known = as_of or case.header.evidence_until
    day = min(on or known, known)
    found = sorted(_changes(case), key=lambda change: (change.date, change.kind, change.label.en))
    return Ties(
        case=case.header.id,
        on=day,
        as_of=known,
        changes=[change for change in found if change.date <= known],
        obligations=obligations(case, attacked=attacked, by=by, as_of=day),
        routes=routes(case, as_of=day),
    )


def _changes(case: Case) -> Iterator[TieChange]:
    names = {actor.id: actor.label for actor in case.actors.actors}
    for bloc in case.actors.blocs:
        yield from _memberships(bloc, names)
    for treaty in case.actors.treaties:
        for when, said in (
            (treaty.signed, SIGNED), (treaty.in_force, IN_FORCE), (treaty.ended, ENDED),
        ):  # fmt: skip
            if when is not None:
                yield _change(when, "treaty", _filled(said, text=treaty.label))
    for route in case.routes.routes:
        for state in route.history:
            label = _filled(ROUTE, route=route.label, status=STATUS[state.status])
            yield _change(state.date, "route", label)


def _memberships(bloc: Bloc, names: dict[str, Text]) -> Iterator[TieChange]:
    for member in bloc.members:
        who = {"actor": names[member.actor], "bloc": bloc.label}
        entered = _filled(ENTERED, role=ROLES[member.role], **who)
        yield _change(member.since, "bloc", entered)
        if member.frozen_since is not None:
            yield _change(member.frozen_since, "bloc", _filled(FROZE, **who))
        if member.until is not None:
            yield _change(member.until, "bloc", _filled(LEFT, **who))


def _change(when: str, kind: str, label: Text) -> TieChange:
    return TieChange.model_validate({"date": earliest(when), "kind": kind, "label": label})


def _filled(said: Text, **parts: Text) -> Text:
    return Text(
        en=said.en.format(**{key: part.en for key, part in parts.items()}),
        fr=said.fr.format(**{key: part.fr for key, part in parts.items()}),
    )
