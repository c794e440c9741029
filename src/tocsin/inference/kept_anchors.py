"""Anchors that were solved before: they hang on the model alone, so new evidence finds them again.

Solving them takes a quarter of an assessment. They are kept in the user's own cache under a hash of
all that they follow from, the program among it, to the last bit as they were solved.
"""

from __future__ import annotations

import contextlib
import hashlib
import platform
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numba
import numpy as np
from platformdirs import user_cache_path

from tocsin.engine.compile import Compiled
from tocsin.files import write_whole
from tocsin.inference.anchors import Anchors, solve_anchors
from tocsin.periods import quarters

MOST_KEPT = 256
"""Models whose anchors are kept, some kilobytes each; those not asked for longest go first."""
PROGRAM = ("engine", "inference", "lognormal.py", "periods.py", "rng.py")
"""The sources that anchors follow from."""


def anchors(
    compiled: Compiled,
    start: date,
    until: date,
    seed: int,
    samples: int,
    progress: Callable[[float], None] | None = None,
) -> Anchors:
    """What ``solve_anchors`` gives, found again where it was solved on this machine before."""
    ends = quarters(start, until)
    place = folder() / f"{_name(compiled, start, ends[-1], seed, samples)}.npz"
    found = _read(place, (len(compiled.classes), len(ends)))
    if found is not None:
        if progress is not None:
            progress(1.0)
        return Anchors(start, ends, *found)
    solved = solve_anchors(compiled, start, until, seed, samples, progress)
    # a cache that cannot be written keeps nothing
    with contextlib.suppress(OSError):
        _keep(place, solved)
    return solved


def folder() -> Path:
    """Where anchors are kept."""
    return user_cache_path("tocsin") / "anchors"


def _read(place: Path, shape: tuple[int, int]) -> list[np.ndarray] | None:
    """Scale, error and drift; None where there are none, or none that can be read."""
    try:
        with np.load(BytesIO(place.read_bytes()), allow_pickle=False) as kept:
            found = [kept[name] for name in ("scale", "error", "drift")]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    with contextlib.suppress(OSError):
        place.touch()
    return found if all(each.shape == shape for each in found) else None


def _keep(place: Path, solved: Anchors) -> None:
    buffer = BytesIO()
    np.savez(buffer, scale=solved.scale, error=solved.error, drift=solved.drift)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, buffer.getvalue())
    oldest = sorted(place.parent.glob("*.npz"), key=lambda each: each.stat().st_mtime)
    for each in oldest[:-MOST_KEPT]:
        each.unlink(missing_ok=True)


def _name(compiled: Compiled, start: date, end: date, seed: int, samples: int) -> str:
    told = hashlib.sha256(_program())
    told.update(repr((start, end, seed, samples, compiled.classes, compiled.onsets)).encode())
    for part in (*compiled.network, *compiled.start):
        array = np.ascontiguousarray(part)
        told.update(repr((array.dtype.str, array.shape)).encode())
        told.update(array.tobytes())
    return told.hexdigest()


@cache
def _program() -> bytes:
    """A hash of the sources and of what compiles them."""
    told = hashlib.sha256()
    for source in _sources():
        told.update(source)
    told.update(f"{np.__version__} {numba.__version__} {platform.machine()}".encode())
    return told.digest()


def _sources() -> Iterator[bytes]:
    for name in PROGRAM:
        room = files("tocsin").joinpath(name)
        modules = [room] if room.is_file() else sorted(room.iterdir(), key=lambda m: m.name)
        for module in modules:
            if module.name.endswith(".py"):
                yield module.read_bytes()
