"""One tree of errors, so that a caller can catch what Tocsin refuses and nothing else."""

from __future__ import annotations

import inspect

import pytest

from tocsin import errors
from tocsin.errors import CaseError, FormulaError, TocsinError

ALL = [e for _, e in inspect.getmembers(errors, inspect.isclass) if e.__module__ == errors.__name__]


@pytest.mark.parametrize("error", ALL)
def test_every_error_is_of_the_tree_and_says_its_message(error: type[TocsinError]) -> None:
    assert issubclass(error, TocsinError)
    assert not issubclass(error, ValueError)
    assert str(error("what, what is allowed, what to do")) == "what, what is allowed, what to do"
    assert error.__doc__


def test_a_formula_error_is_a_case_error_with_a_column() -> None:
    error = FormulaError("unexpected 'and'", 7)
    assert isinstance(error, CaseError)
    assert (str(error), error.column) == ("unexpected 'and'", 7)
    assert FormulaError("empty").column == 1
