"""The words that matter are found in the text and shown in what stands around them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.ledger.proposals_for_tests import TEXT, proposal
from tocsin.workflows.passages import passages


def span(text: str, words: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def test_spans_are_cut_out_with_what_stands_around_them(tmp_path: Path) -> None:
    late, early = "the committee of engineers", "the northern state"
    found = passages(proposal(text=TEXT, spans=[span(TEXT, late), span(TEXT, early)]), tmp_path)
    assert [one.words for one in found] == [early, late]
    assert found[0].before + found[0].words == TEXT[: TEXT.index(early) + len(early)]
    assert found[0].after.endswith(" …")
    assert found[1].before.startswith("… ")
    assert TEXT.endswith(found[1].after)


def test_spans_are_counted_in_the_whole_document(tmp_path: Path) -> None:
    whole = "A preface that the excerpt leaves out. " + TEXT
    name = hashlib.sha256(whole.encode()).hexdigest()
    one = proposal(text=TEXT, document=name, spans=[span(whole, "upper reservoir")])
    (tmp_path / f"{name}.txt").write_text(whole, encoding="utf-8")
    assert [each.words for each in passages(one, tmp_path)] == ["upper reservoir"]
    # a span beyond what is left of the text points at nothing
    (tmp_path / f"{name}.txt").unlink()
    far = proposal(text="short", document=name, spans=[span(whole, "upper reservoir")])
    assert passages(far, tmp_path) == []


def test_where_the_finder_points_at_nothing_the_words_looked_for_are_shown(tmp_path: Path) -> None:
    one = proposal(text="Le barrage (amont). LES RÉSERVOIRS se remplissent ; un réservoir cède.")
    words = [each.words for each in passages(one, tmp_path, ["reservoir*", "barrage amont"])]
    assert words == ["barrage (amont", "RÉSERVOIRS", "réservoir"]
    assert passages(one, tmp_path) == []


def test_marks_that_reverse_the_reading_order_are_taken_out(tmp_path: Path) -> None:
    text = "It said \u202eno\u202c and more."
    (one,) = passages(proposal(text="x", spans=[]), tmp_path, ["x"])
    assert (one.before, one.words, one.after) == ("", "x", "")
    name = hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (kept,) = passages(proposal(text="", document=name, spans=[{"start": 8, "end": 12}]), tmp_path)
    assert kept.words.strip() == "no"
