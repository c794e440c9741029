"""Serving the desk on the loopback interface, and nowhere else."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial

import uvicorn

from tocsin.errors import TocsinError
from tocsin.web.app import create_app
from tocsin.workflows import cases
from tocsin.workflows.desk import Desk

HOST = "127.0.0.1"


def serve(
    case: str,
    *,
    workspace: str | None,
    port: int,
    seed: int,
    samples: int | None,
    ready: Callable[[str], None],
) -> None:
    """Serve the desk of a case until it is interrupted.

    Args:
        case: a shipped case's name, or a case's folder.
        workspace: folder of the workspace whose ledger adds to it, if any.
        port: of the loopback interface; 0 takes a free one.
        seed: of all random streams.
        samples: histories in the filter.
        ready: told the address when the desk can be opened.

    Raises:
        TocsinError: the port is taken.
    """
    source = partial(cases.load, case, workspace=workspace)
    desk = Desk(source, seed=seed, samples=samples, workspace=workspace)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise TocsinError(
                f"port {port} is taken ({error.strerror}); choose another with --port, or 0 for any"
            ) from error
        config = uvicorn.Config(create_app(desk), log_level="warning", access_log=False)
        ready(f"http://{HOST}:{listener.getsockname()[1]}")
        uvicorn.Server(config).run(sockets=[listener])
