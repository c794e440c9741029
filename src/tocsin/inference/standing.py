"""Where everything stands on a day: nodes, hypotheses, the sample's health, the evidence base."""

from __future__ import annotations

from datetime import date

import numpy as np

from tocsin.case.formula import names, parse
from tocsin.case.schema import Block, Case, CountSeries, Node, Timeline
from tocsin.errors import CollapseError
from tocsin.inference import ratings
from tocsin.inference.filter import Filter
from tocsin.inference.particles import Particles
from tocsin.inference.weights import effective_ancestors, normalise, share
from tocsin.language import Text
from tocsin.results import Health, HypothesisState, NodeState, StratumHealth

WARN_BELOW = 100
FAIL_BELOW = 20
LIVE_WEIGHT = 0.001
"""A hypothesis with less weight than this may run out of ancestors without harm."""
EXPIRES_AFTER_DAYS = 90
"""A timeline that ends this long before the as-of date says nothing of the present."""


def hypothesis_states(
    case: Case, model: Filter, particles: Particles, day: date
) -> list[HypothesisState]:
    """Prior and posterior of every hypothesis, with the ratings alone and undiscounted beside."""
    weight = normalise(particles.log_weight)
    known = [r for r in ratings.counted(case) if r.published <= day]
    alone = ratings.posterior(case, ratings.totals(case, known))
    raw = ratings.posterior(case, ratings.totals(case, known, discounted=False))
    points = ratings.inconsistency(case, known)
    rated = {name for rating in known for name in rating.scores}
    order = sorted(rated, key=lambda name: (points[name], name))
    states = []
    for group in case.header.groups:
        for hypothesis in group.hypotheses:
            node, level = model.compiled.truths[hypothesis.id]
            states.append(
                HypothesisState(
                    id=hypothesis.id,
                    group=group.id,
                    group_label=group.label,
                    label=hypothesis.label,
                    claim=hypothesis.claim,
                    prior=hypothesis.prior,
                    posterior=share(weight, particles.levels[:, node] == level),
                    ratings_only=alone[hypothesis.id],
                    undiscounted=raw[hypothesis.id],
                    inconsistency=points[hypothesis.id],
                    rank=order.index(hypothesis.id) + 1 if hypothesis.id in rated else None,
                )
            )
    return states


def node_states(case: Case, model: Filter, particles: Particles, day: date) -> list[NodeState]:
    """Every moving node: its level, what was last seen of it, and when."""
    weight = normalise(particles.log_weight)
    timelines = {t.node: t for t in case.evidence.timelines}
    soft = _softly_observed(case, day)
    seen_by_node = _last_seen(case, day)
    states = []
    for k, node in enumerate(case.model.nodes):
        counts = np.bincount(particles.levels[:, k], weights=weight, minlength=len(node.levels))
        level = int(counts.argmax())
        timeline = timelines.get(node.id)
        seen = seen_by_node.get(node.id)
        states.append(
            NodeState(
                id=node.id,
                kind=node.kind.value,
                label=node.label,
                level=node.levels[level].id,
                level_label=node.levels[level].label,
                observable=node.levels[level].observable,
                level_index=level,
                levels=[lv.label for lv in node.levels],
                distribution=[float(c) for c in counts],
                known=timeline is not None and day <= timeline.until,
                state=_state(node, level, timeline, node.id in soft, day),
                last_evidence=seen[0] if seen else None,
                age_days=(day - seen[0]).days if seen else None,
                last_label=seen[1] if seen else None,
                sources=seen[2] if seen else [],
            )
        )
    return states


def _softly_observed(case: Case, day: date) -> set[str]:
    """Nodes that a report public by ``day``, or a watch begun by then, names; and counted ones."""
    formulas = [r.says for r in case.evidence.reports if r.published <= day]
    formulas += [w.says for w in case.evidence.watches if w.since <= day]
    named = {name for text in formulas for name in names(parse(text))}
    return named | {series.node for series, _ in _last_blocks(case, day)}


def _last_blocks(case: Case, day: date) -> list[tuple[CountSeries, Block]]:
    """The last block of each series that was known by ``day`` and is not long out of date."""
    found = []
    for series in case.counted:
        known = [block for block in series.blocks if block.published <= day]
        if known and (day - known[-1].until).days <= EXPIRES_AFTER_DAYS:
            found.append((series, known[-1]))
    return found


def _last_seen(case: Case, day: date) -> dict[str, tuple[date, Text, list[str]]]:
    """By node the last entry, sighting or report that was public by ``day``."""
    seen: list[tuple[str, date, Text, list[str]]] = []
    for timeline in case.evidence.timelines:
        seen += [
            (timeline.node, e.date, e.label, e.sources)
            for e in timeline.entries
            if e.published <= day
        ]
        seen += [(timeline.node, s.date, s.label, s.sources) for s in timeline.sightings]
    seen += [
        (name, r.date, r.label, r.sources)
        for r in case.evidence.reports
        if r.published <= day
        for name in sorted(names(parse(r.says)))
    ]
    seen += [(s.node, b.until, s.label, []) for s, b in _last_blocks(case, day)]
    seen.sort(key=lambda entry: entry[1])
    return {name: (when, label, list(s)) for name, when, label, s in seen if when <= day}


