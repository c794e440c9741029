"""The line in front of the desk's one thread: bounded for each client, and in all.

A scenario or another date of knowledge is a computation of its own; sections of one view share it.
So what counts are the views that wait, and beside them the single pieces of work.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field

from tocsin.errors import BusyError

CLIENT: ContextVar[str] = ContextVar("client", default="")
"""Whose request is being answered: the name of an account, or an address."""

VIEWS_EACH, VIEWS_ALL = 12, 64
"""Views that may wait: of one client, and of all of them."""
WORK_EACH = 600
"""Pieces of work that may wait of one client, whatever they are about."""
RETRY_AFTER = 10
"""Seconds after which it is worth to ask again."""


@dataclass
class Line:
    """Who waits for what."""

    _waiting: defaultdict[str, Counter[Hashable]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def join(self, view: Hashable) -> Callable[[object], None]:
        """A place in the line for a piece of work about ``view``; what is returned gives it up.

        Raises:
            BusyError: the client has too much waiting already, or all of them together.
        """
        client = CLIENT.get()
        with self._lock:
            mine = self._waiting[client]
            if view not in mine:
                if len(mine) >= VIEWS_EACH:
                    raise BusyError(
                        f"{len(mine)} scenarios or days of yours are waiting to be computed, "
                        f"{VIEWS_EACH} may; ask again when some are done", retry_after=RETRY_AFTER,
                    )  # fmt: skip
                if sum(len(each) for each in self._waiting.values()) >= VIEWS_ALL:
                    raise BusyError(
                        f"{VIEWS_ALL} scenarios or days are waiting to be computed; ask again "
                        "later", retry_after=RETRY_AFTER,
                    )  # fmt: skip
            if mine.total() >= WORK_EACH:
                raise BusyError(
                    f"{WORK_EACH} answers of yours are waiting to be computed; ask again when some "
                    "are done", retry_after=RETRY_AFTER,
                )  # fmt: skip
            mine[view] += 1

        def leave(_: object) -> None:
            with self._lock:
                mine[view] -= 1
                if mine[view] <= 0:
                    del mine[view]
                if not mine and self._waiting.get(client) is mine:
                    del self._waiting[client]

        return leave
