"""Loading by name or folder, and the record that makes a result repeatable."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy
import pytest

from tests.cases_for_tests import write_minimal_case
from tests.networks_for_tests import interval
from tests.small_case import small_case
from tocsin.case.schema import Case
from tocsin.errors import CaseError, NotFoundError
from tocsin.workflows.assess import assess
from tocsin.workflows.cases import load, run_record

DAY = date(2025, 6, 1)


def _hash(case: Case) -> str:
    return run_record(case, as_of=DAY, seed=1, samples=10).case_sha256


def test_a_shipped_case_goes_by_its_name() -> None:
    assert load("kazakhstan").header.id == "kazakhstan"


def test_a_folder_holds_a_case_that_can_be_assessed(tmp_path: Path) -> None:
    folder = write_minimal_case(tmp_path / "river")
    case = load(folder)
    assert case == load(str(folder))
    found = assess(case, samples=200)
    assert found.case == "river"
    assert 0 < found.outcomes[0].horizons[0].probability < 1


def test_what_is_no_case_is_an_error(tmp_path: Path) -> None:
    for name in (tmp_path / "nothing", "no_such_case"):
        with pytest.raises(NotFoundError, match="kazakhstan"):
            load(name)


def test_a_faulty_case_is_refused_with_every_error(tmp_path: Path) -> None:
    folder = write_minimal_case(tmp_path / "river")
    model = folder / "model.yaml"
    model.write_text(model.read_text().replace("works", "wroks", 1))
    with pytest.raises(CaseError, match=r"errors; mend them:\n"):
        load(folder)


def test_the_record_names_what_is_needed_to_repeat() -> None:
    record = run_record(small_case(), as_of=DAY, seed=7, samples=64)
    assert (record.case, record.as_of, record.seed, record.samples) == ("small", DAY, 7, 64)
    assert record.libraries["numpy"] == numpy.__version__
    assert set(record.libraries) == {"numpy", "numba", "scipy", "pydantic"}
    assert re.fullmatch(r"[0-9a-f]{64}", record.case_sha256)


def test_the_hash_is_of_the_content() -> None:
    assert _hash(small_case()) == _hash(small_case())
    other = small_case().model.influences[0].model_copy(update={"factor": interval(1.5, 6.01)})
    assert _hash(small_case(influences=[other])) != _hash(small_case())
    assert _hash(small_case(ratings=[])) != _hash(small_case())
