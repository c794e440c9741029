"""The files of a drafted case: empty to begin with, then one accepted entry after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

import yaml

from tocsin.case.positions import read_document
from tocsin.errors import DraftError
from tocsin.language import Text
from tocsin.reading import entries as blank_entries
from tocsin.reading.insertion import holds, insert
from tocsin.reading.review import Decided
from tocsin.results import DraftEntry, Proposal, SourceText

HEADINGS = {
    "case.yaml": "What is asked, when, and under which explanations.",
    "sources.yaml": "Dated documents.",
    "claims.yaml": "What the text states, in your own words; never its sentences.",
    "actors.yaml": "Actors, the blocs that they belong to and the texts that bind them.",
    "routes.yaml": "Places, and routes between them.",
    "model.yaml": "What has a state, how it moves, and what moves it.",
    "evidence.yaml": "What is known, reported and rated.",
    "questions.yaml": "Forecasts that can be settled.",
    "precedents.yaml": "The outside view: how often such things happen.",
    "monitoring.yaml": "How each trigger is watched.",
    "wording.yaml": "Loaded words of the text, and neutral ones to use in their place.",
}
"""Every file of a drafted case, and what it holds."""

_NOT_NAMED = {"anchors", "reference_classes"}
"""Sections whose label is not that of the thing proposed."""


class Entered(NamedTuple):
    """The files that changed, and the ids of the proposals whose entries now stand in the case."""

    files: dict[str, str]
    ids: list[str]


def skeleton(name: str, source: SourceText) -> dict[str, str]:
    """The files of a new case about a text: its header, the text as a source, empty lists."""
    published = source.published.isoformat() if source.published else None
    under_test = blank_entries.source(blank_entries.TEXT_UNDER_TEST, source.name, published)
    contents: dict[str, Any] = {
        "case.yaml": _header(name),
        "actors.yaml": {"actors": [], "blocs": [], "treaties": []},
        "routes.yaml": {"places": [], "routes": []},
        "model.yaml": {
            key: [] for key in ("nodes", "derived", "influences", "anchors", "off_ramps")
        },
        "evidence.yaml": {key: [] for key in ("timelines", "reports", "ratings", "watches")},
        "precedents.yaml": {"reference_classes": []},
    }
    files = {
        file: f"# {heading}\n{_written(contents[file]) if file in contents else ''}"
        for file, heading in HEADINGS.items()
    }
    files["sources.yaml"] = insert(
        "sources.yaml", files["sources.yaml"], None, under_test | {"note": "The text under test."}
    )
    for file in ("claims.yaml", "questions.yaml", "monitoring.yaml", "wording.yaml"):
        files[file] += "[]\n"
    return files


def case_id(name: str) -> str:
    """An id that a case can have, from the name of its folder."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return (plain if plain[:1].isalpha() else f"case_{plain}")[:40].strip("_")


def _header(name: str) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "id": case_id(name),
        "title": blank_entries.blank(),
        "summary": blank_entries.blank(),
        "start": None,
        "evidence_until": None,
        "tlp": None,
        "horizons": [3, 6, 12, 24],
        "asked": [],
        "groups": [],
        "assumptions": [],
    }


def _written(content: dict[str, Any]) -> str:
    dumped = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_flow_style=None)
    return re.sub(r"(?m): null$", ":", dumped)


def enter(files: Mapping[str, str], accepted: list[tuple[Proposal, Decided]]) -> Entered:
    """The texts of the files with the entries of every accepted proposal.

    An entry whose name stands in its list already is left as it is: a person may have filled or
    renamed it. ``DraftError`` where a file cannot take an entry; then nothing is entered.
    """
    changed = dict(files)
    for proposal, decided in accepted:
        for entry in proposal.entries:
            if entry.file not in HEADINGS:
                raise DraftError(
                    f"the proposal {proposal.id} would go to {entry.file!r}, which is no file of a "
                    f"drafted case; {', '.join(HEADINGS)} are"
                )
            text = changed.get(entry.file, "")
            document, _ = read_document(entry.file, text.encode())
            data = filled(entry, decided.filled)
            if document is None or not holds(document.value, entry.section, data):
                changed[entry.file] = insert(entry.file, text, entry.section, data)
    new = {file: text for file, text in changed.items() if files.get(file) != text}
    return Entered(new, [proposal.id for proposal, _ in accepted])


def filled(entry: DraftEntry, words: Mapping[str, Text | str]) -> dict[str, Any]:
    """The entry with the words that a person gave for its blanks."""
    data = deepcopy(entry.data)
    # a rival's claim is that of the first hypothesis of its group
    place: dict[str, Any] = data["hypotheses"][0] if entry.section == "groups" else data  # type: ignore[index, assignment]
    for field, said in words.items():
        if field in place and entry.section not in _NOT_NAMED:
            place[field] = blank_entries.words(said) if isinstance(said, Text) else said
    return data
