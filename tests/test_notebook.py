"""The extension for IPython: results show themselves once it is loaded, and not before."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import tocsin
from tocsin import notebook
from tocsin.results import Explanation


@pytest.fixture(scope="module")
def explained() -> Explanation:
    found: Explanation = tocsin.explain(tocsin.load_case("river"), samples=1_000)
    return found


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(notebook, "language", "en")
    # a shell takes the place of the main module, without which no process can be spawned any more
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    options = Config()
    options.HistoryManager.enabled = False
    shell: Any = InteractiveShell  # IPython annotates nothing of it
    opened = shell(config=options)
    yield opened
    opened.reset(new_session=False)


def shown(shell: Any, value: object) -> dict[str, str]:
    bundle, _ = shell.display_formatter.format(value)
    found: dict[str, str] = bundle
    return found


def test_results_show_themselves_once_loaded(shell: Any, explained: Explanation) -> None:
    assert set(shown(shell, explained)) == {"text/plain"}
    shell.run_line_magic("load_ext", "tocsin.notebook")
    bundle = shown(shell, explained)
    assert {"text/html", "text/markdown"} <= set(bundle)
    assert "log-odds" in bundle["text/markdown"]
    assert "<svg" in bundle["text/html"]
    shell.run_line_magic("unload_ext", "tocsin.notebook")
    assert set(shown(shell, explained)) == {"text/plain"}


def test_the_language_can_be_chosen(shell: Any, explained: Explanation) -> None:
    shell.run_line_magic("load_ext", "tocsin.notebook")
    notebook.language = "fr"
    assert "log-cotes" in shown(shell, explained)["text/markdown"]


def test_the_case_is_found_in_the_notebook(shell: Any, explained: Explanation) -> None:
    case = tocsin.load_case("river")
    own = case.model_copy(update={"claims": case.claims[1:]})
    found = tocsin.explain(own, samples=1_000)
    shell.run_line_magic("load_ext", "tocsin.notebook")
    assert "text/html" not in shown(shell, found), "nobody can know its case"
    shell.user_ns["mine"] = own
    assert "text/html" in shown(shell, found)


def test_a_cell_runs_as_in_the_guide(shell: Any, explained: Explanation) -> None:
    done = shell.run_cell("import tocsin\ntocsin.show(tocsin.load_case('river'), 'ties')")
    assert done.success
    assert "text/html" in shown(shell, done.result)
