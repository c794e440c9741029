"""Indicators end to end: from a workspace to an assessment, its reasons and its pictures."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases_for_tests import write_minimal_case
from tests.indicators.documents_for_tests import DAY as TOLD_BY
from tests.indicators.documents_for_tests import case_of, weeks_of_documents
from tests.indicators.documents_for_tests import desk as desk_of_documents
from tests.indicators.lakes_for_tests import FIRST, event, weeks_of_news
from tests.lake.rows_for_tests import add
from tocsin.case.load import load_case
from tocsin.case.schema import Case
from tocsin.errors import TocsinError, WorkspaceError
from tocsin.language import Language
from tocsin.results import Indicators
from tocsin.settings import open_workspace
from tocsin.workflows.assess import assess
from tocsin.workflows.cases import run_record
from tocsin.workflows.counting import counted
from tocsin.workflows.explain import explain
from tocsin.workflows.indicators import draw_indicators, indicator_series
from tocsin.workflows.init import init

SAMPLES = 4_096
DAY = date(2024, 8, 1)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return load_case(write_minimal_case(tmp_path_factory.mktemp("case")))


def desk(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """A workspace whose lake holds those rows."""
    init(folder)
    if rows:
        add(folder / "lake", rows)
    return folder


def loud(weeks: int = 150) -> list[dict[str, Any]]:
    """Protests at five a week, and twelve a week from the case's start on."""
    quiet, late = weeks_of_news(104), weeks_of_news(weeks, rate=12, seed=2)[:]
    start = FIRST + timedelta(weeks=104)
    return quiet + [{**row, "event_id": f"l{row['event_id']}"} for row in late
                    if row["happened"] >= start]  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desk(tmp_path_factory.mktemp("desk") / "w", loud())


def ask(case: Case, **asked: Any) -> Indicators:
    return indicator_series(case, samples=SAMPLES, **({"as_of": DAY} | asked))


@pytest.fixture(scope="module")
def found(case: Case, workspace: Path) -> Indicators:
    return ask(case, workspace=workspace)


def test_a_series_shows_its_means_its_blocks_and_what_it_did(found: Indicators) -> None:
    (one,) = found.indicators
    assert one.monitored
    assert one.missing is None
    assert [mean.level for mean in one.means] == ["low", "high", ""]
    assert one.means[0].mean == pytest.approx(5, rel=0.1)
    levels = [mean.probability for mean in one.means[:2]]
    assert all(p is not None for p in levels)
    assert sum(p for p in levels if p is not None) == pytest.approx(1)
    assert [block.published for block in one.blocks][-1] <= DAY
    # twelve in twenty-four, where it was five in seventeen
    assert np.mean([b.count / b.expected for b in one.blocks]) == pytest.approx(1.7, rel=0.1)
    assert one.change > 2 * one.mc_error > 0


def test_the_figure_is_that_of_assess_and_what_was_counted_moves_it(
    case: Case, workspace: Path, found: Indicators
) -> None:
    told = counted(case, open_workspace(workspace), DAY)
    after, before = (
        assess(c, as_of=DAY, samples=SAMPLES).outcomes[0].horizons[-1] for c in (told, case)
    )
    assert after.months == 12
    assert after.probability == pytest.approx(found.probability, rel=1e-9)
    assert after.probability > before.probability + 2 * before.mc_error
    assert run_record(told, as_of=DAY, seed=1, samples=1) != run_record(
        case, as_of=DAY, seed=1, samples=1
    )


def test_blocks_are_rows_of_the_explanation_and_the_rows_add_up(
    case: Case, workspace: Path
) -> None:
    why = explain(counted(case, open_workspace(workspace), DAY), as_of=DAY, samples=SAMPLES)
    rows = [row for row in why.rows if row.kind == "count"]
    assert rows
    assert rows[0].id.startswith("notes.2024-")
    assert "in the four weeks to" in rows[0].label.en
    assert "sur les quatre semaines au" in rows[0].label.fr
    assert round(sum(row.change for row in why.rows), 2) == round(
        why.log_odds - why.base_log_odds, 2
    )


def test_the_node_that_is_counted_for_is_monitored(case: Case, workspace: Path) -> None:
    bare = case.model_copy(
        update={"evidence": case.evidence.model_copy(update={"reports": [], "watches": []})}
    )

    def state(one: Case) -> str:
        result = assess(one, as_of=DAY, samples=SAMPLES)
        return next(node.state for node in result.nodes if node.id == "fear")

    assert state(bare) == "not monitored"
    assert state(counted(bare, open_workspace(workspace), DAY)) in {
        "observed",
        "monitored, not observed",
    }


def test_what_became_known_later_changes_nothing(
    case: Case, workspace: Path, tmp_path: Path, found: Indicators
) -> None:
    later = [
        event(90_000 + k, DAY - timedelta(days=1 + k), DAY + timedelta(days=1), code=f"19{k}")
        for k in range(40)
    ]
    revised = [
        {**row, "known": later[0]["known"], "release": "3", "quad": 1} for row in loud()[::9]
    ]
    also = desk(tmp_path / "w", [*loud(), *later])
    add(also / "lake", revised)
    assert ask(case, workspace=also) == found


def test_a_dead_feed_tells_nothing(case: Case, tmp_path: Path) -> None:
    """A source that stops says no more of the present than no source at all."""
    stopped = [row for row in loud() if row["happened"] < FIRST + timedelta(weeks=104)]
    one = ask(case, workspace=desk(tmp_path / "w", stopped))
    assert one.indicators[0].missing is not None
    assert "no block" in one.indicators[0].missing.en
    assert one.probability == ask(case).probability


def test_without_a_workspace_nothing_is_monitored_and_nothing_changes(case: Case) -> None:
    result = ask(case)
    assert [one.monitored for one in result.indicators] == [False]
    assert result.indicators[0].missing is not None
    assert "no workspace" in result.indicators[0].missing.en
    plain = assess(case, as_of=DAY, samples=SAMPLES).outcomes[0].horizons[-1]
    assert result.probability == pytest.approx(plain.probability, rel=1e-9)


def test_documents_move_a_probability_as_events_do(tmp_path: Path) -> None:
    told = case_of(tmp_path)
    here = desk_of_documents(tmp_path / "w", weeks_of_documents()).root
    result = ask(told, workspace=here, as_of=TOLD_BY)
    (one,) = result.indicators
    assert one.monitored
    assert [block.count / block.expected for block in one.blocks] == pytest.approx([2] * 3, rel=0.1)
    assert one.change > 2 * one.mc_error > 0


def test_a_folder_that_is_no_workspace_is_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no workspace"):
        ask(case, workspace=tmp_path)


@pytest.mark.parametrize("language", list(Language))
def test_pictures_are_written_whole(found: Indicators, tmp_path: Path, language: Language) -> None:
    for name, start in (("a.svg", b"<svg"), ("a.png", b"\x89PNG")):
        path = draw_indicators(found, tmp_path / name, language)
        assert path.read_bytes().startswith(start)


def test_what_cannot_be_drawn_is_refused(case: Case, found: Indicators, tmp_path: Path) -> None:
    with pytest.raises(TocsinError, match=r"must end in \.svg or \.png"):
        draw_indicators(found, tmp_path / "a.pdf", Language.EN)
    with pytest.raises(TocsinError, match="no indicator has a series"):
        draw_indicators(ask(case), tmp_path / "a.svg", Language.EN)
    with pytest.raises(TocsinError, match="cannot write"):
        draw_indicators(found, tmp_path / "none" / "a.svg", Language.EN)
    assert list(tmp_path.iterdir()) == []
