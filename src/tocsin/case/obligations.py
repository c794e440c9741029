"""Who owes what to whom if one actor is attacked by another, by the texts of a case.

Nothing here forecasts conduct: it reads treaties and memberships as they stood on one date. A date
known to the month or the year counts from its first day, both for beginnings and for ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.case.schema import Bloc, Case, Duty, Membership, Treaty
from tocsin.case.schema_errors import nearest
from tocsin.errors import NotFoundError, TocsinError
from tocsin.formats import day as in_words
from tocsin.language import Language, Text
from tocsin.periods import earliest
from tocsin.results import BlocPlace, BoundDuty, DutyConflict, NotFound, Obligations

HELP = ("defence", "assistance")
"""Duties to come to the aid of the attacked."""
ACTING = (*HELP, "consultation")
"""Duties that an attack calls up."""
HOLDING_BACK = ("restraint", "assurance")
"""Duties to leave something undone towards another party."""


@dataclass(frozen=True)
class _Party:
    """An actor bound by a text: since when, and the bloc in which its place is frozen, if any."""

    since: str
    frozen_in: Bloc | None = None
    frozen_since: str | None = None


@dataclass(frozen=True)
class _Situation:
    """What was asked: the case, who is attacked by whom, and on which date."""

    case: Case
    attacked: str
    by: str
    day: date

    def label(self, actor: str) -> Text:
        return next(one.label for one in self.case.actors.actors if one.id == actor)


def obligations(case: Case, attacked: str, by: str, as_of: date) -> Obligations:
    """The duties of every actor of ``case`` if ``by`` attacks ``attacked``, as of ``as_of``.

    ``bound`` holds duties of defence, assistance and consultation towards the attacked; those of
    or towards a member whose place in the bloc is frozen are ``suspended``, and those whose text
    excludes the attacked are ``left out by area``. ``restrained`` holds restraint and assurances
    towards either side, the attacker's own among them; a freeze leaves them standing. Cooperation
    binds nobody to act and is left out. Treaties count from entry into force (from signature where
    that date is not known) until they end; pending ones never. ``not_bound`` names everyone else:
    no text of the case makes them help. ``not_found`` holds what was looked for about the attacked.

    Raises ``NotFoundError`` for an actor that the case does not hold, and ``TocsinError`` if both
    names are the same.
    """
    for name in (attacked, by):
        _known(case, name)
    if attacked == by:
        raise TocsinError(f"{attacked} cannot be attacked by itself; name two different actors")
    here = _Situation(case, attacked, by, as_of)
    bound = list(_acting(here))
    restrained = list(_holding_back(here, _bindings(here, HOLDING_BACK)))
    helping = {row.actor for row in bound if row.kind in HELP and row.applies != "left out by area"}
    return Obligations(
        case=case.header.id,
        attacked=attacked,
        by=by,
        as_of=as_of,
        actors={one.id: one.label for one in case.actors.actors},
        bound=bound,
        restrained=restrained,
        not_bound=[one.id for one in case.actors.actors if one.id not in {attacked, by, *helping}],
        conflicts=list(_conflicts(here, bound)),
        not_found=[
            NotFound(question=one.question, answer=one.answer, sure=one.sure)
            for one in case.actors.searched
            if not one.actors or attacked in one.actors
        ],
        blocs=[_bloc_place(bloc, as_of) for bloc in case.actors.blocs],
    )


def _known(case: Case, name: str) -> None:
    """Refuse a name that is no actor's id, naming the id that was probably meant."""
    spoken: dict[str, str] = {}
    for one in case.actors.actors:
        for word in (one.id, one.label.en, one.label.fr):
            spoken[word.casefold()] = one.id
    if name in spoken.values():
        return
    close = nearest(name.casefold(), spoken)
    hint = f"; did you mean {spoken[close]}?" if close else ";"
    raise NotFoundError(
        f"no actor {name!r} in case {case.header.id!r}{hint} "
        f"choose one of: {', '.join(one.id for one in case.actors.actors)}"
    )


# --- who is bound on a date -----------------------------------------------------------------------


def _holds(since: str, until: str | None, day: date) -> bool:
    return earliest(since) <= day and (until is None or day < earliest(until))


def _in_force(treaty: Treaty, day: date) -> bool:
    begins = treaty.in_force or treaty.signed
    return not treaty.pending and _holds(begins, treaty.ended, day)


def _memberships(bloc: Bloc, day: date) -> Iterator[Membership]:
    return (one for one in bloc.members if _holds(one.since, one.until, day))


