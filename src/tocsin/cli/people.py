"""The commands about people: accounts, and the audit log of the desk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from tocsin.cli.options import AsJson, Lang, refusals, tell
from tocsin.cli.workspaces import Workspace
from tocsin.errors import AccountError
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Accounts, BearerToken, Role

T = TypeVar("T")


class AccountAction(StrEnum):
    """What to do with an account."""

    ADD = "add"
    LIST = "list"
    ROLE = "role"
    PASSWORD = "password"
    LINK = "link"
    TOKEN = "token"
    RECIPIENT = "recipient"
    REMOVE = "remove"


def account(
    action: Annotated[
        AccountAction,
        typer.Argument(
            help="add, list, role, password, link (to OIDC), token (for programs), recipient (of a "
            "case marked TLP:RED) or remove."
        ),
    ],
    workspace: Workspace,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name of the account; not for list.")
    ] = "",
    role: Annotated[
        Role | None, typer.Option("--role", help="What it may do; with add, reader by default.")
    ] = None,
    display: Annotated[
        str | None,
        typer.Option("--display", metavar="TEXT", help="How the person is shown; with add."),
    ] = None,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Add it without a password: OIDC or a token.")
    ] = False,
    issuer: Annotated[
        str | None, typer.Option("--issuer", metavar="URL", help="The OIDC issuer to link to.")
    ] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="TEXT", help="Its subject (sub) to link to.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="ID", help="Id of the case, with recipient.")
    ] = None,
    days: Annotated[
        int, typer.Option("--days", min=1, max=366, help="Days that a token lasts.")
    ] = 90,
    revoke: Annotated[
        bool, typer.Option("--revoke", help="Take back: all tokens of it, or being a recipient.")
    ] = False,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Keep the accounts of a workspace's desk; a password is asked for, or read from stdin."""
    with refusals():
        from tocsin.cli.render_people import show_accounts, show_token
        from tocsin.workflows import accounts as verb

        if action is not AccountAction.LIST:
            _needed(name, f"the name of the account: tocsin account {action} NAME")

        def add() -> Accounts:
            secret = None if no_password else _password(lang)
            return verb.add(
                workspace, name, role=role or Role.READER, display=display, password=secret
            )

        def link() -> Accounts:
            return verb.link(
                workspace, name, issuer=_needed(issuer, "--issuer URL"),
                subject=_needed(subject, "--subject TEXT"),
            )  # fmt: skip

        def token() -> Accounts | BearerToken:
            if revoke:
                return verb.revoke(workspace, name)
            return verb.token(workspace, name, days=days)

        def recipient() -> Accounts:
            return verb.recipient(workspace, name, _needed(case, "--case ID"), named=not revoke)

        doing: dict[AccountAction, Callable[[], Accounts | BearerToken]] = {
            AccountAction.ADD: add,
            AccountAction.LIST: lambda: verb.accounts(workspace),
            AccountAction.ROLE: lambda: verb.set_role(
                workspace, name, _needed(role, "--role ROLE")
            ),
            AccountAction.PASSWORD: lambda: verb.set_password(workspace, name, _password(lang)),
            AccountAction.LINK: link,
            AccountAction.TOKEN: token,
            AccountAction.RECIPIENT: recipient,
            AccountAction.REMOVE: lambda: verb.remove(workspace, name),
        }
        result = doing[action]()
        if isinstance(result, BearerToken):
            tell(result, as_json, lang, show_token)
        else:
            tell(result, as_json, lang, show_accounts)


def audit(
    workspace: Workspace,
    last: Annotated[
        int, typer.Option("--last", min=1, max=100_000, help="Lines, counted from the newest.")
    ] = 50,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Who signed in, failed to, decided, exported, or changed an account, and when."""
    with refusals():
        from tocsin.cli.render_people import show_audit
        from tocsin.workflows import accounts as verb

        tell(verb.audit(workspace, last=last), as_json, lang, show_audit)


def _needed(given: T | None, what: str) -> T:
    if not given:
        raise AccountError(f"say {what}")
    return given


def _password(language: Language) -> str:
    """A password: asked for twice at a terminal, one line of standard input elsewhere."""
    if sys.stdin.isatty():
        return str(
            typer.prompt(
                say("new password", language), hide_input=True,
                confirmation_prompt=say("password again", language),
            )
        )  # fmt: skip
    return sys.stdin.readline().rstrip("\r\n")
