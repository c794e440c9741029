"""The ensemble's runs are assessments, and they differ as much as they say."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.small_case import small_case
from tocsin.errors import CaseError
from tocsin.workflows.assess import assess
from tocsin.workflows.ensemble import ensemble

DAY = date(2025, 3, 1)


def test_each_run_is_the_assessment_with_its_seed() -> None:
    found = ensemble(small_case(), runs=3, as_of=DAY, samples=400)
    assert found.seeds == [1, 2, 3]
    for o, outcome in enumerate(found.outcomes):
        for h, each in enumerate(outcome.horizons):
            alone = [
                assess(small_case(), as_of=DAY, samples=400, seed=seed).outcomes[o].horizons[h]
                for seed in found.seeds
            ]
            p = [one.probability for one in alone]
            assert each.probability == pytest.approx(np.mean(p), rel=1e-9)
            assert each.spread == pytest.approx(np.std(p, ddof=1), rel=1e-6)
            assert (each.lowest, each.highest) == pytest.approx((min(p), max(p)), rel=1e-9)
            assert each.base_rate == alone[0].base_rate
            errors = np.array([one.mc_error for one in alone])
            assert each.stated == pytest.approx(np.sqrt((errors**2).mean()), rel=1e-6)


def test_runs_differ_about_as_much_as_they_say() -> None:
    """Anchors are solved anew in each run, which the stated error leaves out: it may be less."""
    found = ensemble(small_case(), runs=24, as_of=DAY, samples=400)
    ratios = [h.spread / h.stated for o in found.outcomes for h in o.horizons]
    assert 0.6 < np.mean(ratios) < 2.0


def test_one_run_is_no_ensemble() -> None:
    with pytest.raises(CaseError, match="2 or more are allowed"):
        ensemble(small_case(), runs=1)
