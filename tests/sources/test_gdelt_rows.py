"""Real event files of both versions become rows of the lake, and damaged ones are found out."""

from __future__ import annotations

import pytest

from tests.sources.gdelt_for_tests import DATA, EXPORT
from tocsin.errors import SourceError
from tocsin.sources.gdelt_rows import VERSION_2, event_table, lines, read_table

pytestmark = pytest.mark.skipif(not EXPORT.is_file(), reason="the shared material is not here")


def test_lines_are_counted_once_each_has_its_columns() -> None:
    text = EXPORT.read_bytes()
    assert lines("x", text, [61]) == 1540
    assert lines("x", b"", [61]) == 0
    assert lines("x", (DATA / "gdelt1" / "events.csv").read_bytes(), [57, 58]) == 710


def test_a_line_with_other_columns_is_named() -> None:
    rows = EXPORT.read_bytes().splitlines(keepends=True)
    rows[6] = rows[6].replace(b"\t", b" ", 1)
    with pytest.raises(SourceError, match="x, line 7: 60 columns instead of 61"):
        lines("x", b"".join(rows), [61])
    mixed = b"\t" * 56 + b"\n" + (b"\t" * 57 + b"\n") * 5 + rows[6]
    with pytest.raises(SourceError, match="line 7: 60 columns instead of 57 or 58"):
        lines("x", mixed, [57, 58])
    with pytest.raises(SourceError, match="ends within a line: it is truncated"):
        lines("x", EXPORT.read_bytes()[:-3], [61])


def test_what_is_no_number_is_null_and_odd_bytes_stop_nothing() -> None:
    row = EXPORT.read_bytes().splitlines(keepends=True)[0].split(b"\t")
    row[34], row[56], row[60] = b"much", b"4#.5", b"http://example.org/\xff\n"
    frame = event_table([b"\t".join(row), EXPORT.read_bytes()], VERSION_2, 61)
    assert frame.height == 1541
    assert frame["tone"][0] is None
    assert frame["latitude"][0] is None
    assert frame["url"][0].startswith("http://example.org/")
    assert frame["tone"].null_count() == 1
    assert read_table([b""], 3, {0: "a"}, {}).height == 0
    quoted = read_table([b'a"b\t"c\td\n'], 3, {0: "a", 1: "b"}, {})
    assert quoted.row(0) == ('a"b', '"c')
