"""A case’s results as a STIX 2.1 bundle, for platforms that exchange threat intelligence.

STIX ``confidence`` is trust in an object, never the probability of an event, so probabilities stand
in a property extension of our own that the bundle defines. Every object is in English with its
French beside it (language content), carries the TLP 2.0 marking of the case, and has an id made
from its name in the case: two runs give the same bytes, a later day a newer version of each object.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import stix2.v21 as stix
from babel.core import get_global

from tocsin.briefing.findings import Findings
from tocsin.case.schema import Claim
from tocsin.exports.files import as_json
from tocsin.exports.situation_tables import CLAIMS, SOURCES
from tocsin.formats import day, percent, span
from tocsin.handling import shown
from tocsin.labels import say
from tocsin.language import Language, Text, pair
from tocsin.terms import name

TLP = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
MARKINGS = {
    "CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""TLP 2.0 in STIX 2.1, as OASIS defines it (cti-stix-common-objects, tlp-2.0)."""

CREDIBILITY = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
"""STIX confidence of the Admiralty code's digit (STIX 2.1, appendix A); 6 says nothing."""

OPINIONS = {"confirmed": "agree", "contested": "neutral", "false": "disagree"}
"""What a claim's status says of it; an unverified claim gets no opinion."""

OWN = f"extension-definition--{uuid5(NAMESPACE_URL, 'tocsin:stix-extension')}"
MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""When the extension and the identity of the program were defined."""
SCHEMA = (
    "Probabilities are shares of one. outcome, node, level, hypothesis, off_ramp: ids in the case. "
    "months: length of the horizon. probability: of a new onset within it. low, high: the 10 % and "
    "90 % points over what is uncertain, apart from sampling. mc_error: standard error of "
    "sampling. base_rate: of the reference class alone. prior, posterior: of a hypothesis. seen, "
    "if_seen, if_not: of a sign, and of the outcome with and without it. change: of a probability."
)


def stix_bundle(findings: Findings) -> bytes:
    """The bundle as JSON text, built and checked by the reference library."""
    book = _Book(findings)
    objects = list(book.objects())
    a = findings.assessment
    about = f"tocsin:{a.case}:{a.as_of}:{a.run.model_dump_json()}"
    bundle = stix.Bundle(id=f"bundle--{uuid5(NAMESPACE_URL, about)}", objects=objects)
    return as_json(json.loads(bundle.serialize()))


@dataclass
class _Book:
    """The objects of one bundle while they are being made; ``made`` holds those in it so far."""

    findings: Findings
    made: dict[str, Any] = field(default_factory=dict)

    def objects(self) -> Iterator[Any]:
        """Every object, those that others refer to first, the report of them all last."""
        tlp = self.findings.assessment.tlp
        yield stix.MarkingDefinition(
            id=MARKINGS[tlp], created="2022-10-01T00:00:00.000Z", name=shown(tlp),
            extensions={TLP: {"extension_type": "property-extension", "tlp_2_0": tlp.lower()}},
        )  # fmt: skip
        yield from _program()
        for part in (_actors, _places, _blocs, _duties, _routes, _outcomes, _hypotheses, _claims,
                     _reports, _signposts, _off_ramps):  # fmt: skip
            yield from part(self)
        yield from _report(self)

    def name(self, kind: str, key: str) -> str:
        """The id of an object, the same in every run of the case."""
        return f"{kind}--{uuid5(NAMESPACE_URL, f'tocsin:{self.findings.case.header.id}:{key}')}"

    def add(self, kind: Any, key: str, french: dict[str, str], **content: Any) -> Iterator[Any]:
        """An object with its French; ``french`` holds the wording of its properties."""
        named = self.name(kind._type, key)
        common = {
            "created_by_ref": PROGRAM,
            "created": _moment(self.findings.case.header.start),
            "modified": _moment(self.findings.assessment.as_of),
            "object_marking_refs": [MARKINGS[self.findings.assessment.tlp]],
        }
        self.made[named] = kind(id=named, lang="en", **common, **content)
        yield self.made[named]
        if french:
            yield stix.LanguageContent(
                id=self.name("language-content", f"{named}:fr"), object_ref=named,
                object_modified=common["modified"], contents={"fr": french}, **common,
            )  # fmt: skip


PROGRAM = f"identity--{uuid5(NAMESPACE_URL, 'tocsin:program')}"


def _program() -> Iterator[Any]:
    """Tocsin itself, and the extension that its objects use."""
    yield stix.Identity(
        id=PROGRAM, created=MADE, modified=MADE, name="Tocsin", identity_class="system",
        description="Turns a written warning into a tested forecast.",
    )  # fmt: skip
    yield stix.ExtensionDefinition(
        id=OWN, created_by_ref=PROGRAM, created=MADE, modified=MADE, name="Tocsin forecast",
        schema=SCHEMA, version="1.0.0", extension_types=["property-extension"],
    )  # fmt: skip


def _figures(**values: Any) -> dict[str, Any]:
    """Our extension with those of the values that there are."""
    there = {key: value for key, value in values.items() if value is not None}
    return {OWN: {"extension_type": "property-extension", **there}}


def _moment(when: date) -> datetime:
    return datetime.combine(when, time(), UTC)


def _told(key: str, **values: Any) -> Text:
    """A label in both languages; a value may be a text, or a function of the language."""

    def filled(language: Language) -> str:
        shown = {
            name: value.in_(language) if isinstance(value, Text)
            else value(language) if callable(value) else str(value)
            for name, value in values.items()
        }  # fmt: skip
        return say(key, language, **shown)

    return pair(filled(Language.EN), filled(Language.FR))


def _p(value: float) -> Any:
    return lambda language: percent(value, language)


def _day(when: date | str) -> Any:
    return lambda language: day(when, language)


def _actors(book: _Book) -> Iterator[Any]:
    """Each actor as an identity, and where its seat is, if the case says so."""
    for actor in book.findings.case.actors.actors:
        sectors = {"sectors": ["government"]} if actor.kind == "state" else {}
        yield from book.add(
            stix.Identity, f"actor:{actor.id}", {"name": actor.label.fr}, name=actor.label.en,
            identity_class="organization", **sectors,
        )  # fmt: skip
        where: dict[str, Any] = {}
        if actor.iso3 and (alpha2 := get_global("territory_aliases").get(actor.iso3)):
            where["country"] = alpha2[0]
        if actor.lon is not None and actor.lat is not None:
            where |= {"longitude": actor.lon, "latitude": actor.lat}
        if where:
            yield from book.add(
                stix.Location, f"seat:{actor.id}", {"name": actor.label.fr}, name=actor.label.en,
                **where,
            )  # fmt: skip
            yield from _related(book, f"actor:{actor.id}", "located-at", f"seat:{actor.id}",
                                "identity", "location")  # fmt: skip


def _related(
    book: _Book, source: str, how: str, target: str, kind: str, other: str,
    said: Text | None = None, key: str = "",
) -> Iterator[Any]:  # fmt: skip
    """A relationship between two objects that are in the bundle."""
    ends = {"source_ref": book.name(kind, source), "target_ref": book.name(other, target)}
    if not set(ends.values()) <= set(book.made):
        return
    described = {} if said is None else {"description": said.en}
    french = {} if said is None else {"description": said.fr}
    yield from book.add(
        stix.Relationship, f"{source}:{how}:{target}:{key}", french, relationship_type=how, **ends,
        **described,
    )  # fmt: skip


def _places(book: _Book) -> Iterator[Any]:
    for place in book.findings.case.routes.places:
        yield from book.add(
            stix.Location, f"place:{place.id}", {"name": place.label.fr}, name=place.label.en,
            longitude=place.lon, latitude=place.lat,
        )  # fmt: skip


def _blocs(book: _Book) -> Iterator[Any]:
    """Each bloc, and who is in it on the day."""
    for bloc in book.findings.obligations.blocs:
        yield from book.add(
            stix.Identity, f"bloc:{bloc.bloc}", {"name": bloc.label.fr}, name=bloc.label.en,
            identity_class="group",
        )  # fmt: skip
        roles = {"member-of": bloc.members, "partner-of": bloc.partners,
                 "observer-of": bloc.observers}  # fmt: skip
        for role, actors in roles.items():
            for actor in actors:
                yield from _related(book, f"actor:{actor}", role, f"bloc:{bloc.bloc}",
                                    "identity", "identity")  # fmt: skip


def _duties(book: _Book) -> Iterator[Any]:
    """Who is bound to whom in the situation that the case asks about, by the duties that apply."""
    o = book.findings.obligations
    applying = [each for each in [*o.bound, *o.restrained] if each.applies == "applies"]
    for k, duty in enumerate(applying):
        said = _told("stix duty", treaty=duty.treaty_label, duty=duty.text, reason=duty.reason)
        for other in duty.toward:
            yield from _related(
                book, f"actor:{duty.actor}", f"has-{duty.kind}-duty-toward", f"actor:{other}",
                "identity", "identity", said, f"{duty.treaty}:{k}",
            )  # fmt: skip


def _note(
    book: _Book, key: str, about: Text, content: Text, refs: list[str], **rest: Any
) -> Iterator[Any]:
    """A note about objects of the bundle, or about the report where they are not in it."""
    there = [each for each in refs if each in book.made] or [book.name("report", "assessment")]
    yield from book.add(
        stix.Note, key, {"abstract": about.fr, "content": content.fr}, abstract=about.en,
        content=content.en, object_refs=there, **rest,
    )  # fmt: skip


def _routes(book: _Book) -> Iterator[Any]:
    for route in book.findings.routes.routes:
        told = {"status": route.status_label, "note": route.note}
        content = (
            _told("stix route unknown", **told)
            if route.since is None
            else _told("stix route", since=_day(route.since), **told)
        )
        refs = [book.name("location", f"place:{each}") for each in route.places]
        refs += [book.name("identity", f"actor:{each}") for each in route.consent]
        yield from _note(book, f"route:{route.id}", route.label, content, refs)


def _outcomes(book: _Book) -> Iterator[Any]:
    """A note for each outcome and horizon, with its figures."""
    for outcome in book.findings.assessment.outcomes:
        for h in outcome.horizons:
            spread = lambda language, h=h: span(h.low, h.high, language)  # noqa: E731
            key = "stix forecast" if h.base_rate is not None else "stix forecast alone"
            content = _told(
                key, label=outcome.label, months=h.months, until=_day(h.until), words=h.words,
                p=_p(h.probability), spread=spread, base=_p(h.base_rate or 0.0),
            )  # fmt: skip
            yield from _note(
                book, f"outcome:{outcome.id}:{h.months}", outcome.label, content, [],
                extensions=_figures(
                    outcome=outcome.id, months=h.months, probability=h.probability, low=h.low,
                    high=h.high, mc_error=h.mc_error, base_rate=h.base_rate,
                ),
            )  # fmt: skip


def _hypotheses(book: _Book) -> Iterator[Any]:
    for h in book.findings.assessment.hypotheses:
        content = _told("stix hypothesis", claim=h.claim, prior=_p(h.prior), now=_p(h.posterior))
        yield from _note(
            book, f"hypothesis:{h.id}", h.label, content, [],
            extensions=_figures(hypothesis=h.id, prior=h.prior, posterior=h.posterior),
        )  # fmt: skip


def _claims(book: _Book) -> Iterator[Any]:
    """Each claim, paraphrased, and what is held of it."""
    for claim in CLAIMS.things(book.findings):
        about = _told("stix claim", claim=claim.id, speaker=claim.speaker)
        yield from _note(book, f"claim:{claim.id}", about, claim.paraphrase, [])
        yield from _opinion(book, claim)


def _opinion(book: _Book, claim: Claim) -> Iterator[Any]:
    if claim.status not in OPINIONS:
        return
    why = claim.status_detail or pair(
        *(name("claim status", claim.status, language) for language in Language)
    )
    yield from book.add(
        stix.Opinion, f"opinion:{claim.id}", {"explanation": why.fr}, explanation=why.en,
        opinion=OPINIONS[claim.status], object_refs=[book.name("note", f"claim:{claim.id}")],
    )  # fmt: skip


def _reports(book: _Book) -> Iterator[Any]:
    """Dated statements with their Admiralty code, whose digit is the confidence in them."""
    for report in book.findings.case.evidence.reports:
        if report.published > book.findings.assessment.as_of:
            continue
        content = _told("stix report", label=report.label, date=_day(report.date),
                        code=report.code)  # fmt: skip
        trust = CREDIBILITY.get(report.code[1])
        rest = {} if trust is None else {"confidence": trust}
        about = _told("stix statement", report=report.id)
        yield from _note(book, f"evidence:{report.id}", about, content, [], **rest)


def _signposts(book: _Book) -> Iterator[Any]:
    """What to watch for, as indicators whose pattern is a formula over the case's nodes."""
    n = book.findings.watch_next
    for value in n.values:
        said = value.observable or value.level_label
        label = pair(f"{value.label.en}: {value.level_label.en}",
                     f"{value.label.fr} : {value.level_label.fr}")  # fmt: skip
        yield from book.add(
            stix.Indicator, f"sign:{value.node}:{value.level}",
            {"name": label.fr, "description": said.fr}, name=label.en, description=said.en,
            pattern=f"{value.node} >= {value.level}", pattern_type="tocsin-formula",
            valid_from=_moment(n.as_of), valid_until=_moment(n.by),
            extensions=_figures(
                outcome=n.outcome, months=n.months, node=value.node, level=value.level,
                seen=value.seen, if_seen=value.if_seen, if_not=value.if_not,
            ),
        )  # fmt: skip


