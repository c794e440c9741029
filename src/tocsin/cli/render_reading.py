"""A reading on a terminal: a table for each kind of item, each with its place in context."""

from __future__ import annotations

import unicodedata

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from tocsin import formats
from tocsin.cli.render import grid, heading, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Item, Kind, Reading, Span

ORDER: tuple[Kind, ...] = (
    "triggers", "scenario_claims", "off_ramps", "predictions_asserted", "chronology_sources",
    "chronology_events", "vague_time_expressions", "actors_countries", "actors_organisations",
    "actors_people", "corridors_routes", "places", "relations", "attributions", "sections",
)  # fmt: skip
"""What a reader of a warning wants first."""

_MENTIONS = ("mentions", "metonym_mentions", "adjectival_mentions")
_MARGIN = 24
_LONGEST = 180


def show_reading(result: Reading, language: Language, console: Console) -> None:
    """The text's facts, then every kind of item that was found."""
    source = result.source
    facts = say(
        "read facts", language, chars=formats.decimal(source.chars, language, 0),
        tongue=say(f"text in {source.language}", language), sha=source.sha256[:12],
    )  # fmt: skip
    titles(plain(source.name), None, facts, console)
    _dates_note(result, language, console)
    for note in result.notes:
        console.print(Shown(say("warning text", language, text=note), style="yellow"))
    found = False
    for kind in ORDER:
        items = result.of(kind)
        if items:
            found = True
            heading(f"{say(f'kind {kind}', language)} ({len(items)})", console)
            table = _TABLES.get(kind, _quotes)(items, source.text, language)
            console.print(Padding(table, (0, 0, 0, 2)))
    if not found:
        console.print(say("nothing read", language))
    console.print()
    console.print(Shown(say("reading note", language), style="bright_black"))


def _dates_note(result: Reading, language: Language, console: Console) -> None:
    if result.source.published is not None or not any(
        "no year" in item.flags for item in result.items
    ):
        return
    if result.newest_date is None:
        text = say("no date at all", language)
    else:
        newest = formats.day(result.newest_date, language)
        text = say("no document date", language, newest=newest)
    console.print(Shown(text, style="yellow"))


# --- words in context ---------------------------------------------------------------------------


def plain(text: str) -> str:
    """Text that is safe to print: no control, no direction marks, white space as one space."""
    kept = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(kept).split(" ")).replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def _shortened(quote: str) -> str:
    """A long quote without its middle, cut between words."""
    if len(quote) <= _LONGEST:
        return quote
    head, tail = quote[: _LONGEST - 50], quote[-40:]
    return f"{head.rpartition(' ')[0]} … {tail.partition(' ')[2]}"


def context(text: str, span: Span, margin: int = _MARGIN) -> Shown:
    """A span in bold between a few words of what stands around it."""
    quote = _shortened(plain(span.quote))
    line = Shown()
    if margin and len(quote) < _LONGEST // 2:
        before = plain(text[max(0, span.start - margin) : span.start])
        line.append(before if span.start <= margin else _whole_words(before), "bright_black")
    line.append(quote, style="bold")
    if margin and len(quote) < _LONGEST // 2:
        after = plain(text[span.end : span.end + margin])
        last = after.rfind(" ")
        line.append(after if last < 1 else after[:last] + " …", "bright_black")
    return line


def _whole_words(text: str) -> str:
    first = text.find(" ")
    return text if first < 0 else "…" + text[first:]


def _where(span: Span) -> Shown:
    return Shown(f"{span.start}–{span.end}", style="bright_black")


def _main(item: Item) -> Span:
    return item.first("span", "event_span", "title_span", *_MENTIONS) or item.spans[0]


def _text(item: Item, key: str) -> str:
    value = item.value.get(key)
    return plain(str(value)) if value is not None else "–"


# --- tables -------------------------------------------------------------------------------------


def _quotes(items: list[Item], text: str, language: Language) -> Table:
    table = grid(say("place in text", language), say("in context", language))
    for item in items:
        span = _main(item)
        table.add_row(_where(span), context(text, span))
    return table