def _is_frozen(membership: Membership, day: date) -> bool:
    return membership.frozen_since is not None and earliest(membership.frozen_since) <= day


def _resolve(here: _Situation, names: list[str], begins: str) -> dict[str, _Party]:
    """The actors behind ``names`` on the date: actors themselves, and members of named blocs.

    ``begins`` is when the text came into force; who joined the bloc later is bound from then on.
    Who is named in person is bound in person, whatever its place in a bloc.
    """
    blocs = {bloc.id: bloc for bloc in here.case.actors.blocs}
    found: dict[str, _Party] = {}
    for name in names:
        if name not in blocs:
            found[name] = _Party(begins)
            continue
        for one in _memberships(blocs[name], here.day):
            if one.role != "member" or one.actor in found:
                continue
            frozen = _is_frozen(one, here.day)
            found[one.actor] = _Party(
                max(begins, one.since, key=earliest),
                blocs[name] if frozen else None,
                one.frozen_since if frozen else None,
            )
    return found


@dataclass(frozen=True)
class _Binding:
    """One duty of a text in force, with those it binds and those it is owed to."""

    treaty: Treaty
    duty: Duty
    bound: Mapping[str, _Party]
    toward: Mapping[str, _Party]


def _bindings(here: _Situation, kinds: tuple[str, ...]) -> Iterator[_Binding]:
    for treaty in here.case.actors.treaties:
        if not _in_force(treaty, here.day):
            continue
        begins = treaty.in_force or treaty.signed
        parties = _resolve(here, treaty.parties, begins)
        for duty in treaty.duties:
            if duty.kind not in kinds:
                continue
            sides = [
                {name: parties.get(name, party) for name, party in found.items()}
                for found in (
                    _resolve(here, named, begins) if named else parties
                    for named in (duty.bound, duty.toward)
                )
            ]
            yield _Binding(treaty, duty, sides[0], sides[1])


# --- rows -----------------------------------------------------------------------------------------


def _acting(here: _Situation) -> Iterator[BoundDuty]:
    """Duties to act for the attacked; those it is expressly left out of are shown as such."""
    for binding in _bindings(here, ACTING):
        left_out = here.attacked in binding.duty.excludes
        if not left_out and here.attacked not in binding.toward:
            continue
        for actor in binding.bound:
            if actor != here.attacked and not (left_out and actor == here.by):
                yield _row(here, binding, actor, [here.attacked], left_out=left_out)


def _holding_back(here: _Situation, bindings: Iterable[_Binding]) -> Iterator[BoundDuty]:
    """What is to be left undone towards either side, the two sides' own to each other included."""
    for binding in bindings:
        for actor in binding.bound:
            toward = [
                side
                for side in (here.attacked, here.by)
                if side in binding.toward and side not in (actor, *binding.duty.excludes)
            ]
            if toward:
                yield _row(here, binding, actor, toward, left_out=False)


def _row(
    here: _Situation, binding: _Binding, actor: str, toward: list[str], *, left_out: bool
) -> BoundDuty:
    treaty, duty = binding.treaty, binding.duty
    applies, reason = _standing(here, binding, actor, toward, left_out=left_out)
    return BoundDuty(
        actor=actor,
        treaty=treaty.id,
        treaty_label=treaty.label,
        kind=duty.kind,
        article=duty.article,
        text=duty.text,
        toward=toward,
        nature=duty.nature,
        automatic=duty.automatic,
        applies=applies,
        reason=reason,
        source=treaty.source,
    )


def _standing(
    here: _Situation, binding: _Binding, actor: str, toward: list[str], *, left_out: bool
) -> tuple[Literal["applies", "left out by area", "suspended"], Text]:
    """Whether the duty applies on the date, and the reason in words.

    A frozen place, the actor's own or that of all it is owed to, suspends duties to act.
    """
    if left_out:
        return "left out by area", _outside(here, binding.duty)
    own = binding.bound[actor]
    frozen = [(actor, own)] if own.frozen_in else []
    owed = [(side, binding.toward[side]) for side in toward]
    if all(party.frozen_in for _, party in owed):
        frozen += owed
    since = _since(own.since)
    if not frozen:
        return "applies", Text(
            en=f"In force for it since {since.en}.",
            fr=f"En vigueur à son égard depuis {since.fr}.",
        )
    reason = _frozen(here, *frozen[0])
    if binding.duty.kind in ACTING:
        return "suspended", reason
    return "applies", Text(
        en=f"{reason.en} Restraint outlasts a freeze: the text has not been denounced.",
        fr=f"{reason.fr} La retenue survit au gel : le texte n’a pas été dénoncé.",
    )


