"""What a text does not mention about its actors: memberships and treaties that cases know of.

A silence proves nothing. It is a question to the author and to the analyst: does it matter here?
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from tocsin import formats
from tocsin.case.load import case_folder, shipped_cases
from tocsin.case.positions import read_document
from tocsin.case.schema import Actor, ActorsFile, Bloc, Treaty
from tocsin.labels import LABELS
from tocsin.language import Language, Text, pair
from tocsin.periods import earliest
from tocsin.reading.quotes import Quotable
from tocsin.results import Item, Silence

ACTORS_FILE = "actors.yaml"


def silences(
    text: str, items: Iterable[Item], when: date | None, folders: Sequence[Path] = ()
) -> list[Silence]:
    """Blocs and treaties that join at least two actors of the text and that it does not name.

    They come from the shipped cases and from the cases in ``folders``; states are the same if
    their ISO code is. ``when`` leaves out what had ended or not begun by then. What joins most of
    the text's actors comes first, of treaties between as many the newest; a text or bloc that two
    cases know comes once.
    """
    named = {one.id for one in items if one.kind in {"actors_countries", "actors_organisations"}}
    found: dict[str, Silence] = {}
    quotable = Quotable(text)
    for folder in [*map(case_folder, shipped_cases()), *folders]:
        file = _actors_of(folder)
        if file is not None:
            for silence in _unsaid(file, folder.name, named, quotable, when):
                found.setdefault(silence.text.en, silence)
    return sorted(found.values(), key=lambda one: -len(one.actors))


def _actors_of(folder: Path) -> ActorsFile | None:
    """The actors of a case; none where the file cannot be read, which ``check`` would say."""
    path = folder / ACTORS_FILE
    if not path.is_file():
        return None
    document, problems = read_document(path.name, path.read_bytes())
    if document is None or problems:
        return None
    try:
        return ActorsFile.model_validate(document.value)
    except ValidationError:
        return None


def _unsaid(
    file: ActorsFile, case: str, named: Collection[str], text: Quotable, when: date | None
) -> Iterator[Silence]:
    states = {actor.id: actor for actor in file.actors if actor.iso3 and actor.iso3 in named}
    for bloc in file.blocs:
        members = [name for name in _members(bloc, when) if name in states]
        if len(members) > 1 and bloc.id not in named and not _mentions(text, bloc.label, bloc.id):
            yield _silence("unsaid bloc", bloc.label, members, states, case, bloc.source)
    blocs = {bloc.id: bloc for bloc in file.blocs}
    for treaty in sorted(file.treaties, key=lambda one: one.signed, reverse=True):
        parties = [name for name in _parties(treaty, blocs, when) if name in states]
        if len(parties) > 1 and _in_force(treaty, when) and not _mentions(text, treaty.label):
            signed = treaty.signed
            yield _silence(
                "unsaid treaty", treaty.label, parties, states, case, treaty.source, signed
            )


def _members(bloc: Bloc, when: date | None) -> list[str]:
    """The members on a day; on an unknown day, those whose membership has no end."""
    return [
        one.actor
        for one in bloc.members
        if one.role == "member"
        and (when is None or earliest(one.since) <= when)
        and (one.until is None or (when is not None and earliest(one.until) > when))
    ]


def _parties(treaty: Treaty, blocs: dict[str, Bloc], when: date | None) -> list[str]:
    """The parties, with every bloc replaced by its members."""
    found: dict[str, None] = {}
    for party in treaty.parties:
        names = _members(blocs[party], when) if party in blocs else [party]
        found.update(dict.fromkeys(names))
    return list(found)


def _in_force(treaty: Treaty, when: date | None) -> bool:
    begun = treaty.in_force or treaty.signed
    return (
        not treaty.pending
        and (when is None or earliest(begun) <= when)
        and (treaty.ended is None or (when is not None and earliest(treaty.ended) > when))
    )


def _mentions(text: Quotable, label: Text, name: str = "") -> bool:
    forms = [label.en, label.fr, name]
    forms += [part for form in forms for part in re.split(r"[():]", form)]
    return any(text.find(form) is not None for form in forms if len(form.strip()) > 1)


def _silence(
    key: str,
    label: Text,
    names: list[str],
    states: dict[str, Actor],
    case: str,
    source: str,
    signed: str | None = None,
) -> Silence:
    wording = LABELS[key]
    told = {
        language: wording.in_(language).format(
            name=label.in_(language),
            date=formats.day(signed, language) if signed else "",
            actors=", ".join(states[one].label.in_(language) for one in names),
        )
        for language in Language
    }
    text = pair(told[Language.EN], told[Language.FR])
    return Silence(
        text=text, actors=[states[one].iso3 or one for one in names], case=case, source=source
    )
