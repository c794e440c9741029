"""Evidence goes out as YAML and CSV and comes in again, without loss."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.case.load import load_case, shipped_cases
from tocsin.case.schema import (
    Discriminator,
    EvidenceFile,
    Rating,
    Report,
    Sighting,
    Source,
    Timeline,
    TimelineEntry,
    Watch,
)
from tocsin.errors import LedgerError
from tocsin.language import Text
from tocsin.ledger.exchange import Bundle, Format, read, written

FORMS: list[Format] = ["yaml", "csv"]


def there_and_back(bundle: Bundle, form: Format) -> Bundle:
    return read({name: text.encode() for name, text in written(bundle, form).items()})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", shipped_cases())
def test_the_evidence_of_a_case_comes_back(name: str, form: Format) -> None:
    case = load_case(name)
    bundle = Bundle(case.evidence, case.sources)
    assert there_and_back(bundle, form) == bundle


# what the reader of cases takes for text; the odd ones are those that formats trip over
odd = st.sampled_from(
    ["", "'", "''", "=1+1", "-", "+1", "@x", "1e5", "010", "0x1f", "true", "null", "~", "no", "on",
     "2025-12-16", "a,b", 'say "so"', "a: b", "- a", "# a", "a #b", " a ", "a\nb", "\r\n", "\t=1",
     "« é »", "Вода", "{en: x}", "a|b", "''a", "12:30:45", ".5", "%", "&a", "*a", "!x"]
)  # fmt: skip
free = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")),
    max_size=20,
)
words = st.one_of(odd, free)
texts = st.builds(Text, en=words, fr=words)
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
keys = st.from_regex(r"\A[A-Za-z][A-Za-z0-9_.-]{0,12}\Z")
names = st.from_regex(r"\A[a-z][a-z0-9_]{0,9}\Z")
cited = st.lists(keys, max_size=3)
scores = st.dictionaries(names, st.sampled_from(["CC", "C", "N", "I", "II", "NA"]), max_size=3)
maybe: Any = st.one_of(st.none(), texts)
parts = st.one_of(st.none(), st.sampled_from(["2025", "2025-02", "2025-02-28"]))
entries = st.builds(
    TimelineEntry, id=keys, date=days, published=days, level=names, label=texts, sources=cited,
    claims=cited,
)  # fmt: skip
sightings = st.builds(Sighting, date=days, label=texts, sources=cited)
timelines = st.builds(
    Timeline, node=names, until=days, watched_by=texts, entries=st.lists(entries, max_size=2),
    sightings=st.lists(sightings, max_size=2), sources=cited,
)  # fmt: skip
reports = st.builds(
    Report, id=keys, label=texts, date=days, published=days, says=words,
    code=st.from_regex(r"\A[A-F][1-6]\Z"), origin=keys, sources=cited, claims=cited,
)  # fmt: skip
ratings = st.builds(
    Rating, id=keys, label=texts, published=days, cluster=names, scores=scores, sources=cited,
    claims=cited, diagnosticity=maybe, repeats=st.one_of(st.none(), names),
)  # fmt: skip
watches = st.builds(
    Watch, id=keys, label=texts, says=words, since=days, until=days, source=words,
    rate=st.floats(1e-3, 1e5),
)  # fmt: skip
discriminators = st.builds(
    Discriminator, id=keys, observation=texts, scores=scores, moves=texts, strength=words,
    where=words,
)  # fmt: skip
sources = st.builds(
    Source, id=keys, title=words, publisher=st.one_of(st.none(), words), date=parts,
    date_note=st.one_of(st.none(), words), url=st.one_of(st.none(), words), type=words,
    stance=maybe, note=st.one_of(st.none(), words),
)  # fmt: skip
bundles = st.builds(
    Bundle,
    st.builds(
        EvidenceFile,
        timelines=st.lists(timelines, max_size=2, unique_by=lambda one: one.node),
        reports=st.lists(reports, max_size=2),
        ratings=st.lists(ratings, max_size=2),
        watches=st.lists(watches, max_size=2),
        discriminators=st.lists(discriminators, max_size=2),
    ),
    st.lists(sources, max_size=2),
)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=150, deadline=None)
@given(bundle=bundles)
def test_whatever_is_written_comes_back(form: Format, bundle: Bundle) -> None:
    assert there_and_back(bundle, form) == bundle


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    source = Source(id="S1", title="=HYPERLINK(1)", type="@x", note="-1")
    rows = list(csv.DictReader(io.StringIO(written(Bundle(EvidenceFile(), [source]), "csv")
                                           ["sources.csv"])))  # fmt: skip
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert not any(cell.startswith(("=", "@", "-", "+")) for cell in rows[0].values())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("evidence.csv", "kind,colour\nreport,red\n", "has the columns colour; allowed are kind"),
        ("evidence.csv", "kind,id\nrumour,R1\n", "the kind 'rumour'; timeline, entry"),
        ("evidence.csv", "kind,id\nentry,T1\n", "a row of kind entry without a node"),
        ("evidence.csv", "kind,id,node\nreport,R1,dam\n", "a row of kind report with a node"),
        ("evidence.csv", "kind,id\nreport,R1\n", "R1: label"),
        ("evidence.csv", "kind,id\nreport\n", "row 2 has another number of cells"),
        ("evidence.csv", 'kind,id\nreport,"R1\n', "is no CSV file"),
        ("evidence.csv", b"kind,id\nreport,\xff\n", "in UTF-8"),
        ("sources.csv", "id,title,type\nS1,,\n", "S1: title"),
        ("evidence.yaml", "reports:\n  - id: R1\n", "evidence.yaml:2"),
        ("evidence.yaml", "reports: &a []\n", "evidence.yaml:1"),
        ("sources.yaml", "- id: S1\n", "sources.yaml"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(
    name: str, content: str | bytes, said: str
) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(LedgerError, match=said):
        read({name: data})


def test_a_mark_that_spreadsheets_put_in_front_is_no_part_of_it() -> None:
    text = written(Bundle(EvidenceFile(), [Source(id="S1", title="x", type="y")]), "csv")
    again = read({"sources.csv": b"\xef\xbb\xbf" + text["sources.csv"].encode()})
    assert [one.id for one in again.sources] == ["S1"]
