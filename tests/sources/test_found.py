"""What connectors to texts hand on."""

from __future__ import annotations

from tocsin.sources.found import squeezed


def test_text_comes_on_one_line() -> None:
    assert squeezed("  a\n\tb \u00a0 c ") == "a b c"
