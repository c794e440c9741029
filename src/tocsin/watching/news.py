"""What is news: a standing that differs from the one people were last told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tocsin.language import Text, pair
from tocsin.results import Notice, Standing

Told = Mapping[tuple[str, str], Standing]
"""The standing last told of each subject and id."""


def news(
    case: str, as_of: date, told: Told, now: Iterable[Standing], serial: int
) -> list[tuple[Notice, Standing]]:
    """A notice for each standing that has changed since it was last told.

    What was never told is taken as the starting point, silently: a watch begins by noting how
    things stand, not by an alarm for each of them. A standing that is not firm waits, so that a
    probability on the edge of a band is not told back and forth; a slow drift is told once it has
    left the edge, because the comparison is with what was last told, not with yesterday.

    ``serial`` is the number of notices before these: it makes their keys.
    """
    found: list[tuple[Notice, Standing]] = []
    for standing in now:
        before = told.get((standing.subject, standing.id))
        if before is None or before.state == standing.state or not standing.firm:
            continue
        key = f"{case}:{serial + len(found)}:{standing.subject}:{standing.id}"
        found.append((_notice(key, case, as_of, before, standing), standing))
    return found


def _notice(key: str, case: str, as_of: date, before: Standing, now: Standing) -> Notice:
    return Notice(
        key=key,
        case=case,
        as_of=as_of,
        subject=now.subject,
        id=now.id,
        before=before.wording,
        title=_title(before.wording, now),
        detail=now.detail,
    )


def _title(before: Text, now: Standing) -> Text:
    return pair(
        f"{now.label.en}: {now.wording.en} (was: {before.en})",
        f"{now.label.fr} : {now.wording.fr} (avant : {before.fr})",
    )
