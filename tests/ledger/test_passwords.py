"""Passwords: long, not guessable, kept so that neither a thief nor a clock learns them."""

from __future__ import annotations

import pytest

from tocsin.errors import AccountError
from tocsin.ledger.passwords import hashed, judge, matches, outdated

GOOD = "copper lantern under rain"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short and sweet", None),
        ("fourteen chars", "a password of 14 characters; 15 to 256"),
        ("x" * 257, "a password of 257 characters"),
        ("aaaaaaaaaaaaaaaaaaaa", "easily guessed"),
        ("passwordpassword", "easily guessed"),
        ("1234567890123456", "easily guessed"),
        ("analopezanalopez", "easily guessed"),
        ("été comme hiver, à l’aube", None),
        (GOOD, None),
    ],
)
def test_length_and_guessing_decide_and_nothing_else(password: str, said: str | None) -> None:
    if said is None:
        assert judge(password, "ana", "Ana", "Lopez") == password
        return
    with pytest.raises(AccountError, match=said) as refused:
        judge(password, "ana", "Ana", "Lopez")
    assert password not in str(refused.value)


def test_the_same_letters_are_the_same_password_on_every_keyboard() -> None:
    composed, decomposed = "caf\u00e9 copper lantern", "cafe\u0301 copper lantern"
    assert composed != decomposed
    assert matches(decomposed, hashed(composed))


def test_a_hash_is_salted_and_tells_the_right_password_only() -> None:
    one, other = hashed(GOOD), hashed(GOOD)
    assert one != other
    assert one.startswith("$argon2id$")
    assert GOOD not in one
    assert matches(GOOD, one)
    assert not matches(GOOD + " ", one)
    assert not matches(GOOD, None), "an account without a password has none that is right"
    assert not outdated(one)
    assert outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$" + one.rsplit("$", 1)[1])
