"""A PostgreSQL server for the tests: started once, reached by a socket, then thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = [Path("/usr/lib/postgresql")]
"""Where distributions put servers that are not on the PATH."""


def server_program(name: str) -> str | None:
    """The path of one of PostgreSQL's programs, if it is on this machine."""
    found = shutil.which(name)
    if found is not None:
        return found
    there = sorted(path for place in PLACES for path in place.glob(f"*/bin/{name}"))
    return str(there[-1]) if there else None


@contextmanager
def postgres() -> Iterator[str | None]:
    """The URL of an empty server, to be followed by the name of a database; None without one."""
    initdb, control = server_program("initdb"), server_program("pg_ctl")
    user = _user()
    if initdb is None or control is None or (os.geteuid() == 0 and user is None):
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="tocsin-pg-"))
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        _run(user, [initdb, "-D", str(data), "-U", "postgres", "--auth=trust", "-N", "-E", "UTF8"])
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=40"
        log = str(folder / "log")
        _run(user, [control, "-D", str(data), "-o", options, "-l", log, "-w", "start"])
        try:
            yield f"postgresql://postgres@/{{name}}?host={folder}"
        finally:
            _run(user, [control, "-D", str(data), "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> pwd.struct_passwd | None:
    """Whom the server runs as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _run(user: pwd.struct_passwd | None, command: list[str]) -> None:
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        timeout=120,
        cwd="/",
        user=None if user is None else user.pw_uid,
        group=None if user is None else user.pw_gid,
        extra_groups=None if user is None else [],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )
