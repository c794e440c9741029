"""Reference pages from pydantic models: every field with its type, allowed values and default."""

from __future__ import annotations

import datetime
import inspect
import re
import types
from collections.abc import Iterator, Mapping
from enum import EnumType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import annotated_types
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

PLAIN = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    datetime.date: "date",
    datetime.datetime: "date and time",
    types.NoneType: "null",
}
BOUNDS = (
    (annotated_types.Ge, "ge", "≥"),
    (annotated_types.Gt, "gt", ">"),
    (annotated_types.Le, "le", "≤"),
    (annotated_types.Lt, "lt", "<"),
    (annotated_types.MultipleOf, "multiple_of", "a multiple of"),
    (annotated_types.MinLen, "min_length", "entries: at least"),
    (annotated_types.MaxLen, "max_length", "entries: at most"),
)


def prose(text: str | None) -> str:
    """A docstring as Markdown: single backquotes, one paragraph a line."""
    cleaned = inspect.cleandoc(text or "")
    paragraphs = re.split(r"\n\s*\n", cleaned.replace("``", "`"))
    return "\n\n".join(" ".join(part.split()) for part in paragraphs)


def models_in(hint: Any) -> Iterator[type[BaseModel]]:
    """Every model that a type names, itself included, in order."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for part in get_args(hint):
        yield from models_in(part)


def reached(hint: Any, seen: list[type[BaseModel]]) -> None:
    """Add to ``seen`` every model that can be met below a type, each once."""
    for model in models_in(hint):
        if model not in seen:
            seen.append(model)
            for inner in get_type_hints(model, include_extras=True).values():
                reached(inner, seen)


def type_name(hint: Any, aliases: Mapping[Any, str]) -> str:
    """A type in words, with its allowed values and bounds."""
    for alias, name in aliases.items():
        if hint == alias:
            return name
    if hint in PLAIN:
        return PLAIN[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        notes = ", ".join(note for extra in parts[1:] for note in _notes(extra))
        inner = type_name(parts[0], aliases)
        return f"{inner} ({notes})" if notes else inner
    if origin is Literal:
        return "one of " + ", ".join(f"`{value}`" for value in parts)
    if origin in (Union, types.UnionType):
        return " or ".join(type_name(part, aliases) for part in parts)
    if origin is list or (origin is tuple and parts[-1] is Ellipsis):
        return f"list of {type_name(parts[0], aliases)}"
    if origin is dict:
        return f"mapping from {type_name(parts[0], aliases)} to {type_name(parts[1], aliases)}"
    if isinstance(hint, EnumType):
        values: list[Any] = list(hint)
        return "one of " + ", ".join(f"`{member.value}`" for member in values)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    raise TypeError(f"the reference pages cannot say the type {hint!r}; add it to docs/models.py")


def _notes(extra: Any) -> Iterator[str]:
    if isinstance(extra, FieldInfo):
        for item in extra.metadata:
            yield from _notes(item)
    if isinstance(extra, StringConstraints) and extra.pattern:
        yield f"pattern `{extra.pattern}`"
    for kind, field, words in BOUNDS:
        if isinstance(extra, kind):
            yield f"{words} {getattr(extra, field):g}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.default
    if value is PydanticUndefined and field.default_factory is not None:
        value = field.default_factory()  # type: ignore[call-arg]
    if isinstance(value, BaseModel):
        return "its own defaults"
    if value is None:
        return "none"
    if isinstance(value, dict):
        return ", ".join(f"`{key}`: {item}" for key, item in value.items()) or "empty"
    if isinstance(value, list):
        return "empty" if not value else f"`{value}`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def section(model: type[BaseModel], aliases: Mapping[Any, str], defaults: bool) -> str:
    """One model: its docstring and a table of its fields."""
    hints = get_type_hints(model, include_extras=True)
    lines = [f"### {model.__name__}", "", prose(model.__doc__), ""]
    columns = ["field", "type", *(["default"] if defaults else [])]
    lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for name, field in model.model_fields.items():
        cells = [f"`{name}`", type_name(hints[name], aliases)]
        if defaults:
            cells.append(_default(field))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
