"""pydantic's findings in words, each at its line and column.

pydantic names a place by a path that mixes keys with the branches of unions it tried. Here the
branch that fits best is kept, the others are dropped, and what is left is said as: what was found,
what is allowed, what to do.
"""

from __future__ import annotations

import difflib
import re
import types
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tocsin.case.positions import Document, Path, problem
from tocsin.results import Problem

_PATTERNS = {
    r"^[a-z][a-z0-9_]{0,39}$": "lower-case letters, digits and _, a letter first, at most 40",
    r"^[A-Za-z][A-Za-z0-9_.-]{0,39}$": "letters, digits, and _ . -, a letter first, at most 40",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "a date as 2025, 2025-12 or 2025-12-16",
    r"^[a-z][a-z0-9_]{0,39}\.(up|down)(\.[a-z][a-z0-9_]{0,39})?$": (
        "the id of a learned rate: node.up, node.down, or one of them with .level"
    ),
    r"^sha256:[0-9a-f]{64}$": "sha256: and 64 hexadecimal digits",
    r"^[A-F][1-6]$": "an Admiralty code: a letter A-F and a digit 1-6, such as B2",
}
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list (lines that begin with -)",
    "dict_type": "a mapping (lines of key: value)",
    "model_type": "a mapping (lines of key: value)",
}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, if one is near enough to be meant."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def explain(error: ValidationError, schema: Any, document: Document) -> list[Problem]:
    """Every finding of one validation of ``document`` against ``schema``, in words."""
    details = error.errors(include_url=False)
    return [_in_words(item, schema, document) for item in _without_lost_branches(details, document)]


def _steps(item: ErrorDetails, document: Document) -> list[tuple[str | int, bool]]:
    """pydantic's path, each step with whether it leads through the file.

    What does not is the name of a branch, ``[key]``, or the key that is missing.
    """
    steps: list[tuple[str | int, bool]] = []
    value = document.value
    for step in item["loc"]:
        inside = (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        )
        if inside:
            value = value[step]  # type: ignore[index]  # a key or an index, as just tested
        steps.append((step, inside))
    return steps


def _data_path(item: ErrorDetails, document: Document) -> Path:
    """The part of pydantic's path that leads through the file."""
    return tuple(step for step, inside in _steps(item, document) if inside)


def _without_lost_branches(details: list[ErrorDetails], document: Document) -> list[ErrorDetails]:
    """For every union, only the findings of the branch that the data fits best."""
    kept = list(details)
    forks = {
        item["loc"][:end]
        for item in details
        for end in range(len(item["loc"]))
        if _is_branch(item, end, document)
    }
    for fork in sorted(forks, key=len, reverse=True):
        branches: dict[str | int, list[ErrorDetails]] = defaultdict(list)
        for item in kept:
            if item["loc"][: len(fork)] == fork and _is_branch(item, len(fork), document):
                branches[item["loc"][len(fork)]].append(item)
        best = min(branches, key=lambda name: _misfit(branches[name], len(fork) + 1))
        lost = {id(item) for name, items in branches.items() if name != best for item in items}
        kept = [item for item in kept if id(item) not in lost]
    return kept


def _is_branch(item: ErrorDetails, index: int, document: Document) -> bool:
    """Whether the step at ``index`` names a branch of a union."""
    if index >= len(item["loc"]):
        return False
    step, inside = _steps(item, document)[index]
    missing = item["type"] == "missing" and index + 1 == len(item["loc"])
    return not inside and not missing and step != "[key]"


def _misfit(items: list[ErrorDetails], depth: int) -> tuple[bool, int]:
    """How badly a branch fits: first whether its very kind is wrong, then how many findings."""
    wrong_kind = any(len(item["loc"]) == depth and item["type"].endswith("_type") for item in items)
    return wrong_kind, len(items)


