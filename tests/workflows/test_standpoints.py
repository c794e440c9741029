"""Standpoints: computed once, kept, never mistaken for one another, and at one with ``assess``."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.river_for_tests import SAMPLES, river
from tests.small_case import small_case
from tocsin.errors import CaseError
from tocsin.workflows import standpoints
from tocsin.workflows.assess import assess
from tocsin.workflows.standpoints import standpoint


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts with nothing kept, and leaves what others kept alone."""
    monkeypatch.setattr(standpoints, "_kept", type(standpoints._kept)())


def _stand(case: Any = None, day: date | None = None, **asked: Any) -> Any:
    told = {"months": None, "seed": 1, "samples": 400} | asked
    return standpoint(
        case or small_case(), day, told["months"], told["seed"], told["samples"], None
    )


def test_the_same_question_is_answered_from_what_is_kept() -> None:
    first = _stand()
    assert _stand() is first
    assert _stand(months=[6]) is first, "a shorter horizon is within the case's own"
    assert _stand(day=small_case().header.evidence_until) is first, "the date left out is that day"


@pytest.mark.parametrize(
    "other",
    [{"seed": 2}, {"samples": 500}, {"months": [36]}, {"day": date(2025, 9, 1)}],
    ids=lambda other: next(iter(other)),
)
def test_another_question_is_not(other: dict[str, Any]) -> None:
    assert _stand(**other) is not _stand()


def test_an_edited_case_is_another_case() -> None:
    first = _stand()
    edited = small_case(horizons=[3, 6, 12, 24], asked=small_case().header.asked, reports=[])
    assert edited.header.id == small_case().header.id
    other = _stand(edited)
    assert other is not first
    assert not np.array_equal(other.weight, first.weight)


def test_only_the_last_ones_are_kept() -> None:
    first, second = _stand(seed=1), _stand(seed=2)
    assert _stand(seed=1) is first, "asked for again, so it is the latest"
    _stand(seed=3)
    assert len(standpoints._kept) == standpoints.KEPT == 2
    assert _stand(seed=1) is first
    assert _stand(seed=2) is not second


def test_a_fresh_run_gives_the_same_numbers() -> None:
    first = _stand()
    standpoints._kept.clear()
    fresh = _stand()
    assert fresh is not first
    assert np.array_equal(fresh.values, first.values)
    assert np.array_equal(fresh.weight, first.weight)


@pytest.mark.parametrize("horizons", [None, [3, 36]], ids=["the case's", "beyond the case's"])
def test_the_figures_are_those_of_assess(horizons: list[int] | None) -> None:
    told = assess(river(), horizons=horizons, samples=SAMPLES)
    stand = _stand(river(), months=horizons, samples=SAMPLES)
    mean = stand.mean(stand.values)
    for o, outcome in enumerate(told.outcomes):
        for horizon in outcome.horizons:
            assert mean[o, stand.months.index(horizon.months)] == pytest.approx(
                horizon.probability, rel=1e-9
            )


def test_every_month_to_the_last_horizon_is_there() -> None:
    assert _stand(months=[7]).months == list(range(1, 25))
    assert _stand(months=[30]).months == list(range(1, 31))


def test_a_date_before_the_start_is_refused() -> None:
    with pytest.raises(CaseError, match="before the case's start"):
        _stand(day=date(2020, 1, 1))
    assert not standpoints._kept


@pytest.mark.parametrize("months", [[0], [6, 121]])
def test_horizons_out_of_range_are_refused(months: list[int]) -> None:
    with pytest.raises(CaseError, match="1 to 120 are allowed"):
        _stand(months=months)
