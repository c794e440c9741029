"""An entry is put in where its list ends, and nothing else of the file changes."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.case.load import case_folder
from tocsin.case.positions import read_document
from tocsin.errors import DraftError
from tocsin.reading.insertion import holds, insert

ENTRY: dict[str, Any] = {
    "id": "B", "label": {"en": "", "fr": ""}, "date": "2025-12-19", "state": "on", "blank": None,
    "list": [], "text": {"en": "a: b", "fr": "« c # d »"},
}  # fmt: skip

LISTS = {
    "nothing": ("", None),
    "a comment": ("# c\n", None),
    "no line break at the end": ("- {id: A}", None),
    "an empty list": ("# c\n[] # d\n", None),
    "entries in brackets": ("- {id: A, x: 1} # t\n", None),
    "entries in blocks": ("- id: A\n  p:\n    en: a\n      b\n  l:\n    - a # c\n# end\n", None),
    "a missing section": ("other: []\n", "part"),
    "an empty section": ("# c\npart: []\nother: []\n", "part"),
    "a blank section": ("part:\nother: []\n", "part"),
    "a comment at a blank section": ("part: # hi\nother: []\n", "part"),
    "an indented section": ("part:\n  # c\n  - {id: A} # t\n\nother: []\n", "part"),
    "a section without indent": ("part:\n- id: A\n  n: |\n    text\n    more\nother: []\n", "part"),
    "a section in brackets": ("part: [{id: A}]\nother: 1\n", "part"),
    "a blank at the end": ("part:\n  - id: A\n    x:\n", "part"),
    "a list in an entry": ("part:\n  - id: A\n    x: []\n  - id: C\n    y: {}\no: 1\n", "part"),
}  # fmt: skip


def _value(text: str) -> Any:
    document, problems = read_document("f.yaml", text.encode())
    assert problems == []
    return document.value if document else None


@pytest.mark.parametrize(("text", "section"), LISTS.values(), ids=LISTS)
def test_an_entry_is_put_in_and_the_rest_stays(text: str, section: str | None) -> None:
    changed = insert("f.yaml", text, section, ENTRY)
    content = _value(changed)
    listed = content if section is None else content[section]
    assert listed[-1] == ENTRY
    kept = [line for line in text.splitlines() if "[]" not in line and "[{" not in line]
    lines = changed.splitlines()
    assert [line for line in kept if line not in lines and line != "part:"] == []
    again = insert("f.yaml", changed, section, ENTRY | {"id": "Z"})
    assert len(_value(again) if section is None else _value(again)[section]) == len(listed) + 1


@pytest.mark.parametrize("file", ["claims.yaml", "model.yaml", "actors.yaml", "sources.yaml"])
def test_the_files_of_the_shipped_case_take_entries(file: str) -> None:
    text = (case_folder("kazakhstan") / file).read_text(encoding="utf-8")
    section = {"model.yaml": "nodes", "actors.yaml": "treaties"}.get(file)
    changed = insert(file, text, section, ENTRY)
    added = [line for line in changed.splitlines() if line not in set(text.splitlines())]
    assert len(added) <= len(ENTRY) + 2
    same = takewhile(lambda pair: pair[0] == pair[1], zip(text, changed, strict=False))
    at = sum(1 for _ in same)
    assert changed.endswith(text[at:]), "what came after is still there, letter by letter"


@pytest.mark.parametrize(
    ("text", "section"),
    [("part: 3\n", "part"), ("part: {a: 1}\n", "part"), ("a: 1\n", None), ("- a\n", "part"),
     ("part: [\n", "part"), ("a: &x []\npart: *x\n", "part"), ("3\n", None)],
)  # fmt: skip
def test_a_file_of_another_form_is_refused(text: str, section: str | None) -> None:
    with pytest.raises(DraftError, match="by hand"):
        insert("f.yaml", text, section, ENTRY)


def test_a_change_that_would_lose_something_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.reading.insertion._changed", lambda *_: "- {id: B}\n")
    with pytest.raises(DraftError, match="by hand"):
        insert("f.yaml", "- {id: A}\n", None, {"id": "B"})


def test_an_entry_is_known_by_its_name() -> None:
    assert holds([{"id": "B"}], None, ENTRY)
    assert holds({"part": [{"node": "n"}]}, "part", {"node": "n", "x": 1})
    assert not holds([{"id": "A"}], None, ENTRY)
    assert not holds(None, "part", ENTRY)
    assert not holds({"part": 3}, "part", ENTRY)


@pytest.mark.parametrize("word", ["0E0", "1e5", "-1.5e3", ".5E+2", "1.e9", "007", "0x1F", "1_000"])
@pytest.mark.parametrize(("text", "section"), LISTS.values(), ids=LISTS)
def test_words_that_look_like_numbers_stay_words(text: str, section: str | None, word: str) -> None:
    entry = {"id": "B", "label": {"en": "x", "fr": word}, "title": word, "weight": 1e-9}
    content = _value(insert("f.yaml", text, section, entry))
    assert (content if section is None else content[section])[-1] == entry


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=12)


@given(_WORDS, _WORDS, st.sampled_from(sorted(LISTS)))
def test_any_words_come_back_as_they_were(en: str, fr: str, place: str) -> None:
    text, section = LISTS[place]
    entry = {"id": "B", "label": {"en": en, "fr": fr}, "title": en}
    content = _value(insert("f.yaml", text, section, entry))
    assert (content if section is None else content[section])[-1] == entry
