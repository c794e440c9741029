"""Opening to others: refused, with everything that is missing, unless it is safe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import tocsin
from tests.web.peopled_for_tests import peopled
from tocsin.errors import WorkspaceError
from tocsin.results import Role
from tocsin.web.reach import Reach
from tocsin.web.serve import settings
from tocsin.workflows import accounts

TLS: dict[str, Any] = {"certificate": Path("c.pem"), "key": Path("k.pem")}


@pytest.fixture
def space(tmp_path: Path) -> str:
    return str(tocsin.init(tmp_path / "desk").root)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.1.2.3"])
def test_this_machine_needs_nothing(host: str) -> None:
    Reach(host).check(None)
    assert not Reach(host).shared


@pytest.mark.parametrize(
    ("reach", "missing"),
    [
        (Reach("0.0.0.0"), ["has no account", "--certificate and --key", "--name"]),
        (Reach("198.51.100.4"), ["has no account", "--certificate and --key"]),
        (Reach("::", ("desk.example",), **TLS), ["has no account"]),
        (Reach(proxy="127.0.0.1"), ["has no account"]),
        (Reach(names=("desk.example",)), ["has no account", "--behind-proxy"]),
        (Reach(certificate=Path("c.pem")), ["go together"]),
        (Reach("desk.example"), ["is no address"]),
        (Reach(proxy="*"), ["is no address"]),
    ],
)  # fmt: skip
def test_others_are_let_in_only_where_it_is_safe(
    reach: Reach, missing: list[str], space: str
) -> None:
    with pytest.raises(WorkspaceError) as refused:
        reach.check(space)
    for each in missing:
        assert each in str(refused.value)
    with pytest.raises(WorkspaceError):
        reach.check(None)


def test_with_an_account_and_encryption_it_opens(space: str) -> None:
    accounts.add(space, "ana", role=Role.EDITOR, display=None, password=None)
    for reach in (Reach("::", ("desk.example",), **TLS), Reach("198.51.100.4", **TLS),
                  Reach(names=("desk.example",), proxy="127.0.0.1")):  # fmt: skip
        reach.check(space)
        assert reach.shared
    with pytest.raises(WorkspaceError, match="passwords need encryption"):
        Reach("198.51.100.4").check(space)


def test_a_desk_answers_to_its_own_names() -> None:
    assert Reach().hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert Reach("0.0.0.0", ("desk.example",)).hosts[3:] == ["desk.example"]
    assert Reach("198.51.100.4").hosts[3:] == ["198.51.100.4"]
    assert Reach().address == "http://127.0.0.1"
    assert Reach("0.0.0.0", ("desk.example",), **TLS).address == "https://desk.example"


def test_only_the_named_proxy_is_believed(tmp_path: Path) -> None:
    reach = Reach(names=("desk.example",), proxy="192.0.2.1")
    with peopled(tmp_path, reach) as made:
        config = settings(made.app, reach)
        config.load()
        said = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9",
                "Authorization": f"Bearer {made.tokens['ed']}"}  # fmt: skip
        for address, status in (("192.0.2.1", 204), ("192.0.2.2", 403), ("127.0.0.1", 403)):
            client = TestClient(
                config.loaded_app, base_url="http://desk.example", client=(address, 50000)
            )
            assert client.post("/api/v1/cancel", headers=said).status_code == status
        addresses = [line.address for line in accounts.audit(made.space, last=3).entries]
        assert addresses == ["203.0.113.9", "192.0.2.2", "127.0.0.1"]
        plain = settings(made.app, Reach())
        assert not plain.proxy_headers
