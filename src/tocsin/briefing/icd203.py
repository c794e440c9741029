"""The check of words against ICD 203, Analytic Standards (D.6.e.2), in English and in French.

A word of likelihood comes from one row of the directive's table, with the number it stands for and
a horizon; a level of confidence never shares its sentence; a hedge says nothing that could be
settled. Quotations are other people's words and are not judged, nor are comparisons (likelier than)
and lists of the table itself. Of a briefing, the running text is judged sentence by sentence, and
tables and key figures word by number; names and claims in tables are reported, not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin import formats
from tocsin.briefing import likelihood_words as lexicon
from tocsin.briefing.parts import Document
from tocsin.briefing.statements import cites, evened, paired, plain, rows, statements, unwrapped
from tocsin.briefing.words import BANDS, band
from tocsin.errors import WordingError
from tocsin.labels import LABELS
from tocsin.language import Language, Text
from tocsin.reading.structure import Passage
from tocsin.results import WordingFinding, WordingReport, WordingRule

LEGEND = 4
"""Words of the table in one sentence from which on it explains the table."""
SHOWN = 5
"""Findings that a refusal spells out."""
NOTE = 1e-9


@dataclass(frozen=True)
class _Fault:
    """A rule that is broken, the words at fault, and what the message fills in."""

    rule: WordingRule
    found: str
    values: dict[str, Text]


# --- a whole --------------------------------------------------------------------------------------


def check_document(document: Document) -> list[WordingFinding]:
    """Everything in a briefing that breaks ICD 203, from top to bottom."""
    found: list[WordingFinding] = []
    confident = False
    for statement in statements(document):
        text = evened(statement.text)
        confident = confident or bool(_level(text, document.language))
        for sentence, fault in _judged(text, document.language, whole=statement.pair):
            found.append(_finding(fault, sentence, place=statement.place))
    opening = document.sections[0].title if document.sections else document.title
    missing = _missing(confident, cites(document))
    return [*found, *(_finding(_Fault(rule, "", {}), "", place=opening) for rule in missing)]


def check_text(text: str, language: Language, file: str = "") -> WordingReport:
    """Everything in an analyst's own text, plain or Markdown, that breaks ICD 203."""
    bare = plain(text)
    told = [*_sentences(bare, language), *_rows_of(text)]
    found = [
        _finding(fault, words, line=line, place=file)
        for line, words, around in told
        for fault in (
            _faults(words, language, around=around)
            if around
            else _numbered(words, lexicon.terms(words, language))
        )
    ]
    found.sort(key=lambda each: each.line or 0)
    # a text without a judgement of likelihood owes neither confidence nor sources
    if any(lexicon.terms(_unquoted(words), language) for _, words, _ in told):
        missing = _missing(bool(_level(bare, language)), _has_source(text))
        found += [_finding(_Fault(rule, "", {}), "", line=1, place=file) for rule in missing]
    return WordingReport(file=file, language=language, sentences=len(told), findings=found)


def _sentences(bare: str, language: Language) -> Iterator[tuple[int, str, str]]:
    """The sentences of a text that are no headings: line, words, the paragraph around them."""
    passage = Passage(unwrapped(bare), str(language))
    for sentence in passage.sentences:
        block = passage.blocks[sentence.block]
        if block.kind in ("paragraph", "item"):
            line = bare.count("\n", 0, sentence.place.start) + 1
            words = bare[sentence.place.start : sentence.place.end]
            yield line, words, bare[block.place.start : block.place.end]


def _rows_of(text: str) -> Iterator[tuple[int, str, str]]:
    """The words of the table in the rows of a text's tables, with their numbers."""
    for line, cells in rows(text):
        for pair in paired(cells):
            yield line, pair, ""


def refuse(document: Document) -> None:
    """Let a briefing pass that keeps to ICD 203.

    Raises:
        WordingError: one that does not; it names each sentence, the rule and what to do.
    """
    found = check_document(document)
    if not found:
        return
    language = document.language
    lines = [_line(each, language) for each in found[:SHOWN]]
    more = len(found) - len(lines)
    if more:
        lines.append(LABELS["wording more"].in_(language).format(n=more))
    head = LABELS["wording refused"].in_(language).format(n=len(found))
    raise WordingError("\n".join([head, *lines]))


def _line(found: WordingFinding, language: Language) -> str:
    sentence = f" “{found.sentence}”" if found.sentence else ""
    return f"- {found.place}:{sentence} [{found.rule}] {found.says.in_(language)} " + (
        found.do.in_(language)
    )


def _missing(confident: bool, sourced: bool) -> list[WordingRule]:
    missing: list[WordingRule] = []
    if not confident:
        missing.append("no-confidence")
    if not sourced:
        missing.append("no-sources")
    return missing


def _has_source(text: str) -> bool:
    return bool(re.search(r"https?://|\[\^?\d+\]|\bsources?\b", text, re.I))


def _finding(
    fault: _Fault, sentence: str, *, place: str, line: int | None = None
) -> WordingFinding:
    filled = {
        key: Text(
            en=text.en.format(**{name: value.en for name, value in fault.values.items()}),
            fr=text.fr.format(**{name: value.fr for name, value in fault.values.items()}),
        )
        for key, text in (
            ("says", LABELS[f"wording {fault.rule}"]),
            ("do", LABELS[f"wording {fault.rule} do"]),
        )
    }
    return WordingFinding(
        rule=fault.rule, line=line, place=place, sentence=" ".join(sentence.split()),
        found=fault.found, **filled,
    )  # fmt: skip


# --- a sentence -----------------------------------------------------------------------------------


def _judged(text: str, language: Language, *, whole: bool) -> Iterator[tuple[str, _Fault]]:
    """The faults of each sentence of a statement; a pair of word and number is one sentence."""
    if whole:
        for fault in _numbered(text, lexicon.terms(text, language)):
            yield text, fault
        return
    passage = Passage(text, str(language))
    for sentence in passage.sentences:
        words = text[sentence.place.start : sentence.place.end]
        for fault in _faults(words, language, around=text):
            yield words, fault


def _unquoted(text: str) -> str:
    """The text with the insides of quotation marks blank, as long as before."""
    return re.sub(r"[“«\"][^”»\"]*[”»\"]", lambda quote: " " * len(quote.group()), text)


def _faults(sentence: str, language: Language, *, around: str) -> Iterator[_Fault]:
    """What one sentence breaks; ``around`` is its paragraph, which may give the horizon."""
    words = " ".join(_unquoted(sentence).split(" "))
    found = lexicon.terms(words, language)
    if len({(each.band, each.row) for each in found}) >= LEGEND:
        yield from _numbered(words, found)
        return
    yield from _outside(words, language)
    yield from _numbered(words, found)
    yield from _rows(found)
    yield from _confidence(words, language, found)
    if found and not lexicon.TIME[language].search(_unquoted(around)):
        yield _Fault("no-horizon", found[0].text, {})


def _outside(words: str, language: Language) -> Iterator[_Fault]:
    for match in lexicon.OUTSIDE[language].finditer(words):
        yield _Fault("outside-words", match.group(), {"found": _both(match.group())})
    for match in lexicon.HEDGES[language].finditer(words):
        yield _Fault("hedge", match.group(), {"found": _both(match.group())})


def _numbered(words: str, found: Sequence[lexicon.Found]) -> Iterator[_Fault]:
    """Each word beside the number that it stands for: the next one, or the last one before it."""
    figures = lexicon.numbers(words)
    ends = [*(each.start for each in found[1:]), len(words)][: len(found)]
    taken: set[int] = set()
    for each, end in zip(found, ends, strict=True):
        after = [n for n in figures if each.end <= n.start < end]
        before = [n for n in figures if n.end <= each.start and n.start not in taken]
        number = after[0] if after else before[-1] if before else None
        if number is None:
            yield _Fault(
                "no-number", each.text, {"found": _both(each.text), "term": _band(each.band)}
            )
            continue
        taken.add(number.start)
        if not _holds(each.band, number):
            yield _Fault(
                "unlike-number", each.text,
                {"found": _both(each.text), "term": _band(each.band), "number": _span(number),
                 "right": _right(number)},
            )  # fmt: skip


def _holds(index: int, number: lexicon.Number) -> bool:
    """Whether a number lies in a band; both ends belong, for they are printed rounded."""
    low, high = lexicon.ENDS[index], lexicon.ENDS[index + 1]
    return low - NOTE <= number.low and number.high <= high + NOTE


def _band(index: int) -> Text:
    low, high = lexicon.ENDS[index], lexicon.ENDS[index + 1]
    return Text(en=f"{100 * low:.0f}–{100 * high:.0f}%", fr=f"{100 * low:.0f} à {100 * high:.0f} %")


def _span(number: lexicon.Number) -> Text:
    if number.low == number.high:
        said = [formats.percent(number.low, language) for language in (Language.EN, Language.FR)]
    else:
        said = [
            formats.span(number.low, number.high, language)
            for language in (Language.EN, Language.FR)
        ]
    return Text(en=said[0], fr=said[1])


def _right(number: lexicon.Number) -> Text:
    """The word for a number, or that there is none."""
    first, last = band(number.low), band(number.high)
    if first != last:
        return LABELS["wording say range"]
    if first not in BANDS:
        return LABELS["wording say number"]
    return Text(en=f"“{first.term.en}”", fr=f"« {first.term.fr} »")


def _rows(found: Sequence[lexicon.Found]) -> Iterator[_Fault]:
    for first, second in pairwise(found):
        if first.row != second.row:
            both = f"{first.text}, {second.text}"
            yield _Fault("mixed-rows", both, {"found": _both(both)})


def _level(words: str, language: Language) -> re.Match[str] | None:
    return lexicon.CONFIDENCE[language].search(_unquoted(words))


def _confidence(words: str, language: Language, found: Sequence[lexicon.Found]) -> Iterator[_Fault]:
    level = _level(words, language)
    if level is None:
        return
    figures = lexicon.numbers(words)
    if found or figures:
        odds = found[0].text if found else words[figures[0].start : figures[0].end]
        both = f"{level.group()}, {odds}"
        yield _Fault("confidence-and-likelihood", both, {"found": _both(both)})


def _both(text: str) -> Text:
    return Text(en=text, fr=text)
