"""What a case lacks is named in full, before the case can be read and after."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.small_reading import TEXT, reading
from tocsin.case.load import case_folder, shipped_cases
from tocsin.case.positions import read_document
from tocsin.reading.draft import draft
from tocsin.reading.folder import HEADINGS, enter, skeleton
from tocsin.reading.gaps import gaps
from tocsin.reading.review import decide


def _contents(files: dict[str, str]) -> dict[str, Any]:
    read = {name: read_document(name, text.encode())[0] for name, text in files.items()}
    return {name: document.value if document else None for name, document in read.items()}


def _drafted() -> dict[str, Any]:
    made = draft(reading(), TEXT)
    files = skeleton("x", made.source)
    accepted = [(one, decide(one, "accept")) for one in made.proposals]
    return _contents({**files, **enter(files, accepted).files})


def _found(contents: dict[str, Any], text: str | None = None) -> dict[str, list[str]]:
    return {gap.code: gap.ids for gap in gaps(contents, text)}


def test_a_draft_lacks_what_only_a_person_can_say() -> None:
    found = _found(_drafted())
    assert found["trigger-not-observed"] == ["t1", "t2"]
    assert found["node-without-levels"] == ["outcome", "t1", "t2"]
    assert found["node-without-start"] == ["outcome", "t1", "t2"]
    assert found["class-without-counts"] == ["B1"]
    assert found["question-not-settled"] == ["Q1"]
    assert found["blank-header"] == ["title", "summary", "start", "evidence_until", "tlp"]
    assert "thesis" in found["hypothesis-without-claim"]
    assert "copied-claim" not in found


def test_levels_without_observables_and_rates_without_a_source_are_named() -> None:
    contents = _drafted()
    nodes = contents["model.yaml"]["nodes"]
    seen = {"en": "x", "fr": "y"}
    nodes[1]["levels"] = [{"id": "off", "observable": seen}, {"id": "on", "observable": None}]
    nodes[1]["up"] = {"off": {"low": 1, "high": 2, "source": " "}}
    nodes[1]["down"] = {"low": 1, "high": 2, "source": "S1"}
    nodes[2]["up"] = {"learned": "t2.up"}
    contents["evidence.yaml"]["reports"] = [{"id": "R", "says": "not t1 >= on"}]
    contents["model.yaml"]["influences"] = [{"id": "i", "source": "", "factor": {"low": 1}}]
    found = _found(contents)
    assert found["level-without-observable"] == ["t1.on"]
    assert found["rate-without-source"] == ["t1.up", "i"]
    assert found["trigger-not-observed"] == ["t2"]
    assert found["node-without-rate"] == ["outcome"]


def test_a_claim_in_the_words_of_the_text_is_named() -> None:
    contents = _drafted()
    copied = {"en": "The lane will close again.", "fr": "…"}
    contents["claims.yaml"][0]["paraphrase"] = copied
    assert _found(contents, TEXT)["copied-claim"] == [contents["claims.yaml"][0]["id"]]


@pytest.mark.parametrize("name", shipped_cases())
def test_the_shipped_cases_lack_little(name: str) -> None:
    folder = case_folder(name)
    files = {
        file: (folder / file).read_text(encoding="utf-8")
        for file in HEADINGS
        if (folder / file).exists()
    }
    assert set(_found(_contents(files))) <= {"trigger-not-observed", "question-not-settled"}


def test_files_of_any_form_are_looked_at_without_a_stumble() -> None:
    for wrong in (None, 3, [3], {"nodes": 3}, {"nodes": [3, {"levels": 3, "up": 3}]}):
        contents = dict.fromkeys(HEADINGS, wrong)
        assert gaps(contents, "text")
