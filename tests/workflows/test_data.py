"""The verb ``export_data``: every format, from one definition, with what says how to read it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests import results_for_tests as made
from tests.workflows.test_desk import calls as calls  # the answers made up
from tocsin.errors import TocsinError, WorkspaceError
from tocsin.exports.tables import TABLES
from tocsin.results import DataFormat
from tocsin.workflows.data import export_data


def test_every_table_is_written_in_each_format(calls: list[str], tmp_path: Path) -> None:
    done = export_data(made.case(), tmp_path / "out", formats=list(DataFormat))
    names = {each.path for each in done.files}
    assert {f"{name}.{form}" for name in TABLES for form in ("csv", "parquet")} <= names
    assert {"map.geojson", "results.json", "datapackage.json", "README.md"} <= names
    assert (done.tlp, done.as_of) == ("TLP:CLEAR", made.AS_OF)
    assert "whatif" not in calls, "no scenario was asked for"


@pytest.mark.usefixtures("calls")
def test_the_dictionary_says_what_each_file_and_column_is(tmp_path: Path) -> None:
    done = export_data(made.case(), tmp_path / "out", formats=["csv", "geojson"])
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    hashes = {each.path: f"sha256:{each.sha256}" for each in done.files}
    assert len(package["resources"]) == len(TABLES)
    for resource in package["resources"]:
        assert resource["hash"] == hashes[resource["path"]]
        text = (tmp_path / "out" / resource["path"]).read_text(encoding="utf-8")
        header = next(csv.reader(io.StringIO(text)))
        assert header == [each["name"] for each in resource["schema"]["fields"]]
    assert package["tlp"] == "TLP:CLEAR"
    readme = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert readme.count("**TLP:CLEAR**") == 2, "in both languages"
    assert "`map.geojson`" in readme
    assert "results.json" not in readme, "only what is there"


@pytest.mark.usefixtures("calls")
def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    first, again = (
        export_data(made.case(), tmp_path / name, formats=list(DataFormat)) for name in ("a", "b")
    )
    assert first.files == again.files


@pytest.mark.usefixtures("calls")
def test_results_are_those_of_the_verbs(tmp_path: Path) -> None:
    export_data(made.case(), tmp_path / "out", formats=["json"])
    results = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert results["assessment"] == made.assessment().model_dump(mode="json")
    assert results["whatif"] is None


def test_a_folder_in_use_costs_no_work(calls: list[str], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"mine\.txt"):
        export_data(made.case(), tmp_path)
    assert calls == []


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TocsinError, match="'xlsx'; allowed are csv, parquet"):
        export_data(made.case(), tmp_path / "out", formats=["xlsx"])
    with pytest.raises(TocsinError, match="no format"):
        export_data(made.case(), tmp_path / "out", formats=[])
