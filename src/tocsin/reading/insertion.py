"""Putting an entry into a YAML file without touching what a person wrote there.

The text of the file stays as it is, comments, order and line breaks included; the entry is written
where its list ends. What comes out is read again: it must hold what the file held, and the entry.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from tocsin.case.positions import read_document
from tocsin.errors import DraftError

KEYS = ("id", "node", "asked", "loaded")
"""The keys that name an entry in its list, the first that it has."""


class _Flow(yaml.SafeDumper):
    """Quotes texts that the reader of cases takes for numbers, and PyYAML does not: 0E0, 1e5."""


_Flow.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"-?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d+"),
    list("-.0123456789"),
)


class _Dumper(_Flow):
    """Blocks for entries, one line for a text in two languages, nothing for a blank."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _mapping(dumper: yaml.SafeDumper, data: dict[str, Any]) -> yaml.Node:
    flow = set(data) == {"en", "fr"} and sum(map(len, map(str, data.values()))) < 70
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=flow)


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


def name_of(entry: dict[str, Any]) -> object:
    """What an entry is known by in its list."""
    return next((entry[key] for key in KEYS if key in entry), None)


def holds(content: object, section: str | None, entry: dict[str, Any]) -> bool:
    """Whether a file's content has an entry of that name already."""
    listed = content if section is None else (content or {}).get(section)  # type: ignore[attr-defined]
    return any(
        isinstance(one, dict) and name_of(one) == name_of(entry)
        for one in (listed if isinstance(listed, list) else [])
    )


def insert(file: str, text: str, section: str | None, entry: dict[str, Any]) -> str:
    """``text`` with the entry at the end of the list of ``section``, or of the list that it is.

    ``DraftError`` where the file is not of that form: then a person has to put it in.
    """
    before, problems = read_document(file, text.encode())
    if problems or (before is None and text.strip() and not _only_comments(text)):
        raise _refusal(file, section, entry)
    content: Any = before.value if before is not None else None
    try:
        expected = _expected(content, section, entry)
        changed = _changed(text, section, entry)
    except (yaml.YAMLError, TypeError, AttributeError, ValueError) as error:
        raise _refusal(file, section, entry) from error
    after, problems = read_document(file, changed.encode())
    if problems or after is None or after.value != expected:
        raise _refusal(file, section, entry)
    return changed


def _only_comments(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def _expected(content: Any, section: str | None, entry: dict[str, Any]) -> Any:
    if section is None:
        return [*(content or []), entry]
    return {**(content or {}), section: [*((content or {}).get(section) or []), entry]}


def _changed(text: str, section: str | None, entry: dict[str, Any]) -> str:
    if text and not text.endswith("\n"):
        text += "\n"
    root = yaml.compose(text, yaml.CSafeLoader)
    if section is None:
        if root is None:
            return text + _block(entry, 0)
        return _fill(text, root, entry, 0) if _empty(root) else _append(text, root, entry)
    for key, value in root.value if root is not None else ():
        if key.value == section:
            return _fill(text, value, entry, 2) if _empty(value) else _append(text, value, entry)
    return f"{text}{section}:\n{_block(entry, 2)}"


def _fill(text: str, listed: yaml.Node, entry: dict[str, Any], indent: int) -> str:
    """The text with the entry in place of an empty list; a comment beside it stays in its line."""
    head = text[: _offset(text, listed.start_mark)].rstrip(" ")
    comment, _, rest = text[_end(text, listed) :].partition("\n")
    line = f"{head}{comment}\n" if head and not head.endswith("\n") else head + comment.lstrip()
    if line and not line.endswith("\n"):
        line += "\n"
    return line + _block(entry, indent) + rest


def _append(text: str, listed: yaml.Node, entry: dict[str, Any]) -> str:
    """The text with the entry after the last one of a list that is not empty."""
    if _in_line(listed):
        end = _end(text, listed)
        flow = yaml.dump(
            entry, Dumper=_Flow, default_flow_style=True, allow_unicode=True,
            sort_keys=False, width=10**6,
        )  # fmt: skip
        return f"{text[: end - 1].rstrip()}, {flow.strip()}{text[end - 1 :]}"
    last = listed
    while isinstance(last, yaml.CollectionNode) and last.value and not _in_line(last):
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = _end(text, last)
    if end == 0 or text[end - 1] != "\n":
        end = text.index("\n", end) + 1
    return text[:end] + _block(entry, listed.start_mark.column) + text[end:]


def _block(entry: dict[str, Any], indent: int) -> str:
    """An entry as an item of a block list."""
    dumped = yaml.dump(
        [entry], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100,
        default_flow_style=False,
    )  # fmt: skip
    return "".join(f"{' ' * indent}{line}" for line in dumped.splitlines(keepends=True))


def _in_line(node: yaml.Node) -> bool:
    """Whether a list or mapping is written in brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _empty(node: yaml.Node) -> bool:
    blank = isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
    return blank or (isinstance(node, yaml.SequenceNode) and not node.value)


def _offset(text: str, mark: yaml.Mark) -> int:
    """Where a mark is in the text: libyaml counts lines and columns as Python does."""
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: mark.line]) + mark.column


def _end(text: str, node: yaml.Node) -> int:
    return _offset(text, node.end_mark)


def _refusal(file: str, section: str | None, entry: dict[str, Any]) -> DraftError:
    where = f"under {section} in {file}" if section else f"into {file}"
    return DraftError(
        f"the entry {name_of(entry)} cannot be put {where} as the file stands; mend the file, "
        "which tocsin check helps with, or put the entry in by hand"
    )
