"""GDELT as it is published: rows cut into files of fifteen minutes, zipped, with their list."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from tests.sources.server_for_tests import Server

DATA = Path(__file__).parents[3] / "shared" / "data"
EXPORT = DATA / "gdelt2" / "dias" / "20180326044500.export.CSV"
MENTIONS = DATA / "gdelt2" / "spark_gdelt" / "mentions.csv"
TRANSLATED = DATA / "gdelt2" / "spark_gdelt" / "mentionsT.csv"


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # a fixed time, so that the same content gives the same archive
        archive.writestr(zipfile.ZipInfo(name, (2018, 3, 26, 0, 0, 0)), content)
    return buffer.getvalue()


def _row(k: int, stamp: str) -> bytes:
    """A plain made-up event, for where the real ones are not at hand."""
    fields = [""] * 61
    for place, value in {
        0: f"7{k:08d}", 1: stamp[:8], 5: "RUS", 6: "RUSSIA", 7: "RUS", 15: "KAZ", 16: "KAZAKHSTAN",
        17: "KAZ", 25: "1", 26: "042", 27: "042", 28: "04", 29: "1", 30: "1.9", 31: "5", 32: "1",
        33: "5", 34: "-1.5", 51: "1", 52: "Kazakhstan", 53: "KZ", 54: "KZ", 56: "48", 57: "68",
        59: stamp, 60: f"https://example.org/{k}",
    }.items():  # fmt: skip
        fields[place] = value
    return "\t".join(fields).encode() + b"\n"


def event_files(count: int, rows: int = 20, start: str = "20180326000000") -> dict[str, bytes]:
    """So many zipped files of events, by name; ids ascend and never repeat."""
    begun = datetime.strptime(start, "%Y%m%d%H%M%S")
    files = {}
    for k in range(count):
        stamp = f"{begun + timedelta(minutes=15 * k):%Y%m%d%H%M%S}"
        name = f"{stamp}.export.CSV"
        text = b"".join(_row(k * rows + n, stamp) for n in range(rows))
        files[f"{name}.zip"] = zipped(name, text)
    return files


def real_files(count: int) -> dict[str, bytes]:
    """The real rows of one file, cut into so many."""
    lines = EXPORT.read_bytes().splitlines(keepends=True)
    size = -(-len(lines) // count)
    begun = datetime(2018, 3, 26)
    files = {}
    for k in range(count):
        name = f"{begun + timedelta(minutes=15 * k):%Y%m%d%H%M%S}.export.CSV"
        files[f"{name}.zip"] = zipped(name, b"".join(lines[k * size : (k + 1) * size]))
    return files


def master_list(
    files: dict[str, bytes], base: str = "http://data.gdeltproject.org/gdeltv2"
) -> bytes:
    """The list of files as GDELT writes it: size, MD5, address."""
    return "".join(
        f"{len(content)} {hashlib.md5(content).hexdigest()} {base}/{name}\n"
        for name, content in files.items()
    ).encode()


def publish(server: Server, files: dict[str, bytes]) -> None:
    """Put files and their lists on a server, the translated ones on a list of their own."""
    english = {name: c for name, c in files.items() if ".translation." not in name}
    translated = {name: c for name, c in files.items() if ".translation." in name}
    server.put("/masterfilelist.txt", master_list(english))
    server.put("/masterfilelist-translation.txt", master_list(translated))
    for name, content in files.items():
        server.put(f"/{name}", content)
