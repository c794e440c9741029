"""Actors, routes, precedents and ratings of the shipped case against the dossier: nothing lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tocsin.case.schema import ActorsFile, EvidenceFile, PrecedentsFile, RoutesFile, Source
from tocsin.periods import earliest

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "src" / "tocsin" / "cases" / "kazakhstan"
SHARED = ROOT.parent / "shared"
DOSSIER = SHARED / "case" / "facts.yaml"
CODES = SHARED / "data" / "codes" / "gdelt_reference"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not DOSSIER.exists(), reason="the dossier does not stand beside the repository"
    ),
]

CODE_OF = {"++": "CC", "+": "C", "0": "N", "-": "I", "--": "II"}
REPEATING = ("E04", "E05", "E14", "E16")
"""Items that timelines already tell."""
OUTSIDE = {"UAE": "ARE", "Turkish Republic of Northern Cyprus": "TRNC"}
"""Names in the dossier's lists of members that are no ISO codes."""

Dossier = dict[str, Any]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    data: Dossier = yaml.load(DOSSIER.read_text(encoding="utf-8"), yaml.BaseLoader)
    return data


def read(name: str) -> Any:
    return yaml.safe_load((CASE / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def actors() -> ActorsFile:
    return ActorsFile.model_validate(read("actors.yaml"))


@pytest.fixture(scope="module")
def routes() -> RoutesFile:
    return RoutesFile.model_validate(read("routes.yaml"))


@pytest.fixture(scope="module")
def precedents() -> PrecedentsFile:
    return PrecedentsFile.model_validate(read("precedents.yaml"))


@pytest.fixture(scope="module")
def evidence() -> EvidenceFile:
    return EvidenceFile.model_validate(read("evidence.yaml"))


def plain(text: str) -> str:
    """``text`` as the dossier spells it."""
    return text.replace("Türkiye", "Turkiye")


# --- actors.yaml ----------------------------------------------------------------------------------


def test_every_actor_keeps_roles_bodies_and_codes(dossier: Dossier, actors: ActorsFile) -> None:
    kept = {one.id: one for one in actors.actors}
    for told in dossier["actors"]:
        one = kept[told["id"]]
        assert plain(one.label.en) == told["name"]
        assert [role.en for role in one.roles] == told["roles"]
        assert one.bodies == told.get("bodies", [])
        assert one.cameo == told["cameo"]
        assert one.fips == (None if told["gdelt_fips"] == "null" else told["gdelt_fips"])


def test_the_codes_are_those_of_the_reference_lists(actors: ActorsFile) -> None:
    cameo = (CODES / "cameoCountry.txt").read_text(encoding="latin-1")
    countries = [
        line.split("\t")
        for line in (CODES / "countryInfo.txt").read_text(encoding="utf-8").splitlines()
    ]
    fips = {row[1]: row[3] for row in countries if len(row) > 4}
    for one in actors.actors:
        if one.kind == "state":
            assert re.search(rf"^{one.cameo}\t", cameo, re.MULTILINE), one.id
            assert one.iso3 == one.id
            assert one.fips == fips[one.id]
        assert one.lon is not None
        assert one.lat is not None


def test_every_membership_is_there_with_its_first_date(
    dossier: Dossier, actors: ActorsFile
) -> None:
    kept = {one.id: one for one in actors.blocs}
    assert list(kept) == [told["id"] for told in dossier["blocs"]]
    for told in dossier["blocs"]:
        bloc = kept[told["id"]]
        assert [(plain(fact.text.en), fact.sure) for fact in bloc.facts] == [
            (fact["fact"], fact["sure"]) for fact in told["facts"]
        ]
        for group in ("members_relevant", "former", "partners", "observers"):
            for name, words in told.get(group, []):
                if name == "Central Asia five":
                    continue
                found = [one for one in bloc.members if one.actor == OUTSIDE.get(name, name)]
                dates = re.findall(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", words)
                assert found, (bloc.id, name)
                assert any(one.since.startswith(dates[0]) for one in found), (bloc.id, name)


def test_former_members_end_and_the_armenian_freeze_is_dated(actors: ActorsFile) -> None:
    csto = next(one for one in actors.blocs if one.id == "CSTO")
    ends = [(one.actor, one.until) for one in csto.members if one.until]
    assert [(name, (end or "")[:4]) for name, end in ends] == [
        ("AZE", "1999"),
        ("GEO", "1999"),
        ("UZB", "1999"),
        ("UZB", "2012"),
    ]
    frozen = {one.actor: one.frozen_since for one in csto.members if one.frozen_since}
    assert frozen == {"ARM": "2024-02-22", "UZB": "2012-06-20"}


def test_every_treaty_keeps_its_dates_gist_and_a_duty(dossier: Dossier, actors: ActorsFile) -> None:
    kept = {one.id: one for one in actors.treaties}
    assert list(kept) == [*(told["id"] for told in dossier["treaties"]), "TR18"]
    for told in dossier["treaties"]:
        one = kept[told["id"]]
        assert plain(one.label.en) == told["name"]
        assert plain(one.gist.en) == told["gist"]
        assert told["signed"].startswith(one.signed)
        assert one.duties, one.id
        assert not any(duty.automatic for duty in one.duties)
        if "in_force" in told:
            assert one.in_force == told["in_force"]
        articles = set(re.findall(r"Art\. (\d+)", told["gist"])) - {"6"}
        assert articles == {duty.article for duty in one.duties if duty.article}, one.id
    assert kept["TR18"].pending


def test_what_was_looked_for_and_not_found_is_told(dossier: Dossier, actors: ActorsFile) -> None:
    first = actors.searched[0]
    told = dossier["obligation_check"]
    assert (
        plain(first.question.en)
        .replace("Türkiye", "Turkiye")
        .startswith(told["question"].removesuffix("?"))
    )
    assert (first.answer.en, first.sure) == (told["answer"], told["sure"])
    assert first.note is not None
    assert first.note.en == told["note"]


# --- routes.yaml ----------------------------------------------------------------------------------


def test_every_corridor_is_a_route(dossier: Dossier, routes: RoutesFile) -> None:
    kept = {one.id: one for one in routes.routes}
    assert list(kept) == [*(told["id"] for told in dossier["corridors"]), "K11"]
    built = {"true": True, "false": False, "null": None}
    for told in dossier["corridors"]:
        one = kept[told["id"]]
        assert one.label.en == told["name"]
        assert one.built is built[told["built"]], one.id
        assert told["as_of"].startswith(one.as_of)
        cited = " ".join(entry.source for entry in one.history)
        assert set(re.findall(r"S\d+", told["source"])) <= set(re.findall(r"S\d+", cited)), one.id


def test_the_figures_of_the_corridors_are_told(dossier: Dossier, routes: RoutesFile) -> None:
    kept = {one.id: one for one in routes.routes}
    for told in dossier["corridors"]:
        one = kept[told["id"]]
        text = " ".join(
            [one.support_note.en, *(f"{entry.date} {entry.note.en}" for entry in one.history)]
        )
        figures = set(re.findall(r"\d+(?:\.\d+)?", told["status"]))
        assert figures <= set(re.findall(r"\d+(?:\.\d+)?", text.replace("-", " "))) | {
            str(int(part)) for part in re.findall(r"\d+", text)
        }, one.id


def test_the_air_routes_name_end_points_only(routes: RoutesFile) -> None:
    air = [one for one in routes.routes if one.mode == "air"]
    assert [one.id for one in air] == ["K3", "K11"]
    assert all(len(one.places) == 2 and one.support == "unknown" for one in air)


# --- precedents.yaml ------------------------------------------------------------------------------


def test_every_base_rate_is_a_reference_class(dossier: Dossier, precedents: PrecedentsFile) -> None:
    kept = {one.id: (one.events, one.exposure) for one in precedents.reference_classes}
    rows = {
        told["id"]: (float(told["k"]), float(told["n"])) for told in dossier["base_rates"]["rows"]
    }
    assert rows.items() <= kept.items()
    assert kept["CSTO_ALLIES_FORCE"] == rows["B4"]
    assert kept["CSTO_EXITS"] == (rows["B6"][1], rows["B4"][1])
    assert kept["NON_ALLIES_FORCE"] == (
        rows["B1"][0] - rows["B4"][0],
        rows["B1"][1] - rows["B4"][1],
    )


def test_the_dispute_rate_counts_onsets_before_the_case_starts(precedents: PrecedentsFile) -> None:
    start = earliest("2024-01-01")
    counted = [one for one in precedents.disputes if earliest(one.date) < start]
    found = next(one for one in precedents.reference_classes if one.id == "RK_DISPUTES")
    assert (found.events, found.exposure) == (len(counted), 10.0)
    assert found.note is not None
    assert "floor" in found.note.en


def test_every_past_case_keeps_its_coding_and_its_dates(
    dossier: Dossier, precedents: PrecedentsFile
) -> None:
    values = {"1": 1, "0.5": 0.5, "0": 0, "null": None}
    assert len(precedents.precedents) == 19
    for kept, told in zip(precedents.precedents, dossier["analogues"]["cases"], strict=True):
        assert (kept.id, plain(kept.label.en), kept.window) == (
            told["id"],
            told["name"],
            told["window"],
        )
        assert kept.outcome.en == told["outcome"]
        assert told["outcome_class"].startswith(kept.outcome_class)
        assert kept.factors == {
            name.lower(): values[value]
            for group in ("triggers", "context")
            for name, value in told[group].items()
        }
        assert [(one.date, one.event.en) for one in kept.timeline] == [
            (one["date"], one["event"]) for one in told["timeline"]
        ]
        assert kept.note is not None
        assert kept.note.en == told["note"]


def test_every_past_dispute_keeps_its_end(dossier: Dossier, precedents: PrecedentsFile) -> None:
    assert [(one.date, one.label.en, one.end.en) for one in precedents.disputes] == [
        (told["date"], told["what"], told["end"])
        for told in dossier["past_disputes_russia_kazakhstan"]
    ]


# --- evidence.yaml --------------------------------------------------------------------------------


def test_every_rated_item_keeps_its_scores_and_sources(
    dossier: Dossier, evidence: EvidenceFile
) -> None:
    for kept, told in zip(evidence.ratings, dossier["rival_hypotheses"]["evidence"], strict=True):
        assert kept.id == told["id"]
        assert kept.scores == {
            **{name.lower(): CODE_OF[score] for name, score in told["score"].items()},
            "routine": "N",
        }
        assert kept.sources == re.findall(r"S\d+", told["source"])
        assert kept.diagnosticity is not None
        assert kept.diagnosticity.en == told["diagnosticity"]
        assert (kept.repeats is not None) == (kept.id in REPEATING)


def test_no_item_was_rated_before_a_source_of_it_existed(evidence: EvidenceFile) -> None:
    sources = {one["id"]: Source.model_validate(one) for one in read("sources.yaml")}
    for item in evidence.ratings:
        for name in item.sources:
            day = sources[name].date
            assert day is None or earliest(day) <= item.published, (item.id, name)


def test_every_discriminator_is_there(dossier: Dossier, evidence: EvidenceFile) -> None:
    told = dossier["rival_hypotheses"]["future_discriminators"]
    assert [
        (one.id, one.observation.en, one.moves.en, one.strength, one.where)
        for one in evidence.discriminators
    ] == [
        (one["id"], one["observation"], one["moves"], one["strength"], one["where"]) for one in told
    ]
    for one in evidence.discriminators:
        strong = one.strength in ("high", "very high")
        named = {name.lower() for name in re.findall(r"H\d", one.moves.en)}
        scored = {name: code for name, code in one.scores.items() if code != "N"}
        assert set(scored) == named, one.id
        assert set(scored.values()) <= ({"CC", "II"} if strong else {"C", "I"}), one.id


def test_every_statement_is_said_in_two_languages() -> None:
    def texts(value: Any) -> list[dict[str, str]]:
        if isinstance(value, dict):
            if set(value) == {"en", "fr"}:
                return [value]
            value = list(value.values())
        return [text for item in value for text in texts(item)] if isinstance(value, list) else []

    for name in ("actors.yaml", "routes.yaml", "precedents.yaml"):
        found = texts(read(name))
        assert found
        for text in found:
            assert text["en"].strip()
            assert text["fr"].strip()
            assert text["en"] != text["fr"] or len(text["en"].split()) <= 2, text
