"""The verb ``read``: a file becomes items with spans, or a refusal."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

import tocsin
from tests.reading.annotated import TEXTS
from tocsin.errors import ReadingError
from tocsin.results import Reading

SAHEL = TEXTS / "sahel.fr.txt"


def test_a_reading_says_what_was_read() -> None:
    found = tocsin.read(SAHEL, doc_date=date(2025, 5, 12))
    text = SAHEL.read_bytes().decode()
    assert found.source.text == text
    assert found.source.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (found.source.language, found.source.chars) == ("fr", len(text))
    assert found.newest_date == date(2025, 2, 3)
    assert len(found.of("triggers")) == 5
    for item in found.items:
        for span in item.spans:
            assert text[span.start : span.end] == span.quote


def test_a_reading_survives_json() -> None:
    found = tocsin.read(SAHEL)
    assert Reading.model_validate_json(found.model_dump_json()) == found


def test_the_language_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Mali 2024", encoding="utf-8")
    found = tocsin.read(path, language="fr")
    assert (found.source.language, found.source.language_given) == ("fr", True)
    with pytest.raises(ReadingError, match="'de'"):
        tocsin.read(path, language="de")
