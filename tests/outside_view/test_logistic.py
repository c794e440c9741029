"""The models that ship, and a logistic model by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tocsin.outside_view.logistic import SHIPPED, Logistic, shipped_models, stored
from tocsin.outside_view.tables import folder

MODEL = Logistic(
    names=("a", "b"),
    mean=np.array([1.0, 10.0]),
    spread=np.array([2.0, 5.0]),
    coefficients=np.array([-1.0, 0.5, 0.25]),
    covariance=np.diag([0.04, 0.01, 0.0]),
)


def test_log_odds_and_their_error_by_hand() -> None:
    """a two spreads above its mean, b one below: -1 + 1 - 0.25; variance 0.04 + 4 x 0.01."""
    signs = np.array([[5.0, 5.0]])
    assert MODEL.log_odds(signs) == pytest.approx([-0.25])
    assert MODEL.error(signs) == pytest.approx([np.sqrt(0.08)])
    assert MODEL.probability(signs) == pytest.approx([1 / (1 + np.exp(0.25))])


def test_an_unknown_sign_counts_as_its_mean() -> None:
    assert MODEL.log_odds(np.array([[np.nan, 10.0]])) == pytest.approx([-1.0])


def test_the_models_that_ship() -> None:
    models = shipped_models()
    assert list(models) == ["dispute", "force", "fatal"]
    events = [model.events for model in models.values()]
    assert events == sorted(events, reverse=True)
    for model in models.values():
        assert (model.first, model.last, model.release) == (1947, 2014, "mid5")
        width = len(model.logistic.names)
        assert model.logistic.coefficients.shape == (width + 1,)
        assert (np.linalg.eigvalsh(model.logistic.covariance) > 0).all()


def test_what_is_stored_reads_back() -> None:
    held = json.loads((folder() / SHIPPED).read_text(encoding="utf-8"))
    assert [stored(model) for model in shipped_models().values()] == held


def test_directions_that_nobody_doubts() -> None:
    """Neighbours, rivals and recent disputes raise the odds; quiet lowers them."""
    fitted = shipped_models()["dispute"].logistic
    effect = dict(zip(fitted.names, fitted.coefficients[1:], strict=True))
    for name in ("land", "rivalry", "disputes_5", "capability"):
        assert effect[name] > 0, name
    for name in ("quiet", "democracy"):
        assert effect[name] < 0, name
