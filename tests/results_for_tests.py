"""A made-up case and made-up results of realistic size, for the rooms that only show results.

The numbers are invented; they hang together (rows add up, dates are in order) but mean nothing.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any, Literal

from tocsin.case.schema import Case
from tocsin.language import Text
from tocsin.periods import add_months, quarters, weekly
from tocsin.results import (
    AnchorState,
    Assessment,
    BlocPlace,
    BoundDuty,
    CountedRate,
    CurvePoint,
    DutyConflict,
    Explanation,
    ExplanationRow,
    FactorEffect,
    FittedCases,
    Health,
    HorizonForecast,
    HypothesisState,
    Learning,
    LeaveOneOut,
    LeftOut,
    MatrixCell,
    MatrixRow,
    NodeState,
    NotFound,
    Obligations,
    OddsRatio,
    OutcomeForecast,
    Problem,
    Routes,
    RouteState,
    RunRecord,
    ScoreComparison,
    StratumHealth,
    Way,
)

START, AS_OF = date(2024, 1, 1), date(2026, 3, 16)
OUTCOMES = {
    "dispute": ("Public dispute between the two states", "Différend public entre les deux États"),
    "realignment": (
        "Loss of alignment without force",
        "Perte d’alignement sans recours à la force",
    ),
    "coercion": ("Pressure short of force", "Pression sans recours à la force"),
    "force": ("Large-scale use of force", "Recours à la force à grande échelle"),
}
YEARLY = {"dispute": (0.9, 0.62), "realignment": (0.06, 0.04), "coercion": (0.3, 0.22)}
YEARLY["force"] = (0.013, 0.007)
TERMS = (
    (0.01, "almost no chance", "presque aucune chance"),
    (0.05, "very unlikely", "très improbable"),
    (0.2, "unlikely", "improbable"),
    (0.45, "roughly even chance", "environ une chance sur deux"),
    (0.55, "likely", "probable"),
    (0.8, "very likely", "très probable"),
    (0.95, "almost certain", "presque certain"),
)
GROUPS = {
    "thesis": ("What drives it", "Ce qui l’explique", ("h0", "h3", "routine")),
    "mechanism": ("Mechanism", "Mécanisme", ("h7", "no_h7")),
    "pressure": ("Information pressure", "Pression par l’information", ("h5", "no_h5")),
    "diversification": ("Diversification", "Diversification", ("h1", "no_h1")),
    "restocking": ("Restocking", "Reconstitution des stocks", ("h2", "no_h2")),
    "interoperability": ("Interoperability", "Interopérabilité", ("h6", "no_h6")),
    "signalling": ("Signalling", "Signal politique", ("h4", "no_h4")),
}
TRIGGERS = (
    ("standards", "T1", "Outside standards in ammunition", "Normes extérieures de munitions", 2),
    ("arms_shift", "T2", "Shift of arms suppliers", "Changement de fournisseurs d’armes", 1),
    ("exercises", "T3", "Exercises with outside partners", "Exercices avec des tiers", 3),
    ("csto_kaz", "T4", "Distance from the alliance", "Distance prise avec l’alliance", 0),
    ("outside_presence", "T5", "Outside military presence", "Présence militaire extérieure", 0),
    ("language_law", "T6", "Language legislation", "Législation linguistique", 2),
    ("minority_violence", "T7", "Violence against a minority", "Violences contre une minorité", 0),
    ("separatism", "T8", "Separatist activity", "Activité séparatiste", 1),
)
STATES = ("not monitored", "monitored, not observed", "emerging", "observed", "expired")
State = Literal["not monitored", "monitored, not observed", "emerging", "observed", "expired"]


def text(en: str, fr: str | None = None) -> Text:
    return Text(en=en, fr=fr if fr is not None else f"{en} (fr)")


def words_for(p: float) -> Text:
    if p < 0.01 or p > 0.99:
        return text("<1%", "<1\u202f%") if p < 0.5 else text(">99%", ">99\u202f%")
    low = [term for term in TERMS if term[0] <= p][-1]
    return text(low[1], low[2])


RUN = RunRecord(
    tocsin="0.1.0",
    case="kazakhstan",
    case_sha256="5d41402abc4b2a76b9719d911017c592" * 2,
    evidence_sha256="7d793037a0760186574b0282f2f435e7" * 2,
    as_of=AS_OF,
    seed=1,
    samples=20_000,
    libraries={"numpy": "2.4.0", "numba": "0.68.0", "scipy": "1.17.0"},
)


def horizon(outcome: str, months: int) -> HorizonForecast:
    rate, base = YEARLY[outcome]
    p = 1 - math.exp(-rate * months / 12)
    return HorizonForecast(
        months=months,
        until=add_months(AS_OF, months),
        probability=p,
        mc_error=0.01 * p,
        low=0.45 * p,
        high=1 - (1 - p) ** 1.8,
        base_rate=None if outcome == "realignment" else 1 - math.exp(-base * months / 12),
        words=words_for(p),
    )


def curve() -> list[CurvePoint]:
    days = list(weekly(START, AS_OF))
    points = []
    for i, day in enumerate(days):
        bump = 1 + 0.9 * math.exp(-((i - 95) ** 2) / 60) + 0.5 * math.exp(-((i - 42) ** 2) / 30)
        p = {name: 1 - math.exp(-rate * (0.7 + 0.15 * bump)) for name, (rate, _) in YEARLY.items()}
        points.append(
            CurvePoint(
                date=day,
                probability=p,
                mc_error={name: 0.015 * value for name, value in p.items()},
                base_rate={
                    name: None if name == "realignment" else 1 - math.exp(-base)
                    for name, (_, base) in YEARLY.items()
                },
            )
        )
    return points


def hypotheses() -> list[HypothesisState]:
    rows = []
    for group, (en, fr, members) in GROUPS.items():
        priors = (0.25, 0.35, 0.4) if len(members) == 3 else (0.5, 0.5)
        shift = (0.12, 0.1, -0.22) if len(members) == 3 else (0.14, -0.14)
        for i, member in enumerate(members):
            rows.append(
                HypothesisState(
                    id=member,
                    group=group,
                    group_label=text(en, fr),
                    label=text(f"Explanation {member}", f"Explication {member}"),
                    claim=text(f"What {member} says", f"Ce que dit {member}"),
                    prior=priors[i],
                    posterior=priors[i] + shift[i],
                    ratings_only=priors[i] + shift[i] / 2,
                    undiscounted=min(0.999, max(0.001, priors[i] + 2 * shift[i])),
                    inconsistency=1.5 * i + 0.4,
                    rank=None if member.startswith("no_") else i + 1,
                )
            )
    return rows


def trigger(i: int) -> NodeState:
    name, code, en, fr, level = TRIGGERS[i]
    names = [text("none", "aucun"), text("talk", "discours"), text("plan", "projet")]
    names += [text("limited", "limité"), text("wide", "étendu")]
    watched = i not in (4, 6)
    state: State = "not monitored"
    if watched:
        state = ("monitored, not observed", "emerging", "emerging", "observed")[level]
    if code == "T8":
        state = "expired"
    last = AS_OF - timedelta(days=20 + 61 * i) if watched else None
    return NodeState(
        id=name,
        kind="trigger",
        label=text(f"{code} {en}", f"{code} {fr}"),
        level=("none", "talk", "plan", "limited", "wide")[level],
        level_label=names[level],
        observable=text("A published document says so", "Un document publié le dit"),
        level_index=level,
        levels=names,
        distribution=[1.0 if k == level else 0.0 for k in range(5)] if watched else [0.2] * 5,
        known=watched,
        state=state,
        last_evidence=last,
        age_days=(AS_OF - last).days if last else None,
        last_label=text("A dated step was reported", "Une étape datée a été signalée")
        if last
        else None,
        sources=["S01", f"S0{i + 1}"] if watched else [],
    )


def assessment() -> Assessment:
    triggers = [trigger(i) for i in range(8)]
    condition = triggers[0].model_copy(
        update={
            "id": "ukraine_war",
            "kind": "condition",
            "label": text("War in Ukraine", "Guerre en Ukraine"),
        }
    )
    hidden = triggers[4].model_copy(
        update={
            "id": "rus_perception",
            "kind": "perception",
            "label": text("Perceived threat", "Menace perçue"),
        }
    )
    ends = quarters(START, add_months(AS_OF, 24))
    return Assessment(
        case="kazakhstan",
        title=text("Kazakhstan between two alliances", "Le Kazakhstan entre deux alliances"),
        summary=text(
            "A published warning holds that a change of standards sets two states on a course "
            "for crisis.",
            "Un avertissement publié soutient qu’un changement de normes met deux États sur la "
            "voie d’une crise.",
        ),
        tlp="CLEAR",
        start=START,
        as_of=AS_OF,
        evidence_until=AS_OF,
        headline_months=12,
        outcomes=[
            OutcomeForecast(
                id=name,
                label=text(*OUTCOMES[name]),
                node=name,
                level="on",
                going_on=0.0 if name != "coercion" else 0.03,
                horizons=[horizon(name, months) for months in (3, 6, 12, 24)],
            )
            for name in OUTCOMES
        ],
        curve=curve(),
        hypotheses=hypotheses(),
        triggers=triggers,
        nodes=[*triggers, condition, hidden],
        anchors=[
            AnchorState(
                counted=None,
                asked=name,
                label=text("Disputes of neighbours", "Différends entre voisins"),
                shape=5.5,
                years=18.0,
                class_rate=5.5 / 18,
                quarter_ends=ends,
                scale=[0.8 + 0.01 * k for k in range(len(ends))],
                scale_error=[0.01] * len(ends),
                drift=[1.1 + 0.02 * k for k in range(len(ends))],
            )
            for name in ("dispute", "coercion", "force")
        ],
        health=Health(
            samples=20_000,
            smallest_ess=1840.0,
            smallest_ess_date=date(2025, 12, 16),
            effective_ancestors=950.0,
            strata=[
                StratumHealth(hypothesis="h0", weight=0.37, effective_ancestors=310.0),
                StratumHealth(hypothesis="h3", weight=0.45, effective_ancestors=88.0),
            ],
            warnings=[
                text(
                    "Fewer than 100 ancestors carry the weight of h3.",
                    "Moins de 100 ancêtres portent le poids de h3.",
                )
            ],
        ),
        confidence=text(
            "Confidence in the evidence base is moderate: partly corroborated, with gaps.",
            "La confiance dans la base de preuves est modérée : corroborée en partie, lacunaire.",
        ),
        run=RUN,
    )


def explanation_rows(total: float) -> list[ExplanationRow]:
    changes = [0.31, -0.07, 0.02, 0.44, -0.12, 0.05, 0.09, -0.2, 0.015, 0.15]
    changes += [-0.033, 0.08, 0.06, -0.05, 0.021, 0.11]
    rows = [
        ExplanationRow(
            kind=("evidence", "rating", "report")[i % 3],
            id=f"E{i:02d}",
            label=text(
                f"Item {i}: a step was made public", f"Élément {i} : une étape rendue publique"
            ),
            date=START + timedelta(days=45 * (i + 1)),
            change=change,
            mc_error=0.012,
            sources=["S01", "C02"] if i % 2 else ["S03"],
        )
        for i, change in enumerate(changes)
    ]
    ends: tuple[tuple[Any, str, str, float], ...] = (
        ("time", "Passing of time", "Passage du temps", -0.35),
        ("resampling", "Resampling", "Rééchantillonnage", 0.004),
        ("interaction", "Interactions", "Interactions", 0.018),
        ("small", "Small items together", "Petits éléments réunis", 0.0),
    )
    for kind, en, fr, change in ends:
        known = total - sum(row.change for row in rows) if kind == "small" else change
        rows.append(
            ExplanationRow(
                kind=kind,
                id=kind,
                label=text(en, fr),
                date=None,
                change=known,
                mc_error=0.02,
                sources=[],
            )
        )
    return rows


def explanation() -> Explanation:
    base, p = 1 - math.exp(-0.007), 1 - math.exp(-0.013)
    base_odds, odds = math.log(base / (1 - base)), math.log(p / (1 - p))
    names = ["h0", "h3", "routine", "h7", "h5", "h1", "h2", "h6"]
    codes = ("C", "N", "I", "CC", "II", "NA")
    ratios = {"CC": 0.35, "C": 0.17, "N": 0.0, "I": -0.26, "II": -0.6, "NA": 0.0}
    matrix = []
    for i in range(17):
        row = [codes[(i * 5 + k * (1 + i % 3)) % 6] for k in range(len(names))]
        matrix.append(
            MatrixRow(
                id=f"E{i + 1:02d}",
                label=text(f"Rated item {i + 1} of the dossier", f"Élément {i + 1} du dossier"),
                published=START + timedelta(days=40 * i),
                cluster=("plants", "statements", "exercises")[i % 3],
                discount=(0.4, 0.5, 1.0)[i % 3],
                counts=i not in (3, 4),
                repeats="standards" if i in (3, 4) else None,
                diagnosticity=0.1 * (i % 7),
                sources=["S02"],
                cells=[
                    MatrixCell(hypothesis=name, code=code, log_ratio=ratios[code])
                    for name, code in zip(names, row, strict=True)
                ],
            )
        )
    return Explanation(
        case="kazakhstan",
        title=assessment().title,
        outcome="force",
        outcome_label=text(*OUTCOMES["force"]),
        months=12,
        as_of=AS_OF,
        base_probability=base,
        probability=p,
        base_log_odds=base_odds,
        log_odds=odds,
        rows=explanation_rows(odds - base_odds),
        hypotheses=names,
        matrix=matrix,
        inconsistency={name: 0.7 * k for k, name in enumerate(names)},
        run=RUN,
    )


ACTORS = {
    "KAZ": ("Kazakhstan", "Kazakhstan", 71.4, 51.1),
    "RUS": ("Russia", "Russie", 37.6, 55.8),
    "TUR": ("Türkiye", "Turquie", 32.9, 39.9),
    "AZE": ("Azerbaijan", "Azerbaïdjan", 49.9, 40.4),
    "KGZ": ("Kyrgyzstan", "Kirghizstan", 74.6, 42.9),
    "ARM": ("Armenia", "Arménie", 44.5, 40.2),
    "UZB": ("Uzbekistan", "Ouzbékistan", 69.2, 41.3),
    "PAK": ("Pakistan", "Pakistan", 73.1, 33.7),
    "AFG": ("Afghanistan", "Afghanistan", 69.2, 34.5),
}


def duty(actor: str, kind: str, applies: Any, treaty: str = "TR02") -> BoundDuty:
    return BoundDuty(
        actor=actor,
        treaty=treaty,
        treaty_label=text("Collective Security Treaty", "Traité de sécurité collective"),
        kind=kind,
        article="4",
        text=text(
            "Give the help that is needed on request", "Apporter l’aide requise, sur demande"
        ),
        toward=["KAZ"],
        nature="legal",
        automatic=False,
        applies=applies,
        reason=text("Party on this date", "Partie à cette date"),
        source="S05",
    )


def obligations() -> Obligations:
    return Obligations(
        case="kazakhstan",
        attacked="KAZ",
        by="RUS",
        as_of=AS_OF,
        actors={key: text(en, fr) for key, (en, fr, _, _) in ACTORS.items()},
        bound=[
            duty("KGZ", "defence", "applies"),
            duty("ARM", "defence", "suspended"),
            duty("TUR", "consultation", "left out by area", "TR01"),
        ],
        restrained=[duty("RUS", "restraint", "applies")],
        not_bound=["AZE", "UZB", "PAK"],
        conflicts=[
            DutyConflict(
                actor="KGZ",
                first="TR02",
                second="TR02",
                text=text("Owes help to both sides", "Doit son aide aux deux parties"),
            )
        ],
        not_found=[
            NotFound(
                question=text("A defence clause between X and Y?", "Une clause de défense ?"),
                answer=text("None in the published text", "Aucune dans le texte publié"),
                sure="medium",
            )
        ],
        blocs=[
            BlocPlace(
                bloc="CSTO",
                label=text("Collective Security Treaty Organization", "OTSC"),
                members=["RUS", "KAZ", "KGZ", "ARM"],
                partners=[],
                observers=[],
                frozen=["ARM"],
            ),
            BlocPlace(
                bloc="OTS",
                label=text("Organization of Turkic States", "Organisation des États turciques"),
                members=["TUR", "AZE", "KAZ", "KGZ", "UZB"],
                partners=[],
                observers=[],
                frozen=[],
            ),
        ],
    )


ROUTES = (
    ("tripp", "road_rail", "agreed", ("nakhchivan", "baku"), "unknown"),
    ("middle_corridor", "road_rail", "open", ("aktau", "baku", "tbilisi", "ankara"), "no"),
    ("caspian_air", "air", "open", ("baku", "aktau"), "unknown"),
    ("pakistan_air", "air", "restricted", ("islamabad", "almaty"), "no"),
    ("transafghan", "rail", "idea", ("termez", "kabul", "peshawar"), "no"),
    ("afpak", "road_rail", "closed", ("kabul", "peshawar"), "no"),
    ("orenburg", "regime", "label_only", ("orenburg", "aktobe"), "no"),
    ("cpc", "pipeline", "open", ("atyrau", "novorossiysk"), "no"),
    ("caspian_sea", "sea", "open", ("aktau", "baku"), "unknown"),
    ("zangezur", "rail", "building", ("baku", "nakhchivan"), "unknown"),
    ("baikonur", "site", "open", ("baikonur",), "no"),
    ("north_south", "rail", "unknown", ("almaty", "aktobe", "orenburg"), "no"),
)
PLACES = {
    "nakhchivan": (45.4, 39.2, "AZE"),
    "baku": (49.9, 40.4, "AZE"),
    "aktau": (51.2, 43.6, "KAZ"),
    "tbilisi": (44.8, 41.7, None),
    "ankara": (32.9, 39.9, "TUR"),
    "islamabad": (73.1, 33.7, "PAK"),
    "almaty": (76.9, 43.2, "KAZ"),
    "termez": (67.3, 37.2, "UZB"),
    "kabul": (69.2, 34.5, "AFG"),
    "peshawar": (71.6, 34.0, "PAK"),
    "orenburg": (55.1, 51.8, "RUS"),
    "aktobe": (57.2, 50.3, "KAZ"),
    "atyrau": (51.9, 47.1, "KAZ"),
    "novorossiysk": (37.8, 44.7, "RUS"),
    "baikonur": (63.3, 45.6, "KAZ"),
}


def routes() -> Routes:
    return Routes(
        case="kazakhstan",
        as_of=AS_OF,
        actors={key: text(en, fr) for key, (en, fr, _, _) in ACTORS.items()},
        routes=[
            RouteState(
                id=name,
                label=text(f"Route {name}", f"Voie {name}"),
                mode=mode,
                status=status,
                status_label=text(status.replace("_", " "), "état connu"),
                since="2025-08",
                note=text("As published", "Selon le texte publié"),
                source="S06",
                places=list(places),
                consent=["AZE"],
                support=support,
                support_note=text("Civil traffic only", "Trafic civil seulement"),
            )
            for name, mode, status, places, support in ROUTES
        ],
        ways=[
            Way(
                start="TUR",
                end="KAZ",
                routes=["middle_corridor", "caspian_sea"],
                status="open",
                support="no",
            ),
            Way(start="PAK", end="KAZ", routes=["pakistan_air"], status="restricted", support="no"),
        ],
    )


def problems(*severities: Any) -> list[Problem]:
    return [
        Problem(
            severity=severity,
            code="unknown-id",
            file="model.yaml",
            line=12 + i,
            column=7,
            got="got 'tripps'",
            allowed="allowed: tripp",
            do="correct the id",
        )
        for i, severity in enumerate(severities)
    ]


def both(en: str, fr: str) -> dict[str, str]:
    return {"en": en, "fr": fr}


def case() -> Case:
    """A small case that holds everything the results above point to."""
    return Case.model_validate(
        {
            "header": _header(),
            "sources": [
                {
                    "id": f"S{i:02d}",
                    "title": f"Document {i} & annex <draft>",
                    "publisher": "A ministry",
                    "date": ("2025-12-16", "2025-12", "2025")[i % 3],
                    "url": f"https://example.org/{i}?a=1&b=2" if i % 4 else None,
                    "type": "official",
                }
                for i in range(1, 13)
            ],
            "claims": [
                {
                    "id": f"C{i:02d}",
                    "paraphrase": both(f"Paraphrased claim {i}", f"Affirmation {i} paraphrasée"),
                    "section": "1",
                    "kind": ("event", "causal", "forecast")[i % 3],
                    "speaker": "author",
                    "status": ("confirmed", "contested", "unverified", "false")[i % 4],
                    "confidence": "medium",
                    "evidence": [{"source": f"S{i:02d}"}],
                }
                for i in range(1, 9)
            ],
            "actors": _actors(),
            "routes": _routes(),
            "model": _model(),
            "evidence": _evidence(),
            "precedents": {
                "reference_classes": [
                    {
                        "id": "BR1",
                        "label": both("Disputes of neighbours", "Différends entre voisins"),
                        "events": 5,
                        "exposure": 18,
                        "unit": both("years", "années"),
                        "source": "S09",
                    }
                ]
            },
            "monitoring": [
                {
                    "node": "csto_kaz",
                    "false_positives": both("Routine absences", "Absences ordinaires"),
                    "base_rate": both("Rare", "Rare"),
                }
            ],
        }
    )


def _header() -> dict[str, Any]:
    return {
        "schema_version": 1,
        "id": "kazakhstan",
        "title": assessment().title.model_dump(),
        "summary": assessment().summary.model_dump(),
        "start": START,
        "evidence_until": AS_OF,
        "tlp": "CLEAR",
        "horizons": [3, 6, 12, 24],
        "asked": [
            {"id": name, "node": name, "level": "on", "label": both(*OUTCOMES[name])}
            for name in OUTCOMES
        ],
        "groups": [
            {
                "id": group,
                "label": both(en, fr),
                "hypotheses": [
                    {
                        "id": member,
                        "label": both(f"Explanation {member}", f"Explication {member}"),
                        "claim": both(f"What {member} says", f"Ce que dit {member}"),
                        "prior": 0.3,
                        "source": "C01",
                    }
                    for member in members
                ],
            }
            for group, (en, fr, members) in GROUPS.items()
        ],
        "assumptions": [
            {
                "id": "contact",
                "label": both("Leaders keep talking", "Les dirigeants continuent à se parler"),
                "prior": 0.9,
                "standing": "caveated",
                "if_wrong": both("Disputes last longer", "Les différends durent plus longtemps"),
                "signpost": both("A visit is put off", "Une visite est reportée"),
                "source": "S04",
            }
        ],
        "notes": [both("A note of the case.", "Une note du cas.")],
    }


def _actors() -> dict[str, Any]:
    return {
        "actors": [
            {
                "id": key,
                "label": both(en, fr),
                "kind": "state",
                "iso3": key,
                "lon": lon,
                "lat": lat,
            }
            for key, (en, fr, lon, lat) in ACTORS.items()
        ],
        "treaties": [
            {
                "id": key,
                "label": both("Collective Security Treaty", "Traité de sécurité collective"),
                "signed": "1992-05-15",
                "parties": ["RUS", "KAZ"],
                "gist": both("Mutual help", "Aide mutuelle"),
                "source": "S05",
            }
            for key in ("TR01", "TR02")
        ],
    }


def _routes() -> dict[str, Any]:
    return {
        "places": [
            {
                "id": key,
                "label": both(key.title(), key.title()),
                "lon": lon,
                "lat": lat,
                "actor": actor,
            }
            for key, (lon, lat, actor) in PLACES.items()
        ],
        "routes": [
            {
                "id": name,
                "label": both(f"Route {name}", f"Voie {name}"),
                "mode": mode,
                "places": list(places),
                "support": support,
                "support_note": both("Civil traffic only", "Trafic civil seulement"),
                "history": [
                    {
                        "date": "2025-08",
                        "status": status,
                        "note": both("As published", "Selon le texte publié"),
                        "source": "S06",
                    }
                ],
                "as_of": "2026-03",
            }
            for name, mode, status, places, support in ROUTES
        ],
    }


def _model() -> dict[str, Any]:
    levels = [
        {"id": "off", "label": both("off", "absent")},
        {"id": "on", "label": both("on", "présent"), "observable": both("Seen", "Vu")},
    ]
    return {
        "nodes": [
            {
                "id": name,
                "kind": "outcome",
                "label": both(*OUTCOMES[name]),
                "definition": both("A public step", "Un acte public"),
                "levels": levels,
                "start": "off",
            }
            for name in OUTCOMES
        ],
        "anchors": [
            {
                "asked": name,
                "reference_class": "BR1",
                "label": both("Disputes of neighbours", "Différends entre voisins"),
            }
            for name in ("dispute", "coercion", "force")
        ],
        "off_ramps": [
            {
                "id": "transparency",
                "code": "O1",
                "label": both("Publish plant rules", "Publier les règles des usines"),
                "direction": "lowers",
                "why": both("Fewer doubts", "Moins de doutes"),
                "status": both("Proposed", "Proposé"),
                "sets": [{"node": "dispute", "level": "off"}],
                "cost": "low",
                "window": both("Until the first output", "Jusqu’à la première production"),
                "signpost": both("Rules are published", "Les règles sont publiées"),
                "source": "S07",
            }
        ],
    }


def _evidence() -> dict[str, Any]:
    return {
        "timelines": [
            {
                "node": "dispute",
                "until": AS_OF,
                "watched_by": both("Ministry statements", "Déclarations des ministères"),
                "entries": [
                    {
                        "id": "TL1",
                        "date": "2025-12-16",
                        "published": "2025-12-16",
                        "level": "on",
                        "label": both("Public criticism", "Critique publique"),
                        "sources": ["S04"],
                    }
                ],
            }
        ],
        "discriminators": [
            {
                "id": "D1",
                "observation": both("Output calibre of the plant", "Calibre produit par l’usine"),
                "scores": {"h0": "CC", "h3": "C", "routine": "II"},
                "moves": both("Towards h0 and h3", "Vers h0 et h3"),
                "strength": "strong",
                "where": "S10",
            }
        ],
    }


def _counted(name: str, events: int, years: float, leaving: bool, *used: str) -> CountedRate:
    label = Text(
        en="Reduced participation in the organisation, short of a freeze",
        fr="Participation réduite à l’organisation, sans aller jusqu’au gel",
    )
    mean = (events + 0.5) / years
    return CountedRate(
        id=name,
        node_label=label,
        direction="down" if ".down" in name else "up",
        leaving_label=Text(en="Symbolic change", fr="Changement symbolique") if leaving else None,
        events=events,
        years=years,
        mean=mean,
        low=mean / 300,
        high=mean * 4,
        histories=["past"],
        source="S51, S63",
        used_by=list(used),
    )


def _effect(
    factor: str,
    centre: float,
    verdict: Literal["raises", "lowers", "past cases cannot tell"],
) -> FactorEffect:
    ratios = [
        OddsRatio(penalty_sd=sd, ratio=centre, low=centre / spread, high=centre * spread)
        for sd, spread in ((0.5, 2.3), (1.0, 5.1))
    ]
    label = Text(
        en=f"Unresolved entity or outside forces inside ({factor.upper()})",
        fr=f"Entité non réglée ou forces extérieures présentes ({factor.upper()})",
    )
    known = None if factor == "x9" else label
    return FactorEffect(factor=factor, label=known, ratios=ratios, verdict=verdict)


def _left_out(k: int) -> LeftOut:
    unscored = k in (10, 18)
    outcome = "open" if unscored else "force" if k < 3 else "no force"
    why = Text(
        en="open: counted neither as the outcome nor as its absence",
        fr="en cours : compté ni comme issue ni comme son absence",
    )
    return LeftOut(
        id=f"A{k + 1:02}",
        label=Text(en=f"Past case of some length {k}", fr=f"Cas passé d’une certaine longueur {k}"),
        outcome_class=outcome,
        happened=None if unscored else k < 3,
        why_not=why if unscored else None,
        probability=None if k == 18 else 0.1 + k / 100,
        base_rate=0.15 if k < 3 else 0.21,
    )


def learning() -> Learning:
    """Counted rates, one fit, nineteen past cases of which two are not scored."""
    caveat = Text(
        en="One coder, who knew the outcomes: a perfect score would be an artefact.",
        fr="Un seul codeur, qui connaissait les issues : un score parfait serait un artefact.",
    )
    effects = [
        _effect("t4", 1.1, "past cases cannot tell"),
        _effect("x6", 9.4, "raises"),
        _effect("x9", 0.1, "lowers"),
    ]
    scores = [
        ScoreComparison(
            rule="brier", model=0.129, base_rate=0.163, difference=-0.034, standard_error=0.017
        ),
        ScoreComparison(
            rule="log", model=0.416, base_rate=0.528, difference=-0.112, standard_error=None
        ),
    ]
    return Learning(
        case="kazakhstan",
        title=Text(en="A made-up case", fr="Un cas inventé"),
        inputs=f"sha256:{'0' * 64}",
        current=False,
        rates=[
            _counted("csto_drift.up.symbolic", 0, 6.2, True, "csto_drift.up.symbolic"),
            _counted("csto_drift.down.symbolic", 0, 6.2, True),
            _counted("realignment.up", 4, 169.3, False, "csto_kgz.up.absences", "realignment.up"),
        ],
        fits=[
            FittedCases(
                id="past_cases",
                label=Text(en="Past cases", fr="Cas passés"),
                kind=Text(
                    en="selected cases, not a rate ratio", fr="cas choisis, pas un rapport de taux"
                ),
                cases_with=3,
                cases_without=14,
                factors=effects,
                source="OC",
                note=caveat,
            )
        ],
        leave_one_out=[
            LeaveOneOut(
                fit="past_cases",
                past=[_left_out(k) for k in range(19)],
                n=17,
                scores=scores,
                caveats=[caveat],
            )
        ],
        caveats=[caveat],
    )
