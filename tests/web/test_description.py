"""The API describes every path, every refusal, with examples, under names that stay."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tocsin.web.description import GROUPS, MEANINGS, REFUSALS

OPERATIONS = {
    "cancel", "decide", "get_assessment", "get_case", "get_evidence", "get_explanation",
    "get_matters", "get_obligations", "get_off_ramps", "get_page", "get_pathways",
    "get_premortem", "get_routes", "get_source", "get_watch_next", "get_whatif", "list_choices",
    "list_evidence", "list_inbox", "list_record", "list_sources", "watch_progress",
}  # fmt: skip
"""Names that programs are generated with: one that goes breaks them, so none may."""


@pytest.fixture
def described(program: TestClient) -> dict[str, Any]:
    told: dict[str, Any] = program.get("/api/v1/openapi.json").json()
    return told


def operations(described: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for path in described["paths"].values() for each in path.values()]


def test_it_is_openapi_3_1_with_a_policy(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    for word in ("Versions", "Deprecation", "Sunset", "problem+json", "Link", "If-None-Match"):
        assert word in described["info"]["description"]


def test_names_of_operations_stay(described: dict[str, Any]) -> None:
    found = [each["operationId"] for each in operations(described)]
    assert len(found) == len(set(found))
    assert set(found) >= OPERATIONS


def test_every_path_is_versioned(described: dict[str, Any]) -> None:
    assert all(path.startswith("/api/v1/") for path in described["paths"])


def test_every_operation_is_told_and_grouped(described: dict[str, Any]) -> None:
    for each in operations(described):
        assert each["summary"], each
        assert each["description"], each
        assert len(each["tags"]) == 1, each
        assert each["tags"][0] in GROUPS, each


def test_every_operation_says_how_it_refuses(described: dict[str, Any]) -> None:
    for each in operations(described):
        refusals = {k: v for k, v in each["responses"].items() if k >= "400"}
        assert {"404", "409", "422", "500"} <= set(refusals)
        for status, told in refusals.items():
            content = told["content"]["application/problem+json"]
            assert content["example"]["status"] == int(status)
            assert content["schema"]["$ref"].endswith("/ProblemDetails")
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_every_parameter_is_explained(described: dict[str, Any]) -> None:
    for each in operations(described):
        for parameter in each.get("parameters", []):
            assert parameter.get("description"), (each["operationId"], parameter["name"])


def test_what_a_program_sends_has_an_example(described: dict[str, Any]) -> None:
    for each in operations(described):
        for content in each.get("requestBody", {}).get("content", {}).values():
            name = content["schema"]["$ref"].rsplit("/", 1)[1]
            assert described["components"]["schemas"][name]["examples"]


def test_refusals_are_explained() -> None:
    assert set(REFUSALS) == set(MEANINGS)
