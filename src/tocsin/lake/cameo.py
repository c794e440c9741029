"""CAMEO's event codes: which exist, what they are called, which quad class they belong to.

Codes are strings: ``010`` is not ``10``. The table is checked against GDELT's own, whose line for
1056 swallowed 106.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

QUADS: dict[int, tuple[str, ...]] = {
    1: ("01", "02", "03", "04", "05"),
    2: ("06", "07", "08", "09"),
    3: ("10", "11", "12", "13", "14"),
    4: ("15", "16", "17", "18", "19", "20"),
}
"""The roots of each quad class in GDELT: verbal and material cooperation and conflict.

So GDELT's files have it. Others put 09 (investigate) among verbal and 14 (protest) among material
conflict; who wants that must group by root.
"""

QUAD_OF_ROOT: dict[str, int] = {root: quad for quad, roots in QUADS.items() for root in roots}
"""The quad class of each root."""


@cache
def labels() -> dict[str, str]:
    """Every code and root with its name in English."""
    text = (files("tocsin.lake") / "cameo.txt").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines())
    return {code: label for code, _, label in rows}


def root(code: str) -> str:
    """The root of a code: its first two digits.

    Raises:
        KeyError: no CAMEO code.
    """
    if code not in labels():
        raise KeyError(code)
    return code[:2]
