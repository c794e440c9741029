"""A cluster gives the bytes of one machine, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from distributed import LocalCluster

from tests.small_case import small_case
from tocsin.errors import TocsinError
from tocsin.results import Result
from tocsin.workflows import crew as crews
from tocsin.workflows.assess import assess
from tocsin.workflows.cases import load
from tocsin.workflows.crew import Alone, crew
from tocsin.workflows.ensemble import ensemble
from tocsin.workflows.off_ramps import off_ramps

SAMPLES = 400


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as two_workers:
        yield two_workers


def _double(number: int) -> int:
    return 2 * number


def _worker(_: int) -> int:
    return os.getpid()


def _bytes(answer: Result) -> str:
    return answer.model_dump_json()


def test_answers_come_in_the_order_of_the_tasks(cluster: Any) -> None:
    tasks = [(number,) for number in range(20)]
    told: list[float] = []
    with crew(cluster.scheduler_address) as hands:
        assert hands.size == 2
        assert hands.run(_double, tasks, told.append) == Alone().run(_double, tasks)
        pids = set(hands.run(_worker, tasks))
    assert len(told) == 20
    assert told[-1] == 1.0
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_every_verb_gives_the_bytes_of_one_machine(cluster: Any) -> None:
    address = cluster.scheduler_address
    small, river = small_case(), load("river")
    how: dict[str, Any] = {"samples": SAMPLES}
    assert _bytes(assess(small, **how)) == _bytes(assess(small, **how, cluster=address))
    some: dict[str, Any] = {"as_of": date(2025, 3, 1), "runs": 3, **how}
    assert _bytes(ensemble(small, **some)) == _bytes(ensemble(small, **some, cluster=address))
    few: dict[str, Any] = {"samples": 1024}
    assert _bytes(off_ramps(river, **few)) == _bytes(off_ramps(river, **few, cluster=address))


def test_a_worker_that_is_killed_costs_time_only(cluster: Any) -> None:
    doomed = next(iter(cluster.workers.values())).pid
    killed: list[float] = []

    def kill_after_the_first_answer(message: str, share: float) -> None:
        if message == "ensemble" and not killed:
            killed.append(share)
            os.kill(doomed, signal.SIGKILL)

    how: dict[str, Any] = {"runs": 8, "samples": SAMPLES}
    there = ensemble(
        small_case(), **how, cluster=cluster.scheduler_address,
        progress=kill_after_the_first_answer,
    )  # fmt: skip
    assert killed
    assert killed[0] < 1.0
    assert doomed not in {worker.pid for worker in cluster.workers.values()}
    assert _bytes(there) == _bytes(ensemble(small_case(), **how))


def test_nobody_at_the_address_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "PATIENCE", "1s")
    with (
        pytest.raises(TocsinError, match=r"no cluster answers at .tcp://127\.0\.0\.1:9."),
        crew("tcp://127.0.0.1:9"),
    ):
        pass
    with pytest.raises(TocsinError, match="tcp://host:port"), crew("nonsense://x"):
        pass
