"""Forms that were filled in: read in one place, so that each is refused alike if it is none."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import HTTPException, Request


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form as a browser sends it; of a field that comes twice, the last.

    Raises:
        HTTPException: 400, what came is not text of UTF-8.
    """
    try:
        fields = parse_qs((await request.body()).decode("utf-8"), errors="strict")
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the form cannot be read as text of UTF-8; send it so") from error
    return {name: values[-1] for name, values in fields.items()}
