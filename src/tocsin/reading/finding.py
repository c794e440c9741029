"""The deterministic reading of a text: every finder in turn, and their findings as items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pydantic import JsonValue

from tocsin.reading.actors import Actors, actors
from tocsin.reading.attribution import Attribution, attributions
from tocsin.reading.conditionals import Scenario, conditionals, possibilities
from tocsin.reading.dated_events import Event, dated_events
from tocsin.reading.dated_sources import Source, dated_sources
from tocsin.reading.dates import Dated, dates, vague
from tocsin.reading.event_types import suggest
from tocsin.reading.items import Cover, Place, item
from tocsin.reading.off_ramps import off_ramps
from tocsin.reading.predictions import predictions
from tocsin.reading.relations import relations
from tocsin.reading.structure import Passage
from tocsin.reading.triggers import TriggerList, trigger_lists
from tocsin.results import Item

_HEARSAY = re.compile(r"(?<!\w)aurai(?:t|ent)(?: ete)? \w+e?s?\b")


def find(text: str, language: str, published: date | None = None) -> list[Item]:
    """Every item of a text in one of the four languages.

    Args:
        text: plain text; offsets of the items refer to it.
        language: ``en``, ``fr``, ``ru`` or ``tr``.
        published: the document's date, against which dates without a year are resolved.
    """
    passage = Passage(text, language)
    named = actors(passage)
    dated = dates(passage, published)
    triggers = trigger_lists(passage)
    sources = dated_sources(passage, dated, named)
    spoken = attributions(passage, named)
    titles = [source.title for source in sources if source.title]
    trigger_items = [place for each in triggers for place in each.items]
    inline = {place for each in triggers if each.inline for place in each.items}
    scenarios = _scenarios(passage, titles, trigger_items)
    ramps = off_ramps(passage, scenarios, triggers)
    stated = dated_events(passage, dated, sources, named, [
        *titles,
        *(place for place in trigger_items if place not in inline),
        *(each.condition for each in scenarios if each.condition),
    ])  # fmt: skip
    claimed = [each.place for each in scenarios]
    return [
        *_sections(passage),
        *_sources(text, sources),
        *_events(text, stated),
        *_vague(text, vague(passage, dated)),
        *named.items,
        *_relations(passage, named),
        *_triggers(passage, triggers, named),
        *_claims(passage, scenarios, spoken),
        *_attributions(text, spoken, named),
        *_predictions(text, predictions(passage, [*claimed, *titles, *trigger_items])),
        *(
            item(text, "off_ramps", f"off-{k}", [("span", ramp.place)], {
                "actors": _ids(named.within(ramp.place)), "rule": ramp.rule}, ["proposed"])
            for k, ramp in enumerate(ramps, start=1)
        ),
    ]  # fmt: skip


def newest(items: list[Item]) -> date | None:
    """The latest full date that the text itself prints, among its sources and events."""
    days = [
        date.fromisoformat(value)
        for each in items
        if each.kind in ("chronology_sources", "chronology_events")
        and isinstance(value := each.value.get("date"), str)
        and each.value.get("precision") == "day"
        and not each.value.get("year_inferred")
    ]
    return max(days, default=None)


def _ids(found: list[str]) -> list[JsonValue]:
    return list(found)


def _sections(passage: Passage) -> Iterator[Item]:
    headings = [block for block in passage.blocks if block.kind == "heading"]
    for k, block in enumerate(headings, start=1):
        yield item(passage.text, "sections", f"sec-{k}", [("span", block.place)])


def _date_value(dated: Dated) -> tuple[dict[str, JsonValue], list[str]]:
    value: dict[str, JsonValue] = {
        "date": dated.value,
        "precision": dated.precision,
        "year_inferred": dated.inferred,
    }
    if dated.value is None and dated.month is not None:
        value["month"] = dated.month
        if dated.day is not None:
            value["day"] = dated.day
    if dated.end is not None:
        value["until"] = dated.end
    flags = []
    if dated.value is None:
        flags.append("no year")
    if dated.inferred:
        flags.append("year inferred")
    if dated.ambiguous:
        flags.append("day and month cannot be told apart")
    return value, flags


def _sources(text: str, sources: list[Source]) -> Iterator[Item]:
    for k, source in enumerate(sources, start=1):
        value, flags = _date_value(source.dated)
        spans = [("date_span", source.dated.place)]
        if source.title is not None:
            spans.append(("title_span", source.title))
            value["title"] = text[source.title.start : source.title.end]
        value["publisher"] = source.publisher
        yield item(text, "chronology_sources", f"src-{k}", spans, value, [*flags, *source.flags])


def _events(text: str, events: list[Event]) -> Iterator[Item]:
    for k, event in enumerate(events, start=1):
        value, flags = _date_value(event.dated)
        value["actor"] = _ids(event.actors)
        value["mode"] = "report" if event.reported_by or "quoted" in event.flags else "fact"
        if event.reported_by:
            value["reported_by"] = event.reported_by
        if event.anchor is not None:
            value["anchor"] = f"ev-{event.anchor + 1}"
        spans = [("date_span", event.dated.place), ("event_span", event.place)]
        yield item(text, "chronology_events", f"ev-{k}", spans, value, [*flags, *event.flags])


def _vague(text: str, places: list[Place]) -> Iterator[Item]:
    for k, place in enumerate(places, start=1):
        yield item(text, "vague_time_expressions", f"time-{k}", [("span", place)])


def _relations(passage: Passage, named: Actors) -> Iterator[Item]:
    for k, each in enumerate(relations(passage, named), start=1):
        value: dict[str, JsonValue] = {
            "type": each.type,
            "subj": each.subject,
            "obj": each.object,
            "status": each.status,
        }
        yield item(passage.text, "relations", f"rel-{k}", [("span", each.place)], value)


def _triggers(passage: Passage, lists: list[TriggerList], named: Actors) -> Iterator[Item]:
    number = 0
    for group, each in enumerate(lists, start=1):
        for place in each.items:
            number += 1
            words = passage.text[place.start : place.end]
            ranked = suggest(words)
            suggested: list[JsonValue] = [
                {
                    "plover": s.plover or None,
                    "plover_context": s.context or None,
                    "cameo_proposed": s.cameo or None,
                    "own": s.own,
                    "score": s.score,
                }
                for s in ranked
            ]
            value: dict[str, JsonValue] = {
                "list": group,
                "actors": _ids(named.within(place)),
                "plover": ranked[0].plover or None,
                "plover_context": ranked[0].context or None,
                "cameo_proposed": ranked[0].cameo or None,
                "event_types": suggested,
                "mode": "speculation",
            }
            spans = [("span", place)]
            if each.lead_in is not None:
                spans.append(("lead_in", each.lead_in))
            if each.outcome is not None:
                value["outcome"] = passage.text[each.outcome.start : each.outcome.end]
            flags = ["inline"] if each.inline else []
            if ranked[0].own == "unclassified":
                flags.append("unclassified")
            yield item(passage.text, "triggers", f"t{number}", spans, value, flags)


# --- claims -------------------------------------------------------------------------------------


def _scenarios(passage: Passage, titles: list[Place], items: list[Place]) -> list[Scenario]:
    """Explicit conditionals, and sentences of possibility where there is none."""
    titled = Cover(titles)
    explicit = [each for each in conditionals(passage) if not titled.meets(each.place)]
    taken = Cover(each.place for each in explicit)
    loose = [
        each
        for each in possibilities(passage, [*titles, *items])
        if not taken.meets(each.place) and not _HEARSAY.search(passage.plain, *each.place)
    ]
    return sorted([*explicit, *loose], key=lambda each: (each.place, each.condition or each.place))


def _claims(
    passage: Passage, scenarios: list[Scenario], spoken: list[Attribution]
) -> Iterator[Item]:
    for k, each in enumerate(scenarios, start=1):
        spans = [("span", each.place)]
        if each.condition is not None:
            spans.append(("condition", each.condition))
        if each.consequence is not None:
            spans.append(("consequence", each.consequence))
        spans += [("cues", cue) for cue in each.cues]
        value: dict[str, JsonValue] = {
            "modality": each.modality,
            "mode": "conditional" if each.condition else "speculation",
            "attribution": _voice(passage, each, spoken),
        }
        yield item(passage.text, "scenario_claims", f"cl-{k}", spans, value, each.flags)


def _voice(passage: Passage, each: Scenario, spoken: list[Attribution]) -> str:
    """Who makes the claim: the author, or the speaker whose words or views it lies in."""
    anchor = each.condition or (each.cues[0] if each.cues else each.place)
    for attribution in spoken:
        if attribution.place.holds(anchor):
            return attribution.speaker or "unnamed speaker"
    return "unnamed speaker" if passage.quoted(anchor) is not None else "author"


_MODES = {
    "direct_quote": "report", "reported_speech": "report", "reported_view": "report",
    "attributed_belief": "report",
}  # fmt: skip


def _attributions(text: str, spoken: list[Attribution], named: Actors) -> Iterator[Item]:
    names = {each.id: each.value.get("name") for each in named.items}
    for k, each in enumerate(spoken, start=1):
        value: dict[str, JsonValue] = {
            "type": each.type,
            "speaker": each.speaker,
            "speaker_name": names.get(each.speaker or ""),
            "mode": _MODES[each.type],
        }
        flags = [] if each.named else ["speaker not resolved"]
        spans = [("span", each.place), ("cue", each.cue)]
        yield item(text, "attributions", f"att-{k}", spans, value, flags)


def _predictions(text: str, places: list[Place]) -> Iterator[Item]:
    for k, place in enumerate(places, start=1):
        yield item(
            text, "predictions_asserted", f"pred-{k}", [("span", place)], {"mode": "speculation"}
        )
