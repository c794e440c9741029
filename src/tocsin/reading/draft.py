"""From the items of a text to proposals for a case: each with its spans, nothing decided.

A proposal is one or more entries that stand or fall together. Its id is short and stays: reading
the same text again, or asking a model about it later, only adds proposals with ids of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from babel import Locale

from tocsin.labels import LABELS
from tocsin.language import Text, pair
from tocsin.reading import entries as blank_entries
from tocsin.reading.entries import Data
from tocsin.reading.gazetteer import known
from tocsin.reading.rivals import STANDARD, THESIS
from tocsin.reading.wording import find_loaded
from tocsin.results import (
    Draft,
    DraftEntry,
    Item,
    Kind,
    Proposal,
    ProposalKind,
    Reading,
    Silence,
    Span,
)

CLAIM_KINDS: dict[Kind, str | None] = {
    "chronology_events": "event",
    "relations": "relation",
    "scenario_claims": "conditional",
    "predictions_asserted": "forecast",
    "attributions": None,  # what kind of statement somebody made is for a person to say
    "triggers": "conditional",
    "off_ramps": "conditional",
}
"""The kind of claim that each kind of item makes."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")

UNNAMED = "unnamed speaker"
"""What a reading calls a speaker whom the text does not name."""

MAIN_ROLES = ("span", "event_span", "title_span", "mentions", "metonym_mentions",
              "adjectival_mentions", "lead_in")  # fmt: skip
"""The roles in which a span may stand for its whole item, the best first."""


def draft(
    reading: Reading,
    text: str,
    *,
    silences: Sequence[Silence] = (),
    refused: dict[str, int] | None = None,
    notes: Sequence[Text] = (),
    before: Draft | None = None,
) -> Draft:
    """What ``reading`` proposes for a case about ``text``.

    ``before`` is an earlier draft of the same text: its proposals and their ids stay as they are,
    and what is new comes after them.
    """
    maker = _Maker(reading, text, before)
    maker.make()
    return Draft(
        source=reading.source.model_copy(update={"text": ""}),
        proposals=maker.proposals,
        unsourced=maker.unsourced(),
        silences=list(silences),
        refused=refused or {},
        notes=list(notes),
    )


