"""Documents as a weekly series: their words, their copies, their feeds, and what was public."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.indicators.documents_for_tests import (
    BEFORE,
    DAY,
    FIRST,
    case_of,
    desk,
    document,
    put,
    weeks_of_documents,
)
from tests.indicators.lakes_for_tests import minimal
from tocsin.case.schema import Window
from tocsin.indicators.documents import documents, mentions
from tocsin.indicators.observe import Reading, read
from tocsin.indicators.series import Week
from tocsin.settings import Workspace


def series(folder: Path, here: Workspace, until: date, **changes: Any) -> list[Week]:
    case = case_of(folder, **changes)
    told = documents(here, case.header.id, until)
    return mentions(told, case.indicators[0], FIRST, until)


def only(folder: Path, here: Workspace, day: date = DAY, **changes: Any) -> Reading:
    (found,) = read(case_of(folder, **changes), here, day)
    return found


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return desk(tmp_path_factory.mktemp("desk") / "w", weeks_of_documents())


def test_documents_become_a_series_with_baseline_and_blocks(
    tmp_path: Path, full: Workspace
) -> None:
    found = only(tmp_path, full)
    assert found.missing is None
    assert [(w.count, w.volume) for w in found.weeks] == [(2, 6)] * BEFORE + [(4, 6)] * 13
    assert found.series is not None
    blocks = found.series.blocks
    assert [(b.count, b.exposure) for b in blocks] == [(16, 4.0)] * 3
    assert blocks[0].since == FIRST + timedelta(weeks=BEFORE)


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("New MISSILE-carriers seen", True),
        ("Emissiles seen", False),
        ("The army takes NATO standards", True),
        ("The standards of NATO", False),
        ("NATO  Standards, again", True),
        ("Un decret du ministre", True),
        ("Deux décrets du ministre", False),
        ("Армия принимает стандарты НАТО", True),
        ("Стандартами НАТО довольны", True),
        ("Стандарты воды", False),
    ],
)
def test_whole_words_count_folded_and_stems_with_any_ending(
    tmp_path: Path, title: str, counts: bool
) -> None:
    for name, given in (("title", {"title": title}), ("text", {"text": title})):
        (tmp_path / name).mkdir()
        here = desk(tmp_path / name / "w", [document(1, FIRST, **given)])
        assert series(tmp_path / name, here, FIRST) == [Week(FIRST, int(counts), 1, 1)]


def test_a_row_of_words_does_not_run_from_the_title_into_the_text(tmp_path: Path) -> None:
    here = desk(tmp_path / "w", [document(1, FIRST, title="What NATO", text="standards are")])
    assert series(tmp_path, here, FIRST)[0].count == 0


def test_copies_count_once_in_the_week_of_the_first(tmp_path: Path) -> None:
    text = " ".join(f"missile{k} of the northern army were shown on parade" for k in range(5))
    here = desk(
        tmp_path / "w",
        [
            document(3, FIRST + timedelta(days=8), text=text, found_by="feed:beta"),
            document(1, FIRST, text=text),
            document(2, FIRST + timedelta(days=1), text=text + " again"),
            document(4, FIRST + timedelta(days=9)),
        ],
    )
    until = FIRST + timedelta(days=13)
    assert [(w.count, w.volume) for w in series(tmp_path, here, until)] == [(1, 1), (0, 1)]
    # looked at alone, the other feed's copy is the first that was heard of it
    beta = series(tmp_path, here, until, feeds=["feed:beta"])
    assert [(w.count, w.volume) for w in beta] == [(0, 0), (1, 1)]


def test_a_later_copy_with_the_word_does_not_reach_back(tmp_path: Path) -> None:
    same = "https://example.org/a"
    here = desk(tmp_path / "w", [document(1, FIRST, url=same)])
    put(here, [document(2, FIRST + timedelta(days=3), "missiles", url=same)])
    assert series(tmp_path, here, FIRST + timedelta(days=6))[0].count == 1
    late = desk(tmp_path / "late", [document(1, FIRST, url=same)])
    put(late, [document(2, FIRST + timedelta(days=8), "missiles", url=same)])
    assert [w.count for w in series(tmp_path, late, FIRST + timedelta(days=13))] == [0, 0]


def test_feeds_publishers_and_cases_restrict_what_is_looked_at(tmp_path: Path) -> None:
    case = case_of(tmp_path / "own").header.id
    both = document(5, FIRST, "missiles")
    here = desk(
        tmp_path / "w",
        [
            document(1, FIRST, "missiles", publisher="Alpha"),
            document(2, FIRST, "missiles", found_by="feed:beta", publisher="Beta"),
            document(3, FIRST, "missiles", case="another"),
            document(4, FIRST, "missiles", kind="signal"),
            both, both.model_copy(update={"case": case}),
        ],
    )  # fmt: skip

    def counts(**changes: Any) -> int:
        return series(tmp_path, here, FIRST, **changes)[0].count

    assert counts() == 3
    assert counts(feeds=["feed:beta"]) == 1
    assert counts(feeds=["feed:beta", "feed:alpha"]) == 3
    assert counts(publishers=["Alpha"]) == 1
    assert counts(words={"en": ["snow"]}) == 0


def test_nothing_published_after_the_day_changes_anything(tmp_path: Path) -> None:
    rows = weeks_of_documents()
    day = FIRST + timedelta(weeks=40, days=3)
    here = desk(tmp_path / "w", rows)
    before = only(tmp_path, here, day)
    assert before.series is not None
    copied = [one.model_copy(update={"published": day + timedelta(days=1 + k)})
              for k, one in enumerate(rows[-40::5])]  # fmt: skip
    fresh = [document(9000 + k, day + timedelta(days=1 + k), "missiles") for k in range(8)]
    put(here, copied + fresh)
    assert only(tmp_path, here, day) == before
    put(here, [document(9500, day - timedelta(weeks=6), "missiles")])
    assert only(tmp_path, here, day) != before


def test_a_block_never_changes_as_time_goes_on(tmp_path: Path, full: Workspace) -> None:
    early = only(tmp_path, full, FIRST + timedelta(weeks=36)).series
    late = only(tmp_path, full).series
    assert early is not None
    assert late is not None
    assert early.blocks
    assert late.blocks[: len(early.blocks)] == early.blocks


def test_before_the_first_item_and_in_a_gap_nothing_is_zero(tmp_path: Path) -> None:
    gap = range(34, 38)
    rows = [one for one in weeks_of_documents() if (one.published - FIRST).days // 7 not in gap]
    here = desk(tmp_path / "w", rows)
    early = Window(since=FIRST - timedelta(weeks=10), until=date(2023, 12, 17))
    found = only(tmp_path, here, baseline=early)
    assert found.live[:10] == [False] * 10
    assert [found.exposure(k) for k in range(10)] == [0.0] * 10
    assert found.series is not None
    assert [b.since for b in found.series.blocks] == [FIRST + timedelta(weeks=w) for w in (30, 38)]
    late = [one for one in rows if one.published >= date(2023, 10, 2)]
    assert only(tmp_path, desk(tmp_path / "x", late)).missing == "short baseline"
    assert only(tmp_path, desk(tmp_path / "y", [])).missing == "no data"


def test_events_and_documents_are_read_side_by_side(tmp_path: Path, full: Workspace) -> None:
    case = case_of(tmp_path, id="told")
    (of_events,) = minimal(tmp_path / "other").indicators
    both = case.model_copy(update={"indicators": [of_events, *case.indicators]})
    assert [one.missing for one in read(both, full, DAY)] == ["no data", None]
