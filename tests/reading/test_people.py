"""A person needs a sign; nothing else with capitals becomes one."""

from __future__ import annotations

import pytest

from tocsin.reading.people import people
from tocsin.reading.structure import Passage


@pytest.mark.parametrize(
    ("language", "text", "name", "sign"),
    [
        ("fr", "Selon Jelena Marković, rien ne bouge.", "Jelena Marković", "given name"),
        ("fr", "Le général Qoros Veltan est parti.", "Qoros Veltan", "title"),
        ("fr", "La ministre de la Défense, Zora Veltan, refuse.", "Zora Veltan", "office"),
        ("en", "Qoros Veltan, a researcher in Oslo, agrees.", "Qoros Veltan", "office"),
        ("en", "Qoros Veltan said nothing.", "Qoros Veltan", "speech"),
        ("en", "President Qoros van der Velde left.", "Qoros van der Velde", "title"),
    ],
)
def test_people_are_found_by_a_sign(language: str, text: str, name: str, sign: str) -> None:
    (found,) = people(Passage(text, language), [])
    assert (found.name, found.sign) == (name, sign)


@pytest.mark.parametrize(
    "text",
    ["The South China Sea is calm.", "Eastern Theater Command moved.", "At Fort Bravo it rained.",
     "The War Council met.", "On Monday Morning Markets fell."],
)  # fmt: skip
def test_capitals_alone_make_no_person(text: str) -> None:
    assert people(Passage(text, "en"), []) == []


def test_surnames_and_offices_follow() -> None:
    text = "La cheffe de la mission, Anna Veltan, doute. Plus tard, Veltan a cédé."
    (found,) = people(Passage(text, "fr"), [])
    assert [text[p.start : p.end] for p in found.mentions] == ["Anna Veltan", "Veltan"]
    assert found.role is not None
    assert text[found.role.start : found.role.end] == "La cheffe de la mission"


def test_a_byline_is_the_author() -> None:
    text = "A short title\n\nBy Qoros Veltan\n\nThe text itself is longer than the title is, much."
    (found,) = people(Passage(text, "en"), [])
    assert found.author