def _outside(here: _Situation, duty: Duty) -> Text:
    label = here.label(here.attacked)
    area = duty.area or Text(en="the text leaves it out", fr="le texte l’exclut")
    return Text(
        en=f"{label.en} lies outside the area of the duty: {area.en}.",
        fr=f"Hors de la zone de l’engagement ({label.fr}) : {area.fr}.",
    )


def _frozen(here: _Situation, actor: str, party: _Party) -> Text:
    assert party.frozen_in is not None
    assert party.frozen_since is not None
    since, label, bloc = _since(party.frozen_since), here.label(actor), party.frozen_in.label
    return Text(
        en=f"Participation of {label.en} frozen since {since.en}: {bloc.en}.",
        fr=f"Participation gelée depuis {since.fr} ({label.fr}) : {bloc.fr}.",
    )


def _since(when: str) -> Text:
    """A date after "since": French says "depuis le 22 février 2024" but "depuis 1992"."""
    article = "le " if when.count("-") == 2 else ""
    return Text(en=in_words(when, Language.EN), fr=article + in_words(when, Language.FR))


# --- conflicts ------------------------------------------------------------------------------------


def _conflicts(here: _Situation, bound: list[BoundDuty]) -> Iterator[DutyConflict]:
    """Actors pulled two ways: bound to help both sides, or barred from acting against one of them.

    Restraint that concerns an area only (foreign bases, a stretch of border) stands in the way of
    no help and makes no conflict. One row for each actor and kind of conflict.
    """
    mirror = _Situation(here.case, here.by, here.attacked, here.day)
    to_attacked = _references(row for row in bound if row.kind in HELP)
    to_attacker = _references(row for row in _acting(mirror) if row.kind in HELP)
    whole = (one for one in _bindings(here, ("restraint",)) if one.duty.area is None)
    barred = list(_holding_back(here, whole))
    own, both, against = _conflict_texts(here)
    for actor, first in to_attacked.items():
        side = here.attacked if actor == here.by else here.by
        restraint = _references(row for row in barred if row.actor == actor and side in row.toward)
        second = restraint.get(actor)
        if actor == here.by:
            yield DutyConflict(actor=actor, first=first, second=second or "–", text=own)
            continue
        if actor in to_attacker:
            yield DutyConflict(actor=actor, first=first, second=to_attacker[actor], text=both)
        if second:
            yield DutyConflict(actor=actor, first=first, second=second, text=against)


def _conflict_texts(here: _Situation) -> tuple[Text, Text, Text]:
    """In words: the attacker's own conflict, help owed to both sides, help against restraint."""
    attacked, by = here.label(here.attacked), here.label(here.by)
    return (
        Text(
            en=f"Owes help to the party it would be attacking ({attacked.en}).",
            fr=f"Doit son aide à la partie qu’il attaquerait ({attacked.fr}).",
        ),
        Text(
            en=f"Owes help to both sides: {attacked.en} and {by.en}.",
            fr=f"Doit son aide aux deux parties : {attacked.fr} et {by.fr}.",
        ),
        Text(
            en=f"Helping one side ({attacked.en}) runs against the restraint owed to the other "
            f"({by.en}).",
            fr=f"Aider une partie ({attacked.fr}) contredit la retenue due à l’autre ({by.fr}).",
        ),
    )


def _references(rows: Iterable[BoundDuty]) -> dict[str, str]:
    """By actor, the duties that apply, as treaty and article: ``TR02 art. 4; TR08``."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.applies == "applies":
            name = f"{row.treaty} art. {row.article}" if row.article else row.treaty
            found.setdefault(row.actor, []).append(name)
    return {actor: "; ".join(dict.fromkeys(names)) for actor, names in found.items()}


def _bloc_place(bloc: Bloc, day: date) -> BlocPlace:
    """Who is in the bloc on the date; a frozen member is still a member and named again."""
    here = list(_memberships(bloc, day))
    by_role: dict[str, list[str]] = {"member": [], "partner": [], "observer": []}
    for one in here:
        by_role[one.role].append(one.actor)
    return BlocPlace(
        bloc=bloc.id,
        label=bloc.label,
        members=by_role["member"],
        partners=by_role["partner"],
        observers=by_role["observer"],
        frozen=[one.actor for one in here if _is_frozen(one, day)],
    )
