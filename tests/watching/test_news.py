"""News: what differs from what was last told, once, and only where it is firm."""

from __future__ import annotations

from datetime import date

from tocsin.language import pair
from tocsin.results import Standing
from tocsin.watching.news import news

DAY = date(2026, 3, 16)


def standing(state: str, *, firm: bool = True) -> Standing:
    return Standing(
        subject="outcome",
        id="force",
        label=pair("Force", "Force"),
        state=state,
        wording=pair(state, state),
        detail=pair("6%", "6 %"),
        firm=firm,
    )


def told(state: str) -> dict[tuple[str, str], Standing]:
    return {("outcome", "force"): standing(state)}


def test_a_changed_standing_is_news() -> None:
    [(notice, now)] = news("k", DAY, told("unlikely"), [standing("likely")], 3)
    assert notice.title.en == "Force: likely (was: unlikely)"
    assert notice.title.fr == "Force : likely (avant : unlikely)"
    assert now.state == "likely"
    assert notice.key == "k:3:outcome:force"


def test_what_stands_as_it_was_told_is_none() -> None:
    assert news("k", DAY, told("unlikely"), [standing("unlikely")], 0) == []


def test_a_watch_begins_without_an_alarm() -> None:
    assert news("k", DAY, {}, [standing("likely")], 0) == []


def test_the_edge_of_a_band_is_waited_out() -> None:
    assert news("k", DAY, told("unlikely"), [standing("likely", firm=False)], 0) == []
