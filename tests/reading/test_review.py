"""Decisions are kept line by line; the last one counts, and a torn line is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.small_reading import TEXT, reading
from tocsin.errors import DraftError
from tocsin.language import pair
from tocsin.reading.draft import draft
from tocsin.reading.quotes import Quotable
from tocsin.reading.review import (
    chosen,
    context,
    decide,
    latest,
    line,
    own_words,
    read_log,
    waiting,
)

DRAFT = draft(reading(), TEXT)
FIRST, SECOND = DRAFT.proposals[:2]
LOG = line(decide(FIRST, "accept", {"claim": pair("é", "à")})) + line(decide(SECOND, "reject"))


def test_a_log_gives_back_the_decisions() -> None:
    assert [one.id for one in read_log(LOG)] == [FIRST.id, SECOND.id]
    assert read_log(LOG)[0].filled == {"claim": pair("é", "à")}
    assert FIRST not in waiting(DRAFT, latest(read_log(LOG)))
    assert DRAFT.proposals[2] in waiting(DRAFT, latest(read_log(LOG)))


@given(st.integers(0, len(LOG.encode())))
def test_a_log_cut_anywhere_keeps_every_whole_line(cut: int) -> None:
    torn = LOG.encode()[:cut].decode(errors="replace")
    assert len(read_log(torn)) >= torn.count("\n")


def test_the_last_decision_counts() -> None:
    log = LOG + line(decide(FIRST, "reject"))
    assert latest(read_log(log))[FIRST.id].decision == "reject"


def test_ids_choose_and_all_means_what_waits() -> None:
    decided = latest(read_log(LOG))
    waits = waiting(DRAFT, decided)
    assert chosen(DRAFT, ["all"], [], decided) == {"accept": waits, "reject": []}
    assert chosen(DRAFT, [], ["all", FIRST.id], {})["reject"] == DRAFT.proposals
    assert chosen(DRAFT, [FIRST.id, FIRST.id], [], decided)["accept"] == [FIRST]


def test_all_leaves_out_what_is_named_for_the_other() -> None:
    for accept, reject in (([FIRST.id], ["all"]), (["all"], [FIRST.id])):
        picked = chosen(DRAFT, accept, reject, {})
        one, rest = sorted(picked.values(), key=len)
        assert one == [FIRST]
        assert rest == DRAFT.proposals[1:]


@pytest.mark.parametrize(
    ("accept", "reject", "said"),
    [(["X9"], [], "no proposal X9"), ([], ["x", "y"], "x, y"), (["all"], ["all"], "both")],
)
def test_ids_that_cannot_be_meant_are_refused(
    accept: list[str], reject: list[str], said: str
) -> None:
    with pytest.raises(DraftError, match=said):
        chosen(DRAFT, accept, reject, {})


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("In the author’s eyes the quarrel cannot be avoided", None),
        ("The looming quarrel over the strait is inevitable, says a column", True),
        ("the lane will close again", True),
        ("the lane", None),
        ("", None),
    ],
)
def test_the_words_of_the_text_are_no_paraphrase(said: str, copied: bool | None) -> None:
    found = own_words(Quotable(TEXT), {"paraphrase": pair(said, "")})
    assert (found is not None) is bool(copied)
    assert own_words(Quotable(TEXT), {"label": pair(said, "")}) is None, "a name may be the text’s"


def test_the_context_is_the_text_around_a_span() -> None:
    start = TEXT.index("Orlania")
    before, span, after = context(TEXT, start, start + 7)
    assert span == "Orlania"
    assert TEXT.replace("\n", " ").find((before + span + after).strip("…").replace("\n", " ")) >= 0
    assert context("abc", 1, 2) == ("a", "b", "c")
    assert context("x" * 2_000, 1_000, 1_001)[0].startswith("…")
