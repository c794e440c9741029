"""The tables of what may come: off-ramps, paths, the collection plan, a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tocsin.briefing.findings import Findings
from tocsin.exports.table import Field, Table, both, day, number, share, text, truth, whole
from tocsin.language import pair


def _change(at: int) -> tuple[Field, ...]:
    """The fields of an outcome's change, which stands at a place of the row's tuple."""
    return (
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.",
             lambda r: r[at].outcome),
        share("before", "Its probability as things are.", "Sa probabilité en l’état.",
              lambda r: r[at].before),
        share("after", "Its probability with it.", "Sa probabilité avec elle.",
              lambda r: r[at].after),
        number("change", "After less before.", "Après moins avant.", lambda r: r[at].change,
               "points"),
        number("change_error", "Standard error of sampling of the change.",
               "Erreur type d’échantillonnage de la variation.", lambda r: r[at].change_error,
               "points"),
    )  # fmt: skip


_MONTHS = whole("months", "Length of the horizon.", "Longueur de l’horizon.",
                lambda r: r[0].months, "months")  # fmt: skip


def _ramps(f: Findings) -> Iterator[Any]:
    found = f.off_ramps
    if found is not None:
        yield from ((found, each, o) for each in found.alone for o in each.outcomes)


OFF_RAMPS = Table(
    "off_ramps", "outlook",
    pair(
        "What each intervention does by itself: a row for each off-ramp and outcome, ranked.",
        "Effet de chaque intervention seule : une ligne par porte de sortie et par issue, dans "
        "l’ordre du classement.",
    ),
    _ramps,
    (
        _MONTHS,
        text("off_ramp", "Id of the off-ramp.", "Identifiant de la porte de sortie.",
             lambda r: r[1].id),
        text("code", "Its short code.", "Son code.", lambda r: r[1].code),
        *both("label", "Its name.", "Son nom.", lambda r: r[1].label),
        text("direction", "Whether it lowers the risk or may do either.",
             "Si elle abaisse le risque ou peut jouer dans les deux sens.",
             lambda r: r[1].direction),
        *both("sets", "What it sets.", "Ce qu’elle fixe.", lambda r: r[1].sets),
        text("cost", "Its cost, as a degree.", "Son coût, en degré.", lambda r: r[1].cost),
        whole("cost_points", "Its cost in points of the budget.",
              "Son coût en points du budget.", lambda r: r[1].points),
        truth("already", "Whether it holds already: the row then shows what its loss would do.",
              "Si elle tient déjà : la ligne montre alors l’effet de sa perte.",
              lambda r: r[1].already),
        *_change(2),
        *both("window", "How long it is open.", "Sa fenêtre.", lambda r: r[1].window),
        *both("signpost", "How it would be seen.", "À quoi on la verrait.",
              lambda r: r[1].signpost),
        *both("caution", "What to beware of.", "Réserve.", lambda r: r[1].caution),
    ),
)  # fmt: skip


def _signs(f: Findings) -> Iterator[Any]:
    found = f.off_ramps
    if found is not None:
        yield from ((found, each, sign) for each in found.alone for sign in each.signs)


OFF_RAMP_SIGNS = Table(
    "off_ramp_signs", "outlook",
    pair(
        "For an off-ramp that may do either: its effect where an explanation or an assumption is "
        "true, and where it is false.",
        "Pour une porte de sortie à double sens : son effet selon qu’une explication ou une "
        "hypothèse de travail est vraie ou fausse.",
    ),
    _signs,
    (
        _MONTHS,
        text("off_ramp", "Id of the off-ramp.", "Identifiant de la porte de sortie.",
             lambda r: r[1].id),
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[2].outcome),
        text("depends_on", "Id of the hypothesis or assumption.",
             "Identifiant de l’hypothèse ou de l’hypothèse de travail.", lambda r: r[2].name),
        *both("label", "The hypothesis or assumption.",
              "L’hypothèse ou l’hypothèse de travail.", lambda r: r[2].label),
        number("if_true", "Change of the probability where it is true.",
               "Variation de la probabilité si elle est vraie.", lambda r: r[2].if_true,
               "points"),
        number("if_true_error", "Standard error of sampling.", "Erreur type d’échantillonnage.",
               lambda r: r[2].if_true_error, "points"),
        number("if_false", "Change of the probability where it is false.",
               "Variation de la probabilité si elle est fausse.", lambda r: r[2].if_false,
               "points"),
        number("if_false_error", "Standard error of sampling.", "Erreur type d’échantillonnage.",
               lambda r: r[2].if_false_error, "points"),
    ),
)  # fmt: skip


def _pairs(f: Findings) -> Iterator[Any]:
    found = f.off_ramps
    if found is not None:
        yield from ((found, each, o) for each in found.pairs for o in each.outcomes)


OFF_RAMP_PAIRS = Table(
    "off_ramp_pairs", "outlook",
    pair(
        "Two off-ramps together: a row for each pair and outcome.",
        "Deux portes de sortie ensemble : une ligne par paire et par issue.",
    ),
    _pairs,
    (
        _MONTHS,
        text("first", "Id of the one off-ramp.", "Identifiant de l’une.", lambda r: r[1].first),
        text("second", "Id of the other.", "Identifiant de l’autre.", lambda r: r[1].second),
        whole("cost_points", "Cost of both in points of the budget.",
              "Coût des deux en points du budget.", lambda r: r[1].points),
        *_change(2),
        number("interaction", "Change beyond the sum of the two alone.",
               "Variation au-delà de la somme des deux.",
               lambda r: r[1].interaction[r[2].outcome], "points"),
    ),
)  # fmt: skip


def _plan(f: Findings) -> Iterator[Any]:
    found = f.off_ramps
    if found is not None:
        steps = enumerate(found.plan, start=1)
        yield from ((found, k, step, o) for k, step in steps for o in step.outcomes)


OFF_RAMP_PLAN = Table(
    "off_ramp_plan", "outlook",
    pair(
        "The plan within the budget: a row for each step and outcome, with all steps so far.",
        "Le plan dans la limite du budget : une ligne par étape et par issue, toutes étapes "
        "précédentes comprises.",
    ),
    _plan,
    (
        _MONTHS,
        whole("step", "Number of the step, from 1.", "Numéro de l’étape, à partir de 1.",
              lambda r: r[1]),
        text("off_ramp", "Id of the off-ramp that the step adds.",
             "Identifiant de la porte de sortie ajoutée.", lambda r: r[2].ramp),
        whole("cost_points", "Points of the budget spent so far.",
              "Points du budget dépensés jusque-là.", lambda r: r[2].points),
        *_change(3),
    ),
)  # fmt: skip


def _values(f: Findings) -> Iterator[Any]:
    return ((f.watch_next, k, each) for k, each in enumerate(f.watch_next.values, start=1))


WATCH_PLAN = Table(
    "watch_plan", "outlook",
    pair(
        "What to watch next: a row for each sign, most telling first.",
        "Que surveiller : une ligne par signe, du plus parlant au moins parlant.",
    ),
    _values,
    (
        text("outcome", "Id of the outcome it bears on.", "Identifiant de l’issue concernée.",
             lambda r: r[0].outcome),
        _MONTHS,
        day("by", "Day until which it is watched.", "Jour jusqu’auquel on surveille.",
            lambda r: r[0].by),
        whole("rank", "Rank, from 1.", "Rang, à partir de 1.", lambda r: r[1]),
        text("node", "Id of the node.", "Identifiant du nœud.", lambda r: r[2].node),
        *both("label", "The node.", "Le nœud.", lambda r: r[2].label),
        text("level", "Id of the level to look for.", "Identifiant du niveau à guetter.",
             lambda r: r[2].level),
        *both("level_label", "That level.", "Ce niveau.", lambda r: r[2].level_label),
        *both("observable", "What would be seen.", "Ce qui se verrait.",
              lambda r: r[2].observable),
        text("state", "State of the indicator on the day.", "État de l’indicateur ce jour-là.",
             lambda r: r[2].state),
        truth("declare", "Whether a watch has to be declared first.",
              "Si une veille doit d’abord être déclarée.", lambda r: r[2].declare),
        share("seen", "Probability of seeing it by then.",
              "Probabilité de le voir d’ici là.", lambda r: r[2].seen),
        share("if_seen", "Probability of the outcome from then to the horizon, if seen.",
              "Probabilité de l’issue de ce jour à l’horizon, s’il est vu.",
              lambda r: r[2].if_seen),
        share("if_not", "The same, if not seen.", "La même, s’il ne l’est pas.",
              lambda r: r[2].if_not),
        share("expected", "The same, without looking.", "La même, sans regarder.",
              lambda r: r[2].expected),
        share("information", "Expected information, as a share of the outcome’s entropy.",
              "Information attendue, en part de l’entropie de l’issue.", lambda r: r[2].share),
        share("information_error", "Its Monte Carlo error.", "Son erreur de Monte-Carlo.",
              lambda r: r[2].share_error),
        text("where", "Where to look.", "Où regarder.", lambda r: "; ".join(r[2].where)),
    ),
)  # fmt: skip


def _paths(f: Findings) -> Iterator[Any]:
    return ((f.pathways, k, each) for k, each in enumerate(f.pathways.paths, start=1))


PATHWAYS = Table(
    "pathways", "outlook",
    pair(
        "How the gravest outcome comes about: a row for each path, likeliest first.",
        "Comment survient l’issue la plus grave : une ligne par chemin, du plus probable au moins "
        "probable.",
    ),
    _paths,
    (
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[0].outcome),
        _MONTHS,
        whole("path", "Number of the path, from 1.", "Numéro du chemin, à partir de 1.",
              lambda r: r[1]),
        whole("steps", "How many changes lead to it; 0: from where things stand.",
              "Nombre de changements qui y mènent ; 0 : depuis la situation présente.",
              lambda r: len(r[2].steps)),
        share("share", "Its share of the outcome’s probability.",
              "Sa part de la probabilité de l’issue.", lambda r: r[2].share),
        share("share_error", "Its Monte Carlo error.", "Son erreur de Monte-Carlo.",
              lambda r: r[2].share_error),
        share("probability", "Probability of the outcome by this path.",
              "Probabilité de l’issue par ce chemin.", lambda r: r[2].probability),
        number("median_months", "Median time to the outcome by this path.",
               "Délai médian jusqu’à l’issue par ce chemin.", lambda r: r[2].median_months,
               "months"),
    ),
)  # fmt: skip


def _steps(f: Findings) -> Iterator[Any]:
    for k, path in enumerate(f.pathways.paths, start=1):
        yield from ((k, n, step) for n, step in enumerate(path.steps, start=1))


PATHWAY_STEPS = Table(
    "pathway_steps", "outlook",
    pair(
        "The changes on each path, in order: a row for each.",
        "Les changements de chaque chemin, dans l’ordre : une ligne par changement.",
    ),
    _steps,
    (
        whole("path", "Number of the path.", "Numéro du chemin.", lambda r: r[0]),
        whole("step", "Place on the path, from 1.", "Place sur le chemin, à partir de 1.",
              lambda r: r[1]),
        text("formula", "The condition, as a formula.", "La condition, en formule.",
             lambda r: r[2].formula),
        *both("label", "The condition in words.", "La condition en mots.",
              lambda r: r[2].label),
        truth("holds", "Whether it comes to hold; false where a brake falls.",
              "Si elle se réalise ; faux quand un frein tombe.", lambda r: r[2].holds),
    ),
)  # fmt: skip


def _signposts(f: Findings) -> Iterator[Any]:
    for k, path in enumerate(f.pathways.paths, start=1):
        yield from ((k, sign) for sign in path.signposts)


PATHWAY_SIGNPOSTS = Table(
    "pathway_signposts", "outlook",
    pair(
        "Where nodes would stand if the outcome came by a path, and by any other.",
        "Où seraient les nœuds si l’issue venait par un chemin, et par tout autre.",
    ),
    _signposts,
    (
        whole("path", "Number of the path.", "Numéro du chemin.", lambda r: r[0]),
        text("node", "Id of the node.", "Identifiant du nœud.", lambda r: r[1].node),
        *both("label", "The node.", "Le nœud.", lambda r: r[1].label),
        text("level", "Id of the level.", "Identifiant du niveau.", lambda r: r[1].level),
        *both("level_label", "The level.", "Le niveau.", lambda r: r[1].level_label),
        share("on_path", "Probability that it stands there, by this path.",
              "Probabilité qu’il s’y trouve, par ce chemin.", lambda r: r[1].on_path),
        share("otherwise", "The same, by any other path.", "La même, par tout autre chemin.",
              lambda r: r[1].otherwise),
    ),
)  # fmt: skip


def _effects(f: Findings) -> Iterable[Any]:
    found = f.whatif
    if found is None:
        return []
    learned = [(o, e, "horizon") for o in found.outcomes for e in o.horizons]
    return [*learned, *((o, e, "curve") for o in found.outcomes for e in o.curve)]


SCENARIO = Table(
    "scenario", "what-if",
    pair(
        "The scenario that was asked for: a row for each outcome and month. No rows without one.",
        "Le scénario demandé : une ligne par issue et par mois. Sans scénario, aucune ligne.",
    ),
    _effects,
    (
        text("outcome", "Id of the outcome.", "Identifiant de l’issue.", lambda r: r[0].id),
        *both("label", "The outcome.", "L’issue.", lambda r: r[0].label),
        text("series", "“horizon” as asked for, or “curve”, month by month.",
             "« horizon » demandé, ou « curve », mois par mois.", lambda r: r[2]),
        whole("months", "Months ahead.", "Mois d’avance.", lambda r: r[1].months, "months"),
        day("until", "Last day.", "Dernier jour.", lambda r: r[1].until),
        share("before", "Probability as things are.", "Probabilité en l’état.",
              lambda r: r[1].before),
        share("after", "Probability in the scenario.", "Probabilité dans le scénario.",
              lambda r: r[1].after),
        number("change", "After less before.", "Après moins avant.", lambda r: r[1].change,
               "points"),
        number("change_error", "Standard error of sampling of the change.",
               "Erreur type d’échantillonnage de la variation.", lambda r: r[1].change_error,
               "points"),
    ),
)  # fmt: skip


def _scenario_steps(f: Findings) -> Iterable[Any]:
    return [] if f.whatif is None else f.whatif.steps


SCENARIO_STEPS = Table(
    "scenario_steps", "what-if",
    pair(
        "What the scenario does or learns: a row for each step. No rows without one.",
        "Ce que le scénario fait ou apprend : une ligne par étape. Sans scénario, aucune ligne.",
    ),
    _scenario_steps,
    (
        text("kind", "set, put, rate (done) or given (learned).",
             "set, put, rate (fait) ou given (appris)."),
        text("step", "The step as written.", "L’étape telle qu’écrite.", lambda s: s.text),
        *both("label", "The step in words.", "L’étape en mots."),
        day("since", "Day from which it holds.", "Jour à partir duquel elle vaut."),
    ),
)  # fmt: skip

TABLES = (
    SCENARIO, SCENARIO_STEPS, OFF_RAMPS, OFF_RAMP_SIGNS, OFF_RAMP_PAIRS, OFF_RAMP_PLAN, WATCH_PLAN,
    PATHWAYS, PATHWAY_STEPS, PATHWAY_SIGNPOSTS,
)  # fmt: skip
