"""What a tidy table is: columns with a meaning and a unit, and one row for each thing it tells of.

A table is defined once; CSV, Parquet, the data dictionary and the reference page come from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tocsin.briefing.findings import Findings
from tocsin.language import Text, pair

Value = str | date | int | float | bool | tuple[str, ...] | None
Get = Callable[[Any], Any]


class Kind(StrEnum):
    """What a column holds; a list is of ids, which have no spaces in them."""

    TEXT = "text"
    DATE = "date"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "true or false"
    LIST = "list"


UNITS: dict[str, Text] = {
    "share": pair("share of one", "part de l’unité"),
    "points": pair("share of one (change)", "part de l’unité (variation)"),
    "log-odds": pair("natural logarithm of odds", "logarithme naturel de la cote"),
    "months": pair("months", "mois"),
    "days": pair("days", "jours"),
    "a year": pair("events a year", "événements par an"),
    "years": pair("years", "années"),
    "degrees": pair("degrees, WGS 84", "degrés, WGS 84"),
}
"""The units of columns, by their code."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in every format, what it holds, what it means, in which unit."""

    name: str
    kind: Kind
    meaning: Text
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A column, and how its value is read off the thing that a row is about."""

    column: Column
    get: Get


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the page of the desk it belongs to, its rows and their fields."""

    name: str
    page: str
    meaning: Text
    things: Callable[[Findings], Iterable[Any]]
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All its columns, those that every table begins with first."""
        return (*(each.column for each in CONTEXT), *(each.column for each in self.fields))


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows, one value for each column."""

    table: Table
    rows: tuple[tuple[Value, ...], ...]


def fill(table: Table, findings: Findings) -> Filled:
    """The rows of a table for the findings of one case as of one date."""
    about = tuple(_value(each.get(findings.assessment)) for each in CONTEXT)
    rows = (
        (*about, *(_value(each.get(thing)) for each in table.fields))
        for thing in table.things(findings)
    )
    return Filled(table, tuple(rows))


def _value(raw: Any) -> Value:
    """Lists as tuples, enumerations as their text; everything else is a value already."""
    if isinstance(raw, (list, tuple)):
        return tuple(str(each) for each in raw)
    return str(raw) if isinstance(raw, StrEnum) else raw


def column(
    kind: Kind, name: str, en: str, fr: str, get: Get | None = None, unit: str | None = None
) -> Field:
    """A field; without ``get`` it is the attribute of its name."""
    return Field(Column(name, kind, pair(en, fr), unit), get or _attribute(name))


def text(name: str, en: str, fr: str, get: Get | None = None) -> Field:
    """A field of text."""
    return column(Kind.TEXT, name, en, fr, get)


def day(name: str, en: str, fr: str, get: Get | None = None) -> Field:
    """A field of a calendar day."""
    return column(Kind.DATE, name, en, fr, get)


def whole(name: str, en: str, fr: str, get: Get | None = None, unit: str | None = None) -> Field:
    """A field of a whole number."""
    return column(Kind.WHOLE, name, en, fr, get, unit)


def number(name: str, en: str, fr: str, get: Get | None = None, unit: str | None = None) -> Field:
    """A field of a number."""
    return column(Kind.NUMBER, name, en, fr, get, unit)


def share(name: str, en: str, fr: str, get: Get | None = None) -> Field:
    """A field of a probability or another share of one."""
    return column(Kind.NUMBER, name, en, fr, get, "share")


def truth(name: str, en: str, fr: str, get: Get | None = None) -> Field:
    """A field that is true or false."""
    return column(Kind.TRUTH, name, en, fr, get)


def ids(name: str, en: str, fr: str, get: Get | None = None) -> Field:
    """A field of several ids."""
    return column(Kind.LIST, name, en, fr, get)


def both(name: str, en: str, fr: str, get: Get | None = None) -> tuple[Field, Field]:
    """Two fields of one text, in English and in French."""
    read = get or _attribute(name)
    return (
        text(
            f"{name}_en", f"{en[:-1]}, in English.", f"{fr[:-1]}, en anglais.", _spoken(read, "en")
        ),
        text(
            f"{name}_fr", f"{en[:-1]}, in French.", f"{fr[:-1]}, en français.", _spoken(read, "fr")
        ),
    )


def _attribute(name: str) -> Get:
    return lambda thing: getattr(thing, name)


def _spoken(read: Get, language: str) -> Get:
    """The wording in one language; several texts are joined, none is nothing."""

    def get(thing: Any) -> str | None:
        said = read(thing)
        if said is None:
            return None
        if isinstance(said, (list, tuple)):
            return "; ".join(getattr(each, language) for each in said)
        wording: str = getattr(said, language)
        return wording

    return get


CONTEXT = (
    text("case", "Id of the case.", "Identifiant du dossier."),
    day("as_of", "Date of knowledge.", "Date de connaissance."),
    text(
        "tlp", "Handling mark (TLP 2.0) of the row.", "Marque de diffusion (TLP 2.0) de la ligne.",
        lambda assessment: f"TLP:{assessment.tlp}",
    ),
)  # fmt: skip
"""The fields that every table begins with, read off the assessment."""
