"""Data of a case: all that is shown, as tables, a map, a STIX bundle, or the typed results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.case.schema import Case
from tocsin.errors import TocsinError
from tocsin.exports.case_files import case_archive
from tocsin.exports.dictionary import data_package, readme
from tocsin.exports.files import as_csv, as_json, as_parquet
from tocsin.exports.geo import geojson
from tocsin.exports.table import UNITS, fill
from tocsin.exports.tables import TABLES, table_named
from tocsin.handling import RULES, shown
from tocsin.results import DataColumn, DataFormat, DataTable, WrittenFolder
from tocsin.workflows.answers import Answers, Asked, ScenarioText, pair_of_states
from tocsin.workflows.folders import ours, write_folder

RESULTS = (
    "assessment", "explanation", "matters", "pathways", "premortem", "watch_next", "off_ramps",
    "whatif", "obligations", "routes", "record",
)  # fmt: skip
"""The typed results that ``results.json`` holds."""


TABULAR = (DataFormat.CSV, DataFormat.PARQUET)


def export_data(
    case: Case,
    folder: str | Path,
    *,
    formats: Sequence[str] = (DataFormat.CSV,),
    workspace: str | None = None,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    hold: Sequence[str] = (),
    put: Sequence[str] = (),
    rates: Sequence[str] = (),
    given: Sequence[str] = (),
    progress: Callable[[str, float], None] | None = None,
) -> WrittenFolder:
    """Write what a case shows as data into a folder of its own, whole or not at all.

    Each table is a file; ``datapackage.json`` and ``README.md`` say what each column means, and
    how the data may be handled. A second run replaces what the first wrote, and nothing else.

    Args:
        case: a case that ``check`` finds no error in.
        folder: new, empty, or written by this verb before.
        formats: any of ``csv``, ``parquet``, ``geojson``, ``stix`` and ``json`` (results).
        workspace: the folder whose track record goes along, if any.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        hold, put, rates, given: a scenario as ``whatif`` takes it, for tables of its own.
        progress: told what is being done and how far (0 to 1).

    Raises:
        TocsinError: a format that is not offered.
        WorkspaceError: the folder holds anything else, or cannot be written.
        CaseError: a scenario that cannot be read.
    """
    wanted = _wanted(formats)
    ours(Path(folder).absolute())  # first: a folder in use costs no work
    asked = Asked(as_of=as_of, seed=seed, samples=samples, progress=progress)
    scenario = ScenarioText(tuple(hold), tuple(put), tuple(rates), tuple(given))
    answers = Answers(case, asked, pair_of_states(case, None, None), scenario, workspace)
    return written(folder, answers, files(answers, wanted), "data")


def files(answers: Answers, formats: Iterable[DataFormat]) -> dict[str, bytes]:
    """Every file of an export, by its name, with what says what they hold."""
    wanted = list(formats)
    made = {
        f"{name}.{form}": table_file(answers, name, form)
        for form in wanted
        if form in TABULAR
        for name in TABLES
    }
    if DataFormat.GEOJSON in wanted:
        made["map.geojson"] = map_file(answers)
    if DataFormat.STIX in wanted:
        made["stix.json"] = stix_file(answers)
    if DataFormat.JSON in wanted:
        made["results.json"] = results_file(answers)
    tables = list(TABLES.values())
    made["datapackage.json"] = as_json(data_package(answers.assessment, tables, made))
    made["README.md"] = readme(answers.assessment, tables, made).encode()
    return made


def written(
    folder: str | Path, answers: Answers, content: dict[str, bytes], kind: str, **more: str
) -> WrittenFolder:
    """Files in their folder, whole, with a manifest that says what they are of, and ``more``."""
    a = answers.assessment
    about = {
        "tocsin": a.run.tocsin,
        "kind": kind,
        "case": a.case,
        "as_of": a.as_of.isoformat(),
        "tlp": shown(a.tlp),
        **more,
        "run": a.run.model_dump(mode="json"),
    }
    return WrittenFolder(
        folder=str(folder), case=a.case, title=a.title, as_of=a.as_of, tlp=shown(a.tlp),
        handling=RULES[a.tlp], files=write_folder(folder, content, about),
    )  # fmt: skip


def tables() -> list[DataTable]:
    """All tables with their columns, in the order in which a reader meets them."""
    return [
        DataTable(
            name=each.name, page=each.page, meaning=each.meaning,
            columns=[
                DataColumn(
                    name=one.name, kind=one.kind.value, meaning=one.meaning,
                    unit=UNITS[one.unit] if one.unit else None,
                )
                for one in each.columns
            ],
        )
        for each in TABLES.values()
    ]  # fmt: skip


def known_table(name: str) -> None:
    """Refuse the name of a table that there is not (``NotFoundError``), at no cost."""
    table_named(name)


def table_file(answers: Answers, name: str, form: str) -> bytes:
    """One table as CSV or Parquet.

    Raises:
        NotFoundError: there is no such table.
    """
    filled = fill(table_named(name), answers)
    return as_csv(filled) if form == DataFormat.CSV else as_parquet(filled, answers.assessment.run)


def map_file(answers: Answers) -> bytes:
    """Actors, places and routes as GeoJSON."""
    return as_json(geojson(answers))


def stix_file(answers: Answers) -> bytes:
    """The results as a STIX 2.1 bundle."""
    # the library takes a quarter of a second to import
    from tocsin.exports.stix import stix_bundle

    return stix_bundle(answers)


def case_file(answers: Answers) -> bytes:
    """The case as files, with what a ledger added, as a ZIP archive."""
    return case_archive(answers.case)


def results_file(answers: Answers) -> bytes:
    """The typed results as they are in Python, one under each name; null where there is none."""
    return as_json({name: _plain(getattr(answers, name)) for name in RESULTS})


def _plain(result: Any) -> Any:
    return None if result is None else result.model_dump(mode="json")


def _wanted(formats: Sequence[str]) -> list[DataFormat]:
    known = [each.value for each in DataFormat]
    for each in formats:
        if each not in known:
            raise TocsinError(f"no format {each!r}; allowed are {', '.join(known)}")
    if not formats:
        raise TocsinError(f"no format was asked for; name one or more of {', '.join(known)}")
    return [each for each in DataFormat if each in formats]
