"""A folder written whole: never half, never over something else, always to be checked."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tocsin.errors import WorkspaceError
from tocsin.workflows.folders import write_folder

ABOUT = {"tocsin": "0.1.0", "case": "k"}
FILES = {"a.csv": b"1\n", "fr/été.html": b"2\n"}


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_list_names_each_file_and_its_hash(tmp_path: Path) -> None:
    listed = write_folder(tmp_path / "out", FILES, ABOUT)
    found = held(tmp_path / "out")
    assert set(found) == {*FILES, "manifest.json", "SHA256SUMS"} == {each.path for each in listed}
    manifest = json.loads(found["manifest.json"])
    assert manifest["case"] == "k"
    assert [each["path"] for each in manifest["files"]] == sorted(FILES)
    if shutil.which("sha256sum"):
        check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
        subprocess.run(check, cwd=tmp_path / "out", check=True, capture_output=True)


def test_a_second_run_replaces_its_own(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", FILES, ABOUT)
    write_folder(tmp_path / "out", {"b.csv": b"3\n"}, ABOUT)
    assert set(held(tmp_path / "out")) == {"b.csv", "manifest.json", "SHA256SUMS"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "nothing is left beside it"


@pytest.mark.parametrize("name", ["note.txt", "fr/x/note.txt"])
def test_other_files_are_never_overwritten(tmp_path: Path, name: str) -> None:
    write_folder(tmp_path / "out", FILES, ABOUT)
    other = tmp_path / "out" / name
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_text("mine", encoding="utf-8")
    before = held(tmp_path / "out")
    with pytest.raises(WorkspaceError, match=name):
        write_folder(tmp_path / "out", FILES, ABOUT)
    assert held(tmp_path / "out") == before


def test_a_file_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", FILES, ABOUT)
    (tmp_path / "out" / "a.csv").write_text("edited", encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"a\.csv"):
        write_folder(tmp_path / "out", FILES, ABOUT)


def test_somebody_elses_checked_folder_is_refused(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", FILES, {"made by": "another"})
    with pytest.raises(WorkspaceError, match="not written here"):
        write_folder(tmp_path / "out", FILES, ABOUT)


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="is a file"):
        write_folder(tmp_path / "out", FILES, ABOUT)


def test_an_error_in_the_middle_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "out", FILES, ABOUT)
    before = held(tmp_path / "out")
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if target == tmp_path / "out" and not self.name.endswith(".old"):
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(WorkspaceError, match="No space left"):
        write_folder(tmp_path / "out", {"b.csv": b"3\n"}, ABOUT)
    assert held(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_no_folder_around_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="must exist"):
        write_folder(tmp_path / "no" / "out", FILES, ABOUT)
