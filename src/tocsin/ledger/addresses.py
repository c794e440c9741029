"""One address for one document, however it was reached."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_MOBILE = re.compile(r"^(?:www\d?|m|mobile|mobi|amp|wap)\.(?=[^.]+\.)")
_AMP_CACHE = re.compile(r"^[\w-]+\.cdn\.ampproject\.org$")
_AMP_PREFIX = re.compile(r"^/[acvi](?:/s)?/")
_AMP_ENDING = re.compile(r"(?:/amp|\.amp)(?=/?$)|\.amp(?=\.html?$)", re.IGNORECASE)

_AMP_PARAMETERS = {"", "amp", "outputType"}
"""Parameters of the page's form; ``&amp`` itself reads as an ampersand before a nameless one."""


def canonical_url(url: str | None) -> str | None:
    """The address without what leads to the same document all the same.

    Left out are tracking parameters, the fragment, the scheme, ``www`` and the hosts and endings of
    mobile and AMP pages; parameters stand in order. A home page is no document, and what is no web
    address has none: both give ``None``.
    """
    if not url:
        return None
    # a third of a second to import, and `tocsin --help` reads no address
    from courlan import normalize_url

    try:
        parts = urlsplit(normalize_url(url.strip()))
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    path = parts.path
    if _AMP_CACHE.match(host) and _AMP_PREFIX.match(path):
        host, _, path = _AMP_PREFIX.sub("", path).partition("/")
        path = f"/{path}"
    host = _MOBILE.sub("", host)
    path = _AMP_ENDING.sub("", path).rstrip("/")
    query = "&".join(
        sorted(
            one for one in parts.query.split("&") if one.partition("=")[0] not in _AMP_PARAMETERS
        )
    )
    if not path and not query:
        return None
    return urlunsplit(("https", host + port, path, query, ""))
