"""Exchange: what was accepted for a case goes out as files, and comes in from files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tocsin.case.load import load_case
from tocsin.case.schema import Case, Source
from tocsin.errors import LedgerError
from tocsin.files import write_whole
from tocsin.ledger.decisions import decide
from tocsin.ledger.evidence import Recorder, known
from tocsin.ledger.exchange import EVIDENCE, SOURCES, Bundle, Format, read, written
from tocsin.ledger.items import take_apart
from tocsin.ledger.proposals import moment
from tocsin.ledger.store import Ledger
from tocsin.periods import earliest
from tocsin.results import Exchanged
from tocsin.settings import open_workspace
from tocsin.workflows.cases import find_case
from tocsin.workflows.overlay import overlay


def export_evidence(
    workspace: str | Path,
    case: str | Path,
    folder: str | Path,
    *,
    form: Format = "yaml",
    as_of: date | None = None,
) -> Exchanged:
    """Write what was accepted for a case: ``evidence`` and ``sources``, as YAML or CSV.

    Args:
        workspace: the folder of the workspace.
        case: name or folder of the case.
        folder: where the two files go; files of those names there are replaced.
        form: ``yaml``, the shape of a case's own files, or ``csv``, a row for each item.
        as_of: only what had been published by this day.
    """
    place, target = open_workspace(workspace), Path(folder)
    own = load_case(find_case(case, place))
    with Ledger.open(place.ledger_url).snapshot() as book:
        sources, evidence = known(book, own, as_of)
    target.mkdir(parents=True, exist_ok=True)
    files = written(Bundle(evidence, sources), form)
    for name, text in files.items():
        write_whole(target / name, text)
    return _told(own, [str(target / name) for name in files], Bundle(evidence, sources))


def import_evidence(
    workspace: str | Path, case: str | Path, folder: str | Path, *, by: str, why: str
) -> Exchanged:
    """Accept evidence and sources from files that ``export_evidence`` or a person wrote.

    It counts from the day on which each item says that it was published; a sighting from its day,
    a source from its date. An item of a name that the ledger has already is corrected.

    Args:
        workspace: the folder of the workspace.
        case: name or folder of the case.
        folder: the folder that holds ``evidence.yaml`` or ``evidence.csv``, and ``sources`` alike.
        by: who accepts it.
        why: the reason.

    Raises:
        LedgerError: no such file, two of one name, or one that cannot be read.
        CaseError: the case would not be sound with it; nothing is recorded.
    """
    place = open_workspace(workspace)
    where = find_case(case, place)
    own = load_case(where)
    files = _found(Path(folder))
    bundle = read(files)
    with Ledger.open(place.ledger_url).transaction(by) as book:
        number = decide(book, "import", "import", why, case=own.header.id,
                        content={"files": sorted(files)})  # fmt: skip
        recorder = Recorder(book, own.header.id, number, moment(datetime.now(UTC)))
        for source in bundle.sources:
            recorder.source(source, _public(own, source))
        for item in take_apart(bundle.evidence):
            recorder.item(item, item.happened or own.header.start)
        overlay(where, book)
    return _told(own, sorted(files), bundle)


def _public(case: Case, source: Source) -> date:
    return case.header.start if source.date is None else earliest(source.date)


def _found(folder: Path) -> dict[str, bytes]:
    """The files of a folder that hold evidence or sources."""
    names = {stem: [f"{stem}.{form}" for form in ("yaml", "csv")] for stem in (EVIDENCE, SOURCES)}
    there = {stem: [one for one in of if (folder / one).is_file()] for stem, of in names.items()}
    for found in there.values():
        if len(found) > 1:
            raise LedgerError(f"{folder} holds {' and '.join(found)}; keep one of the two")
    if not there[EVIDENCE] and not there[SOURCES]:
        raise LedgerError(
            f"{folder} holds neither evidence nor sources; evidence.yaml or evidence.csv, and "
            "sources.yaml or sources.csv, are read"
        )
    return {name: (folder / name).read_bytes() for found in there.values() for name in found}


def _told(case: Case, files: list[str], bundle: Bundle) -> Exchanged:
    return Exchanged(
        case=case.header.id,
        files=files,
        items=len(take_apart(bundle.evidence)),
        sources=len(bundle.sources),
    )