class _Maker:
    """Makes proposals one after the other and gives each thing its id."""

    def __init__(self, reading: Reading, text: str, before: Draft | None) -> None:
        self.reading = reading
        self.text = text
        self.proposals: list[Proposal] = list(before.proposals) if before else []
        self._keys = {one.key for one in self.proposals}
        self._taken = {blank_entries.TEXT_UNDER_TEST, *(one.id for one in self.proposals)} | {
            str(entry.data[key])
            for one in self.proposals
            for entry in one.entries
            for key in ("id", "node", "asked")
            if key in entry.data
        }
        self._claims: dict[tuple[int, int], str] = {}
        for one in self.proposals:
            for entry in one.entries:
                if entry.file == "claims.yaml" and one.spans:
                    self._claims[_extent(one.spans[0])] = str(entry.data["id"])
        self._sections = sorted(
            span.start for item in reading.of("sections") for span in item.spans
        )
        self._names = {
            item.id: str(item.value["name"])
            for item in reading.of("actors_countries", "actors_organisations", "actors_people")
            if item.value.get("name")
        }
        self._attributed = [
            (span.start, span.end, self._speaker(item))
            for item in reading.of("attributions")
            for span in item.all("span")
        ]

    def make(self) -> None:
        """Every proposal, in the order in which a person would want to see them."""
        self._outcome()
        for item in self.reading.of("triggers"):
            self._trigger(item)
        for item in self.reading.of("off_ramps"):
            self._off_ramp(item)
        told = self.reading.of(
            "chronology_events", "relations", "scenario_claims", "predictions_asserted",
            "attributions",
        )  # fmt: skip
        for item in sorted(told, key=lambda one: _extent(_main(one))):
            self._claim(item)
        self._theses()
        for item in self.reading.of("chronology_sources"):
            self._source(item)
        for item in self.reading.of("actors_countries", "actors_organisations"):
            self._actor(item)
        for item in self.reading.of("corridors_routes"):
            self._route(item)
        self._wording()

    def unsourced(self) -> list[str]:
        """The ids of the author's own claims, for which the text names nobody else."""
        return [
            str(entry.data["id"])
            for one in self.proposals
            for entry in one.entries
            if entry.file == "claims.yaml" and entry.data["speaker"] == "author"
        ]

    # --- proposals, kind by kind ----------------------------------------------------------------

    def _theses(self) -> None:
        """The author's thesis beside its denial, then the standard rivals, all of them slots."""
        groups = [(THESIS, blank_entries.thesis())]
        groups += [(one, blank_entries.rival(one)) for one in STANDARD]
        for one, group in groups:
            made = [_entry("case.yaml", "groups", group)]
            title = pair(f"{one.name.en}. {one.asks.en}", f"{one.name.fr}. {one.asks.fr}")
            self._add("rival", one.id, title, ["claim"], made, key=f"rival {one.id}")

    def _outcome(self) -> None:
        """What is asked: one outcome, with the place where the text names it, if it does."""
        if "outcome" in self._keys:
            return
        node, class_id, question_id = self._new("outcome", ""), self._new("B"), self._new("Q")
        made = [
            _entry("model.yaml", "nodes", blank_entries.node(node, "outcome", None)),
            _entry("case.yaml", "asked", blank_entries.asked(node)),
            _entry("precedents.yaml", "reference_classes", blank_entries.reference_class(class_id)),
            _entry("model.yaml", "anchors", blank_entries.anchor(node, class_id)),
            _entry("questions.yaml", None, blank_entries.question(question_id, node)),
        ]
        led = [span for one in self.reading.of("triggers") for span in one.all("lead_in")]
        title = LABELS["proposed outcome"]
        self._add("outcome", node, title, ["label"], made, spans=led[:1], key="outcome")

    def _trigger(self, item: Item) -> None:
        key = _key(item)
        if key in self._keys:
            return
        code = self._new("T")
        claim_id, claims = self._claim_of(item, bears_on=[code.lower()])
        node = blank_entries.node(code.lower(), "trigger", code)
        watched = blank_entries.monitoring(code.lower(), claim_id, _event_types(item))
        made = [
            _entry("model.yaml", "nodes", node),
            _entry("monitoring.yaml", None, watched),
            *claims,
        ]
        fields = ["label", "paraphrase"] if claims else ["label"]
        self._add("trigger", code, LABELS["proposed trigger"], fields, made, item=item)

    def _off_ramp(self, item: Item) -> None:
        if _key(item) in self._keys:
            return
        code = self._new("O")
        claim_id, claims = self._claim_of(item)
        ramp = blank_entries.off_ramp(code.lower(), code, claim_id)
        made = [_entry("model.yaml", "off_ramps", ramp), *claims]
        fields = ["label", "paraphrase"] if claims else ["label"]
        self._add("off_ramp", code, LABELS["proposed off-ramp"], fields, made, item=item)

    def _claim(self, item: Item) -> None:
        if _key(item) in self._keys:
            return
        claim_id, claims = self._claim_of(item)
        if claims:
            title = LABELS[f"proposed {item.kind}"]
            self._add("claim", claim_id, title, ["paraphrase"], claims, item=item)

    def _claim_of(self, item: Item, bears_on: Sequence[str] = ()) -> tuple[str, list[DraftEntry]]:
        """The id of the claim that an item makes, and its entry unless the span has one already."""
        main = _main(item)
        known = self._claims.get(_extent(main))
        if known is not None:
            return known, []
        name = self._claims[_extent(main)] = self._new("C")
        date = item.value.get("date")
        inferred = bool(item.value.get("year_inferred"))
        data = blank_entries.claim(
            name,
            CLAIM_KINDS[item.kind],
            self._section(main.start),
            self._said_by(item, main),
            str(date) if date else None,
            "the year is inferred, not printed" if date and inferred else None,
        )
        return name, [_entry("claims.yaml", None, data | {"bears_on": list(bears_on)})]

    def _source(self, item: Item) -> None:
        if _key(item) in self._keys:
            return
        name = self._new("S")
        title, date = item.value.get("title"), item.value.get("date")
        data = blank_entries.source(name, str(title or ""), str(date) if date else None)
        made = [_entry("sources.yaml", None, data)]
        self._add("source", name, LABELS["proposed source"], [], made, item=item)

    def _actor(self, item: Item) -> None:
        if _key(item) in self._keys or item.id in self._taken:
            return
        # a name that the text itself gives may be in letters that no id can hold
        name = item.id if _ID.fullmatch(item.id) else self._new("A")
        self._taken.add(name)
        label, cameo = self._name(item), item.value.get("cameo")
        state = item.kind == "actors_countries"
        data = blank_entries.actor(
            name,
            label,
            "state" if state else "organisation",
            item.id if state else None,
            str(cameo) if cameo else None,
        )
        made = [_entry("actors.yaml", "actors", data)]
        shown = str(item.value.get("name") or _main(item).quote)
        title = pair(label["en"] or label["fr"] or shown, label["fr"] or label["en"] or shown)
        self._add("actor", name, title, [], made, item=item)

    def _name(self, item: Item) -> Data:
        """An actor's name in both languages; blank in one where only the other is known."""
        alpha2 = item.value.get("iso3166_1_alpha2")
        if alpha2:
            names = {lang: Locale(lang).territories.get(str(alpha2), "") for lang in ("en", "fr")}
            return dict(names)
        listed = known().get(("organisation", item.id))
        if listed is not None:
            return blank_entries.blank() | {
                language: name for language, name in listed.names if language in {"en", "fr"}
            }
        return self._printed(str(item.value.get("name") or _main(item).quote))

    def _printed(self, name: str) -> Data:
        """A name in the language of the text; blank where that is neither of a case's two."""
        language = self.reading.source.language
        return blank_entries.blank() | ({language: name} if language in {"en", "fr"} else {})

    def _route(self, item: Item) -> None:
        if _key(item) in self._keys:
            return
        name = self._new("R")
        published = self.reading.source.published
        named = item.value.get("named")
        label = self._printed(str(item.value["name"])) if named else blank_entries.blank()
        data = blank_entries.route(
            name, label, str(item.value.get("kind")), published.isoformat() if published else None
        )
        made = [_entry("routes.yaml", "routes", data)]
        self._add("route", name, LABELS["proposed route"], ["label"], made, item=item)

    def _wording(self) -> None:
        for loaded in find_loaded(self.text, self.reading.source.language):
            first = loaded.places[0]
            said = self.text[first.start : first.end]
            key = f"wording {loaded.word.en[0]}"
            if key in self._keys:
                continue
            data = blank_entries.wording(said, loaded.word.neutral, loaded.word.why)
            made = [_entry("wording.yaml", None, data)]
            spans = [
                Span(
                    role="mentions", start=at.start, end=at.end, quote=self.text[at.start : at.end]
                )
                for at in loaded.places
            ]
            neutral = loaded.word.neutral
            title = pair(f"“{said}”: {neutral.en}", f"« {said} » : {neutral.fr}")
            self._add("wording", self._new("W"), title, ["neutral"], made, spans=spans, key=key)

    # --- what proposals share -------------------------------------------------------------------

    def _add(
        self,
        kind: ProposalKind,
        name: str,
        title: Text,
        fields: list[str],
        made: list[DraftEntry],
        *,
        item: Item | None = None,
        spans: Iterable[Span] = (),
        key: str = "",
    ) -> None:
        if item is not None:
            key = _key(item)
        if key in self._keys:
            return
        self._keys.add(key)
        self.proposals.append(
            Proposal(
                id=name,
                key=key,
                kind=kind,
                title=title,
                spans=_in_order(item) if item else list(spans),
                flags=item.flags if item else [],
                reader=item.reader if item else "core",
                fields=fields,
                entries=made,
            )
        )

    def _new(self, prefix: str, number: str = "1") -> str:
        """The first id with the prefix that nothing has yet."""
        count = 1
        name = prefix + number
        while name in self._taken:
            count += 1
            name = f"{prefix}{count}"
        self._taken.add(name)
        return name

    def _section(self, start: int) -> str:
        """Where in the text: its lead, or the section of that number. Headings are not copied."""
        number = bisect_right(self._sections, start)
        return f"section {number}" if number else "lead"

    def _said_by(self, item: Item, main: Span) -> str:
        """Who says it: the speaker that the item or an attribution around it names, or the author.

        The name is left blank where somebody else speaks whom the text does not name.
        """
        if item.kind == "attributions":
            return self._speaker(item)
        for key in ("reported_by", "attribution"):
            if item.value.get(key):
                return self._called(str(item.value[key]))
        around = [name for start, end, name in self._attributed if start <= main.start < end]
        return around[0] if around else "author"

    def _speaker(self, item: Item) -> str:
        """The name of a speaker, as an id of the lists is called or as the text prints it."""
        cue = item.first("cue")
        if item.value.get("speaker"):
            return self._called(str(item.value["speaker"]))
        return cue.quote if cue and item.reader == "model" else ""

    def _called(self, speaker: str) -> str:
        return "" if speaker == UNNAMED else self._names.get(speaker, speaker)


def _entry(file: str, section: str | None, data: Data) -> DraftEntry:
    return DraftEntry(file=file, section=section, data=data)


def _main(item: Item) -> Span:
    """The span that stands for the whole item."""
    for role in MAIN_ROLES:
        found = item.first(role)
        if found is not None:
            return found
    return item.spans[0]


def _in_order(item: Item) -> list[Span]:
    """The spans of an item, the main one first."""
    main = _main(item)
    return [main, *(span for span in item.spans if span is not main)]


def _extent(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _key(item: Item) -> str:
    """What an item is known by when the same text is read again."""
    if item.kind in {"actors_countries", "actors_organisations"}:
        return f"{item.kind} {item.id}"
    main = _main(item)
    return f"{item.kind} {main.start}-{main.end}"


def _event_types(item: Item) -> list[str]:
    """The PLOVER types that are suggested for a trigger, best first."""
    suggested = item.value.get("event_types")
    listed = suggested if isinstance(suggested, list) else []
    types = [one.get("plover") for one in listed if isinstance(one, dict)]
    return list(dict.fromkeys(str(one) for one in types if one))
