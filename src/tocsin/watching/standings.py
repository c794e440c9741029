"""How the watched things of a case stand, read off an assessment."""

from __future__ import annotations

from datetime import date

from tocsin import formats
from tocsin.briefing.words import BANDS, TOP, band
from tocsin.language import Language, Text, pair
from tocsin.results import Assessment, CurvePoint, NodeState, OutcomeForecast, Standing
from tocsin.terms import TERMS

FIRM = 2.0
"""Sampling errors by which a probability must lie inside a band for a crossing to be news."""

EDGES = (*(each.low for each in BANDS), TOP)


def standings(assessment: Assessment) -> list[Standing]:
    """The outcomes by their band of likelihood, the triggers by their state and level."""
    return [
        *(
            outcome_standing(outcome, assessment.curve[-1], assessment.headline_months)
            for outcome in assessment.outcomes
        ),
        *(_trigger(node) for node in assessment.triggers),
    ]


def feed_standing(key: str, heard: date, today: date, silent_after: int) -> Standing:
    """A collection: heard from, or silent for longer than it should be."""
    days = (today - heard).days
    silent = days > silent_after
    return Standing(
        subject="feed",
        id=key,
        label=pair(key, key),
        state="silent" if silent else "heard",
        wording=pair("silent", "muet") if silent else pair("heard from", "actif"),
        detail=pair(
            f"last new item on {heard}, {days} days ago; silence of a source says nothing about "
            "the world",
            f"dernier élément nouveau le {heard}, il y a {days} jours ; le silence d’une source ne "
            "dit rien du monde",
        ),
    )


def outcome_standing(outcome: OutcomeForecast, point: CurvePoint, months: int) -> Standing:
    """An outcome by its band of likelihood at one point of the curve."""
    p, error = point.probability[outcome.id], point.mc_error[outcome.id]
    held = band(p)
    return Standing(
        subject="outcome",
        id=outcome.id,
        label=outcome.label,
        state=held.term.en,
        wording=held.term,
        detail=_chance(p, months),
        firm=all(abs(p - edge) > FIRM * error for edge in EDGES),
    )


def _chance(p: float, months: int) -> Text:
    english, french = (formats.percent(p, each) for each in (Language.EN, Language.FR))
    return pair(f"{english} within {months} months", f"{french} dans les {months} mois")


def _trigger(node: NodeState) -> Standing:
    state = TERMS["state"][node.state]
    level = node.level_label
    # a level that is only inferred drifts from day to day: a decided one alone is news
    known = pair(f"{state.en} ({level.en})", f"{state.fr} ({level.fr})")
    return Standing(
        subject="trigger",
        id=node.id,
        label=node.label,
        state=f"{node.state}: {node.level}" if node.known else node.state,
        wording=known if node.known else state,
        detail=node.last_label or pair("no dated evidence", "aucun élément daté"),
    )
