"""What a form says of a proposal, read as one of five verdicts."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.errors import LedgerError
from tocsin.web.verdicts import Accept, Apart, Merge, Rate, Reject, read_form

SIGNED = {"by": "Ana", "why": "read both"}


def root(form: dict[str, str]) -> object:
    return read_form(form).root


def test_each_form_is_read_as_its_verdict() -> None:
    known = root(
        SIGNED | {"verdict": "accept", "shows": "border=settled", "says": " ", "source": "",
                  "item": "", "happened": "2026-03-30", "after": "3"}
    )  # fmt: skip
    assert known == Accept(
        verdict="accept", by="Ana", why="read both", node="border", level="settled",
        happened=date(2026, 3, 30), after=3,
    )  # fmt: skip
    report = root(
        SIGNED | {"verdict": "accept", "says": "fear >= high", "source": "B", "item": "2"}
    )
    assert isinstance(report, Accept)
    assert (report.says, report.code, report.node) == ("fear >= high", "B2", None)
    rated = root(
        SIGNED | {"verdict": "rate", "score.dam": "CC", "score.home": "II", "cluster": "spring"}
    )
    assert isinstance(rated, Rate)
    assert rated.scores == {"dam": "CC", "home": "II"}
    assert isinstance(root(SIGNED | {"verdict": "reject"}), Reject)
    assert isinstance(root(SIGNED | {"verdict": "apart"}), Apart)
    merged = root(SIGNED | {"verdict": "merge", "same_as": "P-3"})
    assert isinstance(merged, Merge)
    assert merged.same_as == "P-3"


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({"verdict": "reject", "by": "Ana"}, "why"),
        ({"verdict": "hang", **SIGNED}, "verdict"),
        ({"verdict": "rate", "cluster": "spring", **SIGNED}, "scores"),
        ({"verdict": "rate", "cluster": "spring", "score.dam": "X", **SIGNED}, "dam"),
        ({"verdict": "merge", **SIGNED}, "same_as"),
        ({"verdict": "reject", "shows": "border=settled", **SIGNED}, "node"),
    ],
)
def test_a_form_that_says_too_little_or_too_much_is_refused(
    form: dict[str, str], wrong: str
) -> None:
    with pytest.raises(LedgerError, match=wrong):
        read_form(form)
