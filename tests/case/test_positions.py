from __future__ import annotations

import pytest

from tocsin.case.positions import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, Place, read_document


def read(text: str | bytes) -> Document:
    document, problems = read_document("f.yaml", text.encode() if isinstance(text, str) else text)
    assert problems == []
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("3", 3),
        ("-3", -3),
        ("0", 0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("0312", "0312"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("+3", "+3"),
        (".inf", ".inf"),
        ("nan", "nan"),
        ("2025-12-16", "2025-12-16"),
        ("2025-12", "2025-12"),
        ("'3'", "3"),
        ('"true"', "true"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_bare_words_are_text_unless_they_are_plainly_something_else(
    text: str, value: object
) -> None:
    found = read(f"key: {text}\n").value
    assert found == {"key": value}
    assert isinstance(found, dict)
    assert type(found["key"]) is type(value)


def test_keys_are_always_text() -> None:
    assert read("1: a\nno: b\ntrue: c\n").value == {"1": "a", "no": "b", "true": "c"}


def test_every_value_keeps_its_place() -> None:
    document = read("a:\n  - id: 'x y'\n    text: >\n      long\n      text\n  - {b: 2, c: [on]}\n")
    assert document.place(()) == Place(1, 1)
    assert document.place(("a", 0, "id")) == Place(2, 9, 1)
    assert document.place(("a", 0, "text")) == Place(3, 11)
    assert document.place(("a", 1, "c", 0)) == Place(6, 16, 0)
    assert document.key_place(("a", 1, "c")) == Place(6, 12, 0)
    assert document.place(("a", 1, "missing")) == document.place(("a", 1))


def test_a_column_in_a_text_becomes_a_column_in_the_file() -> None:
    assert Place(3, 9, 1).within(1) == 10
    assert Place(3, 9, 0).within(5) == 13
    assert Place(3, 9).within(5) == 9


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (LAUGHS, "yaml-alias", 1, 4),
        ("a: 1\nb: *a\n", "yaml-alias", 2, 4),
        ("a: &x 1\n", "yaml-alias", 1, 4),
        ("a: !!python/object/apply:os.system ['true']\n", "yaml-tag", 1, 4),
        ("a: !mine x\n", "yaml-tag", 1, 4),
        ("a: ! x\n", "yaml-tag", 1, 4),
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3, 1),
        ("- x: {b: 1, b: 2}\n", "yaml-duplicate-key", 1, 13),
        ("[" * 100_000, "yaml-depth", 1, MAX_DEPTH + 1),
        ("- " * 5_000, "yaml-depth", 1, 2 * MAX_DEPTH + 1),
        ("a: " + "{b: " * 5_000, "yaml-depth", 1, 3 + 4 * (MAX_DEPTH - 1) + 1),
        ("[" + "1," * MAX_NODES, "yaml-nodes", 1, 2 * MAX_NODES),
        ("a: 1\nb: 1e400\n", "yaml-number", 2, 4),
        ("a: 9999999999999\n", "yaml-number", 1, 4),
        ("a: -9999999999999\n", "yaml-number", 1, 4),
        (f"a: {'1' * 5_000}\n", "yaml-number", 1, 4),
        (f"a: 0.{'1' * 50}\n", "yaml-number", 1, 4),
        ("a: 1\nb: x\0y\n", "yaml-control", 2, 5),
        ('a: "x\\0y"\n', "yaml-control", 1, 4),
        ('"\\a": 1\n', "yaml-control", 1, 1),
        ("a: \u202eabc\n", "yaml-control", 1, 4),
        ("a: x\u2028y\n", "yaml-control", 1, 5),
        ("a: x\x85y\n", "yaml-control", 1, 5),
        (b"a: 1\nb: \xff\n", "file-encoding", 2, 4),
        ("a: 1\n".encode("utf-16"), "file-encoding", 1, 1),
        ("a: [1\nb: 2\n", "yaml-syntax", 2, 2),
        ("a: b: c\n", "yaml-syntax", 1, 5),
        ("a:\n\t- b\n", "yaml-syntax", 2, 1),
        ("%YAML 9.9\n---\na: 1\n", "yaml-syntax", 1, 1),
        ("? [a]\n: 1\n", "yaml-key", 1, 3),
        ("a: 1\n---\nb: 2\n", "yaml-documents", 2, 1),
        ("#" * (MAX_BYTES + 1), "file-size", 1, 1),
    ],
)
def test_what_is_not_plain_data_is_refused_at_its_place(
    text: str | bytes, code: str, line: int, column: int
) -> None:
    content = text.encode() if isinstance(text, str) else text
    document, problems = read_document("f.yaml", content)
    assert document is None
    first = problems[0]
    assert (first.code, first.file, first.line, first.column) == (code, "f.yaml", line, column)
    assert first.severity == "error"
    assert first.got
    assert first.allowed
    assert first.do


def test_all_problems_of_a_file_come_at_once() -> None:
    _, problems = read_document("f.yaml", b"a: &x 1\na: 2\nb: !t 3\nc: 1e99\n")
    assert [one.code for one in problems] == [
        "yaml-alias",
        "yaml-duplicate-key",
        "yaml-tag",
        "yaml-number",
    ]


def test_byte_order_marks_and_windows_line_ends_are_fine() -> None:
    assert read(b"\xef\xbb\xbfa: 1\r\nb: x\r\n").value == {"a": 1, "b": "x"}
