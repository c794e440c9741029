"""Unpacking what was fetched: within limits, checked, one member, and fast.

``isal`` inflates about twice as fast as zlib. Stated sizes are never believed: inflating stops at
the limit, and the sum (CRC-32) of what came out must be the archive's.
"""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

from isal import igzip_lib, isal_zlib

from tocsin.errors import SourceError

LIMIT = 2 << 30
"""Bytes that one file may grow to."""
_IsalError: type[Exception] = igzip_lib.IsalError  # type: ignore[assignment]  # its stub errs
_HEADER = struct.Struct("<4s5H3L2H")


def unpacked(name: str, content: bytes, limit: int = LIMIT) -> bytes:
    """The one file in a zip archive; content that is no archive is given back as it is.

    Raises:
        SourceError: truncated, damaged, encrypted, several files, or larger than ``limit``.
    """
    if not content.startswith(b"PK"):
        if name.lower().endswith(".zip"):
            raise SourceError(f"{name} is no zip archive; fetch it again")
        return content
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise SourceError(
            f"{name} is a truncated or damaged archive ({error}); fetch it again"
        ) from error
    if len(members) != 1:
        raise SourceError(f"{name} holds {len(members)} files instead of one; unpack it by hand")
    return _inflated(name, content, members[0], limit)


def _inflated(name: str, content: bytes, member: zipfile.ZipInfo, limit: int) -> bytes:
    if member.flag_bits & 1:
        raise SourceError(f"{name} is encrypted; decrypt it by hand")
    if member.file_size > limit:
        raise _bomb(name, limit)
    start = member.header_offset + _HEADER.size
    if start > len(content) or content[member.header_offset : start][:4] != b"PK\x03\x04":
        raise SourceError(f"{name} is a truncated or damaged archive; fetch it again")
    fields = _HEADER.unpack_from(content, member.header_offset)
    start += fields[9] + fields[10]
    packed = memoryview(content)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        plain = bytes(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        plain = _deflated(name, packed, limit)
    else:
        raise SourceError(f"{name} is packed in a way that is not read here; unpack it by hand")
    if len(plain) != member.file_size or isal_zlib.crc32(plain) != member.CRC:
        raise SourceError(f"{name} is truncated or damaged: its sum is wrong; fetch it again")
    return plain


def _deflated(name: str, packed: memoryview, limit: int) -> bytes:
    engine = isal_zlib.decompressobj(wbits=-15)
    try:
        plain = engine.decompress(packed, limit + 1)
    except _IsalError as error:
        raise SourceError(f"{name} is a damaged archive ({error}); fetch it again") from error
    if len(plain) > limit:
        raise _bomb(name, limit)
    return plain


def _bomb(name: str, limit: int) -> SourceError:
    return SourceError(
        f"{name} would grow beyond {limit / 2**20:g} MB; it was not unpacked. "
        "If it is sound, unpack it by hand and collect from the folder with --from"
    )
