"""Draw the pictures of the README from the shipped case: ``python -m docs.picture``.

They are drawn with the default seed and sample size by the same chart as in a briefing.
"""

from __future__ import annotations

from pathlib import Path

import tocsin
from tocsin.briefing.charts import curve
from tocsin.briefing.drawing import WIDE, draw
from tocsin.language import Language

IMAGES = Path(__file__).parent / "images"
PICTURES = {Language.EN: "curve.svg", Language.FR: "courbe.svg"}


def on_white(svg: str) -> str:
    """The drawing on a white ground, so that it can be read on a dark page."""
    end = svg.index(">", svg.index("<svg")) + 1
    return f'{svg[:end]}<rect width="100%" height="100%" fill="white"/>{svg[end:]}\n'


def main() -> None:
    """Assess once, draw in both languages."""
    result = tocsin.assess(tocsin.load_case("kazakhstan"))
    for language, name in PICTURES.items():
        chart = curve(result.curve, result.outcomes, [], language, WIDE)
        (IMAGES / name).write_text(on_white(draw(chart, name[0], language)), encoding="utf-8")


if __name__ == "__main__":
    main()
