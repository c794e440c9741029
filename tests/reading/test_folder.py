"""The files of a drafted case: blank at first, then the accepted entries, once each."""

from __future__ import annotations

import pytest

from tests.reading.small_reading import TEXT, reading
from tocsin.case.load import KINDS
from tocsin.case.positions import read_document
from tocsin.errors import DraftError
from tocsin.language import pair
from tocsin.reading.draft import draft
from tocsin.reading.folder import case_id, enter, filled, skeleton
from tocsin.reading.review import decide


def test_the_skeleton_has_every_required_file_and_invents_nothing() -> None:
    files = skeleton("my case", reading().source)
    assert {kind.file for kind in KINDS if kind.required} <= set(files)
    for name, text in files.items():
        document, problems = read_document(name, text.encode())
        assert problems == []
        assert document is not None
    header = read_document("case.yaml", files["case.yaml"].encode())[0]
    assert header is not None
    assert header.value["start"] is None  # type: ignore[index]
    assert header.value["tlp"] is None  # type: ignore[index]
    assert "column.txt" in files["sources.yaml"]
    assert "2031-05-10" in files["sources.yaml"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("My case", "my_case"), ("2031-strait", "case_2031_strait"), ("Détroit", "d_troit"),
     ("…", "case"), ("x" * 60, "x" * 40)],
)  # fmt: skip
def test_the_id_comes_from_the_folder(name: str, expected: str) -> None:
    assert case_id(name) == expected


def test_accepted_entries_are_entered_once_with_the_words_that_were_given() -> None:
    made = draft(reading(), TEXT)
    files = skeleton("x", made.source)
    trigger = made.of("trigger")[0]
    words = {"label": pair("Closure", "Fermeture"), "paraphrase": pair("It closes", "Elle ferme")}
    accepted = [(trigger, decide(trigger, "accept", words))]
    entered = enter(files, accepted)
    assert set(entered.files) == {"model.yaml", "monitoring.yaml", "claims.yaml"}
    assert "Closure" in entered.files["model.yaml"]
    assert "Elle ferme" in entered.files["claims.yaml"]
    assert enter({**files, **entered.files}, accepted).files == {}


def test_everything_can_be_entered() -> None:
    made = draft(reading(), TEXT)
    entered = enter(
        skeleton("x", made.source), [(one, decide(one, "accept")) for one in made.proposals]
    )
    assert entered.ids == [one.id for one in made.proposals]


def test_words_go_to_the_thing_itself_and_to_no_class_or_anchor() -> None:
    made = draft(reading(), TEXT)
    (outcome,) = made.of("outcome")
    said = {"label": pair("Crisis", "Crise")}
    labels = {entry.section: filled(entry, said).get("label") for entry in outcome.entries}
    assert labels["nodes"] == labels["asked"] == {"en": "Crisis", "fr": "Crise"}
    assert labels["anchors"] == labels["reference_classes"] == {"en": "", "fr": ""}
    (entry,) = made.of("rival")[0].entries
    group = filled(entry, {"claim": pair("c", "d")})
    assert [one["claim"]["en"] for one in group["hypotheses"]] == ["c", ""]


def test_a_draft_from_elsewhere_writes_to_no_other_file() -> None:
    made = draft(reading(), TEXT)
    (entry,) = made.of("source")[0].entries
    outside = entry.model_copy(update={"file": "../outside.yaml"})
    hostile = made.of("source")[0].model_copy(update={"entries": [outside]})
    with pytest.raises(DraftError, match="no file of a drafted case"):
        enter(skeleton("x", made.source), [(hostile, decide(hostile, "accept"))])
