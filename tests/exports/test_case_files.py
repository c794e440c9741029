"""The archive of a case gives the same case again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import tocsin
from tocsin.case.load import load_case
from tocsin.exports.case_files import case_archive, case_files


@pytest.mark.parametrize("name", ["kazakhstan", "river", "ballot"])
def test_the_archive_unpacks_to_the_same_case(name: str, tmp_path: Path) -> None:
    case = tocsin.load_case(name)
    content = case_archive(case)
    assert content == case_archive(case)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    assert load_case(tmp_path / case.header.id) == case
    assert [
        problem for problem in tocsin.check(tmp_path / name) if problem.severity == "error"
    ] == []


def test_words_that_look_like_numbers_stay_words(tmp_path: Path) -> None:
    case = tocsin.load_case("river")
    odd = case.sources[0].model_copy(update={"title": "0E0", "publisher": "1_000"})
    case = case.model_copy(update={"sources": [odd, *case.sources[1:]]})
    for name, content in case_files(case).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert load_case(tmp_path).sources[0] == odd
