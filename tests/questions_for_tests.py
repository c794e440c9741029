"""Made-up answers to the questions of a briefing, for the rooms that only show results.

Like those of ``results_for_tests`` the numbers are invented; they hang together but mean nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.results_for_tests import AS_OF, OUTCOMES, RUN, horizon, text, words_for
from tocsin.periods import add_months
from tocsin.results import (
    Effect,
    IfKnown,
    InputSwing,
    Matters,
    OffRampEffect,
    OffRampPair,
    OffRamps,
    OutcomeChange,
    OutcomeEffect,
    OutcomePremortem,
    PathStep,
    Pathway,
    Pathways,
    PlanStep,
    Premortem,
    ScenarioStep,
    SignedChange,
    Signpost,
    WatchNext,
    WatchValue,
    WayToBeWrong,
    WhatIf,
)

TITLE = text("Kazakhstan between two alliances", "Le Kazakhstan entre deux alliances")
FORCE = text(*OUTCOMES["force"])
P = horizon("force", 12).probability


def changes(force: float, error: float) -> list[OutcomeChange]:
    """A change of every outcome; that of ``force`` and its error as given."""
    return [
        OutcomeChange(
            outcome=name,
            before=horizon(name, 12).probability,
            after=horizon(name, 12).probability + (force if name == "force" else -0.01),
            change=force if name == "force" else -0.01,
            change_error=error if name == "force" else 0.001,
        )
        for name in OUTCOMES
    ]


def ramp(name: str, code: str, force: float, error: float, **more: Any) -> OffRampEffect:
    """One off-ramp with its effect on force."""
    told: dict[str, Any] = {
        "id": name,
        "code": code,
        "label": text(f"Intervention {code}", f"Mesure {code}"),
        "direction": "lowers",
        "sets": [text("A node: a level", "Un nœud : un niveau")],
        "cost": "low",
        "points": 1,
        "window": text("Any time", "À tout moment"),
        "signpost": text("A text is signed", "Un texte est signé"),
        "caution": None,
        "already": False,
        "outcomes": changes(force, error),
        "signs": [],
    }
    return OffRampEffect(**{**told, **more})


def off_ramps() -> OffRamps:
    """Three off-ramps: one that counts, one within its error, one ambiguous that raises."""
    signs = [
        SignedChange(
            outcome=outcome,
            name="h0",
            label=text("Explanation h0", "Explication h0"),
            if_true=0.004,
            if_true_error=0.0005,
            if_false=-0.002,
            if_false_error=0.0004,
        )
        for outcome in ("coercion", "force")
    ]
    alone = [
        ramp("transparency", "O1", -0.00384, 0.00067),
        ramp("hotline", "O2", -0.0005, 0.0004, already=True),
        ramp("ceasefire", "O3", 0.0021, 0.0004, direction="ambiguous", signs=signs),
    ]
    pair = OffRampPair(
        first="transparency",
        second="hotline",
        points=2,
        outcomes=changes(-0.0041, 0.0007),
        interaction=dict.fromkeys(OUTCOMES, 0.0002),
    )
    step = PlanStep(ramp="transparency", points=1, outcomes=changes(-0.00384, 0.00067))
    return OffRamps(
        case="kazakhstan",
        title=TITLE,
        as_of=AS_OF,
        outcome="force",
        months=12,
        outcomes={name: text(*OUTCOMES[name]) for name in OUTCOMES},
        alone=alone,
        pairs=[pair],
        budget=3,
        plan=[step],
        costs={"low": 1, "medium": 2, "high": 3},
        run=RUN,
    )


def known(kind: Any, name: str, label: str, change: float, error: float) -> IfKnown:
    """What each outcome becomes if one thing is known."""
    before = {outcome: horizon(outcome, 12).probability for outcome in OUTCOMES}
    return IfKnown(
        kind=kind,
        id=name,
        label=text(label, f"{label} (fr)"),
        now=None if kind == "item left out" else 0.2,
        after={outcome: p + change for outcome, p in before.items()},
        change=dict.fromkeys(OUTCOMES, change),
        error=dict.fromkeys(OUTCOMES, error),
        signpost=None,
    )


def premortem() -> Premortem:
    """Ways to be wrong about every outcome: one that counts, one within its error."""

    def way(kind: Any, label: str, if_wrong: float) -> WayToBeWrong:
        return WayToBeWrong(
            kind=kind,
            id="contact",
            label=text(label, f"{label} (fr)"),
            now=0.2,
            if_wrong=if_wrong,
            error=0.02,
            signpost=text("A visit is put off", "Une visite est reportée"),
        )

    return Premortem(
        case="kazakhstan",
        title=TITLE,
        as_of=AS_OF,
        months=12,
        outcomes=[
            OutcomePremortem(
                outcome=name,
                label=text(*OUTCOMES[name]),
                probability=horizon(name, 12).probability,
                words=horizon(name, 12).words,
                expected=horizon(name, 12).probability >= 0.5,
                ways=[
                    way("failed assumption", "Leaders keep talking", 0.4),
                    way("misread", "Within the noise", 0.21),
                ],
            )
            for name in OUTCOMES
        ],
        if_known=[
            known("assumption broken", "contact", "Leaders keep talking", 0.004, 0.0005),
            known("hypothesis true", "h0", "Explanation h0", 0.003, 0.0004),
            known("item left out", "E01", "Item that counts", 0.002, 0.0004),
            known("item left out", "E02", "Item within its error", 0.0001, 0.0004),
        ],
        run=RUN,
    )


def matters(low: float = 0.3 * P, high: float = 2 * P) -> Matters:
    """The inputs that move force most; the first from ``low`` to ``high``."""

    def swing(kind: Any, name: str, ends: tuple[float, float], source: str) -> InputSwing:
        return InputSwing(
            kind=kind,
            id=name,
            label=text(f"Input {name}", f"Entrée {name}"),
            low=ends[0],
            high=ends[1],
            error=0.0002,
            elasticity=0.9 if kind in ("rate", "multiplier") else None,
            input_low=0.0016,
            input_high=0.0117 if kind == "rate" else 0.7,
            source=source,
        )

    swings = [
        swing("rate", "force.up.off", (low, high), "BR1"),
        swing("assumption", "contact", (1.5 * P, 0.9 * P), "S04"),
        swing("multiplier", "i3", (0.9 * P, 1.2 * P), "C02"),
        swing("hypothesis", "h0", (0.95 * P, 1.1 * P), "C01"),
    ]
    return Matters(
        case="kazakhstan",
        title=TITLE,
        as_of=AS_OF,
        outcome="force",
        outcome_label=FORCE,
        months=12,
        probability=P,
        inputs=120,
        clear=4,
        swings=swings,
        run=RUN,
    )


def watch_next() -> WatchNext:
    """Twelve signs, of which the first alone tells more than its error."""
    values = [
        WatchValue(
            node=f"node{i}",
            label=text(f"Sign {i}", f"Signe {i}"),
            level="wide",
            level_label=text("wide", "étendu"),
            observable=text("A published document says so", "Un document publié le dit"),
            state="monitored, not observed",
            declare=i == 2,
            seen=0.1,
            if_seen=0.02,
            if_not=0.009,
            expected=0.01,
            share=0.01 if i == 0 else 0.001 / (i + 1),
            share_error=0.002,
            where=["a register"] if i == 0 else [],
        )
        for i in range(12)
    ]
    return WatchNext(
        case="kazakhstan",
        title=TITLE,
        as_of=AS_OF,
        by=add_months(AS_OF, 3),
        outcome="force",
        outcome_label=FORCE,
        months=12,
        probability=P,
        heard_rate=3.0,
        values=values,
        run=RUN,
    )


def pathways() -> Pathways:
    """Three paths: without a step, with a condition that ceases, and with two steps."""

    def step(label: str, *, holds: bool = True) -> PathStep:
        return PathStep(formula="dispute >= on", label=text(label, f"{label} (fr)"), holds=holds)

    def path(steps: list[PathStep], share: float) -> Pathway:
        sign = Signpost(
            node="dispute",
            label=text("Public dispute", "Différend public"),
            level="on",
            level_label=text("on", "présent"),
            observable=None,
            on_path=0.4,
            otherwise=0.1,
        )
        return Pathway(
            steps=steps,
            share=share,
            share_error=0.01,
            probability=share * P,
            median_months=4.0 + len(steps),
            signposts=[sign] if steps else [],
        )

    return Pathways(
        case="kazakhstan",
        title=TITLE,
        as_of=AS_OF,
        by=add_months(AS_OF, 3),
        outcome="force",
        outcome_label=FORCE,
        months=12,
        probability=P,
        paths=[
            path([], 0.5),
            path([step("A war elsewhere goes on", holds=False)], 0.3),
            path([step("Public dispute: on"), step("Pressure: on")], 0.1),
        ],
        rest=0.1,
        run=RUN,
    )


def whatif() -> WhatIf:
    """A scenario of one thing done and one learned that raises every outcome."""

    def effect(name: str, months: int) -> Effect:
        before = horizon(name, months)
        after = min(0.999, 1.4 * before.probability)
        return Effect(
            months=months,
            until=before.until,
            before=before.probability,
            after=after,
            before_error=before.mc_error,
            after_error=before.mc_error,
            change=after - before.probability,
            change_error=0.0005,
            words=words_for(after),
        )

    return WhatIf(
        case="kazakhstan",
        title=TITLE,
        as_of=AS_OF,
        steps=[
            ScenarioStep(
                kind="set",
                text="ukraine_war=settled@2026-06-01",
                label=text("War in Ukraine: held at “settled”", "Guerre en Ukraine : « réglée »"),
                since=date(2026, 6, 1),
            ),
            ScenarioStep(
                kind="given",
                text="h0@2026-03-16",
                label=text("It is learned that h0", "On apprend que h0"),
                since=AS_OF,
            ),
        ],
        outcomes=[
            OutcomeEffect(
                id=name,
                label=text(*OUTCOMES[name]),
                horizons=[effect(name, months) for months in (3, 6, 12, 24)],
                curve=[effect(name, months) for months in range(1, 25)],
            )
            for name in OUTCOMES
        ],
        kept=0.37,
        histories=310.0,
        warnings=[],
        run=RUN,
    )
