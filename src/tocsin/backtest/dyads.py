"""Contests over pairs of states: who foresaw the disputes of the next year?

Every forecaster reads the signs of one year and is scored on the disputes that began in the next;
all are scored on the same cases, in years later than any that they were fitted to. What had to be
chosen was chosen on years before those.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.outside_view.fitting import Panel, fit
from tocsin.outside_view.logistic import Logistic
from tocsin.scoring.proper import brier

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

RIDGES = (1.0, 10.0, 100.0, 1000.0)
"""Penalties to choose from."""

QUIET = 5
"""Years without a dispute that make a pair quiet."""

CLASS_SIGNS = ("land", "water", "major", "defence", "rivalry")
"""What the dyad-class base rate tells apart: 2^5 classes at most."""


@dataclass(frozen=True)
class Contest:
    """Cases and forecasts of them, by forecaster: ``outcome``, ``pair``, ``quiet`` are (n,)."""

    outcome: NDArray[np.int64]
    pair: NDArray[np.int64]
    quiet: Flags
    forecasts: dict[str, Floats]

    def of(self, kept: Flags) -> Contest:
        """The contest over some of the cases."""
        forecasts = {name: values[kept] for name, values in self.forecasts.items()}
        return Contest(self.outcome[kept], self.pair[kept], self.quiet[kept], forecasts)


def sign(data: Panel, name: str) -> Floats:
    """One sign of every row of a panel."""
    return data.signs[:, data.names.index(name)]


def quiet(data: Panel) -> Flags:
    """Rows whose pair had no dispute, new or running, in the last ``QUIET`` years."""
    return np.asarray(np.expm1(sign(data, "quiet")) >= QUIET - 1e-9, dtype=np.bool_)


def class_shares(data: Panel, known: Flags) -> Floats:
    """Each row's base rate: the share of ``known`` rows of its class with an event (Jeffreys).

    ``(x + 1/2) / (n + 1)``; a class that was never seen gets one half over one.
    """
    code = np.zeros(len(data.outcome), dtype=np.int64)
    for name in CLASS_SIGNS:
        code = 2 * code + (sign(data, name) > 0)
    n = np.bincount(code[known], minlength=code.max() + 1)
    x = np.bincount(code[known], data.outcome[known], minlength=code.max() + 1)
    return np.asarray(((x + 0.5) / (n + 1))[code], dtype=np.float64)


def published_signs(data: Panel) -> Floats:
    """The terms of the published logit (n, 10), as they stood at the end of the year before."""
    years = np.expm1(sign(data, "quiet"))
    plain = [sign(data, name) for name in ("land", "parity", "major", "defence", "democracy")]
    arms = np.exp(sign(data, "militarisation"))
    return np.column_stack([*plain, sign(data, "wealth"), arms, years, years**2, years**3])


def fitted(signs: Floats, data: Panel, known: Flags, ridge: float) -> Logistic:
    """A logit on the ``known`` rows."""
    names = [str(k) for k in range(signs.shape[1])]
    return fit(signs[known], data.outcome[known], names, ridge=ridge)


def chosen_ridge(
    signs: Floats, data: Panel, known: Flags, judged: Flags
) -> tuple[float, dict[float, float]]:
    """The penalty whose fit on ``known`` rows has the least Brier score on ``judged`` ones.

    With the score of each, so that the choice can be printed.
    """
    scores = {
        ridge: float(
            brier(
                fitted(signs, data, known, ridge).probability(signs[judged]), data.outcome[judged]
            ).mean()
        )
        for ridge in RIDGES
    }
    return min(scores, key=lambda ridge: scores[ridge]), scores


def by_structure(data: Panel) -> tuple[Contest, float, dict[float, float]]:
    """Politically relevant pairs, 1990 to 2014: base rate, published terms, and the dyad model.

    All are fitted to 1947-1989, the published terms on relevant pairs as published, the dyad model
    on all pairs as it ships; its penalty is chosen on the 1980s by a fit to 1947-1979.
    """
    judged = (data.year >= 1980) & (data.year <= 1989) & data.relevant
    ridge, scores = chosen_ridge(data.signs, data, data.year <= 1979, judged)
    known, asked = data.year <= 1989, (data.year >= 1990) & data.relevant
    terms = published_signs(data)
    forecasts = {
        "class": class_shares(data, known & data.relevant)[asked],
        "published": fitted(terms, data, known & data.relevant, 0).probability(terms[asked]),
        "dyad model": fitted(data.signs, data, known, ridge).probability(data.signs[asked]),
    }
    contest = Contest(data.outcome[asked], data.row[asked], quiet(data)[asked], forecasts)
    return contest, ridge, scores


def by_events(
    data: Panel, counts: Floats, first: int, ridge: float
) -> tuple[Contest, float, dict[float, float]]:
    """The pairs of the event data: signs of 2010-13, fits on signs to 2009, disputes of 2011-14.

    ``counts`` (P, Y, 4) are events of each pair in each year from ``first`` on, NaN where a pair is
    not in the data. Forecasters: the class's base rate and a logit on the logarithms of the counts,
    both fitted to the years with event data; the dyad model, fitted to all pairs since 1946; and a
    logit on the dyad model's log-odds and the counts. ``ridge`` is the dyad model's; that of the
    last is chosen on signs of 2007-09 by fits on signs to 2006.
    """
    sign_year = data.year - 1
    covered = sign_year >= first
    logs = np.full((len(data.outcome), counts.shape[2]), np.nan)
    logs[covered] = np.log1p(counts[data.row[covered], sign_year[covered] - first])
    there = ~np.isnan(logs).any(axis=1)
    early, late = sign_year <= 2006, (sign_year >= 2007) & (sign_year <= 2009)
    odds = fitted(data.signs, data, early, ridge).log_odds(data.signs)
    both = np.column_stack([odds, logs])
    mix, scores = chosen_ridge(both, data, early & there, late & there)
    known, asked = sign_year <= 2009, there & (sign_year >= 2010)
    model = fitted(data.signs, data, known, ridge)
    both = np.column_stack([model.log_odds(data.signs), logs])
    forecasts = {
        "class": class_shares(data, known & there)[asked],
        "events": fitted(logs, data, known & there, 0).probability(logs[asked]),
        "dyad model": model.probability(data.signs[asked]),
        "dyad model and events": fitted(both, data, known & there, mix).probability(both[asked]),
    }
    contest = Contest(data.outcome[asked], data.row[asked], quiet(data)[asked], forecasts)
    return contest, mix, scores
