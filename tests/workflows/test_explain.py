"""Explain: rows that add up to the last digit shown, and the matrix behind them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.small_case import START, UNTIL, rating, small_case
from tocsin.errors import CaseError, CollapseError, NotFoundError
from tocsin.results import Explanation
from tocsin.workflows.assess import assess
from tocsin.workflows.explain import _grouped, explain

SAMPLES = 800


@pytest.fixture(scope="module")
def small() -> Explanation:
    return explain(small_case(), samples=SAMPLES)


def _shown(found: Explanation) -> tuple[int, int]:
    """Hundredths: the sum of the rows, and the difference of the log-odds, as they are printed."""
    rows = sum(round(100 * row.change) for row in found.rows)
    return rows, round(100 * found.log_odds) - round(100 * found.base_log_odds)


@pytest.mark.parametrize("outcome", ["dispute", "force"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_rows_add_up_to_the_last_digit_shown(outcome: str, seed: int) -> None:
    found = explain(small_case(), outcome=outcome, seed=seed, samples=200)
    total, difference = _shown(found)
    assert total == difference
    for row in found.rows:
        assert row.change == round(row.change, 2)


def test_a_step_of_a_timeline_names_its_node(small: Explanation) -> None:
    case = small_case()
    nodes = {node.id: node.label.en for node in case.model.nodes}
    homes = {e.id: nodes[t.node] for t in case.evidence.timelines for e in t.entries}
    dated = [row for row in small.rows if row.kind == "evidence"]
    assert dated
    assert all(row.label.en.startswith(f"{homes[row.id]}: ") for row in dated)


@pytest.mark.parametrize(
    ("count", "en", "fr"),
    [
        (0, "Rounding", "Arrondis"),
        (1, "1 item below", "1 élément inférieur à deux"),
        (2, "2 items below", "2 éléments inférieurs à deux"),
    ],
)
def test_the_row_of_small_terms_counts_as_one_speaks(count: int, en: str, fr: str) -> None:
    label = _grouped(count)
    assert label.en.startswith(en)
    assert label.fr.startswith(fr)


def test_the_last_outcome_and_a_year_are_the_defaults(small: Explanation) -> None:
    assert (small.outcome, small.months, small.as_of) == ("force", 12, UNTIL)


def test_it_explains_the_figure_that_assess_gives(small: Explanation) -> None:
    found = assess(small_case(), samples=SAMPLES)
    assert small.probability == pytest.approx(found.outcomes[1].horizons[2].probability)
    assert small.base_probability == pytest.approx(found.outcomes[1].horizons[2].base_rate)


def test_it_explains_nothing_that_assess_would_refuse() -> None:
    for verb in (assess, explain):
        with pytest.raises(CollapseError, match="at least 20 are needed"):
            verb(small_case(), samples=2)


def test_the_first_days_distance_from_the_base_rate_has_its_sampling_error() -> None:
    """It stood in the row of small terms with an error of zero, as if it were exact."""
    found = explain(small_case(), as_of=START, months=3, samples=400)
    row = found.rows[-1]
    assert row.id == "small"
    assert 0.05 < abs(row.change) < 4 * row.mc_error + 0.01


def test_a_dispute_raises_force_and_its_end_lowers_it(small: Explanation) -> None:
    rows = {row.id: row for row in small.rows}
    assert rows["d1"].kind == "evidence"
    assert rows["d1"].change > 0 > rows["d2"].change
    assert rows["d1"].date == date(2025, 6, 1)
    assert rows["time_2024"].change < 0


def test_what_is_small_stands_in_one_row(small: Explanation) -> None:
    for row in small.rows:
        if row.kind in ("evidence", "report", "rating"):
            assert abs(row.change) >= 1.9 * row.mc_error
    assert [row.id for row in small.rows][-1] == "small"


def test_only_what_was_public_is_in_the_account() -> None:
    found = explain(small_case(), as_of=date(2025, 5, 1), samples=200)
    assert {row.id for row in found.rows} <= {
        "t1", "time_2024", "time_2025", "resampling", "small",
    }  # fmt: skip
    assert found.matrix == []


def test_the_matrix_shows_repeated_items_without_weight() -> None:
    again = rating("E2", "2025-02-01", "a", h0="CC").model_copy(update={"repeats": "trig"})
    ratings = [rating("E1", "2025-06-01", "a", h0="II", h1="C"), again]
    found = explain(small_case(ratings=ratings), samples=200)
    rows = {row.id: row for row in found.matrix}
    assert not rows["E2"].counts
    assert rows["E1"].discount == 1.0
    assert found.inconsistency == {"h0": 2.0, "h1": 0.0}
    assert found.hypotheses == ["h0", "h1"]
    assert "E2" not in {row.id for row in found.rows}


def test_at_the_start_there_is_nothing_to_explain() -> None:
    """As of the first day ``assess`` gives the class; so must its explanation."""
    old = [rating("E1", "2020-01-01", "a", h0="II", h1="CC")]
    case = small_case(ratings=old)
    found = explain(case, as_of=START, samples=SAMPLES)
    headline = assess(case, as_of=START, samples=SAMPLES).outcomes[1].horizons[2]
    assert found.probability == pytest.approx(headline.probability)
    assert _shown(found)[0] == _shown(found)[1]


def test_an_outcome_without_a_class_starts_from_the_model() -> None:
    found = explain(small_case(anchors=[]), samples=200)
    total, difference = _shown(found)
    assert total == difference


def test_two_runs_give_the_same_bytes(small: Explanation) -> None:
    assert explain(small_case(), samples=SAMPLES).model_dump_json() == small.model_dump_json()
    assert Explanation.model_validate_json(small.model_dump_json()) == small


def test_unknown_outcomes_and_early_dates_are_refused() -> None:
    with pytest.raises(NotFoundError, match=r"no outcome 'war'.*choose dispute, force"):
        explain(small_case(), outcome="war")
    with pytest.raises(CaseError, match="before the case's start"):
        explain(small_case(), as_of=date(2020, 1, 1))
