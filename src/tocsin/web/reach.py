"""How far a desk reaches: this machine alone, or others, and what that asks for."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import WorkspaceError

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names under which a machine speaks to itself."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a desk listens, and under which names it answers.

    ``host`` is the address of an interface; ``names`` are what browsers call the desk;
    ``certificate`` and ``key`` are files for TLS; ``proxy`` is the address of a reverse proxy that
    does TLS in front of it.
    """

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None

    @property
    def shared(self) -> bool:
        """Whether others than this machine can ask: by an address, a name, or a proxy."""
        return not self._loopback or bool(self.names) or self.proxy is not None

    @property
    def hosts(self) -> list[str]:
        """The names that a request may be addressed to."""
        own = [] if self._every else [f"[{self.host}]" if ":" in self.host else self.host]
        return list(dict.fromkeys([*LOOPBACK, *own, *self.names]))

    @property
    def address(self) -> str:
        """What a browser is pointed to, without the port."""
        scheme = "https" if self.certificate or self.proxy else "http"
        return f"{scheme}://{self.names[0] if self.names else self.hosts[-1 if self.shared else 0]}"

    @property
    def _loopback(self) -> bool:
        return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback

    @property
    def _every(self) -> bool:
        return self.host != "localhost" and ipaddress.ip_address(self.host).is_unspecified

    def check(self, workspace: str | None) -> None:
        """Refuse to open a desk to others without accounts or without encryption.

        Raises:
            WorkspaceError: with everything that is missing.
        """
        try:
            missing = self._missing(workspace)
        except ValueError as error:
            raise WorkspaceError(
                f"{self.host!r} or {self.proxy!r} is no address; numbers such as 0.0.0.0 or ::1 "
                "are allowed for --host and --behind-proxy"
            ) from error
        if missing:
            raise WorkspaceError(
                f"the desk does not open to others at {self.host}: "
                + "; ".join(missing)
                + ". On this machine alone (without --host, --name and --behind-proxy) it needs "
                "nothing of this"
            )

    def _missing(self, workspace: str | None) -> list[str]:
        if self.proxy is not None:
            ipaddress.ip_address(self.proxy)
        from tocsin.workflows.accounts import accounts

        found = []
        if (self.certificate is None) is not (self.key is None):
            found.append("--certificate and --key go together")
        if not self.shared:
            return found
        if workspace is None:
            found.append("it needs a workspace with accounts; name it with --workspace DIR")
        elif not accounts(workspace).accounts:
            found.append(f"{workspace} has no account; make one with: tocsin account add NAME "
                         f"--role editor --workspace {workspace}")  # fmt: skip
        if self.certificate is None and self.proxy is None:
            found.append("passwords need encryption; give --certificate and --key, or "
                         "--behind-proxy ADDRESS for a proxy that does TLS")  # fmt: skip
        if self._every and not self.names:
            found.append("every address of the machine is meant; say what browsers call it, with "
                         "--name")  # fmt: skip
        return found
