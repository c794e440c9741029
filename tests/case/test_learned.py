"""``learned.yaml`` as text, and the hash of what its numbers were learned from."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.networks_for_tests import TEXT
from tests.small_case import history, node, small_case
from tocsin.case.learned import HEADER, METHOD, inputs, render
from tocsin.case.positions import read_document
from tocsin.case.schema import Case, Fit, LearnedFile, Precedent
from tocsin.language import Text

PAST = Precedent.model_validate(
    {
        "id": "P1",
        "label": TEXT,
        "window": "2000",
        "outcome": TEXT,
        "outcome_class": "force",
        "factors": {"x1": 1},
        "source": "test",
    }
)
FIT = Fit(id="past", label=TEXT, factors=["x1"], positive=["force"], negative=[], source="test")
TOLD = history("h", "trig", "2014-01-01", "none", ("2020-01-01", "some"))


def _case(**changes: Any) -> Case:
    return small_case(**({"histories": [TOLD], "precedents": [PAST], "fits": [FIT]} | changes))


def _learned(**changes: Any) -> LearnedFile:
    rate = {
        "id": "trig.up.none",
        "node": "trig",
        "direction": "up",
        "leaving": "none",
        "events": 1,
        "years": 1e-5,
        "histories": ["h"],
        "source": "S01; « récit », S02",
    }
    fit = {
        "id": "past",
        "factors": ["x1", "on"],
        "mean": [0.1, -1e-10],
        "covariance": [[0.25, 0.0], [0.0, 123456.789]],
        "penalty_sd": 0.5,
        "cases": ["P1"],
        "source": "12e5",
    }
    return LearnedFile.model_validate(
        {"inputs": f"sha256:{'0' * 64}", "rates": [rate], "fits": [fit]} | changes
    )


def _read(text: str) -> LearnedFile:
    document, problems = read_document("learned.yaml", text.encode())
    assert document is not None, problems
    return LearnedFile.model_validate(document.value)


def test_what_is_written_is_read_back() -> None:
    text = render(_learned())
    assert text.startswith(HEADER)
    assert "tocsin learn" in HEADER
    assert "do not edit" in HEADER
    assert _read(text) == _learned()
    assert render(_read(text)) == text


@pytest.mark.parametrize("seed", range(20))
def test_any_numbers_and_any_source_are_read_back(seed: int) -> None:
    dice = random.Random(seed)
    mean = [dice.choice([0.0, 1.0, 1e-9, 1e8]) * dice.uniform(-1, 1) for _ in range(2)]
    source = dice.choice(["on", "null", "2014", "-", "0x10", "a: b", "# c", "'", '"', "l’an", " x"])
    told = _learned()
    fit = told.fits[0].model_copy(update={"mean": mean, "source": source})
    changed = told.model_copy(update={"fits": [fit]})
    assert _read(render(changed)) == changed


CHANGES: dict[str, dict[str, Any]] = {
    "a date": {"histories": [history("h", "trig", "2014-01-01", "none", ("2020-01-02", "some"))]},
    "a level": {"histories": [history("h", "trig", "2014-01-01", "none", ("2020-01-01", "wide"))]},
    "a source": {"histories": [TOLD.model_copy(update={"source": "another"})]},
    "no history": {"histories": []},
    "a coding": {"precedents": [PAST.model_copy(update={"factors": {"x1": 0.5}})]},
    "an outcome": {"precedents": [PAST.model_copy(update={"outcome_class": "incident"})]},
    "a penalty": {"fits": [FIT.model_copy(update={"penalty_sd": 1.0})]},
    "the classes of a fit": {"fits": [FIT.model_copy(update={"negative": ["incident"]})]},
    "the start": {"start": "2024-02-01"},
    "the scale of a node": {
        "nodes": [
            node("trig", "none", "some", "more", "wide"),
            *(one for one in small_case().model.nodes if one.id != "trig"),
        ]
    },
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_hash_tells_when_what_numbers_depend_on_changes(what: str) -> None:
    assert inputs(_case(**CHANGES[what])) != inputs(_case())


def test_the_hash_leaves_out_what_changes_no_number() -> None:
    other = Text(en="other", fr="autre")
    same = _case(
        histories=[TOLD.model_copy(update={"label": other, "note": other})],
        precedents=[PAST.model_copy(update={"label": other, "note": other})],
        fits=[FIT.model_copy(update={"label": other, "note": other})],
        ratings=[],
    )
    assert inputs(same) == inputs(_case())
    # past cases matter to a fit, and where there is none, to nothing
    assert inputs(_case(fits=[], precedents=[])) == inputs(_case(fits=[]))


def test_a_new_method_makes_old_numbers_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs(_case())
    monkeypatch.setattr("tocsin.case.learned.METHOD", METHOD + 1)
    assert inputs(_case()) != before


@pytest.mark.parametrize(
    "changes", [{"mean": [0.1]}, {"covariance": [[0.25, 0.0]]}, {"covariance": [[0.25], [0.0]]}]
)
def test_a_fit_of_the_wrong_shape_is_refused(changes: dict[str, Any]) -> None:
    fit = _learned().fits[0].model_dump() | changes
    with pytest.raises(ValueError, match="run tocsin learn with --write"):
        _learned(fits=[fit])
