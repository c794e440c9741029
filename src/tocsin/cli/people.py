"""The commands about people: accounts, and the audit log of the desk."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, Lang, refusals, tell
from tocsin.cli.workspaces import Workspace
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Accounts, Role

Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of the account.")]

account = typer.Typer(
    help="Keep the accounts of a workspace's desk; a password is asked for, or read from stdin.",
    no_args_is_help=True,
)


@account.command("add")
def add(
    workspace: Workspace,
    name: Name,
    role: Annotated[Role, typer.Option("--role", help="What it may do.")] = Role.READER,
    display: Annotated[
        str | None, typer.Option("--display", metavar="TEXT", help="How the person is shown.")
    ] = None,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Add it without a password: OIDC or a token.")
    ] = False,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Add an account."""
    with refusals():
        from tocsin.workflows import accounts as verb

        secret = None if no_password else _password(lang)
        found = verb.add(workspace, name, role=role, display=display, password=secret)
        _tell(found, as_json, lang)


@account.command("list")
def list_(workspace: Workspace, as_json: AsJson = False, lang: Lang = Language.EN) -> None:
    """List the accounts: their roles, how they come in, the cases they are recipients of."""
    with refusals():
        from tocsin.workflows import accounts as verb

        _tell(verb.accounts(workspace), as_json, lang)


@account.command("role")
def role(
    workspace: Workspace,
    name: Name,
    role: Annotated[Role, typer.Option("--role", help="What it may do from now on.")],
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Give an account another role."""
    with refusals():
        from tocsin.workflows import accounts as verb

        _tell(verb.set_role(workspace, name, role), as_json, lang)


@account.command("password")
def password(
    workspace: Workspace, name: Name, as_json: AsJson = False, lang: Lang = Language.EN
) -> None:
    """Give an account another password; whoever is signed in with it is signed out."""
    with refusals():
        from tocsin.workflows import accounts as verb

        _tell(verb.set_password(workspace, name, _password(lang)), as_json, lang)


@account.command("link")
def link(
    workspace: Workspace,
    name: Name,
    issuer: Annotated[
        str, typer.Option("--issuer", metavar="URL", help="The OIDC issuer to link to.")
    ],
    subject: Annotated[
        str, typer.Option("--subject", metavar="TEXT", help="Its subject (sub) to link to.")
    ],
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Let a subject of an OpenID Connect issuer sign in as this account."""
    with refusals():
        from tocsin.workflows import accounts as verb

        _tell(verb.link(workspace, name, issuer=issuer, subject=subject), as_json, lang)


@account.command("token")
def token(
    workspace: Workspace,
    name: Name,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="Days that it lasts.")] = 90,
    revoke: Annotated[
        bool, typer.Option("--revoke", help="Take back all tokens of the account instead.")
    ] = False,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Make a token by which a program signs in as this account; it is shown once."""
    with refusals():
        from tocsin.cli.render_people import show_token
        from tocsin.workflows import accounts as verb

        if revoke:
            _tell(verb.revoke(workspace, name), as_json, lang)
        else:
            tell(verb.token(workspace, name, days=days), as_json, lang, show_token)


@account.command("recipient")
def recipient(
    workspace: Workspace,
    name: Name,
    case: Annotated[str, typer.Option("--case", metavar="ID", help="Id of the case.")],
    revoke: Annotated[
        bool, typer.Option("--revoke", help="The account is no recipient any more.")
    ] = False,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Name an account as recipient of a case marked TLP:RED."""
    with refusals():
        from tocsin.workflows import accounts as verb

        _tell(verb.recipient(workspace, name, case, named=not revoke), as_json, lang)


@account.command("remove")
def remove(
    workspace: Workspace, name: Name, as_json: AsJson = False, lang: Lang = Language.EN
) -> None:
    """Remove an account; what it decided stays signed by its name."""
    with refusals():
        from tocsin.workflows import accounts as verb

        _tell(verb.remove(workspace, name), as_json, lang)


def _tell(found: Accounts, as_json: bool, language: Language) -> None:
    from tocsin.cli.render_people import show_accounts

    tell(found, as_json, language, show_accounts)


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
