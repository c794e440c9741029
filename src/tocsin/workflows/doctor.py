"""Doctor: look at everything that a workspace holds, and mend what is safe to mend."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tocsin.errors import LakeError, LedgerError, NotFoundError, TocsinError
from tocsin.lake import log
from tocsin.lake.compact import GRACE, compact, leftovers
from tocsin.lake.storage import LocalStorage, storage
from tocsin.language import Text, pair
from tocsin.ledger.proposals import name_of, read_proposal
from tocsin.ledger.store import Ledger, Snapshot
from tocsin.results import Diagnosis, Finding
from tocsin.settings import Workspace, open_workspace
from tocsin.workflows.cases import find_case
from tocsin.workflows.overlay import problems_with


def doctor(workspace: str | Path) -> Diagnosis:
    """Check settings, ledger, evidence, documents, cursors and lake of a workspace.

    Mended is what was left behind by something that broke off, once it is a day old, and a ledger
    of an older schema. Nothing that was recorded is ever touched: a damaged ledger or lake is an
    error, with advice.

    Raises:
        WorkspaceError: no workspace there, or settings that cannot be used.
    """
    place = open_workspace(workspace)
    found = [_finding("ok", "settings", pair("The settings can be used.",
                                             "Les réglages sont utilisables."))]  # fmt: skip
    found += _folder(place)
    try:
        with Ledger.open(place.ledger_url).snapshot() as book:
            for look in (_journal, _documents, _cursors, _dates):
                found += look(place, book)
            found += _evidence(place, book)
    except LedgerError as error:
        found.append(_finding("error", "ledger", _both(str(error))))
    found += _lake(place)
    sound = all(one.severity != "error" for one in found)
    return Diagnosis(workspace=str(workspace), sound=sound, findings=found)


def _finding(severity: str, subject: str, text: Text) -> Finding:
    return Finding.model_validate({"severity": severity, "subject": subject, "text": text})


def _both(said: str) -> Text:
    """What a library or a file says itself, in its own words."""
    return pair(said, said)


def _journal(_: Workspace, book: Snapshot) -> Iterator[Finding]:
    faults = list(book.faults())
    last = book.last()
    if not faults:
        yield _finding("ok", "ledger", pair(
            f"Entries with the hash that they were recorded with: all {last}.",
            f"Entrées dont l’empreinte est celle de l’enregistrement : toutes ({last}).",
        ))  # fmt: skip
    for number, said in faults:
        yield _finding("error", "ledger", pair(
            f"Entry {number}: {said}. Restore a backup from before.",
            f"Entrée {number} : {said}. Restaurez une sauvegarde antérieure.",
        ))  # fmt: skip


def _documents(place: Workspace, book: Snapshot) -> Iterator[Finding]:
    """Texts that proposals point to are there, and are what they were."""
    wanted = {
        one.document: name_of(row["seq"])
        for row in book.rows("proposals")
        if (one := read_proposal(row)).document is not None
    }
    there = {path.stem: path for path in place.documents.glob("*") if path.is_file()}
    for digest, name in wanted.items():
        path = there.get(str(digest))
        if path is None:
            yield _finding("warning", "documents", pair(
                f"The text of {name} is missing; the proposal keeps its title and address.",
                f"Le texte de {name} manque ; la proposition garde son titre et son adresse.",
            ))  # fmt: skip
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield _finding("error", "documents", pair(
                f"The text of {name}, {path.name}, has changed. Restore it from a backup.",
                f"Le texte de {name}, {path.name}, a changé. Restaurez-le d’une sauvegarde.",
            ))  # fmt: skip
    intact = sum(1 for digest in wanted if str(digest) in there)
    yield _finding("ok", "documents", pair(
        f"Texts that are there: {intact} of {len(wanted)}.",
        f"Textes présents : {intact} sur {len(wanted)}.",
    ))  # fmt: skip


def _cursors(_: Workspace, book: Snapshot) -> Iterator[Finding]:
    names = set()
    for row in book.rows("cursors"):
        names.add(row["name"])
        try:
            json.loads(row["content"])
        except ValueError:
            yield _finding("error", "cursors", pair(
                f"The cursor of {row['name']} cannot be read; collect it anew with --since.",
                f"Le curseur de {row['name']} est illisible ; relancez la collecte avec --since.",
            ))  # fmt: skip
    yield _finding("ok", "cursors", pair(
        f"Collections that know where they stand: {len(names)}.",
        f"Collectes qui savent où elles en sont : {len(names)}.",
    ))  # fmt: skip


def _dates(_: Workspace, book: Snapshot) -> Iterator[Finding]:
    """Documents dated after the day on which they were fetched, and clocks that were set back."""
    for row in book.rows("proposals"):
        if row["published"].isoformat() > row["retrieved"][:10]:
            yield _finding("warning", "ledger", pair(
                f"{name_of(row['seq'])} is dated {row['published']} and was retrieved on "
                f"{row['retrieved'][:10]}: one of the two is wrong.",
                f"{name_of(row['seq'])} est daté du {row['published']} et relevé le "
                f"{row['retrieved'][:10]} : l’une des deux dates est fausse.",
            ))  # fmt: skip
    back = book.clock_set_back()
    if back:
        yield _finding("warning", "ledger", pair(
            f"The clock went back between entries ({back}); their order does not depend on it.",
            f"L’horloge a reculé entre des entrées ({back}) ; leur ordre n’en dépend pas.",
        ))  # fmt: skip


def _evidence(place: Workspace, book: Snapshot) -> Iterator[Finding]:
    """Every case that evidence was accepted for is sound with it."""
    for name in sorted({row["case_id"] for row in book.rows("evidence")}):
        try:
            errors = [one for one in problems_with(find_case(name, place), place)
                      if one.severity == "error"]  # fmt: skip
        except NotFoundError:
            yield _finding("warning", "evidence", pair(
                f"There is evidence for the case {name}, which is not here.",
                f"Il y a des éléments pour le dossier {name}, qui n’est pas ici.",
            ))  # fmt: skip
            continue
        except TocsinError as error:
            yield _finding("error", "evidence", _both(f"{name}: {error}"))
            continue
        for one in errors:
            yield _finding("error", "evidence", _both(f"{name}: {one}"))
        if not errors:
            yield _finding("ok", "evidence", pair(
                f"The case {name} is sound with what was accepted for it.",
                f"Le dossier {name} est cohérent avec ce qui a été accepté pour lui.",
            ))  # fmt: skip


def _lake(place: Workspace) -> Iterator[Finding]:
    """Every part of the lake is there in full length; what broke off is swept away."""
    try:
        lake = storage(place.lake)
        state = log.snapshot(lake)
        missing = [part.path for part in state.parts if not _whole(lake, part)]
        for path in missing:
            yield _finding("error", "lake", pair(
                f"The part {path} is missing or cut off. Restore a backup, or collect it anew.",
                f"Le fichier {path} manque ou est tronqué. Restaurez une sauvegarde ou relancez "
                "la collecte.",
            ))  # fmt: skip
        if missing:
            return
        rows = sum(part.rows for part in state.parts)
        yield _finding("ok", "lake", pair(
            f"Parts that are whole: {len(state.parts)}, with {rows} rows.",
            f"Fichiers entiers : {len(state.parts)}, lignes : {rows}.",
        ))  # fmt: skip
        now = time.time()
        if any(lake.age(path, now) >= GRACE for path in leftovers(lake, state)):
            removed = compact(lake).removed
            yield _finding("mended", "lake", pair(
                f"Files left by an interrupted collection, removed: {removed}.",
                f"Fichiers laissés par une collecte interrompue, retirés : {removed}.",
            ))  # fmt: skip
    except (LakeError, OSError) as error:
        yield _finding("error", "lake", _both(str(error)))


def _whole(lake: object, part: log.Part) -> bool:
    if isinstance(lake, LocalStorage):
        path = lake.root / part.path
        return path.is_file() and path.stat().st_size == part.bytes
    read: Callable[[str], bytes] = lake.read  # type: ignore[attr-defined]
    try:
        return len(read(part.path)) == part.bytes
    except FileNotFoundError:
        return False


def _folder(place: Workspace) -> Iterator[Finding]:
    """Folders that are missing are made; what an interrupted backup left is removed."""
    for path in (place.documents, place.cases):
        if not path.is_dir():
            path.mkdir()
            yield _finding("mended", "folder", pair(
                f"Made the missing folder {path.name}.", f"Dossier manquant {path.name} recréé."
            ))  # fmt: skip
    for path in sorted(place.root.glob(".tocsin-*")):
        if path.is_dir() and time.time() - path.stat().st_mtime >= GRACE:
            shutil.rmtree(path, ignore_errors=True)
            yield _finding("mended", "folder", pair(
                f"Removed {path.name}, left by an interrupted backup.",
                f"{path.name}, laissé par une sauvegarde interrompue, a été retiré.",
            ))  # fmt: skip
