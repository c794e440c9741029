"""Who does the work: this machine, or a Dask cluster at an address.

A task is a function of values that can be sent (a case, dates, a seed) and its answer is small. All
randomness is keyed by seed, purpose, particle and channel, so a task gives the same answer wherever
and however often it is run: a cluster gives the bytes of one machine, and a worker that is killed
costs time only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from tocsin.errors import TocsinError

T = TypeVar("T")

PATIENCE = "20s"
"""How long to wait for a cluster to answer."""


class Crew(Protocol):
    """Runs tasks."""

    @property
    def size(self) -> int:
        """How many tasks it runs at once."""

    def run(
        self,
        task: Callable[..., T],
        arguments: Sequence[tuple[Any, ...]],
        progress: Callable[[float], None] | None = None,
    ) -> list[T]:
        """The answers of ``task(*arguments[k])``, in order."""


class Alone:
    """This machine: one task after another, each in the threads of the kernels."""

    size = 1

    def run(
        self,
        task: Callable[..., T],
        arguments: Sequence[tuple[Any, ...]],
        progress: Callable[[float], None] | None = None,
    ) -> list[T]:
        """The answers of ``task(*arguments[k])``, in order."""
        answers = []
        for k, given in enumerate(arguments):
            answers.append(task(*given))
            if progress is not None:
                progress((k + 1) / len(arguments))
        return answers


class _Cluster:
    """A Dask cluster; tasks of a worker that is lost go to another one."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @property
    def size(self) -> int:
        """One task a worker: the kernels use the worker's threads by themselves."""
        return max(len(self._client.scheduler_info()["workers"]), 1)

    def run(
        self,
        task: Callable[..., T],
        arguments: Sequence[tuple[Any, ...]],
        progress: Callable[[float], None] | None = None,
    ) -> list[T]:
        """The answers of ``task(*arguments[k])``, in order."""
        from distributed import as_completed

        futures = [self._client.submit(task, *given, pure=False) for given in arguments]
        for done, _ in enumerate(as_completed(futures, loop=self._client.loop), start=1):
            if progress is not None:
                progress(done / len(futures))
        answers: list[T] = self._client.gather(futures)
        return answers


@contextmanager
def crew(cluster: str | None) -> Iterator[Crew]:
    """The crew at a cluster's address (``tcp://host:port``), or this machine.

    Raises ``TocsinError`` where the extra is not installed or nobody answers.
    """
    if cluster is None:
        yield Alone()
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise TocsinError(
            "a cluster needs the extra: install tocsin[cluster], or leave out --cluster"
        ) from error
    try:
        client = Client(cluster, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise TocsinError(
            f"no cluster answers at {cluster!r} within {PATIENCE}; start one with dask scheduler "
            "and dask worker and give its address as tcp://host:port, or leave out --cluster"
        ) from error
    try:
        yield _Cluster(client)
    finally:
        client.close()
