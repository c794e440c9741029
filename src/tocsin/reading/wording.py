"""Loaded words of a text, with neutral ones to use in their place, from a list of our own."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Annotated, NamedTuple

import yaml
from ahocorasick_rs import AhoCorasick
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tocsin.language import Text
from tocsin.reading.folding import fold
from tocsin.reading.items import Place

Forms = Annotated[list[str], Field(min_length=1)]


class LoadedWord(BaseModel):
    """Forms of a loaded word in two languages, neutral words, and why they are better."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: Forms
    fr: Forms
    neutral: Text
    why: Text


class Loaded(NamedTuple):
    """A loaded word in a text, at its places."""

    word: LoadedWord
    places: list[Place]


@cache
def loaded_words() -> list[LoadedWord]:
    """The list that comes with the package."""
    text = files("tocsin.reading").joinpath("data", "loaded_words.yaml").read_text("utf-8")
    return TypeAdapter(list[LoadedWord]).validate_python(yaml.load(text, yaml.CSafeLoader))


def find_loaded(text: str, language: str) -> list[Loaded]:
    """The loaded words of ``text``, in order of first use; none in a language without a list.

    Of two that overlap, the longer one counts.
    """
    if language not in {"en", "fr"}:
        return []
    folded = fold(text).translate(_ONE_LINE)
    matches = []
    automaton, forms = _forms(language)
    for form, start, _ in automaton.find_matches_as_indexes(folded, overlapping=True):
        match = forms[form].pattern.match(folded, start)
        if match:
            matches.append((Place(*match.span()), forms[form].word))
    found: dict[int, list[Place]] = {}
    reached = 0
    for place, number in sorted(matches, key=lambda each: (each[0].start, -each[0].end)):
        if place.start >= reached:
            found.setdefault(number, []).append(place)
            reached = place.end
    listed = loaded_words()
    return [Loaded(listed[number], places) for number, places in found.items()]


class _Form(NamedTuple):
    """A form of the word of a number: what it begins with, and how it goes on."""

    begins: str
    pattern: re.Pattern[str]
    word: int


_ONE_LINE = {ord("\n"): " ", ord("\r"): " "}


@cache
def _forms(language: str) -> tuple[AhoCorasick, list[_Form]]:
    """All forms of a language, and an automaton that finds where one may begin."""
    forms = []
    for number, word in enumerate(loaded_words()):
        for form in word.fr if language == "fr" else word.en:
            plain = fold(form)
            body = re.escape(plain).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
            pattern = re.compile(rf"(?<!\w){body}(?!\w)")
            forms.append(_Form(plain.partition("*")[0], pattern, number))
    return AhoCorasick([form.begins for form in forms]), forms
