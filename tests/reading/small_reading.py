"""A small reading, made by hand: each kind of item once, in a text about invented states."""

from __future__ import annotations

import hashlib
from datetime import date

from tocsin.reading.items import Place, item
from tocsin.results import Item, Reading, SourceText

TEXT = (
    "The looming quarrel over the strait is inevitable, says this column.\n"
    "What happened\n"
    "On 3 May 2031 Orlania closed the northern lane. "
    "The Strait Commission said that it was not told.\n"
    "– 12 April 2031: “Who pays for the lights”\n"
    "Signs to watch\n"
    "The following could set off a crisis between the two:\n"
    "– a second closure of the lane;\n"
    "– seizure of a ferry.\n"
    "A shared notice board would calm the matter. The lane will close again.\n"
)


def at(quote: str) -> Place:
    """The first place of a quote."""
    start = TEXT.index(quote)
    return Place(start, start + len(quote))


def items() -> list[Item]:
    """One item of each kind that a draft makes something of, two triggers."""
    lead = ("lead_in", at("The following could set off a crisis between the two"))
    event = at("On 3 May 2031 Orlania closed the northern lane")
    return [
        item(TEXT, "sections", "s1", [("span", at("What happened"))]),
        item(TEXT, "sections", "s2", [("span", at("Signs to watch"))]),
        item(
            TEXT, "chronology_sources", "src-1",
            [("date_span", at("12 April 2031")), ("title_span", at("Who pays for the lights"))],
            {"date": "2031-04-12", "title": "Who pays for the lights"},
        ),
        item(
            TEXT, "chronology_events", "ev-1",
            [("date_span", at("3 May 2031")), ("event_span", event)], {"date": "2031-05-03"},
        ),
        item(
            TEXT, "actors_countries", "KAZ", [("mentions", at("Orlania"))],
            {"iso3166_1_alpha2": "KZ", "iso3166_1_alpha3": "KAZ", "cameo": "KAZ"},
        ),
        item(
            TEXT, "actors_organisations", "STRAIT", [("mentions", at("Strait Commission"))],
            {"name": "Strait Commission"},
        ),
        item(
            TEXT, "corridors_routes", "cor-1", [("mentions", at("the northern lane"))],
            {"kind": "sea_route", "name": "the northern lane", "named": False},
        ),
        item(TEXT, "triggers", "t1", [("span", at("a second closure of the lane")), lead],
             {"event_types": [{"plover": "COERCE", "own": "closure"}, {"plover": None}]}),
        item(TEXT, "triggers", "t2", [("span", at("seizure of a ferry")), lead]),
        item(TEXT, "off_ramps", "off-1",
             [("span", at("A shared notice board would calm the matter"))]),
        item(TEXT, "attributions", "att-1", [("span", at("it was not told"))],
             {"speaker": "Strait Commission"}),
        item(TEXT, "predictions_asserted", "p1", [("span", at("The lane will close again"))]),
    ]  # fmt: skip


def reading(found: list[Item] | None = None, text: str = TEXT, language: str = "en") -> Reading:
    """A reading of ``text`` with the items, by default all of the small one."""
    return Reading(
        tocsin="0",
        source=SourceText(
            name="column.txt",
            format="txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            chars=len(text),
            language=language,
            published=date(2031, 5, 10),
            text=text,
        ),
        items=items() if found is None else found,
        notes=[],
    )