def _in_words(item: ErrorDetails, schema: Any, document: Document) -> Problem:
    loc = item["loc"]
    path = _data_path(item, document)
    kind = item["type"]
    if kind == "missing":
        keys = _keys_of(schema, loc[:-1], required=True)
        return problem(
            "missing-key", document.file, document.place(path),
            f"no key {loc[-1]!r}", f"entries with {', '.join(keys)}", f"add {loc[-1]}:",
        )  # fmt: skip
    if kind == "extra_forbidden":
        keys = _keys_of(schema, loc[:-1], required=False)
        near = nearest(str(loc[-1]), keys)
        return problem(
            "unknown-key", document.file, document.key_place(path),
            f"the unknown key {loc[-1]!r}", ", ".join(keys),
            f"write {near!r}, if that is meant" if near else "remove it or move it to its place",
        )  # fmt: skip
    place = document.key_place(path) if loc[-1:] == ("[key]",) else document.place(path)
    got, allowed, do = _value_in_words(item)
    return problem("bad-value", document.file, place, got, allowed, do)


def _value_in_words(item: ErrorDetails) -> tuple[str, str, str]:
    """What was found, what is allowed and what to do, for a value of the wrong kind or size."""
    kind, context, given = item["type"], item.get("ctx", {}), item["input"]
    got = _shown(given)
    if kind in _WANTED:
        quote = kind == "string_type" and isinstance(given, int | float)
        do = "put it in quotation marks" if quote else f"write {_WANTED[kind]}"
        return got, _WANTED[kind], do
    if kind == "string_pattern_mismatch":
        wanted = _PATTERNS.get(context["pattern"], context["pattern"])
        return got, wanted, "change it to that form"
    if kind in {"literal_error", "enum"}:
        options = re.findall(r"'([^']*)'", str(context["expected"]))
        near = nearest(str(given), options)
        do = f"write {near!r}, if that is meant" if near else "choose one of them"
        return got, str(context["expected"]), do
    if kind.startswith("date"):
        return got, "a date as 2025-12-16", "write year-month-day"
    if kind == "value_error":
        said, _, do = str(context["error"]).partition("; ")
        return said, "what the definition of this entry says", do or "change it"
    if kind in {"too_short", "too_long"}:
        word, limit = (
            ("at least", "min_length") if kind == "too_short" else ("at most", "max_length")
        )
        do = "add entries" if kind == "too_short" else "remove entries"
        return f"{context['actual_length']} entries", f"{word} {context[limit]}", do
    allowed = item["msg"].removeprefix("Input should be ")
    return got, allowed, "change the value"


def _shown(value: object) -> str:
    """A value as it stands in a message: short, and never a whole entry."""
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case _:
            text = repr(value)
            return text if len(text) <= 60 else f"{text[:57]}..."


def _keys_of(schema: Any, loc: Sequence[str | int], *, required: bool) -> list[str]:
    """The keys of the model to which pydantic's path leads, in the order of its definition."""
    found = _branches(schema)
    for step in loc:
        found = [next_one for kind in found for next_one in _step(kind, step)] or [
            kind for kind in found if getattr(kind, "__name__", "") == step
        ] or found  # fmt: skip
    models = [kind for kind in found if isinstance(kind, type) and issubclass(kind, BaseModel)]
    if not models:
        return []
    fields = models[0].model_fields
    return [name for name, one in fields.items() if one.is_required() or not required]


def _branches(schema: Any) -> list[Any]:
    """The alternatives that a type allows; a plain type is its own only one."""
    if get_origin(schema) is Annotated:
        return _branches(get_args(schema)[0])
    if get_origin(schema) in {Union, types.UnionType}:
        return [found for branch in get_args(schema) for found in _branches(branch)]
    return [schema]


def _step(kind: Any, step: str | int) -> list[Any]:
    """The types of what lies under a key or index of ``kind``; none if there can be nothing."""
    if get_origin(kind) is list and isinstance(step, int):
        return _branches(get_args(kind)[0])
    if get_origin(kind) is dict and "[" not in str(step):
        return _branches(get_args(kind)[1])
    if isinstance(kind, type) and issubclass(kind, BaseModel) and step in kind.model_fields:
        return _branches(kind.model_fields[str(step)].annotation)
    return []
