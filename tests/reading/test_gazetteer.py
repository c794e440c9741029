"""Known names in four languages, in their inflected forms, and not inside other words."""

from __future__ import annotations

import pytest

from tocsin.reading import inflection
from tocsin.reading.gazetteer import alpha3, gazetteer, known, longest, rows
from tocsin.reading.items import Place
from tocsin.reading.structure import Passage


def _found(text: str, language: str) -> list[tuple[str, str]]:
    matches = gazetteer(language).find(Passage(text, language))
    return [(text[m.place.start : m.place.end], m.entry.id) for m in matches]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "la RDC et l’Ouganda", [("RDC", "COD"), ("Ouganda", "UGA")]),
        ("fr", "des troupes turques, ukrainiennes", [("turques", "TUR"), ("ukrainiennes", "UKR")]),
        ("fr", "la crise sino-indienne", [("sino", "CHN"), ("indienne", "IND")]),
        ("fr", "la mer Noire et les États turciques", [("mer Noire", "BLACK_SEA")]),
        ("fr", "ETATS-UNIS", [("ETATS-UNIS", "USA")]),
        ("fr", "un rapport rédigé en anglais", []),
        ("fr", "elle nigera, il malit, ouest", []),
        ("en", "Turkey, not turkey", [("Turkey", "TUR")]),
        ("en", "tell us about the US", [("US", "USA")]),
        ("en", "Latin American states", []),
        ("en", "Nigerien and Nigerian", [("Nigerien", "NER"), ("Nigerian", "NGA")]),
        ("en", "South Sudan", [("South Sudan", "SSD")]),
        ("en", "Sino-Russian", [("Sino", "CHN"), ("Russian", "RUS")]),
        ("ru", "из Казахстана в Москву", [("Казахстана", "KAZ"), ("Москву", "RUS")]),
        ("ru", "российских войск и ОДКБ", [("российских", "RUS"), ("ОДКБ", "CSTO")]),
        ("tr", "Türkiye’nin ve İran'ın", [("Türkiye", "TUR"), ("İran", "IRN")]),
    ],
)
def test_names_in_their_forms(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(text, language) == expected


def test_every_country_has_its_codes() -> None:
    codes = alpha3()
    assert len(codes) == len(list(rows("countries.tsv"))) == len(set(codes.values()))
    assert codes["KZ"] == "KAZ"
    assert known()["country", "ROU"].cameo == "ROM"
    assert known()["country", "KAZ"].wikidata == "Q232"


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("countries.tsv", 8), ("countries_ru_tr.tsv", 8), ("organisations.tsv", 8),
        ("people.tsv", 7), ("places.tsv", 6), ("event_types.tsv", 6), ("wikidata.tsv", 2),
    ],
)  # fmt: skip
def test_tables_are_whole(table: str, columns: int) -> None:
    keys = [row[0] for row in rows(table) if len(row) == columns]
    assert len(keys) == len(list(rows(table))) > 10
    assert len(set(keys)) == len(keys)


def test_french_adjectives_take_their_four_forms() -> None:
    assert inflection.french_adjective("turc") == {"turc", "turque", "turcs", "turques"}
    assert inflection.french_adjective("malien") == {"malien", "malienne", "maliens", "maliennes"}
    assert inflection.french_adjective("français") == {"français", "française", "françaises"}
    assert inflection.french_adjective("russe") == {"russe", "russes"}


def test_russian_names_are_declined() -> None:
    assert "России" in inflection.russian_name("Россия")
    assert "Центральной Азии" in inflection.russian_name("Центральная Азия")
    assert inflection.russian_name("США") == {"США"} | inflection.russian_name("США")


def test_the_longest_name_wins() -> None:
    assert longest([Place(0, 5), Place(0, 9), Place(6, 9), Place(10, 12)]) == [
        Place(0, 9), Place(10, 12),
    ]  # fmt: skip
