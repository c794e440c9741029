"""Write the reference pages from the code: ``python -m docs.generate`` (``--check`` compares only).

The command line, the case format, the results, the formula language and the list of checks are
described where they are defined. These pages repeat it, and a test fails when they are out of date.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import inspect
import pathlib
import re
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from types import ModuleType
from typing import Any

import typer
from pydantic import BaseModel, JsonValue

from docs import openapi
from docs.models import prose, reached, section, type_name
from tocsin import results
from tocsin.case import check, formula, load, positions, schema, schema_errors
from tocsin.cli import app
from tocsin.exports import tables as data_tables
from tocsin.exports.table import CONTEXT, UNITS, Column
from tocsin.lake import cameo
from tocsin.lake import schema as lake_schema
from tocsin.language import Text
from tocsin.outside_view import resolve

REFERENCE = pathlib.Path(__file__).parent / "reference"
NOTICE = "<!-- Written by `python -m docs.generate`; change the code, not this page. -->\n\n"

CASE_TYPES: dict[Any, str] = {
    schema.Name: "name",
    schema.Key: "key",
    schema.Day: "date",
    schema.PartialDate: "partial date",
    schema.Positive: "positive number",
    schema.Share: "share",
    schema.Presence: "presence",
    schema.LearnedKey: "id of a learned rate",
    schema.Rate: "[Count](#count), [Interval](#interval) or [Learned](#learned)",
    Text: "text in two languages",
}
RESULT_TYPES: dict[Any, str] = {Text: "text in two languages", JsonValue: "JSON value"}
OPTION_TYPES: dict[Any, str] = {
    list[int]: "whole number",
    list[str]: "text",
    datetime.datetime: "date",
    pathlib.Path: "path",
}

CASE_INTRODUCTION = """# Case format

A case is a folder of YAML files, written in UTF-8. Unknown keys are errors. Dates and ids that look
like something else are text: a bare `on`, `no` or `2025-12-16` is read as text, never as a truth
value or a number. Aliases, anchors and tags are refused. How to write one is shown in
[how to write a case](../how-to/write-a-case.md).

## Types

| type | meaning |
|---|---|
| name | id of a node, level, hypothesis, assumption: `[a-z][a-z0-9_]*`, at most 40 characters |
| id of a learned rate | `node.up`, `node.down`, or one of them with `.level`, the level left |
| key | any other id: `[A-Za-z][A-Za-z0-9_.-]*`, at most 40 characters |
| date | a day: `2025-12-16` |
| partial date | a date as precise as it is known: `2025`, `2025-12` or `2025-12-16` |
| positive number | above 0 and below 1,000,000,000 |
| share | above 0 and below 1 |
| presence | `0`, `0.5` or `1` |
| text in two languages | a mapping with `en` and `fr`, both required |
"""
EXIT_CODES = """Exit codes: 0, done; 1, `tocsin check` found errors; 2, Tocsin refuses and says why.
Results go to standard output, refusals and progress to standard error.
"""
RESULT_INTRODUCTION = """# Results

{doc}

The verbs of the [Python API](../how-to/use-the-python-api.md) return these types, and `--json` on
the command line prints them. A text in two languages is a mapping with `en` and `fr`.
"""


TABLES_INTRODUCTION = """# Tables

[`tocsin data`](../how-to/take-data-away.md) writes these tables as CSV and Parquet. A cell that is
empty is not known; a list is separated by spaces in CSV and is a list in Parquet.

Every table begins with these columns:

