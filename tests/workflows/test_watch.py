"""The watch from end to end: a workspace, files from a folder, decisions, a webhook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import feedparser
import pytest

import tocsin
from tests.sources.gdelt_for_tests import event_files
from tests.watching.hook import Hook, listening
from tests.watching.test_journal import turn as a_turn
from tests.workflows.workspaces_for_tests import SIGNED, desk
from tocsin.errors import CollapseError, WatchError
from tocsin.results import Turn
from tocsin.settings import Workspace
from tocsin.workflows import watch as verb
from tocsin.workflows.watch import interval, turns, watch

DAY = date(2026, 4, 10)
SAMPLES = 1_000


@pytest.fixture
def hook() -> Iterator[Hook]:
    with listening() as server:
        yield server


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return desk(tmp_path, SIGNED)


def turn(space: Workspace, hook: Hook | None = None, day: date = DAY) -> Turn:
    addresses = [] if hook is None else [hook.address]
    return watch("river", space.root, as_of=day, addresses=addresses, samples=SAMPLES)


def settings(space: Workspace, text: str) -> None:
    with (space.root / "workspace.yaml").open("a", encoding="utf-8") as file:
        file.write(text)


def decide(space: Workspace) -> None:
    tocsin.accept(
        space.root, "P-1", by="Ana", why="both governments say so", node="border",
        level="settled", case="river",
    )  # fmt: skip


def test_a_decision_is_told_once(space: Workspace, hook: Hook) -> None:
    first = turn(space, hook)
    assert (first.notices, hook.got) == ([], [])
    assert first.waiting == 1
    decide(space)
    second = turn(space, hook)
    titles = [each["title"] for each in hook.got]
    assert titles == [notice.title.en for notice in second.notices]
    assert titles == ["New public dispute: unlikely (was: roughly even chance)"]
    assert turn(space, hook).notices == []
    assert len(hook.got) == len(titles)


def test_who_could_not_be_reached_is_told_at_the_next_turn(space: Workspace, hook: Hook) -> None:
    turn(space, hook)
    decide(space)
    hook.answer = 500
    missed = turn(space, hook)
    assert missed.untold == [notice.key for notice in missed.notices]
    hook.got.clear()
    hook.answer = 200
    again = turn(space, hook)
    assert again.untold == []
    assert [each["title"] for each in hook.got] == [each.title.en for each in missed.notices]


def test_the_feed_holds_what_was_found(space: Workspace) -> None:
    turn(space)
    decide(space)
    found = turn(space).notices
    read = feedparser.parse((space.watches / "river.fr.atom").read_text(encoding="utf-8"))
    assert [entry.title for entry in read.entries] == [each.title.fr for each in reversed(found)]


def test_the_day_before_stands_beside(space: Workspace) -> None:
    turn(space, day=DAY - timedelta(days=1))
    today = turn(space)
    assert all(each.before_as_of == DAY - timedelta(days=1) for each in today.outcomes)
    assert all(each.before is not None for each in today.outcomes)


def test_what_the_settings_name_is_collected_and_its_silence_told(
    space: Workspace, hook: Hook, tmp_path: Path
) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name, content in event_files(2).items():
        (folder / name).write_bytes(content)
    settings(space, f"collect:\n- {{name: gdelt, from: {folder}, silent_after: 2}}\n")
    [first] = turn(space, hook).gathered
    assert first.new > 0
    [second] = turn(space, hook, DAY + timedelta(days=2)).gathered
    assert (second.new, second.heard) == (0, DAY)
    assert hook.got == []
    later = turn(space, hook, DAY + timedelta(days=3))
    assert [(each.subject, each.before and each.before.en) for each in later.notices] == [
        ("feed", "heard from")
    ]


def test_a_source_that_fails_stops_nothing(space: Workspace) -> None:
    settings(space, "collect:\n- {name: gdelt, from: /nowhere/at/all}\n")
    found = turn(space)
    assert found.gathered[0].problem
    assert found.outcomes


def test_a_turn_without_an_assessment_is_no_news(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn(space)
    decide(space)

    def collapsed(*_: object, **__: object) -> None:
        raise CollapseError("too few histories are left")

    with monkeypatch.context() as patch:
        patch.setattr(verb, "assess", collapsed)
        failed = turn(space)
    assert failed.problem == "too few histories are left"
    assert failed.notices == []
    assert turn(space).notices


def test_an_address_may_come_from_the_environment(
    space: Workspace, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(space, 'tell: ["${WHERE_TO}"]\n')
    with pytest.raises(WatchError, match=r"\$\{WHERE_TO\}"):
        turn(space)
    monkeypatch.setenv("WHERE_TO", hook.address)
    turn(space)
    decide(space)
    turn(space)
    assert hook.got


@pytest.mark.parametrize(("text", "minutes"), [("15m", 15), ("6h", 360), ("1d", 1440), (" 2m ", 2)])
def test_intervals(text: str, minutes: int) -> None:
    assert interval(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "15", "0m", "m", "-1h", "1.5h", "9999999d"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(WatchError, match="is no interval"):
        interval(text)


def test_turns_begin_every_so_often_whatever_they_take() -> None:
    now: list[float] = [0.0]
    slept: list[float] = []
    done = a_turn(DAY, 0.1)

    def work() -> Turn:
        now[0] += 100.0
        return done

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    run = turns(work, timedelta(minutes=2), sleep=sleep, clock=lambda: now[0])
    for _ in range(3):
        next(run)
    assert slept == [20.0, 20.0]
