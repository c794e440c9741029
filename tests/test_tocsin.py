"""The public names: all there, the ones of the workflows, and loaded only when they are used."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

import tocsin
from tocsin.workflows import assess, brief, cases, check, explain, obligations, routes


def _loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after a statement."""
    code = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_the_verbs_are_those_of_the_workflows() -> None:
    assert tocsin.load_case is cases.load
    assert tocsin.assess is assess.assess
    assert tocsin.explain is explain.explain
    assert tocsin.check is check.check
    assert tocsin.obligations is obligations.obligations
    assert tocsin.routes is routes.routes
    assert tocsin.brief is brief.brief
    assert tocsin.__version__ == version("tocsin")


def test_every_public_name_exists_and_is_listed() -> None:
    for name in tocsin.__all__:
        assert getattr(tocsin, name) is not None
        assert name in dir(tocsin)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'tocsin' has no attribute 'predict'"):
        _ = tocsin.predict  # type: ignore[attr-defined]


@pytest.mark.parametrize("statement", ["import tocsin; tocsin.__version__", "import tocsin.cli"])
def test_neither_the_package_nor_the_command_line_loads_the_engine(statement: str) -> None:
    heavy = {"numba", "scipy", "altair", "networkx", "pydantic.main"}
    if statement.endswith("cli"):
        heavy -= {"pydantic.main"}
    assert _loaded_by(statement) & heavy == set()


def test_a_verb_that_needs_no_engine_does_not_load_it() -> None:
    assert "numba" not in _loaded_by("import tocsin; tocsin.load_case('kazakhstan')")


def test_an_assessment_loads_neither_optimisers_nor_distributions() -> None:
    """They take as long to load as the rest of SciPy and numba together."""
    loaded = _loaded_by("import tocsin; tocsin.assess")
    assert "numba" in loaded
    assert loaded & {"scipy.optimize", "scipy.stats", "pandas", "polars", "sqlalchemy"} == set()
