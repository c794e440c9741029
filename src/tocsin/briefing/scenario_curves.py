"""The curves of a scenario beside those without it, drawn at once: a reader is waiting for them.

Altair takes more than half a second for what stands here, longer than the scenario takes to be
computed. The drawing is the same for page, briefing and print.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tocsin import formats
from tocsin.briefing.drawing import BLUE, FONT, GREY, INK, ORANGE, SOFT, WIDE
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Effect, OutcomeEffect

HEIGHT, HEAD, FOOT, LEFT, RIGHT = 150, 42, 44, 46, 14
"""Pixels: of the plot, of the titles above it, of the axis below it, and to its sides."""
GRID = "#e8ebee"
TICKS = 4
"""About how many lines a plot has across."""


def scenario_curves(effects: Sequence[OutcomeEffect], language: Language, width: int) -> str:
    """One panel for each outcome: the probability of its onset by each month, before and after.

    Args:
        effects: what a scenario does to each outcome.
        language: of every word.
        width: of the drawing, in CSS pixels.
    """
    columns = 2 if width >= WIDE else 1
    across = width // columns
    down = HEAD + HEIGHT + FOOT
    rows = -(-len(effects) // columns)
    panels = [
        Markup('<g transform="translate({},{})">{}</g>').format(
            i % columns * across, i // columns * down, _panel(effect, language, across)
        )
        for i, effect in enumerate(effects)
    ]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
        'font-family="{font}" font-size="12">{panels}</svg>'
    ).format(w=width, h=rows * down, font=FONT, panels=Markup("").join(panels))


@dataclass(frozen=True)
class _Scale:
    """From months and probabilities to pixels of a panel."""

    months: int
    top: float
    width: int

    def x(self, months: float) -> float:
        return round(LEFT + (self.width - LEFT - RIGHT) * months / self.months, 1)

    def y(self, p: float) -> float:
        return round(HEAD + HEIGHT * (1 - p / self.top), 1)

    def line(self, curve: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{self.x(month)},{self.y(p)}" for month, p in curve)


def _panel(effect: OutcomeEffect, language: Language, width: int) -> Markup:
    last = effect.curve[-1]
    before = [(0.0, 0.0), *((each.months, each.before) for each in effect.curve)]
    after = [(0.0, 0.0), *((each.months, each.after) for each in effect.curve)]
    top = 1.12 * max(p for _, p in (*before, *after)) or 1.0
    scale = _Scale(last.months, top, width)
    tone = ORANGE if last.after > last.before else BLUE
    return Markup(
        '{titles}{axes}<polygon points="{area}" fill="{tone}" fill-opacity="0.12"/>'
        '<polyline points="{before}" fill="none" stroke="{grey}" stroke-width="1.6" '
        'stroke-dasharray="5 4"/>'
        '<polyline points="{after}" fill="none" stroke="{tone}" stroke-width="2.2"/>'
    ).format(
        titles=_titles(effect.label.in_(language), last, tone, language),
        axes=_axes(scale, language), area=scale.line([*before, *reversed(after)]), tone=tone,
        grey=GREY, before=scale.line(before), after=scale.line(after),
    )  # fmt: skip


def _titles(name: str, last: Effect, tone: str, language: Language) -> Markup:
    """What the panel is about, and what the scenario does by its last month."""
    change = " → ".join(formats.percent(p, language) for p in (last.before, last.after))
    return Markup(
        '<text x="{x}" y="14" font-size="13" font-weight="bold" fill="{ink}">{name}</text>'
        '<text x="{x}" y="31" font-size="13" fill="{tone}">{change}</text>'
    ).format(x=LEFT, ink=INK, name=name, tone=tone, change=change)


def _axes(scale: _Scale, language: Language) -> Markup:
    step, digits = nice_step(scale.top)
    sign = "\u202f%" if language is Language.FR else "%"
    drawn = []
    for k in range(int(scale.top / step + 1e-9) + 1):
        y = scale.y(k * step)
        label = formats.decimal(100 * k * step, language, digits) + sign
        drawn.append(
            f'<path d="M{LEFT} {y}H{scale.width - RIGHT}" stroke="{GRID}"/>'
            f'<text x="{LEFT - 7}" y="{y + 4}" text-anchor="end" fill="{SOFT}">{label}</text>'
        )
    below = HEAD + HEIGHT
    for month in range(0, scale.months + 1, 3 if scale.months <= 24 else 12):
        x = scale.x(month)
        drawn.append(
            f'<path d="M{x} {below}v5" stroke="{SOFT}" stroke-opacity="0.5"/>'
            f'<text x="{x}" y="{below + 18}" text-anchor="middle" fill="{SOFT}">{month}</text>'
        )
    middle = (LEFT + scale.width - RIGHT) / 2
    drawn.append(
        f'<text x="{middle}" y="{below + 35}" text-anchor="middle" fill="{SOFT}">'
        f"{escape(say('months ahead', language))}</text>"
    )
    return Markup("").join(map(Markup, drawn))


def nice_step(top: float) -> tuple[float, int]:
    """The step of 1, 2 or 5 times a power of ten that cuts ``top`` into about ``TICKS`` parts, and
    the decimals that it needs in per cent.
    """
    rough = top / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = min((power * k for k in (1, 2, 5, 10)), key=lambda s: abs(math.log(s / rough)))
    return step, max(0, -math.floor(math.log10(100 * step) + 1e-9))