def _named(items: list[Item], text: str, language: Language) -> Table:
    """Actors, routes and places: name, id, how often, and the first mention in context."""
    table = grid(
        say("name in text", language), "Id", say("times named", language),
        say("in context", language), right=(2,),
    )  # fmt: skip
    for item in items:
        kind = item.value.get("type") or item.value.get("kind")
        office = item.value.get("role")
        name = Shown(_text(item, "name"))
        if office:
            name.append(f" ({plain(str(office))})", style="bright_black")
        key = item.id if kind == "country" or len(item.id) <= 14 else item.id[:13] + "…"
        mentions = item.all(*_MENTIONS)
        table.add_row(name, Shown(key, style="bright_black"), Shown(str(len(mentions))),
                      context(text, mentions[0], 16))  # fmt: skip
    return table


def _dated(items: list[Item], text: str, language: Language) -> Table:
    table = grid(say("date", language), say("in context", language), say("published by", language))
    for item in items:
        date = item.value.get("date")
        by = item.value.get("publisher") or item.value.get("reported_by")
        when = _date(str(date), language) if date else say("no year", language)
        table.add_row(
            Shown(when),
            context(text, item.first("title_span", "event_span") or item.spans[0], 0),
            Shown(str(by) if by else "–", style="bright_black"),
        )
    return table


def _date(value: str, language: Language) -> str:
    try:
        return formats.day(value, language, short=True)
    except ValueError:  # a quarter, a decade
        return value


def _triggers(items: list[Item], text: str, language: Language) -> Table:
    table = grid("", say("in context", language), say("suggested types", language))
    for item in items:
        suggested = item.value.get("event_types")
        words = []
        for each in suggested if isinstance(suggested, list) else []:
            if isinstance(each, dict):
                code = f"{each['plover']} · " if each.get("plover") else ""
                words.append(code + say(f"event {each['own']}", language))
        table.add_row(Shown(item.id, style="bright_black"), context(text, _main(item), 0),
                      Shown("\n".join(words[:2])))  # fmt: skip
    return table


def _scenarios(items: list[Item], text: str, language: Language) -> Table:
    table = grid(
        "", say("condition part", language), say("consequence part", language),
        say("said by", language),
    )  # fmt: skip
    for item in items:
        condition, consequence = item.first("condition"), item.first("consequence")
        who = str(item.value.get("attribution"))
        then = consequence or (None if condition else _main(item))
        table.add_row(
            Shown(say(f"modality {item.value['modality']}", language), style="yellow"),
            context(text, condition, 0) if condition else Shown("–"),
            context(text, then, 0) if then else Shown("–"),
            Shown(_voice(who, language), style="bright_black"),
        )
    return table


def _voice(who: str, language: Language) -> str:
    """Who makes a claim: the author, somebody the text does not name, or an actor's id."""
    if who == "author":
        return say("author", language)
    return say("speaker unknown", language) if who == "unnamed speaker" else plain(who)


def _relations(items: list[Item], text: str, language: Language) -> Table:
    table = grid(say("stated tie", language), say("in context", language))
    for item in items:
        tie = say(f"tie {item.value['type']}", language)
        line = f"{_text(item, 'subj')} {tie} {_text(item, 'obj')}"
        table.add_row(Shown(line), context(text, _main(item), 0))
    return table


def _attributions(items: list[Item], text: str, language: Language) -> Table:
    table = grid(say("said by", language), say("in context", language))
    for item in items:
        speaker = item.value.get("speaker_name") or item.value.get("speaker")
        who = plain(str(speaker)) if speaker else say("speaker unknown", language)
        table.add_row(Shown(who), context(text, _main(item), 0))
    return table


_TABLES = {
    "triggers": _triggers,
    "scenario_claims": _scenarios,
    "chronology_sources": _dated,
    "chronology_events": _dated,
    "actors_countries": _named,
    "actors_organisations": _named,
    "actors_people": _named,
    "corridors_routes": _named,
    "places": _named,
    "relations": _relations,
    "attributions": _attributions,
}
