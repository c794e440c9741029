"""The words for coded values (a state, a degree, a status), in English and in French."""

from __future__ import annotations

from tocsin.language import Language, Text, pair

TERMS: dict[str, dict[str, Text]] = {
    "health": {
        "ok": pair("in order", "en ordre"),
        "mended": pair("mended", "réparé"),
        "warning": pair("look", "à voir"),
        "error": pair("broken", "cassé"),
    },
    "role": {
        "reader": pair("reader", "lecture"),
        "analyst": pair("analyst", "analyse"),
        "editor": pair("editor", "édition"),
    },
    "audit": {
        "signed in": pair("signed in", "connexion"),
        "sign-in failed": pair("sign-in failed", "échec de connexion"),
        "throttled": pair("throttled", "freiné"),
        "signed out": pair("signed out", "déconnexion"),
        "denied": pair("denied", "refusé"),
        "decision": pair("decision", "décision"),
        "change": pair("change", "modification"),
        "export": pair("export", "export"),
        "account added": pair("account added", "compte ajouté"),
        "role": pair("role", "rôle"),
        "password": pair("password", "mot de passe"),
        "link": pair("link", "lien"),
        "recipient": pair("recipient", "destinataire"),
        "token": pair("token", "jeton"),
        "account removed": pair("account removed", "compte supprimé"),
    },
    "settlement": {
        "pending": pair("pending", "en attente"),
        "yes": pair("yes", "oui"),
        "no": pair("no", "non"),
        "void": pair("void", "annulée"),
    },
    "against": {
        "always 50 %": pair("always 50%", "toujours 50 %"),
        "base rate": pair("the base rate", "le taux de base"),
        "week before": pair("ours, a week earlier", "nous, une semaine avant"),
    },
    "copy": {
        "same address": pair("same address", "même adresse"),
        "same text": pair("same text", "même texte"),
        "same title": pair("nearly the same title", "titre presque identique"),
        "decided": pair("decided by a person", "décidé par une personne"),
    },
    "reliability of a source": {
        "A": pair("completely reliable", "entièrement fiable"),
        "B": pair("usually reliable", "habituellement fiable"),
        "C": pair("fairly reliable", "assez fiable"),
        "D": pair("not usually reliable", "habituellement peu fiable"),
        "E": pair("unreliable", "non fiable"),
        "F": pair("cannot be judged", "ne peut être jugée"),
    },
    "credibility of an item": {
        "1": pair("confirmed by independent sources", "confirmée par des sources indépendantes"),
        "2": pair("probably true", "probablement vraie"),
        "3": pair("possibly true", "peut-être vraie"),
        "4": pair("doubtful", "douteuse"),
        "5": pair("improbable", "improbable"),
        "6": pair("cannot be judged", "ne peut être jugée"),
    },
    "consistency": {
        "CC": pair("very consistent", "très compatible"),
        "C": pair("consistent", "compatible"),
        "N": pair("neutral", "neutre"),
        "I": pair("inconsistent", "incompatible"),
        "II": pair("very inconsistent", "très incompatible"),
        "NA": pair("does not bear on it", "sans rapport"),
    },
    "verdict of a proposal": {
        "accept": pair("accepted", "accepté"),
        "rate": pair("rated", "coté"),
        "reject": pair("rejected", "rejeté"),
        "origin": pair("origin decided", "origine décidée"),
    },
    "item": {
        "entry": pair("step of a timeline", "étape de chronologie"),
        "sighting": pair("sighting", "constat"),
        "report": pair("report", "signalement"),
        "rating": pair("rated item", "élément coté"),
    },
    "state": {
        "not monitored": pair("not monitored", "non suivi"),
        "monitored, not observed": pair("monitored, not observed", "suivi, non observé"),
        "emerging": pair("emerging", "naissant"),
        "observed": pair("observed", "observé"),
        "expired": pair("expired", "éteint"),
    },
    "row": {
        "evidence": pair("dated event", "fait daté"),
        "rating": pair("rated item", "élément coté"),
        "report": pair("report", "signalement"),
        "count": pair("count", "comptage"),
        "time": pair("passing of time", "passage du temps"),
        "resampling": pair("resampling", "rééchantillonnage"),
        "small": pair("small items", "petits éléments"),
        "interaction": pair("interaction", "interaction"),
    },
    "duty": {
        "defence": pair("defence", "défense"),
        "assistance": pair("assistance", "assistance"),
        "consultation": pair("consultation", "consultation"),
        "restraint": pair("restraint", "retenue"),
        "assurance": pair("assurance", "garantie"),
        "cooperation": pair("cooperation", "coopération"),
    },
    "applies": {
        "applies": pair("applies", "s’applique"),
        "left out by area": pair("left out by area", "hors zone"),
        "suspended": pair("suspended", "suspendu"),
    },
    "nature": {
        "legal": pair("legal", "juridique"),
        "political": pair("political", "politique"),
    },
    "status": {
        "idea": pair("idea", "idée"),
        "agreed": pair("agreed", "convenu"),
        "building": pair("building", "en travaux"),
        "open": pair("open", "ouvert"),
        "restricted": pair("restricted", "restreint"),
        "closed": pair("closed", "fermé"),
        "label_only": pair("label only", "simple appellation"),
        "unknown": pair("unknown", "inconnu"),
    },
    "mode": {
        "road_rail": pair("road and rail", "route et rail"),
        "rail": pair("rail", "rail"),
        "air": pair("air", "air"),
        "sea": pair("sea", "mer"),
        "pipeline": pair("pipeline", "oléoduc"),
        "site": pair("site", "site"),
        "regime": pair("legal regime", "régime juridique"),
    },
    "support": {
        "yes": pair("yes", "oui"),
        "no": pair("no", "non"),
        "unknown": pair("unknown", "inconnu"),
    },
    "kind": {
        "trigger": pair("trigger", "déclencheur"),
        "condition": pair("condition", "condition"),
        "perception": pair("perception", "perception"),
        "route": pair("route", "voie"),
        "clock": pair("clock", "horloge"),
        "outcome": pair("outcome", "issue"),
        "derived": pair("derived", "dérivé"),
    },
    "kinds": {
        "trigger": pair("Triggers", "Déclencheurs"),
        "condition": pair("Conditions", "Conditions"),
        "perception": pair("Perceptions", "Perceptions"),
        "route": pair("Routes", "Voies"),
        "clock": pair("Clocks", "Horloges"),
        "outcome": pair("Outcomes", "Issues"),
        "derived": pair("Derived nodes", "Nœuds dérivés"),
    },
    "standing": {
        "solid": pair("solid", "solide"),
        "caveated": pair("caveated", "sous réserve"),
        "unsupported": pair("unsupported", "sans appui"),
    },
    "degree": {
        "low": pair("low", "faible"),
        "medium": pair("medium", "moyen"),
        "medium-high": pair("medium to high", "moyen à élevé"),
        "high": pair("high", "élevé"),
        "very high": pair("very high", "très élevé"),
    },
    "strength": {  # and certainty: feminine in French, where a degree of cost is not
        "low": pair("low", "faible"),
        "medium": pair("medium", "moyenne"),
        "medium-high": pair("medium to high", "moyenne à élevée"),
        "high": pair("high", "élevée"),
        "very high": pair("very high", "très élevée"),
    },
    "claim status": {
        "confirmed": pair("confirmed", "confirmé"),
        "contested": pair("contested", "contesté"),
        "unverified": pair("unverified", "non vérifié"),
        "false": pair("false", "faux"),
    },
    "claim kind": {
        "event": pair("event", "fait"),
        "causal": pair("causal", "causalité"),
        "relation": pair("relation", "relation"),
        "forecast": pair("forecast", "prévision"),
        "conditional": pair("conditional", "condition"),
        "value judgement": pair("value judgement", "jugement de valeur"),
    },
    "outcome class": {
        "force": pair("force", "force"),
        "no force": pair("no force", "sans force"),
        "incident": pair("incident", "incident"),
        "invited deployment": pair("invited deployment", "déploiement demandé"),
        "open": pair("open", "en cours"),
    },
    "verdict": {
        "raises": pair("raises", "élève"),
        "lowers": pair("lowers", "abaisse"),
        "past cases cannot tell": pair(
            "past cases cannot tell", "les cas passés ne tranchent pas"
        ),
    },
    "input": {
        "rate": pair("rate", "taux"),
        "multiplier": pair("multiplier", "multiplicateur"),
        "hypothesis": pair("explanation", "explication"),
        "assumption": pair("assumption", "hypothèse de travail"),
    },
    "direction": {
        "up": pair("up", "montée"),
        "down": pair("down", "descente"),
    },
    "rule": {
        "brier": pair("Brier", "Brier"),
        "log": pair("logarithmic", "logarithmique"),
    },
    "way": {
        "failed assumption": pair("failed assumption", "hypothèse de travail fausse"),
        "other explanation": pair("other explanation", "autre explication"),
        "misread": pair("misread", "mauvaise lecture"),
        "missed evidence": pair("missed evidence", "élément manqué"),
    },
    "known": {
        "assumption broken": pair("Assumptions broken", "Hypothèses de travail fausses"),
        "hypothesis true": pair("Explanations true", "Explications vraies"),
        "item left out": pair("Rated items left out", "Éléments cotés écartés"),
    },
    "severity": {
        "error": pair("error", "erreur"),
        "warning": pair("warning", "alerte"),
        "note": pair("note", "note"),
    },
}  # fmt: skip


def name(field: str, value: str, language: Language) -> str:
    """The wording of a ``value`` in ``field``; a value without one is shown as it is."""
    wording = TERMS[field].get(value)
    return wording.in_(language) if wording else value
