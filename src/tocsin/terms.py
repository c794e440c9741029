"""The words for coded values (a state, a degree, a status), in English and in French."""

from __future__ import annotations

from tocsin.language import Language, Text


def _pair(en: str, fr: str) -> Text:
    return Text(en=en, fr=fr)


TERMS: dict[str, dict[str, Text]] = {
    "state": {
        "not monitored": _pair("not monitored", "non suivi"),
        "monitored, not observed": _pair("monitored, not observed", "suivi, non observé"),
        "emerging": _pair("emerging", "naissant"),
        "observed": _pair("observed", "observé"),
        "expired": _pair("expired", "éteint"),
    },
    "row": {
        "evidence": _pair("dated event", "fait daté"),
        "rating": _pair("rated item", "élément coté"),
        "report": _pair("report", "signalement"),
        "time": _pair("passing of time", "passage du temps"),
        "resampling": _pair("resampling", "rééchantillonnage"),
        "small": _pair("small items", "petits éléments"),
        "interaction": _pair("interaction", "interaction"),
    },
    "duty": {
        "defence": _pair("defence", "défense"),
        "assistance": _pair("assistance", "assistance"),
        "consultation": _pair("consultation", "consultation"),
        "restraint": _pair("restraint", "retenue"),
        "assurance": _pair("assurance", "garantie"),
        "cooperation": _pair("cooperation", "coopération"),
    },
    "applies": {
        "applies": _pair("applies", "s’applique"),
        "left out by area": _pair("left out by area", "hors zone"),
        "suspended": _pair("suspended", "suspendu"),
    },
    "nature": {
        "legal": _pair("legal", "juridique"),
        "political": _pair("political", "politique"),
    },
    "status": {
        "idea": _pair("idea", "idée"),
        "agreed": _pair("agreed", "convenu"),
        "building": _pair("building", "en travaux"),
        "open": _pair("open", "ouvert"),
        "restricted": _pair("restricted", "restreint"),
        "closed": _pair("closed", "fermé"),
        "label_only": _pair("label only", "simple appellation"),
        "unknown": _pair("unknown", "inconnu"),
    },
    "mode": {
        "road_rail": _pair("road and rail", "route et rail"),
        "rail": _pair("rail", "rail"),
        "air": _pair("air", "air"),
        "sea": _pair("sea", "mer"),
        "pipeline": _pair("pipeline", "oléoduc"),
        "site": _pair("site", "site"),
        "regime": _pair("legal regime", "régime juridique"),
    },
    "support": {
        "yes": _pair("yes", "oui"),
        "no": _pair("no", "non"),
        "unknown": _pair("unknown", "inconnu"),
    },
    "kind": {
        "trigger": _pair("trigger", "déclencheur"),
        "condition": _pair("condition", "condition"),
        "perception": _pair("perception", "perception"),
        "route": _pair("route", "voie"),
        "clock": _pair("clock", "horloge"),
        "outcome": _pair("outcome", "issue"),
        "derived": _pair("derived", "dérivé"),
    },
    "kinds": {
        "trigger": _pair("Triggers", "Déclencheurs"),
        "condition": _pair("Conditions", "Conditions"),
        "perception": _pair("Perceptions", "Perceptions"),
        "route": _pair("Routes", "Voies"),
        "clock": _pair("Clocks", "Horloges"),
        "outcome": _pair("Outcomes", "Issues"),
        "derived": _pair("Derived nodes", "Nœuds dérivés"),
    },
    "standing": {
        "solid": _pair("solid", "solide"),
        "caveated": _pair("caveated", "sous réserve"),
        "unsupported": _pair("unsupported", "sans appui"),
    },
    "degree": {
        "low": _pair("low", "faible"),
        "medium": _pair("medium", "moyen"),
        "medium-high": _pair("medium to high", "moyen à élevé"),
        "high": _pair("high", "élevé"),
        "very high": _pair("very high", "très élevé"),
    },
    "claim status": {
        "confirmed": _pair("confirmed", "confirmé"),
        "contested": _pair("contested", "contesté"),
        "unverified": _pair("unverified", "non vérifié"),
        "false": _pair("false", "faux"),
    },
    "claim kind": {
        "event": _pair("event", "fait"),
        "causal": _pair("causal", "causalité"),
        "relation": _pair("relation", "relation"),
        "forecast": _pair("forecast", "prévision"),
        "conditional": _pair("conditional", "condition"),
        "value judgement": _pair("value judgement", "jugement de valeur"),
    },
    "severity": {
        "error": _pair("error", "erreur"),
        "warning": _pair("warning", "alerte"),
        "note": _pair("note", "note"),
    },
}  # fmt: skip


def name(field: str, value: str, language: Language) -> str:
    """The wording of a ``value`` in ``field``; a value without one is shown as it is."""
    wording = TERMS[field].get(value)
    return wording.in_(language) if wording else value
