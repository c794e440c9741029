"""The reference page of the API, from its own description (OpenAPI 3.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docs.models import prose
from tocsin import results

INTRODUCTION = """# The API of the desk

`tocsin serve` answers programs at `/api/v1`; see [how to use it](../how-to/use-the-api.md).
What is here is what the desk itself says at `/api/v1/openapi.json`, version {version}.

{summary}
"""


def page(described: dict[str, Any]) -> str:
    """The page: what holds for all operations, each operation, and the types of its own."""
    about = described["info"]
    parts = [INTRODUCTION.format(version=about["version"], summary=about["description"].strip())]
    for group in described["tags"]:
        parts.append(f"\n## {group['name'].capitalize()}\n\n{group['description']}\n")
        parts += [
            _operation(path, method, operation)
            for path, methods in described["paths"].items()
            for method, operation in methods.items()
            if operation["tags"] == [group["name"]]
        ]
    parts.append("\n## Types\n\nThose of [results](results.md), and these:\n")
    schemas = described["components"]["schemas"]
    own = [name for name in sorted(schemas) if not hasattr(results, name)]
    parts += [_type(name, schemas[name]) for name in own if name not in ("Text", "Language")]
    return "".join(parts)


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    lines = [f"\n### `{method.upper()} {path}`\n", f"\n{prose(operation['description'])}\n"]
    lines.append(f"\nOperation `{operation['operationId']}`.\n")
    if operation.get("parameters"):
        lines.append("\n| parameter | in | value | default | meaning |\n|---|---|---|---|---|\n")
        lines += [_parameter(each) for each in operation["parameters"]]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        lines.append(f"\nTakes {_name(content['schema'])}.\n")
    answers = ", ".join(_answers(operation["responses"]))
    return "".join([*lines, f"\nAnswers {answers}.\n"])


def _parameter(told: dict[str, Any]) -> str:
    default = told["schema"].get("default")
    shown = "required" if told["required"] else f"`{default}`" if default else "none"
    value = _name(told["schema"]).replace("|", "\\|")
    meaning = prose(told["description"]).replace("|", "\\|")
    return f"| `{told['name']}` | {told['in']} | {value} | {shown} | {meaning} |\n"


def _answers(responses: dict[str, Any]) -> Iterator[str]:
    for status, told in responses.items():
        contents = [each.get("schema", {}) for each in told.get("content", {}).values()]
        given = f": {_name(contents[0])}" if contents and status < "300" else ""
        headers = " and ".join(f"`{name}`" for name in told.get("headers", {}))
        yield f"{status}{given}" + (f" with {headers}" if headers and status < "300" else "")


def _name(schema: dict[str, Any]) -> str:
    """A type in words: those of the results lead to their page."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        if name == "Text":
            return "text in two languages"
        if name == "Language":
            return "`en` or `fr`"
        page = "results.md" if hasattr(results, name) else ""
        return f"[{name}]({page}#{name.lower()})"
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(map(_name, schema[several])))
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    return _plain(schema)


def _plain(schema: dict[str, Any]) -> str:
    match schema.get("type"):
        case "array":
            return f"list of {_name(schema.get('items', {}))}"
        case "object" if isinstance(schema.get("additionalProperties"), dict):
            return f"mapping to {_name(schema['additionalProperties'])}"
        case "integer":
            ends = [f"{word} {schema[key]}" for key, word in
                    (("minimum", "at least"), ("maximum", "at most")) if key in schema]  # fmt: skip
            return ", ".join(["whole number", *ends])
        case "string":
            return "date" if schema.get("format") == "date" else "text"
        case "boolean":
            return "true or false"
        case "null":
            return "null"
        case "number":
            return "number"
        case _:
            return "any value"


def _type(name: str, schema: dict[str, Any]) -> str:
    lines = [f"\n### {name}\n\n{prose(schema.get('description'))}\n"]
    if schema.get("properties"):
        lines.append("\n| field | value | meaning |\n|---|---|---|\n")
        lines += [
            f"| `{key}` | {_name(told)} | {prose(told.get('description'))} |\n"
            for key, told in schema["properties"].items()
        ]
    lines += [
        f"\n```json\n{json.dumps(example, indent=2, ensure_ascii=False)}\n```\n"
        for example in schema.get("examples", [])
    ]
    return "".join(lines)