"""


def _first(doc: str | None) -> str:
    """The first sentence of a docstring."""
    return prose(doc).split(". ")[0].removesuffix(".") + "."


def _heading(text: str) -> str:
    return f"\n## {text}\n\n"


def case_format() -> str:
    """Every file of a case, every entry in it, every field."""
    parts = [NOTICE, CASE_INTRODUCTION]
    shown: list[type[BaseModel]] = [Text]
    for kind in load.KINDS:
        needed = "required" if kind.required else "optional"
        parts += [_heading(f"`{kind.file}`")]
        parts += [f"This file is {needed}. It holds: {type_name(kind.schema, CASE_TYPES)}.\n"]
        before = len(shown)
        reached(kind.schema, shown)
        parts += ["\n" + section(model, CASE_TYPES, True) for model in shown[before:]]
    return "".join(parts)


def result_types() -> str:
    """Every type that a verb returns."""
    found = [
        member
        for _, member in inspect.getmembers(results, inspect.isclass)
        if issubclass(member, results.Result) and member is not results.Result
    ]
    base = results.Result.__module__
    found.sort(
        key=lambda model: (
            model.__module__ != base, model.__module__, inspect.getsourcelines(model)[1]
        )
    )  # fmt: skip
    parts = [NOTICE, RESULT_INTRODUCTION.format(doc=prose(results.__doc__)), _heading("Types")]
    return "".join(parts) + "\n".join(section(model, RESULT_TYPES, False) for model in found)


def formulas() -> str:
    """The language of conditions."""
    grammar = files("tocsin.case").joinpath("formula.lark").read_text(encoding="utf-8").strip()
    limits = {
        "characters": formula.MAX_LENGTH,
        "depth of nesting": formula.MAX_DEPTH,
        "terms": formula.MAX_TERMS,
        "largest number a count is compared with": formula.MAX_NUMBER,
    }
    reserved = ", ".join(f"`{word}`" for word in sorted(formula.RESERVED))
    rows = [
        ("`node >= level`", formula.Compare, "`>=` `<=` `==` `!=` `>` `<`, by the order of levels"),
        ("`name`", formula.Truth, "no level: it is true or not"),
        ("`not a`", formula.Not, "binds closest"),
        ("`a and b`", formula.And, "binds closer than `or`"),
        ("`a or b`", formula.Or, "use parentheses to group"),
        ("`count(a, b, c) >= 2`", formula.Count, "any of the six comparisons"),
        ("`true`, `false`", formula.Constant, "for a condition that always or never holds"),
    ]
    table = "\n".join(f"| {form} | {_first(kind.__doc__)} | {note} |" for form, kind, note in rows)
    return (
        f"{NOTICE}# Formula language\n\n{prose(formula.__doc__)}\n"
        f"{_heading('Forms')}| form | meaning | note |\n|---|---|---|\n{table}\n"
        f"\nReserved words, which cannot be ids: {reserved}.\n"
        f"{_heading('Limits')}| what | at most |\n|---|---:|\n"
        + "\n".join(f"| {what} | {number} |" for what, number in limits.items())
        + f"\n{_heading('Grammar')}```text\n{grammar}\n```\n"
    )


CODE = re.compile(r"[a-z]+(-[a-z]+)+")


def codes_in(module: ModuleType) -> list[str]:
    """The codes of findings that a module can report, from its source."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Constant(value=str(text)) if CODE.fullmatch(text):
                found.add(text)
            case ast.Call(func=ast.Name(id="Reference" | "_each" | "_keys"), args=[first, *_]):
                if isinstance(first, ast.Constant):
                    found.add(f"unknown-{first.value!s}")
    # the bare kinds of reference stand in the source as well, and are no codes
    return sorted(code for code in found if f"unknown-{code}" not in found)


def checks() -> str:
    """Every rule of ``tocsin check`` and every code it can print."""
    parts = [NOTICE, f"# Checks\n\n{prose(check.__doc__)}\n"]
    parts += ["\nA line of `tocsin check` reads `file:line:column: severity [code] what it got; "]
    parts += ["what is allowed; what to do`. Severity `error` stands in the way of an assessment; "]
    parts += ["`warning` and `note` do not.\n"]
    readers = (load, positions, schema_errors, check)
    parts += [_heading("Reading the files")]
    parts += [f"{prose(positions.__doc__)}\n\n"]
    parts += ["Codes: " + _listed(code for module in readers for code in codes_in(module)) + "\n"]
    by_module: dict[str, list[Callable[..., Any]]] = {}
    for rule in (*check.CHECKS, resolve.counted_classes):
        by_module.setdefault(rule.__module__, []).append(rule)
    for name, rules in by_module.items():
        module = sys.modules[name]
        title = _first(module.__doc__).removesuffix(".").removeprefix("Checks of ")
        parts += [_heading(title[0].upper() + title[1:])]
        parts += [f"* {prose(rule.__doc__)}\n" for rule in rules]
        parts += ["\nCodes: " + _listed(codes_in(module)) + "\n"]
    return "".join(parts)


def _listed(codes: Iterator[str] | list[str]) -> str:
    return ", ".join(f"`{code}`" for code in sorted(set(codes)))


def command_line() -> str:
    """Every command and option of ``tocsin``."""
    group: Any = typer.main.get_command(app)
    parts = [NOTICE, f"# Command line\n\n{prose(group.help)}\n\n"]
    parts += [f"`tocsin {param.opts[0]}`: {param.help}\n" for param in group.params]
    parts += ["`tocsin COMMAND --help`: what a command does and takes.\n\n", EXIT_CODES]
    for name, command in commands(group):
        usage = " ".join(_usage(param) for param in command.params)
        parts += [_heading(f"`tocsin {name}`"), f"{prose(command.help)}\n"]
        parts += [f"\n```text\ntocsin {name} {usage}\n```\n"]
        if command.params:
            parts += ["\n| argument or option | value | default | meaning |\n|---|---|---|---|\n"]
            parts += [_row(param) for param in command.params]
    return "".join(parts)


