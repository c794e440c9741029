"""The curves of a scenario: what they show, and that nothing in them is markup by accident."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tocsin.briefing.scenario_curves import HEAD, HEIGHT, nice_step, scenario_curves
from tocsin.language import Language, pair
from tocsin.results import Effect, OutcomeEffect


def effect(name: str, before: float, after: float) -> OutcomeEffect:
    curve = [
        Effect(
            months=m, until=date(2027, 1, 1), before=before * m / 24, after=after * m / 24,
            before_error=0.0, after_error=0.0, change=0.0, change_error=0.0,
            words=pair("likely", "probable"),
        )
        for m in range(1, 25)
    ]  # fmt: skip
    return OutcomeEffect(id="o", label=pair(name, name), horizons=curve[-1:], curve=curve)


def test_curves_begin_at_nothing_and_end_where_they_should() -> None:
    drawn = scenario_curves([effect("Dispute", 0.2, 0.4)], Language.EN, 340)
    before, after = re.findall(r'<polyline points="([^"]+)"', drawn)
    floor = HEAD + HEIGHT
    assert float(before.split()[0].split(",")[1]) == floor
    last = [float(curve.split()[-1].split(",")[1]) for curve in (before, after)]
    assert last[0] == pytest.approx(floor - HEIGHT * 0.2 / (1.12 * 0.4), abs=0.1)
    assert last[1] == pytest.approx(floor - HEIGHT / 1.12, abs=0.1)
    assert "20% → 40%" in drawn


def test_a_case_cannot_write_markup_into_the_drawing() -> None:
    drawn = scenario_curves([effect("<script>&", 0.2, 0.1)], Language.FR, 880)
    assert "<script>" not in drawn
    assert "&lt;script&gt;&amp;" in drawn
    assert "mois" in drawn


@pytest.mark.parametrize(
    ("top", "step", "digits"), [(0.43, 0.1, 0), (0.0067, 0.002, 1), (1.0, 0.2, 0), (0.9, 0.2, 0)]
)
def test_lines_stand_at_round_figures(top: float, step: float, digits: int) -> None:
    found, decimals = nice_step(top)
    assert found == pytest.approx(step)
    assert decimals == digits
