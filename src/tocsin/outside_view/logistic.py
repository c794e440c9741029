"""A fitted logistic model of pairs of states, and the three that ship."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.outside_view.tables import folder

Floats = NDArray[np.float64]

SHIPPED = "dyad_models.json"


@dataclass(frozen=True)
class Logistic:
    """A logistic regression on standardised signs; a sign that is unknown counts as its mean.

    ``mean`` and ``spread`` (K,) standardise the signs; ``coefficients`` (K + 1,) have the intercept
    first; ``covariance`` (K + 1, K + 1) is theirs.
    """

    names: tuple[str, ...]
    mean: Floats
    spread: Floats
    coefficients: Floats
    covariance: Floats

    def design(self, signs: Floats) -> Floats:
        """Signs (n, K) standardised, with a column of ones in front."""
        scaled = (signs - self.mean) / self.spread
        return np.column_stack([np.ones(len(signs)), np.where(np.isnan(scaled), 0.0, scaled)])

    def log_odds(self, signs: Floats) -> Floats:
        """Log-odds (n,) for signs (n, K)."""
        return np.asarray(self.design(signs) @ self.coefficients, dtype=np.float64)

    def error(self, signs: Floats) -> Floats:
        """Standard error of the log-odds (n,), from that of the coefficients alone."""
        design = self.design(signs)
        return np.asarray(np.sqrt(((design @ self.covariance) * design).sum(axis=1)))

    def probability(self, signs: Floats) -> Floats:
        """Probability (n,) for signs (n, K)."""
        return np.asarray(1 / (1 + np.exp(-self.log_odds(signs))), dtype=np.float64)


@dataclass(frozen=True)
class DyadModel:
    """A model of one event, with what it was fitted to: signs of a year, events of the next."""

    event: str
    release: str
    first: int
    last: int
    """First and last year of the events."""
    years: int
    """Pairs of states times years."""
    events: int
    """Years of a pair in which the event came."""
    ridge: float
    logistic: Logistic


@cache
def shipped_models() -> dict[str, DyadModel]:
    """The models that ship, by event."""
    listed = json.loads((folder() / SHIPPED).read_text(encoding="utf-8"))
    return {each["event"]: _read(each) for each in listed}


def _read(held: dict[str, Any]) -> DyadModel:
    fitted = held.pop("logistic")
    parts = ("mean", "spread", "coefficients", "covariance")
    arrays = {part: np.array(fitted[part]) for part in parts}
    return DyadModel(logistic=Logistic(tuple(fitted["names"]), **arrays), **held)


def stored(model: DyadModel) -> dict[str, Any]:
    """A model as JSON has it, to nine significant figures."""
    fitted = model.logistic
    return {
        "event": model.event,
        "release": model.release,
        "first": model.first,
        "last": model.last,
        "years": model.years,
        "events": model.events,
        "ridge": model.ridge,
        "logistic": {
            "names": list(fitted.names),
            "mean": _figures(fitted.mean),
            "spread": _figures(fitted.spread),
            "coefficients": _figures(fitted.coefficients),
            "covariance": [_figures(row) for row in fitted.covariance],
        },
    }


def _figures(values: Floats) -> list[float]:
    return [float(f"{value:.9g}") for value in values]
