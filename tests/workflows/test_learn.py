"""The verb ``learn``: on the minimal case, on a case with a fit, and on the shipped one."""

from __future__ import annotations

import math
import os
from pathlib import Path

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from tests.case.test_check_learning import LEARNED, TOLD, told
from tests.cases_for_tests import Change, write_minimal_case
from tocsin.case.learned import render
from tocsin.case.load import case_folder, load_case
from tocsin.errors import CaseError, TocsinError
from tocsin.inference.learning import learn_numbers, with_learned
from tocsin.results import FactorEffect, Learning, OddsRatio
from tocsin.workflows.check import check
from tocsin.workflows.learn import _effect, learn


@pytest.fixture(scope="module")
def shipped() -> Learning:
    return learn("kazakhstan")


def _past(number: int, outcome: str, x1: float) -> str:
    return f"""\
  - id: P{number}
    label: {{en: Case {number}, fr: Cas {number}}}
    window: '2000'
    outcome: {{en: Known, fr: Connue}}
    outcome_class: {outcome}
    factors: {{x1: {x1}}}
    source: S03
"""


def _with_fit(*outcomes: tuple[str, float]) -> dict[str, Change]:
    past = "".join(_past(k, outcome, x1) for k, (outcome, x1) in enumerate(outcomes))
    return {
        "precedents": ("reference_classes:", f"precedents:\n{past}reference_classes:"),
        "model": (
            "off_ramps:",
            "fits:\n"
            "  - id: past\n"
            "    label: {en: Past dams, fr: Barrages passés}\n"
            "    factors: [x1]\n"
            "    positive: [force]\n"
            "    negative: [no force]\n"
            "    source: S03\n"
            "off_ramps:",
        ),
    }


MIXED = [("force", 1), ("force", 0.5), ("no force", 0), ("no force", 0.5), ("open", 1)]


def test_rates_stand_with_their_posterior_and_where_they_are_used(tmp_path: Path) -> None:
    folder = write_minimal_case(tmp_path / "river", precedents=TOLD, model=LEARNED)
    result = learn(folder)
    assert (result.current, result.fits, result.leave_one_out) == (False, [], [])
    up = next(rate for rate in result.rates if rate.id == "works.up")
    assert (up.events, up.used_by, up.source) == (1, ["works.up"], "S03")
    assert up.mean == pytest.approx(1.5 / up.years)
    # the 5 and 95 % points, by integrating the Gamma density written out
    shape, rate = 1.5, up.years
    density = lambda x: rate**shape * x ** (shape - 1) * math.exp(-rate * x) / math.gamma(shape)  # noqa: E731
    assert quad(density, 0, up.low)[0] == pytest.approx(0.05, abs=1e-6)
    assert quad(density, 0, up.high)[0] == pytest.approx(0.95, abs=1e-6)
    assert next(rate for rate in result.rates if rate.id == "works.down.plan").used_by == []


def test_without_write_nothing_is_written(tmp_path: Path) -> None:
    folder = write_minimal_case(tmp_path / "river", precedents=TOLD, model=LEARNED)
    before = sorted(folder.iterdir())
    learn(folder)
    assert sorted(folder.iterdir()) == before


def test_writing_twice_gives_the_same_bytes_and_a_current_case(tmp_path: Path) -> None:
    folder = write_minimal_case(tmp_path / "river", precedents=TOLD, model=LEARNED)
    first = learn(folder, write=True)
    written = (folder / "learned.yaml").read_bytes()
    assert first.current
    assert learn(folder, write=True).current
    assert (folder / "learned.yaml").read_bytes() == written
    assert learn(folder).current
    assert load_case(folder).learned == learn_numbers(load_case(folder))


def test_numbers_changed_by_hand_are_not_current(tmp_path: Path) -> None:
    folder = write_minimal_case(tmp_path / "river", precedents=TOLD, model=LEARNED)
    learn(folder, write=True)
    path = folder / "learned.yaml"
    path.write_text(path.read_text().replace("events: 1", "events: 7", 1))
    assert not learn(folder).current


def test_other_errors_of_the_case_are_refused(tmp_path: Path) -> None:
    late = told("until: 2024-01-01", "until: 2025-01-01")
    folder = write_minimal_case(tmp_path / "river", precedents=late, model=LEARNED)
    with pytest.raises(CaseError, match=r"1 errors; mend them:\n.*history-after-start"):
        learn(folder, write=True)
    assert not (folder / "learned.yaml").exists()


def test_a_case_without_a_past_is_refused(tmp_path: Path) -> None:
    folder = write_minimal_case(tmp_path / "river")
    with pytest.raises(CaseError, match="river has nothing to learn from; coded histories"):
        learn(folder, write=True)
    assert not (folder / "learned.yaml").exists()


def test_a_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_minimal_case(tmp_path / "river", precedents=TOLD, model=LEARNED)

    def fail(path: Path, text: str) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr("tocsin.workflows.learn.write_whole", fail)
    with pytest.raises(TocsinError, match=r"learned\.yaml.*Read-only file system; copy the case"):
        learn(folder, write=True)


