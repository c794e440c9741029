"""The shipped case against the checked dossier that it was made from: nothing lost or changed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from tocsin.case.schema import Claim, Monitoring, Question, Source, Wording

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "src" / "tocsin" / "cases" / "kazakhstan"
SHARED = ROOT.parent / "shared"
DOSSIER = SHARED / "case" / "facts.yaml"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not DOSSIER.exists(), reason="the dossier does not stand beside the repository"
    ),
]

RUN = 8
"""So many consecutive words shared with the article count as a copied sentence."""

STAND_INS = {"article only": "S01", "BG": "BG", "inference": "OC"}
"""What the dossier names in place of a document, and the source that stands for it."""

TRIGGERS = {
    "T1": "standards",
    "T2": "arms_shift",
    "T3": "exercises",
    "T4": "csto_kaz",
    "T5": "outside_presence",
    "T6": "language_law",
    "T7": "minority_violence",
    "T8": "separatism",
}

Dossier = dict[str, Any]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    data: Dossier = yaml.load(DOSSIER.read_text(encoding="utf-8"), yaml.BaseLoader)
    return data


def read(name: str) -> Any:
    return yaml.load((CASE / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    entries = TypeAdapter(list[Source]).validate_python(read("sources.yaml"))
    by_id = {entry.id: entry for entry in entries}
    assert len(by_id) == len(entries)
    return by_id


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return TypeAdapter(list[Claim]).validate_python(read("claims.yaml"))


@pytest.fixture(scope="module")
def monitoring() -> dict[str, Monitoring]:
    entries = TypeAdapter(list[Monitoring]).validate_python(read("monitoring.yaml"))
    return {entry.node: entry for entry in entries}


def first_date(words: str) -> str | None:
    found = re.search(r"\d{4}(-\d{2}(-\d{2})?)?", words)
    return found.group(0) if found else None


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def letters(text: str) -> str:
    """``text`` without the marks between words: the dossier lost some apostrophes."""
    return " ".join(re.findall(r"\w+", text))


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def test_every_source_is_there_with_its_date_and_address(
    dossier: Dossier, sources: dict[str, Source]
) -> None:
    for told in dossier["sources"]:
        kept = sources[told["id"]]
        assert (kept.title, kept.publisher, kept.type) == (
            told["title"],
            told["publisher"],
            told["type"],
        )
        assert kept.date == first_date(told["date"]), kept.id
        assert kept.date == told["date"] or kept.date_note == told["date"], kept.id
        assert kept.url == (told["url"] if told["url"].startswith("http") else None), kept.id
        assert kept.stance is not None
        assert kept.stance.en == told["stance"]
        assert bool(kept.note) == ("note" in told), kept.id


def test_the_nine_earlier_pieces_are_sources_that_one_claim_each_cites(
    sources: dict[str, Source], claims: list[Claim]
) -> None:
    gold = json.loads((SHARED / "reading" / "gold_article.json").read_text(encoding="utf-8"))
    pieces = [s for s in sources.values() if s.type == "earlier piece by the same author"]
    assert [p.date for p in pieces] == [told["date"] for told in gold["chronology_sources"]]
    for piece in pieces:
        citing = [c.id for c in claims if piece.id in {e.source for e in c.evidence}]
        assert len(citing) == 1, piece.id


def test_every_claim_keeps_status_speaker_date_and_evidence(
    dossier: Dossier, claims: list[Claim]
) -> None:
    assert [c.id for c in claims] == [told["id"] for told in dossier["claims"]]
    for kept, told in zip(claims, dossier["claims"], strict=True):
        assert kept.status == told["status"], kept.id
        assert kept.confidence == told["confidence_in_status"], kept.id
        assert (kept.section, kept.kind, kept.speaker) == (
            told["section"],
            told["kind"],
            told["speaker"],
        )
        assert kept.truth_apt == (told.get("truth_apt") != "false"), kept.id
        assert kept.date == first_date(told["date"]), kept.id
        assert told["date"] in {kept.date, kept.date_note, "null"}, kept.id
        assert (kept.status_detail is not None) == ("status_detail" in told), kept.id
        assert bool(kept.note) == ("model_use" in told), kept.id
        cited = [e.source for e in kept.evidence if not e.source.startswith("AK")]
        assert cited == [STAND_INS.get(e["source"], e["source"]) for e in told["evidence"]]
        assert all(e.note for e in kept.evidence), kept.id


def test_a_claim_about_a_trigger_bears_on_its_node(dossier: Dossier, claims: list[Claim]) -> None:
    for kept, told in zip(claims, dossier["claims"], strict=True):
        linked = {TRIGGERS[code] for code in told.get("linked_triggers", [])}
        assert linked <= set(kept.bears_on), kept.id
        assert kept.bears_on, kept.id


def test_every_reference_names_a_source(
    sources: dict[str, Source], claims: list[Claim], monitoring: dict[str, Monitoring]
) -> None:
    cited = {e.source for claim in claims for e in claim.evidence}
    for entry in monitoring.values():
        for past in entry.past:
            names = re.findall(r"\b(?:S\d{2}|BG|PR|OC)\b", past.source)
            assert names, past
            cited.update(names)
    assert cited <= set(sources)


def test_every_question_is_there_and_can_be_settled(dossier: Dossier) -> None:
    questions = TypeAdapter(list[Question]).validate_python(read("questions.yaml"))
    assert [q.id for q in questions] == [told["id"] for told in dossier["forecast_questions"]]
    for kept, told in zip(questions, dossier["forecast_questions"], strict=True):
        assert set(words(told["anchor"])) <= set(words(kept.anchor.en)), kept.id
        assert kept.deadline is not None
        assert kept.deadline > kept.opened
        assert kept.source_of_truth is not None


def test_every_trigger_is_watched_as_the_dossier_says(
    dossier: Dossier, monitoring: dict[str, Monitoring]
) -> None:
    assert list(monitoring) == list(TRIGGERS.values())
    for told in dossier["triggers"]:
        kept = monitoring[TRIGGERS[told["id"]]]
        assert kept.claim == told["article_claim"]
        assert [o.en for o in kept.observables] == told["observables"]
        assert [o.en for o in kept.opposite_signals] == told["opposite_signals"]
        assert kept.false_positives.en == told["false_positive_risk"]
        assert kept.cameo == [code.split()[0] for code in told["cameo"]]
        assert (kept.plover, kept.dyads, kept.sources) == (
            told["plover"],
            told["dyads"],
            told["sources"],
        )
        assert list(kept.keywords) == ["en", "fr", "ru", "kk", "tr"]
        for language, terms in told["keywords"].items():
            assert list(map(letters, kept.keywords[language])) == list(map(letters, terms))


def test_every_past_instance_keeps_its_level_and_what_followed(
    dossier: Dossier, monitoring: dict[str, Monitoring]
) -> None:
    for told in dossier["triggers"]:
        kept = [
            (p.date, p.label.en, p.level, p.followed) for p in monitoring[TRIGGERS[told["id"]]].past
        ]
        assert kept == [
            (
                p["date"],
                p["what"],
                int(p["level"]),
                p["followed_by_militarised_crisis_within_12_months"],
            )
            for p in told["past"]
        ]


def test_every_loaded_wording_has_its_neutral_one(dossier: Dossier) -> None:
    wording = TypeAdapter(list[Wording]).validate_python(read("wording.yaml"))
    kept = [(w.loaded, w.neutral.en, w.why.en) for w in wording]
    assert kept == [
        (w["article_wording"], w["neutral_wording"], w["why"]) for w in dossier["loaded_language"]
    ]


def texts(value: Any) -> list[dict[str, str]]:
    """Every pair of English and French in ``value``."""
    if isinstance(value, dict):
        if set(value) == {"en", "fr"} and isinstance(value["en"], str):
            return [value]
        return [found for part in value.values() for found in texts(part)]
    if isinstance(value, list):
        return [found for part in value for found in texts(part)]
    return []


@pytest.mark.parametrize(
    "name", ["sources.yaml", "claims.yaml", "questions.yaml", "monitoring.yaml", "wording.yaml"]
)
def test_every_text_is_written_in_both_languages(name: str) -> None:
    pairs = texts(read(name))
    assert pairs
    for pair in pairs:
        assert pair["fr"].strip()
        if len(words(pair["en"])) > 4:
            assert pair["fr"] != pair["en"]


@pytest.mark.parametrize(
    "path", sorted(p for p in CASE.rglob("*") if p.is_file()), ids=lambda p: p.name
)
def test_no_sentence_of_the_article_stands_in_the_case(path: Path) -> None:
    article = (SHARED / "case" / "article.fr.txt").read_text(encoding="utf-8")
    copied = runs(article) & runs(path.read_text(encoding="utf-8"))
    assert not copied, [" ".join(run) for run in sorted(copied)]