def _off_ramps(book: _Book) -> Iterator[Any]:
    found = book.findings.off_ramps
    if found is None:
        return
    for ramp in found.alone:
        change = next(each for each in ramp.outcomes if each.outcome == found.outcome)
        yield from book.add(
            stix.CourseOfAction, f"off-ramp:{ramp.id}",
            {"name": ramp.label.fr, "description": ramp.signpost.fr}, name=ramp.label.en,
            description=ramp.signpost.en,
            extensions=_figures(
                off_ramp=ramp.id, outcome=change.outcome, months=found.months,
                change=change.change, mc_error=change.change_error,
            ),
        )  # fmt: skip


def _report(book: _Book) -> Iterator[Any]:
    """The assessment as a report of every object, with the sources as references."""
    a = book.findings.assessment
    references = []
    for source in SOURCES.things(book.findings):
        address = {"url": source.url} if source.url else {}
        references.append(
            {"source_name": source.publisher or source.title, "description": source.title,
             "external_id": source.id, **address}
        )  # fmt: skip
    yield from book.add(
        stix.Report, "assessment", {"name": a.title.fr, "description": a.summary.fr},
        name=a.title.en, description=a.summary.en, published=_moment(a.as_of),
        report_types=["political-risk-assessment"], object_refs=list(book.made),
        **({"external_references": references} if references else {}),
    )  # fmt: skip
