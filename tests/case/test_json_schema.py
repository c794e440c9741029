from __future__ import annotations

import json
from pathlib import Path

from tocsin.case.json_schema import export
from tocsin.case.load import KINDS


def test_there_is_one_schema_for_each_file(tmp_path: Path) -> None:
    paths = export(tmp_path / "new" / "schemas")
    assert [path.name for path in paths] == [
        kind.file.replace(".yaml", ".schema.json") for kind in KINDS
    ]
    assert all(path.is_file() for path in paths)


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in export(tmp_path / "a")]
    assert first == [path.read_bytes() for path in export(tmp_path / "b")]


def test_a_schema_completes_and_explains(tmp_path: Path) -> None:
    export(tmp_path)
    model = json.loads((tmp_path / "model.schema.json").read_text(encoding="utf-8"))
    assert model["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert model["title"] == "Tocsin model.yaml"
    assert model["additionalProperties"] is False
    node = model["$defs"]["Node"]
    assert "ordered levels" in node["description"]
    assert model["$defs"]["NodeKind"]["enum"][0] == "trigger"
    sources = json.loads((tmp_path / "sources.schema.json").read_text(encoding="utf-8"))
    assert sources["type"] == "array"
    assert sources["description"]
    assert sources["$defs"]["Source"]["required"] == ["id", "title", "type"]
