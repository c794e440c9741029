"""Accounts and the audit log on a terminal."""

from __future__ import annotations

from rich.console import Console

from tocsin.cli.render import grid
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Account, Accounts, AuditLog, BearerToken
from tocsin.terms import name


def show_accounts(result: Accounts, language: Language, console: Console) -> None:
    """A row for each account, or that there is none."""
    if not result.accounts:
        console.print(Shown(say("no accounts", language)))
        return
    heads = ("account", "shown as", "role", "comes in by", "recipient of")
    table = grid(*(say(head, language) for head in heads))
    for one in result.accounts:
        role = name("role", one.role, language)
        means, cases = _means(one, language), ", ".join(one.recipient_of)
        table.add_row(*(Shown(cell) for cell in (one.name, one.display, role, means, cases)))
    console.print(table)


def show_token(result: BearerToken, language: Language, console: Console) -> None:
    """The token on a line of its own, after what it is."""
    console.print(
        Shown(say("token made", language, account=result.account, expires=result.expires)),
        soft_wrap=True,
    )
    console.print(Shown(result.token, style="bold"), soft_wrap=True)


def show_audit(result: AuditLog, language: Language, console: Console) -> None:
    """A line for each entry, oldest first."""
    if not result.entries:
        console.print(Shown(say("audit empty", language)))
        return
    table = grid(*(say(head, language) for head in ("when", "who", "event", "whence", "detail")))
    table.columns[0].no_wrap = True
    for one in result.entries:
        cells = (one.at, one.who, name("audit", one.what, language), one.address, one.detail)
        table.add_row(*(Shown(cell) for cell in cells))
    console.print(table)


def _means(one: Account, language: Language) -> str:
    """The ways in which an account can come in."""
    found = [
        *([say("by password", language)] if one.password else []),
        *([say("by issuer", language, issuer=one.issuer)] if one.issuer else []),
        *([say("by token", language, n=str(one.tokens))] if one.tokens else []),
    ]
    return ", ".join(found) or say("by nothing yet", language)
