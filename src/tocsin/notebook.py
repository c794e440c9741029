"""Jupyter and IPython: ``%load_ext tocsin.notebook`` shows results as the briefing shows them.

Without it ``tocsin.show(result)`` does the same where it is called. Neither IPython nor Jupyter has
to be installed for anything else.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from tocsin.errors import TocsinError
from tocsin.language import Language
from tocsin.results import Result
from tocsin.workflows.show import SHOWN, show

language: Language | str = Language.EN
"""The language in which results are shown: ``tocsin.notebook.language = "fr"`` for French."""


def load_ipython_extension(shell: Any) -> None:
    """Have every result that has a section of the briefing shown by it."""
    for kind in SHOWN:
        shell.display_formatter.mimebundle_formatter.for_type(kind, partial(_bundle, shell))


def unload_ipython_extension(shell: Any) -> None:
    """Have results shown as Python shows them."""
    for kind in SHOWN:
        shell.display_formatter.mimebundle_formatter.pop(kind, None)


def _bundle(shell: Any, result: Result, **_: Any) -> dict[str, str] | None:
    """A result in HTML and Markdown; None, and so as Python shows it, where its case is not there.

    The case is one that the notebook holds under any name, or one that ships.
    """
    held = [
        each
        for each in shell.user_ns.values()
        if type(each).__name__ == "Case" and each.header.id == getattr(result, "case", None)
    ]
    for case in [*held, None]:
        try:
            return show(result, case=case, language=language)._repr_mimebundle_()
        except TocsinError:
            continue
    return None
