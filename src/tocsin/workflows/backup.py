"""Backup and restore: a workspace as one archive with hashes, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from tocsin.errors import LedgerError, WorkspaceError
from tocsin.files import new_folder
from tocsin.lake import log
from tocsin.lake.storage import LocalStorage, storage
from tocsin.ledger.store import Ledger, copy
from tocsin.results import Backup, Restored
from tocsin.settings import SETTINGS_FILE, Workspace, open_workspace
from tocsin.workflows.init import settings_text

FORMAT = 1
MANIFEST = "manifest.json"
LEDGER = "ledger.sqlite"
CHUNK = 1 << 20


def backup(workspace: str | Path, file: str | Path) -> Backup:
    """Write a workspace into one archive, while others may go on writing to it.

    The ledger is copied as it stands at one moment, whatever database it is in, and its hashes are
    checked on the way; of the lake goes in what its newest version is made of. A lake in object
    storage stays where it is. So does the address of the ledger, which may hold a password; every
    other setting goes in as it stands, ``${NAME}`` unfilled.

    Args:
        workspace: the folder of the workspace.
        file: the archive, a ZIP file that must not exist yet.

    Raises:
        WorkspaceError: the file is there already or cannot be written; nothing is left behind.
        LedgerError: the ledger is damaged.
    """
    place, target = open_workspace(workspace), Path(file).absolute()
    if target.exists():
        raise WorkspaceError(
            f"{file} is there already; a backup overwrites nothing; choose another name"
        )
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".tocsin-") as folder:
            ledger = Path(folder) / LEDGER
            kept = copy(Ledger.open(place.ledger_url), f"sqlite:///{ledger}")
            with kept.snapshot() as book:
                entries = book.last()
            done = _write(place, ledger, entries, aside)
        aside.rename(target)
    except OSError as error:
        raise WorkspaceError(f"the backup cannot be written ({error}); make room, or choose "
                             "another place; nothing is left behind") from error  # fmt: skip
    finally:
        aside.unlink(missing_ok=True)
    return Backup(file=str(file), entries=entries, **done, sha256=_hash(target))


def restore(file: str | Path, folder: str | Path, *, ledger: str | None = None) -> Restored:
    """Make a workspace from an archive; every hash is checked before the folder has its name.

    Its settings are those of the archive, but for the places of ledger and lake.

    Args:
        file: the archive.
        folder: the workspace to be, a new or an empty folder.
        ledger: URL of an empty database that the ledger goes into; by default a SQLite file in the
            folder, wherever it was before.

    Raises:
        WorkspaceError: the archive is damaged, of a newer format, or none; nothing is left behind.
        LedgerError: the ledger in it is damaged, or the database is not empty.
    """
    try:
        with zipfile.ZipFile(file) as archive, new_folder(folder) as made:
            manifest = _manifest(archive, file)
            for name, expected in manifest["files"].items():
                _extract(archive, name, expected, made, file)
            entries = _restored_ledger(made, manifest, ledger)
            lake = None if manifest["lake"] else manifest["lake_elsewhere"]
            others = _settings(made)
            text = settings_text(ledger, lake, others)
            (made / SETTINGS_FILE).write_text(text, encoding="utf-8")
            for place in ("documents", "cases"):
                (made / place).mkdir(exist_ok=True)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise WorkspaceError(
            f"{file} cannot be restored ({error}); a whole archive made by tocsin backup is "
            "allowed; try an older one"
        ) from error
    return Restored(
        folder=str(folder), made=manifest["made"], files=len(manifest["files"]), entries=entries,
        lake=manifest["lake"], settings=list(others),
    )  # fmt: skip


def _write(place: Workspace, ledger: Path, entries: int, aside: Path) -> dict[str, Any]:
    """The archive itself: the files, then the list of their hashes."""
    hashes: dict[str, str] = {}
    lake = storage(place.lake)
    size = 0
    settings = settings_text(None, None, place.settings.elsewhere).encode()
    with zipfile.ZipFile(aside, "x", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        hashes[SETTINGS_FILE] = _put(archive, SETTINGS_FILE, BytesIO(settings))
        size += len(settings)
        for name, path in [(LEDGER, ledger), *_own_files(place)]:
            with path.open("rb") as content:
                hashes[name] = _put(archive, name, content)
            size += path.stat().st_size
        if isinstance(lake, LocalStorage):
            for name in _lake_files(lake):
                with (lake.root / name).open("rb") as content:
                    hashes[f"lake/{name}"] = _put(archive, f"lake/{name}", content)
                size += (lake.root / name).stat().st_size
        manifest = {
            "format": FORMAT,
            "made": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "entries": entries,
            "lake": isinstance(lake, LocalStorage),
            "lake_elsewhere": None if isinstance(lake, LocalStorage) else place.lake,
            "files": hashes,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
    with aside.open("rb") as written:
        os.fsync(written.fileno())
    return {"files": len(hashes), "bytes": size, "lake": manifest["lake"]}


def _own_files(place: Workspace) -> Iterator[tuple[str, Path]]:
    """The analyst's cases, documents and watches; links are not followed."""
    for folder in (place.documents, place.cases, place.watches):
        for path in sorted(folder.rglob("*")):
            # a feed is written under a hidden name until it is whole, and may be gone at once
            writing = folder == place.watches and path.name.startswith(".")
            if path.is_file() and not path.is_symlink() and not writing:
                yield path.relative_to(place.root).as_posix(), path