def test_a_fit_is_written_read_and_told_under_both_penalties(tmp_path: Path) -> None:
    folder = write_minimal_case(tmp_path / "river", **_with_fit(*MIXED))
    assert [one.code for one in check(folder)] == ["not-learned"]
    result = learn(folder, write=True)
    assert check(folder) == []
    (fit,) = result.fits
    assert (fit.cases_with, fit.cases_without) == (2, 2)
    assert fit.kind.en == "selected cases, not a rate ratio"
    (effect,) = fit.factors
    assert [ratio.penalty_sd for ratio in effect.ratios] == [0.5, 1.0]
    assert (effect.verdict, effect.label) == ("past cases cannot tell", None)
    learned = with_learned(load_case(folder)).learned
    assert learned is not None
    (law,) = learned.fits
    spread = norm.ppf(0.95) * math.sqrt(law.covariance[0][0])
    own = effect.ratios[0]
    assert own.ratio == pytest.approx(math.exp(law.mean[0]), rel=1e-6)
    assert (own.low, own.high) == pytest.approx(
        (math.exp(law.mean[0] - spread), math.exp(law.mean[0] + spread)), rel=1e-6
    )


@pytest.mark.parametrize(
    ("bounds", "verdict"),
    [
        ([(1.2, 3.0), (1.1, 9.0)], "raises"),
        ([(0.2, 0.9), (0.1, 0.95)], "lowers"),
        ([(1.2, 3.0), (0.9, 9.0)], "past cases cannot tell"),
        ([(0.2, 1.1), (0.1, 0.9)], "past cases cannot tell"),
        ([(1.0, 3.0), (1.1, 9.0)], "past cases cannot tell"),
        ([(1.2, 3.0), (0.1, 0.9)], "past cases cannot tell"),
    ],
)
def test_a_verdict_needs_both_intervals_on_one_side(
    bounds: list[tuple[float, float]], verdict: str
) -> None:
    ratios = [
        OddsRatio(penalty_sd=sd, ratio=math.sqrt(low * high), low=low, high=high)
        for sd, (low, high) in zip((0.5, 1.0), bounds, strict=True)
    ]
    effect: FactorEffect = _effect("x1", None, ratios)
    assert effect.verdict == verdict


def test_scores_are_those_of_the_rows_and_stand_with_their_size(shipped: Learning) -> None:
    (left_out,) = shipped.leave_one_out
    rows = [one for one in left_out.past if one.happened is not None]
    assert (len(left_out.past), left_out.n, len(rows)) == (19, 17, 17)
    p = np.array([one.probability for one in rows], dtype=float)
    base = np.array([one.base_rate for one in rows], dtype=float)
    y = np.array([one.happened for one in rows], dtype=float)
    brier, log = left_out.scores
    apart = (p - y) ** 2 - (base - y) ** 2
    assert brier.model == pytest.approx(np.mean((p - y) ** 2))
    assert brier.base_rate == pytest.approx(np.mean((base - y) ** 2))
    assert brier.difference == pytest.approx(apart.mean())
    assert brier.standard_error == pytest.approx(apart.std(ddof=1) / math.sqrt(17))
    assert log.model == pytest.approx(np.mean(-np.log(np.where(y == 1, p, 1 - p))))
    said = " ".join(one.en for one in left_out.caveats)
    assert "knew the outcomes" in said
    assert "a perfect one would be an artefact" in said


def test_cases_of_no_class_are_assessed_and_not_scored(shipped: Learning) -> None:
    unscored = {one.id: one for one in shipped.leave_one_out[0].past if one.happened is None}
    assert list(unscored) == ["A11", "A19"]
    assert all(one.probability is not None for one in unscored.values())
    why = unscored["A11"].why_not
    assert why is not None
    assert why.en.startswith("invited deployment: counted neither")
    assert why.fr.startswith("déploiement demandé")


def test_a_case_whose_others_all_ended_alike_is_not_scored(tmp_path: Path) -> None:
    mixed = _with_fit(("force", 1), ("no force", 0), ("no force", 0.5))
    result = learn(write_minimal_case(tmp_path / "river", **mixed)).leave_one_out[0]
    assert result.n == 2
    first = result.past[0]
    assert (first.happened, first.probability) == (None, None)
    assert first.why_not is not None
    assert "ended the same way" in first.why_not.en


def test_where_no_case_can_be_scored_there_are_no_scores(tmp_path: Path) -> None:
    two = _with_fit(("force", 1), ("no force", 0))
    result = learn(write_minimal_case(tmp_path / "river", **two)).leave_one_out[0]
    assert (result.n, result.scores) == (0, [])


def test_the_shipped_numbers_are_current(shipped: Learning) -> None:
    """If this fails: tocsin learn kazakhstan --write."""
    assert shipped.current
    folder = case_folder("kazakhstan")
    text = (folder / "learned.yaml").read_text(encoding="utf-8")
    assert text == render(learn_numbers(load_case(folder)))


def test_the_shipped_case_counts_the_members_of_the_treaty(shipped: Learning) -> None:
    """Four exits before the start; the freeze of 2024 is evidence and is not among them."""
    rates = {rate.id: rate for rate in shipped.rates}
    members = rates["realignment.up"]
    assert members.events == 4
    # five members throughout, three until 1999, one of them again from mid-2006 to June 2012
    assert members.years == pytest.approx(5 * 29.70 + 3 * 4.95 + 5.97, abs=0.05)
    assert members.used_by == ["csto_kgz.up.absences", "realignment.up"]
    assert rates["realignment.down"].events == 1
    factors = {one.factor: one for one in shipped.fits[0].factors}
    assert {one.verdict for one in factors.values()} == {"past cases cannot tell"}
    label = factors["x7"].label
    assert label is not None
    assert label.en == "Binding alliance with Russia (X7)"


def test_a_case_that_is_not_there_is_refused() -> None:
    with pytest.raises(TocsinError, match="no case 'atlantis'"):
        learn("atlantis")
