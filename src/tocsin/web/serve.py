"""Serving the desk: on the loopback interface, or to others where that is safe."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial

import uvicorn
from fastapi import FastAPI

from tocsin.errors import TocsinError
from tocsin.web.app import create_app
from tocsin.web.reach import Reach
from tocsin.workflows import cases
from tocsin.workflows.desk import Desk

KEEP_ALIVE = 15
"""Seconds that an idle connection is kept."""
CONNECTIONS = 500
"""Connections at once; more are answered 503."""


def serve(
    case: str,
    *,
    workspace: str | None,
    reach: Reach,
    port: int,
    seed: int,
    samples: int | None,
    ready: Callable[[str], None],
) -> None:
    """Serve the desk of a case until it is interrupted.

    Args:
        case: a shipped case's name, or a case's folder.
        workspace: folder of the workspace whose ledger adds to it, if any.
        reach: where it listens and under which names; by others only with accounts and TLS.
        port: of that interface; 0 takes a free one.
        seed: of all random streams.
        samples: histories in the filter.
        ready: told the address when the desk can be opened.

    Raises:
        TocsinError: the port is taken, or the desk would be open to others without accounts.
    """
    reach.check(workspace)
    source = partial(cases.load, case, workspace=workspace)
    files = cases.folder(case, workspace=workspace)
    desk = Desk(source, seed=seed, samples=samples, workspace=workspace, files=files)
    family = socket.AF_INET6 if ":" in reach.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((reach.host, port))
            listener.listen()  # whoever asks as soon as the address is told waits, and is answered
        except OSError as error:
            raise TocsinError(
                f"port {port} of {reach.host} cannot be taken ({error.strerror}); choose another "
                "with --port, or 0 for any, and an address of this machine"
            ) from error
        config = settings(create_app(desk, reach), reach)
        ready(f"{reach.address}:{listener.getsockname()[1]}")
        uvicorn.Server(config).run(sockets=[listener])


def settings(app: FastAPI, reach: Reach) -> uvicorn.Config:
    """How the server runs: no address in its log, no word of a proxy that was not named."""
    return uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        proxy_headers=reach.proxy is not None, forwarded_allow_ips=reach.proxy or "",
        ssl_certfile=reach.certificate, ssl_keyfile=reach.key,
        timeout_keep_alive=KEEP_ALIVE, limit_concurrency=CONNECTIONS,
    )  # fmt: skip