def _lake_files(lake: LocalStorage) -> Iterator[str]:
    """What the newest version of the lake is made of; its log first, so that parts can be added."""
    state = log.snapshot(lake)
    for group in lake.listed(log.FOLDER):
        for name in lake.listed(f"{log.FOLDER}/{group}"):
            number = name.partition(".")[0]
            if number.isdigit() and int(number) <= state.version:
                yield f"{log.FOLDER}/{group}/{name}"
    yield from (part.path for part in state.parts)


def _put(archive: zipfile.ZipFile, name: str, content: IO[bytes]) -> str:
    """Add a file and return its hash; what is compressed already is stored as it is."""
    told = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    told.external_attr = 0o644 << 16
    packed = name.endswith((".parquet", ".zip", ".gz", ".pdf"))
    told.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    digest = hashlib.sha256()
    with archive.open(told, "w", force_zip64=True) as written:
        while block := content.read(CHUNK):
            digest.update(block)
            written.write(block)
    return digest.hexdigest()


def _manifest(archive: zipfile.ZipFile, file: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if found["format"] > FORMAT:
        raise WorkspaceError(
            f"{file} has format {found['format']}, this Tocsin knows up to {FORMAT}; install a "
            "newer Tocsin"
        )
    return found


def _extract(
    archive: zipfile.ZipFile, name: str, expected: str, folder: Path, file: str | Path
) -> None:
    """Write one file of the archive, unless it would lie elsewhere or has changed."""
    parts = PurePosixPath(name).parts
    if PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name or ":" in name:
        raise WorkspaceError(f"{file} names a file outside of its folder, {name}; it is not opened")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as content, target.open("xb") as written:
        shutil.copyfileobj(content, written, CHUNK)
    if _hash(target) != expected:
        raise WorkspaceError(f"{file} is damaged: {name} has changed; try an older backup")


def _settings(made: Path) -> dict[str, Any]:
    """The settings of the archive that are no places; archives once held none."""
    if not (made / SETTINGS_FILE).exists():
        return {}
    return open_workspace(made).settings.elsewhere


def _restored_ledger(made: Path, manifest: dict[str, Any], url: str | None) -> int:
    """The ledger of the archive, checked entry by entry, and moved to ``url`` if that is asked."""
    kept = Ledger.open(f"sqlite:///{made / LEDGER}")
    with kept.snapshot() as book:
        found = [f"entry {number}: {said}" for number, said in book.faults()]
        entries = book.last()
    if found or entries != manifest["entries"]:
        raise LedgerError("the ledger in the archive is damaged:\n" + "\n".join(found))
    if url is not None:
        copy(kept, url)
        (made / LEDGER).unlink()
    return entries


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
