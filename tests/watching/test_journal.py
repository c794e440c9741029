"""The journal: what a kill leaves of it is enough to go on, nothing lost and nothing doubled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.watching.test_news import DAY, standing
from tocsin.language import pair
from tocsin.results import Notice, Standing, Turn, WatchedOutcome
from tocsin.watching.journal import KEPT, Journal, open_journal
from tocsin.watching.news import news


def found(journal: Journal, state: str) -> list[tuple[Notice, Standing]]:
    return news("k", DAY, journal.told, [standing(state)], len(journal.notices))


def turn(day: date, p: float) -> Turn:
    outcome = WatchedOutcome(
        id="force", label=pair("Force", "Force"), months=12, probability=p, mc_error=0.0,
        before=None, before_as_of=None,
    )  # fmt: skip
    return Turn(
        case="k", title=pair("K", "K"), as_of=day, gathered=[], waiting=0, outcomes=[outcome],
        notices=[], untold=[],
    )  # fmt: skip


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    opened = open_journal(tmp_path / "watch" / "k.jsonl")
    opened.note([standing("unlikely")])
    return opened


def test_a_notice_waits_until_it_went_out(journal: Journal) -> None:
    journal.find(found(journal, "likely"))
    again = open_journal(journal.file)
    assert list(again.waiting) == ["k:0:outcome:force"]
    again.went_out("k:0:outcome:force")
    assert open_journal(journal.file).waiting == {}


def test_a_notice_found_is_not_found_again(journal: Journal) -> None:
    journal.find(found(journal, "likely"))
    again = open_journal(journal.file)
    assert found(again, "likely") == []
    assert [each.key for each, _ in found(again, "unlikely")] == ["k:1:outcome:force"]


def test_noting_twice_writes_once(journal: Journal) -> None:
    size = journal.file.stat().st_size
    journal.note([standing("likely")])
    assert journal.file.stat().st_size == size
    assert journal.told["outcome", "force"].state == "unlikely"


def test_every_cut_of_the_file_leaves_a_journal_that_goes_on(journal: Journal) -> None:
    journal.find(found(journal, "likely"))
    journal.went_out("k:0:outcome:force")
    whole = journal.file.read_bytes()
    for length in range(len(whole)):
        journal.file.write_bytes(whole[:length])
        cut = open_journal(journal.file)
        cut.note([standing("unlikely")])
        cut.find(found(cut, "likely"))
        for key in list(cut.waiting):
            cut.went_out(key)
        assert journal.file.read_bytes() == whole


def test_the_day_before_is_the_last_earlier_one(journal: Journal) -> None:
    for day, p in [(date(2026, 3, 14), 0.1), (date(2026, 3, 15), 0.2), (DAY, 0.3)]:
        journal.turned(turn(day, p))
    again = open_journal(journal.file)
    assert again.before(DAY) == (date(2026, 3, 15), {"force": 0.2})
    assert again.before(date(2026, 3, 14)) is None


def test_what_was_heard_is_kept(journal: Journal) -> None:
    journal.hears("gdelt", date(2026, 3, 1))
    journal.hears("gdelt", DAY)
    size = journal.file.stat().st_size
    journal.hears("gdelt", DAY)
    assert journal.file.stat().st_size == size
    assert open_journal(journal.file).heard == {"gdelt": DAY}


def test_a_feed_shows_the_newest_first(journal: Journal) -> None:
    for k in range(KEPT + 2):
        journal.find(found(journal, "likely" if k % 2 == 0 else "unlikely"))
    keys = [each.key for each in journal.newest()]
    assert len(keys) == KEPT
    assert keys[0] == f"k:{KEPT + 1}:outcome:force"
