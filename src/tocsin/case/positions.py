"""YAML from a stranger, read so that every value keeps its line and column.

The reader takes parser events one by one and never recurses. It knows plain data only: mappings
with text keys, lists, text, numbers, ``true``, ``false`` and null. A bare ``on``, ``no``, ``0312``
or ``2025-12-16`` is text. Aliases, anchors, tags, repeated keys, control characters, numbers that
are huge, and files that are too large or too deep are problems, each with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from tocsin.results import Problem

MAX_BYTES = 2_000_000
"""Size of one file."""
MAX_DEPTH = 40
"""How deep lists and mappings may stand inside each other."""
MAX_NODES = 200_000
"""Values and keys in one file."""
MAX_NUMBER = 1e12
"""Largest magnitude of a number; nothing in a case is counted beyond it."""
MAX_DIGITS = 40
"""Longest number, in characters."""

Path: TypeAlias = tuple[str | int, ...]
"""The keys and list indices that lead from the top of a file to a value."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
_NOT_TEXT = re.compile(
    # Control characters, line breaks other than \n and \r, surrogates and non-characters, and
    # marks that reverse the order of reading, which can make a file show what it does not say.
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_NULLS = frozenset({"", "~", "null"})


def plain_text(text: str) -> str:
    """A text without the characters that no file of a case may hold: each becomes a space."""
    return _NOT_TEXT.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key or value begins, counted from 1.

    ``inset`` is how far its text begins to the right of that (1 after a quotation mark), or
    ``None`` for text over several lines, of which only the beginning can be pointed at.
    """

    line: int
    column: int
    inset: int | None = None

    def within(self, column: int) -> int:
        """The column in the file of the character at ``column`` (from 1) of the text."""
        return self.column if self.inset is None else self.column + self.inset + column - 1


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its plain data, and the place of every value and of every key."""

    file: str
    value: object
    values: dict[Path, Place]
    keys: dict[Path, Place]

    def place(self, path: Path) -> Place:
        """The place of the value at ``path``, or of the nearest one around it."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, Place(1, 1))

    def key_place(self, path: Path) -> Place:
        """The place of the key at ``path``, or of the value where there is no key."""
        return self.keys.get(path) or self.place(path)


def read_document(file: str, content: bytes) -> tuple[Document | None, list[Problem]]:
    """Read one file; there is a document only where there is no problem."""
    if len(content) > MAX_BYTES:
        got = f"a file of more than {MAX_BYTES:,} bytes"
        return None, [problem("file-size", file, Place(1, 1), got, "smaller files", "split it")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(content[: error.start].decode("utf-8-sig", "replace"))
        got = f"the byte 0x{content[error.start]:02x}, which is not UTF-8"
        return None, [problem("file-encoding", file, place, got, "UTF-8", "save it as UTF-8")]
    control = _NOT_TEXT.search(text)
    if control:
        return None, [_control_problem(file, _place_of(text[: control.start()]), control[0])]
    reader = _Reader(file)
    reader.read(text)
    if reader.problems:
        return None, reader.problems
    return Document(file, reader.root, reader.values, reader.keys), []


def _place_of(before: str) -> Place:
    """The place just after the text ``before``."""
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def problem(code: str, file: str, place: Place, got: str, allowed: str, do: str) -> Problem:
    """An error at a place: what was found, what is allowed, what to do."""
    return Problem(
        severity="error",
        code=code,
        file=file,
        line=place.line,
        column=place.column,
        got=f"got {got}",
        allowed=f"allowed: {allowed}",
        do=do,
    )


def _control_problem(file: str, place: Place, character: str) -> Problem:
    got = f"the control character U+{ord(character):04X}"
    return problem("yaml-control", file, place, got, "printable text", "remove the character")


class _StopError(Exception):
    """The rest of the file is not worth reading."""


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open; ``key`` waits for its value."""

    path: Path
    container: list[object] | dict[str, object]
    key: str | None = None


@dataclass(slots=True)
class _Reader:
    """Builds plain data from parser events and notes the place of each."""

    file: str
    root: object = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _open: list[_Frame] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0

    def read(self, text: str) -> None:
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
        except _StopError:
            pass
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
            reason = " ".join(part for part in (error.context, error.problem) if part)
            self._add(
                "yaml-syntax",
                place,
                f"text that is not YAML ({reason})",
                "YAML 1.2",
                "check indentation, quotation marks and colons just before this place",
            )
        except yaml.YAMLError as error:
            self._add(
                "yaml-syntax",
                Place(1, 1),
                f"text that is not YAML ({error})",
                "YAML 1.2",
                "write the file anew as plain text",
            )

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._count(event)
        if isinstance(event, yaml.ScalarEvent):
            if self._open and self._awaits_key():
                self._set_key(event)
            else:
                self._put(self._scalar(event), _scalar_place(event))
        elif isinstance(event, yaml.MappingStartEvent):
            self._enter({}, _start(event))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._enter([], _start(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._put(None, _start(event))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(
                    "yaml-documents",
                    event,
                    "a second document",
                    "one document a file",
                    "remove the line ---",
                )

    def _count(self, event: yaml.NodeEvent) -> None:
        """What no value may have, whatever its kind; and how many there are."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop("yaml-nodes", event, f"more than {MAX_NODES:,} values", "fewer", "split it")
        if event.anchor is not None:
            kind = "alias *" if isinstance(event, yaml.AliasEvent) else "anchor &"
            self._add(
                "yaml-alias",
                _start(event),
                f"the {kind}{event.anchor[:40]}",
                "no aliases and no anchors",
                "write the value out where it is used",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._add(
                "yaml-tag",
                _start(event),
                f"the tag {tag[:80]}",
                "no tags",
                "remove the tag; put text in quotation marks",
            )

    def _awaits_key(self) -> bool:
        frame = self._open[-1]
        return isinstance(frame.container, dict) and frame.key is None

    def _set_key(self, event: yaml.ScalarEvent) -> None:
        frame, key, place = self._open[-1], event.value, _scalar_place(event)
        self._refuse_controls(key, place)
        path = (*frame.path, key)
        if path in self.keys:
            self._add(
                "yaml-duplicate-key",
                place,
                f"the key {key[:40]!r} a second time",
                f"each key once (first on line {self.keys[path].line})",
                "remove or rename one of the two",
            )
        self.keys.setdefault(path, place)
        frame.key = key

    def _enter(self, container: list[object] | dict[str, object], place: Place) -> None:
        if self._open and self._awaits_key():
            self._add("yaml-key", place, "a list or mapping as a key", "text as a key", "rename it")
            raise _StopError
        if len(self._open) >= MAX_DEPTH:
            self._add(
                "yaml-depth",
                place,
                f"more than {MAX_DEPTH} levels of nesting",
                "fewer",
                "flatten the data",
            )
            raise _StopError
        self._open.append(_Frame(self._put(container, place), container))

    def _put(self, value: object, place: Place) -> Path:
        """Store a value where it belongs and give its path."""
        if not self._open:
            self.root, path = value, Path()
        else:
            frame = self._open[-1]
            if isinstance(frame.container, list):
                path = (*frame.path, len(frame.container))
                frame.container.append(value)
            else:
                key = frame.key
                if key is None:
                    self._add("yaml-key", place, "an alias as a key", "text as a key", "rename it")
                    raise _StopError
                path = (*frame.path, key)
                frame.container.setdefault(key, value)
                frame.key = None
        self.values.setdefault(path, place)
        return path

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        text, place = event.value, _scalar_place(event)
        if event.style:
            self._refuse_controls(text, place)
            return text
        if text in _NULLS:
            return None
        if text in {"true", "false"}:
            return text == "true"
        return self._number(text, place) if _NUMBER.fullmatch(text) else text

    def _number(self, text: str, place: Place) -> int | float:
        number = float(text) if len(text) <= MAX_DIGITS else float("inf")
        if abs(number) > MAX_NUMBER:
            self._add(
                "yaml-number",
                place,
                f"the number {text[:MAX_DIGITS]}",
                f"numbers up to {MAX_NUMBER:g} in at most {MAX_DIGITS} characters",
                "write a smaller number, or put quotation marks round it",
            )
            return 0
        return int(text) if _INTEGER.fullmatch(text) else number

    def _refuse_controls(self, text: str, place: Place) -> None:
        """Escapes such as \\0 bring in what the file itself could not hold."""
        control = _NOT_TEXT.search(text)
        if control:
            self.problems.append(_control_problem(self.file, place, control[0]))

    def _add(self, code: str, place: Place, got: str, allowed: str, do: str) -> None:
        self.problems.append(problem(code, self.file, place, got, allowed, do))

    def _stop(self, code: str, event: yaml.Event, got: str, allowed: str, do: str) -> None:
        self._add(code, _start(event), got, allowed, do)
        raise _StopError


def _start(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _scalar_place(event: yaml.ScalarEvent) -> Place:
    start, end = _start(event), event.end_mark
    if end is None or end.line + 1 != start.line or event.style in {"|", ">"}:
        return start
    return Place(start.line, start.column, len(event.style or ""))
