"""Headings, lists, sentences and quotations are found where a reader sees them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.items import Place
from tocsin.reading.structure import Passage

MARKS = st.sampled_from(
    [" ", "\n", "\r\n", "- ", "1. ", "«", "»", '"', "(", ")", ".", "A", "é", "?"]
)
TEXTS = st.lists(MARKS | st.characters(), max_size=60).map("".join)


def _kinds(text: str) -> list[tuple[str, str]]:
    passage = Passage(text, "en")
    return [(b.kind, text[b.place.start : b.place.end]) for b in passage.blocks]


@given(TEXTS)
def test_places_lie_in_the_text_in_order(text: str) -> None:
    passage = Passage(text, "en")
    for places in (
        [b.place for b in passage.blocks],
        [s.place for s in passage.sentences],
        passage.quotations,
    ):
        end = 0
        for place in places:
            assert end <= place.start < place.end <= len(text)
            assert text[place.start : place.end].strip()
            end = place.end


@given(TEXTS)
def test_every_word_is_in_a_block(text: str) -> None:
    passage = Passage(text, "en")
    for offset, character in enumerate(text):
        if (
            character.isalpha()
            and character not in "ivxIVXabcdefghijklmnopqrstuvwyz"
            and (character.isascii() is False)
        ):
            assert passage.block_at(offset) is not None, (offset, character)


def test_headings_items_and_paragraphs() -> None:
    text = (
        "A title of the piece\n\nA paragraph that is long enough to be one, with a full stop.\n\n"
        "1. Outlook\n\nAnother paragraph stands under this numbered heading, and it is long.\n"
        "Watch for these:\n1. a first sign\n2. a second sign\n3. a third sign\n\n"
        "2. Way out\n\nThe last paragraph of this text is again a long one, with a stop.\n"
    )
    assert _kinds(text) == [
        ("title", "A title of the piece"),
        ("paragraph", "A paragraph that is long enough to be one, with a full stop."),
        ("heading", "Outlook"),
        ("paragraph", "Another paragraph stands under this numbered heading, and it is long."),
        ("paragraph", "Watch for these:"),
        ("item", "a first sign"),
        ("item", "a second sign"),
        ("item", "a third sign"),
        ("heading", "Way out"),
        ("paragraph", "The last paragraph of this text is again a long one, with a stop."),
    ]


def test_lines_wrapped_by_hand_are_joined() -> None:
    text = (
        "The crisis grew over the summer, and nobody in either of the\ncapitals was willing to "
        "say so"
        " before the elections that were\ndue in the autumn of that year.\n\n"
        "- a first sign that runs on over the end of the line because it\n  is long\n- a second "
        "sign\n"
    )
    kinds = _kinds(text)
    assert [kind for kind, _ in kinds] == ["paragraph", "item", "item"]
    assert kinds[1][1].endswith("is long")


def test_sentences_keep_abbreviations_and_initials() -> None:
    text = "Mr. Smith met Gen. Jones on Jan. 5. They agreed. M. Dupont, J. D. Vance did not."
    passage = Passage(text, "en")
    said = [text[s.place.start : s.place.end] for s in passage.sentences]
    assert said == [
        "Mr. Smith met Gen. Jones on Jan. 5.",
        "They agreed.",
        "M. Dupont, J. D. Vance did not.",
    ]


def test_a_closing_guillemet_belongs_to_its_sentence() -> None:
    text = "Il a dit : « Nous partons. Demain. »\nEt puis rien."
    passage = Passage(text, "fr")
    said = [text[s.place.start : s.place.end] for s in passage.sentences]
    assert said[-2:] == ["Demain. »", "Et puis rien."]
    assert [text[q.start : q.end] for q in passage.quotations] == ["Nous partons. Demain."]


def test_nested_quotations_count_once_and_open_ones_not_at_all() -> None:
    text = "« Le “corridor” est « ouvert » », dit-il. “Never closed."
    passage = Passage(text, "fr")
    assert [text[q.start : q.end] for q in passage.quotations] == ["Le “corridor” est « ouvert »"]
    assert passage.quoted(Place(4, 8)) is not None
    assert passage.quoted(Place(len(text) - 5, len(text) - 1)) is None
