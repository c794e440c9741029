"""Four languages are told apart by their small words."""

from __future__ import annotations

import pytest

from tests.reading.annotated import NAMES, load
from tocsin.reading.languages import guess


@pytest.mark.parametrize("name", NAMES)
def test_every_annotated_text_is_recognised(name: str) -> None:
    text, expected = load(name)
    assert guess(text) == expected["language"]


def test_without_a_sign_english_is_assumed() -> None:
    assert guess("1234 %% 5678") == "en"
    assert guess("") == "en"