def _state(node: Node, level: int, timeline: Timeline | None, soft: bool, day: date) -> str:
    """The indicator state of the field's convention; three quarters of the way up is observed."""
    if timeline is None and not soft:
        return "not monitored"
    if timeline is not None and (day - timeline.until).days > EXPIRES_AFTER_DAYS:
        return "expired"
    if level == 0:
        return "monitored, not observed"
    return "observed" if level / (len(node.levels) - 1) >= 0.75 else "emerging"


def health(case: Case, model: Filter, particles: Particles) -> Health:
    """How well the sample carried the evidence; raises ``CollapseError`` where it did not.

    Both thresholds hold for every live hypothesis and, a case without hypotheses being no
    exception, for the sample as a whole.
    """
    weight = normalise(particles.log_weight)
    ancestors = effective_ancestors(weight, particles.ancestor)
    strata, warnings = [], []
    for group in case.header.groups:
        for hypothesis in group.hypotheses:
            node, level = model.compiled.truths[hypothesis.id]
            inside = np.where(particles.levels[:, node] == level, weight, 0.0)
            entry = StratumHealth(
                hypothesis=hypothesis.id,
                weight=float(inside.sum()),
                effective_ancestors=effective_ancestors(inside, particles.ancestor),
            )
            strata.append(entry)
            if entry.weight < LIVE_WEIGHT:
                continue
            if entry.effective_ancestors < FAIL_BELOW:
                raise _collapsed(f"under hypothesis {hypothesis.id!r} ", entry.effective_ancestors)
            if entry.effective_ancestors < WARN_BELOW:
                n, label = f"{entry.effective_ancestors:.0f}", hypothesis.label
                warnings.append(
                    Text(
                        en=f"Under “{label.en}” only {n} effective histories carry the weight: "
                        "raise the sample size before leaning on its figures.",
                        fr=f"Sous « {label.fr} », seuls {n} historiques effectifs portent le "
                        "poids : augmentez la taille de l’échantillon avant de vous y fier.",
                    )
                )
    if ancestors < FAIL_BELOW:
        raise _collapsed("", ancestors)
    if ancestors < WARN_BELOW and not warnings:  # a hypothesis with as few has said it already
        warnings.append(
            Text(
                en=f"Only {ancestors:.0f} effective histories carry the weight: raise the sample "
                "size before leaning on the figures.",
                fr=f"Seuls {ancestors:.0f} historiques effectifs portent le poids : augmentez la "
                "taille de l’échantillon avant de vous fier aux chiffres.",
            )
        )
    smallest, when = model.smallest
    return Health(
        samples=len(particles),
        smallest_ess=float(min(smallest, len(particles))),
        smallest_ess_date=when if when != date.max else model.start,
        effective_ancestors=ancestors,
        strata=strata,
        warnings=warnings,
    )


def _collapsed(where: str, ancestors: float) -> CollapseError:
    return CollapseError(
        f"{where}the sample descends from {ancestors:.0f} effective histories; at least "
        f"{FAIL_BELOW} are needed; raise --samples, or look for a timeline step that the model "
        "holds to be almost impossible"
    )


def confidence(case: Case, day: date) -> Text:
    """Confidence in the evidence base (ICD 203), by a stated rule; it never speaks of odds.

    High: every trigger is monitored, the evidence is at most 90 days old, and at least two thirds
    of the claims that bear on the model are confirmed. Moderate: the same with one third. Else low.
    """
    age = (day - case.header.evidence_until).days
    watched = {t.node for t in case.evidence.timelines} | _softly_observed(case, day)
    triggers = [n.id for n in case.model.nodes if n.kind == "trigger"]
    blind = [name for name in triggers if name not in watched]
    bearing = [c for c in case.claims if c.bears_on and c.truth_apt]
    confirmed = sum(c.status == "confirmed" for c in bearing)
    share_confirmed = confirmed / len(bearing) if bearing else 0.0
    sound = not blind and age <= EXPIRES_AFTER_DAYS
    if sound and share_confirmed >= 2 / 3:
        level = Text(en="high", fr="élevée")
    elif sound and share_confirmed >= 1 / 3:
        level = Text(en="moderate", fr="moyenne")
    else:
        level = Text(en="low", fr="faible")
    c, n, t = confirmed, len(bearing), len(triggers)
    seen = t - len(blind)
    end_en = (
        "reaches the date of knowledge"
        if age <= 0
        else f"ends {age} day{'s' * (age > 1)} before the date of knowledge"
    )
    end_fr = (
        "va jusqu’à la date de connaissance"
        if age <= 0
        else f"s’arrête {age} jour{'s' * (age > 1)} avant la date de connaissance"
    )
    return Text(
        en=f"Confidence in the evidence base is {level.en}: {c} of {n} testable claims that bear "
        f"on the model are confirmed, {seen} of {t} triggers are monitored, and the evidence "
        f"{end_en}.",
        fr=f"La confiance dans la base de preuves est {level.fr} : {c} des {n} affirmations "
        f"vérifiables qui touchent le modèle sont confirmées, {seen} déclencheurs sur {t} sont "
        f"suivis, et la base {end_fr}.",
    )
