"""A draft proposes what the text says, with its spans, and leaves the rest blank."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.reading.small_reading import TEXT, at, items, reading
from tocsin.reading.draft import draft
from tocsin.reading.items import Place, item
from tocsin.reading.rivals import STANDARD
from tocsin.results import Draft, Proposal


def _one(made: Draft, name: str) -> Proposal:
    (found,) = (one for one in made.proposals if one.id == name)
    return found


def _data(made: Draft, name: str, file: str) -> dict[str, Any]:
    (found,) = (one.data for one in _one(made, name).entries if one.file == file)
    return found


def test_every_kind_of_item_becomes_a_proposal_with_its_spans() -> None:
    made = draft(reading(), TEXT)
    assert Counter(one.kind for one in made.proposals) == {
        "rival": 1 + len(STANDARD), "outcome": 1, "trigger": 2, "off_ramp": 1, "claim": 3,
        "source": 1, "actor": 2, "route": 1, "wording": 1,
    }  # fmt: skip
    assert len({one.id for one in made.proposals}) == len(made.proposals)
    for one in made.proposals:
        for span in one.spans:
            assert TEXT[span.start : span.end] == span.quote
    assert made.source.text == "", "the draft itself does not repeat the text"


def test_a_trigger_is_a_node_a_watch_to_fill_and_a_claim() -> None:
    made = draft(reading(), TEXT)
    node = _data(made, "T1", "model.yaml")
    assert (node["id"], node["code"], node["kind"]) == ("t1", "T1", "trigger")
    assert _data(made, "T1", "claims.yaml")["section"] == "section 2"
    watched = _data(made, "T1", "monitoring.yaml")
    assert watched["claim"] == _data(made, "T1", "claims.yaml")["id"]
    assert watched["plover"] == ["COERCE"]
    assert _data(made, "T1", "claims.yaml")["bears_on"] == ["t1"]


def test_blanks_stay_blank() -> None:
    made = draft(reading(), TEXT)
    node = _data(made, "T1", "model.yaml")
    assert (node["levels"], node["start"], node["up"], node["down"]) == ([], None, None, None)
    assert node["label"] == node["definition"] == {"en": "", "fr": ""}
    counted = _data(made, "outcome", "precedents.yaml")
    assert (counted["events"], counted["exposure"], counted["source"]) == (None, None, "")
    for one in made.of("rival"):
        for hypothesis in one.entries[0].data["hypotheses"]:  # type: ignore[union-attr]
            assert hypothesis["prior"] is None  # type: ignore[index, call-overload]
            assert hypothesis["claim"] == {"en": "", "fr": ""}  # type: ignore[index, call-overload]
    assert _data(made, "R1", "routes.yaml")["history"] == []
    assert _data(made, "Q1" if any(p.id == "Q1" for p in made.proposals) else "outcome",
                 "questions.yaml")["deadline"] is None  # fmt: skip


def test_no_entry_holds_a_sentence_of_the_text() -> None:
    made = draft(reading(), TEXT)
    for one in made.proposals:
        for entry in one.entries:
            said = str(entry.data)
            for sentence in ("closed the northern lane", "was not told", "second closure",
                             "seizure of", "notice board", "will close again"):  # fmt: skip
                assert sentence not in said


def test_who_says_it_is_kept_and_the_authors_own_claims_are_listed() -> None:
    made = draft(reading(), TEXT)
    claims = {
        one.spans[0].quote: entry.data
        for one in made.proposals
        for entry in one.entries
        if entry.file == "claims.yaml"
    }
    told = claims["it was not told"]
    assert told["speaker"] == "Strait Commission"
    assert told["kind"] is None, "what kind of statement it is, is for a person to say"
    event = claims["On 3 May 2031 Orlania closed the northern lane"]
    assert (event["speaker"], event["kind"], event["date"]) == ("author", "event", "2031-05-03")
    assert told["id"] not in made.unsourced
    assert event["id"] in made.unsourced


def test_a_year_that_was_inferred_is_said_to_be() -> None:
    event = at("On 3 May 2031 Orlania closed the northern lane")
    found = item(
        TEXT, "chronology_events", "e", [("event_span", event)],
        {"date": "2031-05", "year_inferred": True},
    )  # fmt: skip
    made = draft(reading([found]), TEXT)
    (claim,) = (one.data for p in made.of("claim") for one in p.entries)
    assert claim["date_note"]
    nothing = item(TEXT, "chronology_events", "e", [("event_span", event)], {"date": None})
    (claim,) = (one.data for p in draft(reading([nothing]), TEXT).of("claim") for one in p.entries)
    assert "date" not in claim


def test_reading_again_keeps_ids_and_adds_what_is_new() -> None:
    first = draft(reading(items()[:8]), TEXT)
    second = draft(reading(), TEXT, before=first)
    assert second.proposals[: len(first.proposals)] == first.proposals
    assert len(second.proposals) > len(first.proposals)
    assert len({one.id for one in second.proposals}) == len(second.proposals)
    again = draft(reading(), TEXT, before=second)
    assert again.proposals == second.proposals


def test_no_name_that_a_formula_can_use_stands_twice() -> None:
    made = draft(reading(), TEXT)
    names = []
    for one in made.proposals:
        for entry in one.entries:
            if entry.section in {"groups", "nodes"}:
                names.append(entry.data["id"])
                names += [each["id"] for each in entry.data.get("hypotheses", [])]  # type: ignore[index, union-attr, call-overload]
    assert len(set(names)) == len(names)


def test_two_items_on_one_span_make_one_claim() -> None:
    place = at("A shared notice board would calm the matter")
    twice = [
        item(TEXT, "off_ramps", "o", [("span", place)]),
        item(TEXT, "scenario_claims", "c", [("span", place)]),
    ]
    made = draft(reading(twice), TEXT)
    claims = [e for one in made.proposals for e in one.entries if e.file == "claims.yaml"]
    assert len(claims) == 1
    assert _data(made, "O1", "model.yaml")["source"] == claims[0].data["id"]


def test_the_name_of_a_state_comes_in_both_languages_and_other_names_as_printed() -> None:
    made = draft(reading(), TEXT)
    assert _data(made, "KAZ", "actors.yaml")["label"] == {"en": "Kazakhstan", "fr": "Kazakhstan"}
    assert _data(made, "STRAIT", "actors.yaml")["label"] == {"en": "Strait Commission", "fr": ""}
    found = item(TEXT, "actors_organisations", "NATO", [("mentions", at("Strait Commission"))])
    label = _data(draft(reading([found]), TEXT), "NATO", "actors.yaml")["label"]
    assert label["en"].startswith("North Atlantic")
    assert label["fr"].startswith("Organisation du traité")


def test_the_rivals_are_named_in_both_languages_and_ask_a_question() -> None:
    made = draft(reading(), TEXT)
    rivals = made.of("rival")
    assert rivals[0].id == "thesis"
    for one in rivals:
        assert one.title.en.endswith("?")
        assert one.title.fr.endswith("?")
        assert len(one.entries[0].data["hypotheses"]) == 2  # type: ignore[arg-type]
    assert {"bargaining", "hedging", "domestic", "third_party", "routine"} <= {r.id for r in rivals}


def test_a_name_in_other_letters_gets_an_id_and_no_label_in_a_language_that_it_is_not_in() -> None:
    text = "ОДКБ молчит."
    found = item(
        text, "actors_organisations", "ОДКБ", [("mentions", Place(0, 4))], {"name": "ОДКБ"}
    )
    made = draft(reading([found], text, "ru"), text)
    (actor,) = made.of("actor")
    assert actor.id == "A1"
    assert actor.title.en == "ОДКБ"
    assert actor.entries[0].data["label"] == {"en": "", "fr": ""}
