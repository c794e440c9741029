"""Where a case stands gives the very figures of its assessment; means and errors by their rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
import pytest

from tests.small_case import START, UNTIL, small_case
from tocsin.errors import CaseError
from tocsin.inference import standpoint as module
from tocsin.inference.forecast import HEADLINE_FUTURES
from tocsin.inference.standpoint import Standpoint, stand
from tocsin.periods import add_months
from tocsin.workflows.assess import assess

SAMPLES = 400
MONTHS = [3, 6, 12, 24]


@cache
def _stand(day: date = UNTIL, seed: int = 1) -> Standpoint:
    return stand(small_case(), day, MONTHS, seed, SAMPLES)


@pytest.mark.parametrize("day", [START, date(2025, 6, 18), UNTIL])
@pytest.mark.parametrize("seed", [1, 2])
def test_it_gives_the_very_figures_of_the_assessment(day: date, seed: int) -> None:
    found = _stand(day, seed)
    expected = assess(small_case(), as_of=day, seed=seed, samples=SAMPLES)
    at = [found.months.index(m) for m in MONTHS]
    mean, error = found.mean(found.values)[:, at], found.error(found.values)[:, at]
    for o, outcome in enumerate(expected.outcomes):
        assert [h.until for h in outcome.horizons] == [add_months(day, m) for m in MONTHS]
        assert [h.probability for h in outcome.horizons] == pytest.approx(mean[o], rel=1e-12)
        assert [h.mc_error for h in outcome.horizons] == pytest.approx(error[o], rel=1e-12)
    assert expected.health == found.health


def test_the_comparison_sees_another_seed() -> None:
    expected = assess(small_case(), seed=1, samples=SAMPLES)
    found = _stand(seed=2)
    one = expected.outcomes[0].horizons[0].probability
    assert one != pytest.approx(found.mean(found.values)[0, 2], rel=1e-6)


def test_it_looks_ahead_month_by_month() -> None:
    found = _stand()
    assert found.months == list(range(1, 25))
    assert found.until == add_months(UNTIL, 24)
    assert [found.way.bounds[j] for j in found.way.ends] == [
        add_months(UNTIL, m) for m in found.months
    ]
    assert len(found.records) == HEADLINE_FUTURES
    assert found.values.shape == (SAMPLES, 2, 24)
    assert found.weight.sum() == pytest.approx(1.0)
    assert (np.diff(found.mean(found.values), axis=1) >= -1e-12).all()


def test_the_rate_of_each_onset_is_its_own() -> None:
    found = _stand()
    parameters = found.model.compiled.parameters
    net = found.model.compiled.network
    for o, name in enumerate(("dispute", "force")):
        k = int(net.parameter[2 * found.model.compiled.nodes[name], 0])
        assert parameters[k] == (name, "up", "off")
        assert np.array_equal(found.onset_rate[:, o], found.rates[:, k])


def test_a_mean_is_weighted_and_its_error_is_that_of_families() -> None:
    found = _stand()
    ones = np.ones((SAMPLES, 3))
    assert found.mean(ones) == pytest.approx(np.ones(3))
    assert found.error(ones) == pytest.approx(np.zeros(3), abs=1e-12)
    value = np.random.default_rng(1).normal(size=SAMPLES)
    assert float(found.mean(value)) == pytest.approx(float((found.weight * value).sum()))
    assert found.error(value) > 0.5 / np.sqrt(SAMPLES)


def test_progress_is_told() -> None:
    told: list[tuple[str, float]] = []
    stand(small_case(), UNTIL, [12], 1, 100, lambda what, share: told.append((what, share)))
    assert {"filter"} <= {what for what, _ in told}
    assert all(0 <= share <= 1 for _, share in told)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: stand(small_case(), date(2023, 12, 31), [12], 1, 100),
        lambda: stand(small_case(), UNTIL, [121], 1, 100),
        lambda: stand(small_case(), UNTIL, [0], 1, 100),
    ],
)
def test_dates_and_horizons_out_of_range_are_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(CaseError):
        wrong()


def test_fewer_futures_than_the_headline_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HEADLINE_FUTURES", 2)
    found = stand(small_case(), UNTIL, MONTHS, 1, SAMPLES)
    whole = _stand()
    assert found.mean(found.values) != pytest.approx(whole.mean(whole.values), rel=1e-6)
