"""How every drawing of a briefing is made: colours, type, and the step from chart to SVG.

Altair describes the charts and vl-convert draws them; nothing is left for the reader's machine to
run. A briefing carries a wide and a narrow drawing of each figure: shrinking the wide one would
make its text illegible on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import altair as alt
import vl_convert

from tocsin.language import Language

INK, SOFT, FAINT = "#1f2933", "#5b6770", "#d5dadf"
BLUE, ORANGE, GREY = "#1f5f8b", "#c4581c", "#7b8794"
FONT = "Helvetica Neue, Arial, Liberation Sans, sans-serif"
WIDE, NARROW = 880, 340


def values(rows: Iterable[dict[str, Any]]) -> Any:
    """Rows as inline data of a chart."""
    return alt.InlineData(values=list(rows))


def draw(chart: Any, name: str, language: Language) -> str:
    """The chart, or the SVG that it is already, as an element that scales to its container.

    ``name`` keeps the ids inside one drawing apart from those of the next on the same page.
    """
    made = chart if isinstance(chart, str) else _svg(chart, "transparent", language)
    svg = _own_ids(made, name)
    # the drawing's alternative stands on the page; these would be read out in English
    svg = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", svg)
    # its own width, and the height that follows from the page's: no style in the markup, which a
    # strict content policy would refuse
    opening = re.compile(r'(<svg[^>]*? width="[\d.]+") height="[\d.]+"')
    return opening.sub(r'\1 aria-hidden="true"', svg, count=1)


def picture(chart: Any, name: str, language: Language) -> str:
    """The chart as an SVG document of its own, on white."""
    return _own_ids(_svg(chart, "white", language), name)


def png(svg: str) -> bytes:
    """A picture in points, twice as fine as a screen."""
    return bytes(vl_convert.svg_to_png(svg, scale=2))


def _svg(chart: Any, ground: str, language: Language) -> str:
    styled = chart.configure(
        font=FONT, background=ground, aria=False, padding=4 if ground == "transparent" else 16
    ).configure_view(stroke=None)
    styled = styled.configure_axis(
        labelColor=SOFT, titleColor=SOFT, gridColor="#e8ebee", domainColor=FAINT,
        tickColor=FAINT, labelFontSize=12, titleFontSize=12, titleFontWeight="normal",
    )  # fmt: skip
    styled = styled.configure_title(
        color=INK, fontSize=13, fontWeight="bold", anchor="start", offset=8
    )
    return str(
        vl_convert.vegalite_to_svg(
            styled.to_dict(),
            format_locale="fr-FR" if language is Language.FR else "en-US",
            time_format_locale="fr-FR" if language is Language.FR else "en-GB",
        )
    )


def _own_ids(svg: str, name: str) -> str:
    """The drawing with its ids counted from 1 under ``name``.

    The converter numbers them through the life of the process, so they would differ from run to
    run, and two drawings on one page could share one.
    """
    ids = {old: f"{name}-{i}" for i, old in enumerate(re.findall(r'\bid="([^"]+)"', svg), 1)}

    def renamed(match: re.Match[str]) -> str:
        return match.group(1) + ids.get(match.group(2), match.group(2))

    return re.sub(r'(\bid="|url\(#|href="#)([^")]+)', renamed, svg)
