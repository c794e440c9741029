"""The tables of the record: questions and their fate, scores, calibration."""

from __future__ import annotations

from typing import Any

from tocsin.briefing.findings import Findings
from tocsin.exports.table import Table, both, day, number, share, text, whole
from tocsin.language import pair


def _of(f: Findings, part: str) -> list[Any]:
    """A part of the record; nothing without a workspace."""
    return [] if f.record is None else list(getattr(f.record, part))


QUESTIONS = Table(
    "questions", "record",
    pair(
        "The questions registered and how they came out: a row for each. Needs a workspace.",
        "Les questions enregistrées et leur issue : une ligne par question. Demande un espace de "
        "travail.",
    ),
    lambda f: _of(f, "questions"),
    (
        text("question", "Id of the question.", "Identifiant de la question.", lambda q: q.id),
        *both("wording", "The question.", "La question.", lambda q: q.text),
        day("deadline", "Its deadline.", "Son échéance."),
        text("state", "pending, yes, no or void.",
             "pending (en attente), yes, no ou void (annulée)."),
        day("settled", "Day on which it was settled.", "Jour de son règlement."),
        text("source", "What settled it.", "Ce qui l’a réglée."),
        whole("forecasts", "Forecasts that were made of it.", "Prévisions qui en ont été faites."),
        share("probability", "The forecast that is scored.", "La prévision qui est notée."),
        share("base_rate", "What the base rate said then.", "Ce que disait alors le taux de base."),
        share("week_before", "Our forecast a week earlier.", "Notre prévision une semaine avant."),
        day("forecast_as_of", "Date of knowledge of the forecast.",
            "Date de connaissance de la prévision.", lambda q: q.as_of),
        text("sha256", "Hash over wording, probability and evidence.",
             "Empreinte de l’énoncé, de la probabilité et des éléments."),
        number("brier", "Its Brier score; lower is better.", "Son score de Brier ; bas : mieux."),
        number("log", "Its logarithmic score; lower is better.",
               "Son score logarithmique ; bas : mieux."),
    ),
)  # fmt: skip

SCORES = Table(
    "scores", "record",
    pair(
        "Mean scores beside those of references: a row for each rule and reference.",
        "Scores moyens à côté de références : une ligne par règle et par référence.",
    ),
    lambda f: _of(f, "scores"),
    (
        text("rule", "brier or log.", "brier ou log."),
        text("against", "The reference.", "La référence."),
        whole("n", "Questions scored.", "Questions notées."),
        number("ours", "Our mean score; lower is better.", "Notre score moyen ; bas : mieux."),
        number("reference", "That of the reference.", "Celui de la référence."),
        number("difference", "Ours less the reference’s.", "Le nôtre moins celui de la référence."),
        number("low", "Low end of its 90 % interval.", "Borne basse de l’intervalle à 90 %."),
        number("high", "High end of its 90 % interval.", "Borne haute de l’intervalle à 90 %."),
    ),
)  # fmt: skip

CALIBRATION = Table(
    "calibration", "record",
    pair(
        "Of the questions called about so likely, how many came true: a row for each bin.",
        "Des questions jugées à peu près aussi probables, combien se sont réalisées : une ligne "
        "par classe.",
    ),
    lambda f: _of(f, "calibration"),
    (
        share("lower", "Low end of the bin.", "Borne basse de la classe."),
        share("upper", "High end of the bin.", "Borne haute de la classe."),
        whole("n", "Questions in it.", "Questions de la classe."),
        whole("happened", "How many came true.", "Combien se sont réalisées."),
        share("forecast", "Mean forecast.", "Prévision moyenne."),
        share("low", "Low end of the 90 % interval of the share that came true.",
              "Borne basse de l’intervalle à 90 % de la part réalisée."),
        share("high", "High end of that interval.", "Borne haute de cet intervalle."),
    ),
)  # fmt: skip

TABLES = (QUESTIONS, SCORES, CALIBRATION)
