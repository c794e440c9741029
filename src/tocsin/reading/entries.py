"""Entries of a case as a reading can fill them: what the text says, and blanks for the rest.

A blank is null, an empty list, or a text without words. No rate, level, date, prior or paraphrase
is ever made up here; what stands filled is an id, a code from a list, a date that the text prints,
the name of a thing, or a word that says that nobody has looked yet (``unverified``, ``unknown``).
"""

from __future__ import annotations

from typing import Any

from tocsin.language import Text
from tocsin.reading.rivals import DENIAL, THESIS, Rival, denied

Data = dict[str, Any]

TEXT_UNDER_TEST = "S1"
"""The id of the source that is the text itself."""

ROUTE_MODES = {
    "railway": "rail", "pipeline": "pipeline", "air_route": "air", "sea_route": "sea",
    "canal": "sea", "road": "road_rail",
}  # fmt: skip
"""The mode of a route by the kind that reading gives it, where that tells."""


def blank() -> Data:
    """A text in both languages that says nothing yet."""
    return {"en": "", "fr": ""}


def words(text: Text) -> Data:
    """A text as an entry holds it."""
    return {"en": text.en, "fr": text.fr}


def source(name: str, title: str, date: str | None) -> Data:
    """A dated document."""
    return {"id": name, "title": title, "publisher": None, "date": date, "type": ""}


def claim(
    name: str,
    kind: str | None,
    section: str,
    speaker: str,
    date: str | None = None,
    date_note: str | None = None,
) -> Data:
    """One statement, to be put in a person's own words."""
    told = (("date", date), ("date_note", date_note))
    dated = {key: value for key, value in told if value}
    return {
        "id": name,
        "paraphrase": blank(),
        "section": section,
        "kind": kind,
        **dated,
        "speaker": speaker,
        "status": "unverified",
        "confidence": "low",
        "evidence": [{"source": TEXT_UNDER_TEST}],
        "bears_on": [],
    }


def actor(name: str, label: Data, kind: str, iso3: str | None, cameo: str | None) -> Data:
    """A state or organisation."""
    codes = {key: code for key, code in (("iso3", iso3), ("cameo", cameo)) if code}
    return {"id": name, "label": label, "kind": kind, **codes}


def route(name: str, label: Data, kind: str | None, as_of: str | None) -> Data:
    """A corridor; what is not known of it is its history."""
    return {
        "id": name,
        "label": label,
        "mode": ROUTE_MODES.get(kind or ""),
        "places": [],
        "consent": [],
        "support": "unknown",
        "support_note": blank(),
        "history": [],
        "as_of": as_of,
    }


def node(name: str, kind: str, code: str | None) -> Data:
    """A node without levels, start or rates."""
    coded = {"code": code} if code else {}
    return {
        "id": name,
        "kind": kind,
        **coded,
        "label": blank(),
        "definition": blank(),
        "levels": [],
        "start": None,
        "up": None,
        "down": None,
    }


def monitoring(name: str, claim_id: str, plover: list[str]) -> Data:
    """How a trigger would be watched."""
    return {
        "node": name,
        "claim": claim_id,
        "observables": [],
        "opposite_signals": [],
        "false_positives": blank(),
        "base_rate": blank(),
        "plover": plover,
    }


def off_ramp(name: str, code: str, source_id: str) -> Data:
    """An intervention that sets nothing yet."""
    return {
        "id": name,
        "code": code,
        "label": blank(),
        "direction": None,
        "why": blank(),
        "status": blank(),
        "sets": [],
        "cost": None,
        "window": blank(),
        "signpost": blank(),
        "source": source_id,
    }


def asked(name: str) -> Data:
    """The question about an outcome; the level is for a person to name."""
    return {"id": name, "node": name, "level": None, "label": blank()}


def reference_class(name: str) -> Data:
    """A class of past cases without counts: the outside view comes first."""
    return {
        "id": name,
        "label": blank(),
        "events": None,
        "exposure": None,
        "unit": blank(),
        "source": "",
    }


def anchor(name: str, class_id: str) -> Data:
    """The tie of an outcome to its class."""
    return {"asked": name, "reference_class": class_id, "label": blank()}


def question(name: str, node_id: str) -> Data:
    """A forecast that can be settled once its blanks are filled."""
    return {
        "id": name,
        "text": blank(),
        "node": node_id,
        "event": blank(),
        "threshold": blank(),
        "opened": None,
        "deadline": None,
        "source_of_truth": blank(),
        "void_if": blank(),
        "anchor": blank(),
    }


def thesis() -> Data:
    """The author's thesis beside its denial."""
    return _group("about_thesis", THESIS.name, (THESIS.id, THESIS.name), (DENIAL.id, DENIAL.name))


def rival(one: Rival) -> Data:
    """A standard rival in a group of its own: it may hold or not, whatever the others do."""
    return _group(f"about_{one.id}", one.name, (one.id, one.name), (f"no_{one.id}", denied(one)))


def _group(name: str, label: Text, *hypotheses: tuple[str, Text]) -> Data:
    return {
        "id": name,
        "label": words(label),
        "hypotheses": [
            {
                "id": each,
                "label": words(said),
                "claim": blank(),
                "prior": None,
                "source": "",
                "expects": [],
            }
            for each, said in hypotheses
        ],
    }


def wording(loaded: str, neutral: Text, why: Text) -> Data:
    """A loaded word with neutral ones."""
    return {"loaded": loaded, "neutral": words(neutral), "why": words(why)}