def commands(group: Any) -> Iterator[tuple[str, Any]]:
    """Every command that can be called, with the words that call it; groups are gone through."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from ((f"{name} {inner}", each) for inner, each in commands(command))
        else:
            yield name, command


def _usage(param: Any) -> str:
    if param.param_type_name == "argument":
        word = str(param.name).upper()
        return word if param.required else f"[{word}]"
    flag = str(param.opts[0])
    word = flag if param.is_flag else f"{flag} {param.metavar or str(param.name).upper()}"
    return word if param.required else f"[{word}]"


def _row(param: Any) -> str:
    if param.param_type_name == "argument":
        shown = f"`{str(param.name).upper()}`"
    else:
        shown = ", ".join(f"`{opt}`" for opt in [*param.opts, *param.secondary_opts])
    hint = param.type_descriptor.annotation
    value = "flag" if hint is bool else type_name(hint, OPTION_TYPES)
    if param.min is not None:
        value += f", at least {param.min}" + (f", at most {param.max}" if param.max else "")
    default = "required" if param.required else _shown_default(param.default)
    meaning = prose(getattr(param, "help", "") or "").replace("|", "\\|")
    return f"| {shown} | {value} | {default} | {meaning} |\n"


def _shown_default(value: Any) -> str:
    plain = getattr(value, "value", value)
    return "off" if plain is False else "none" if plain is None or callable(plain) else f"`{plain}`"


def lake_tables() -> str:
    """Every column of the lake, and every event code."""
    parts = [NOTICE, f"# The lake\n\n{prose(lake_schema.__doc__)}\n"]
    for table in lake_schema.TABLES.values():
        parts += [_heading(f"`{table.name}`"), f"{table.meaning}\n"]
        key = ", ".join(f"`{name}`" for name in table.key)
        parts += [f"\nA row is unique by `source`, {key} and `release`.\n"]
        parts += ["\n| column | type | null | meaning |\n|---|---|---|---|\n"]
        parts += [
            f"| `{c.name}` | {c.type.split('(')[0]} | {'no' if c.required else 'yes'} "
            f"| {c.meaning} |\n"
            for c in table.columns
        ]
    parts += [_heading("CAMEO codes"), f"{prose(cameo.__doc__)}\n\n"]
    parts += ["| code | name | quad class |\n|---|---|---:|\n"]
    parts += [
        f"| {code} | {label} | {cameo.QUAD_OF_ROOT[code[:2]]} |\n"
        for code, label in cameo.labels().items()
    ]
    return "".join(parts)


def api() -> str:
    """Every operation of the desk's API; whichever case it shows, it describes itself alike."""
    from tocsin.web.app import create_app
    from tocsin.workflows import cases
    from tocsin.workflows.desk import Desk

    opened = Desk(lambda: cases.load("ballot"))
    try:
        return NOTICE + openapi.page(create_app(opened).openapi())
    finally:
        opened.close()


def exported_tables() -> str:
    """Every table of ``tocsin data``, with its columns in both languages."""
    parts = [NOTICE, TABLES_INTRODUCTION]
    parts += ["| column | type | unit | meaning | sens |\n|---|---|---|---|---|\n"]
    parts += [_column(each.column) for each in CONTEXT]
    for table in data_tables.TABLES.values():
        parts += [_heading(f"`{table.name}`")]
        parts += [f"{table.meaning.en}\n\n*{table.meaning.fr}*\n"]
        parts += ["\n| column | type | unit | meaning | sens |\n|---|---|---|---|---|\n"]
        parts += [_column(each.column) for each in table.fields]
    return "".join(parts)


def _column(column: Column) -> str:
    unit = UNITS[column.unit].en if column.unit else ""
    said = f"{column.meaning.en} | {column.meaning.fr}"
    return f"| `{column.name}` | {column.kind} | {unit} | {said} |\n"


PAGES: dict[str, Callable[[], str]] = {
    "api.md": api,
    "cli.md": command_line,
    "case-format.md": case_format,
    "results.md": result_types,
    "tables.md": exported_tables,
    "lake.md": lake_tables,
    "formulas.md": formulas,
    "checks.md": checks,
}


def main() -> int:
    """Write the pages, or say which are out of date."""
    parser = argparse.ArgumentParser(description="Write the reference pages from the code.")
    parser.add_argument("--check", action="store_true", help="compare only")
    compare = parser.parse_args().check
    stale = []
    for name, page in PAGES.items():
        path, text = REFERENCE / name, page()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not compare:
                path.write_text(text, encoding="utf-8")
    print("out of date: " + ", ".join(stale) if stale else "nothing to change")
    return 1 if compare and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
