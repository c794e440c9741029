"""Passwords by NIST SP 800-63B-4 (section 3.1.1): long, not guessable, kept as Argon2id hashes.

At least 15 characters, any of them, no rule about kinds of characters, no expiry. What is commonly
used, repeated, or made of the account's own name is refused, by the estimate of zxcvbn (Wheeler
2016), which knows lists of such passwords.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache

from tocsin.errors import AccountError

SHORTEST, LONGEST = 15, 256
GUESSES = 1e10
"""Guesses below which a password is refused: what an offline search makes in a blink."""
JUDGED = 72
"""Characters that the estimate looks at; more of them only take longer."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB and a core, so that no crowd of attempts can take the machine."""


def judge(password: str, *about: str) -> str:
    """The password as it is kept, normalised (NFKC); ``about`` are words tied to its owner.

    Raises:
        AccountError: too short, too long, or easily guessed. The message never repeats it.
    """
    from zxcvbn import zxcvbn

    text = unicodedata.normalize("NFKC", password)
    if not SHORTEST <= len(text) <= LONGEST:
        raise AccountError(
            f"a password of {len(text)} characters; {SHORTEST} to {LONGEST} of any kind are "
            "allowed; several unrelated words make a good one"
        )
    found = zxcvbn(text[:JUDGED], [*about, "tocsin"])
    if float(found["guesses"]) < GUESSES:
        raise AccountError(
            "this password is easily guessed: commonly used, repeated, or made of your own name; "
            "choose several unrelated words"
        )
    return text


def hashed(password: str) -> str:
    """An Argon2id hash with its salt and parameters (RFC 9106, the second recommended set)."""
    with _AT_ONCE:
        return str(_hasher().hash(unicodedata.normalize("NFKC", password)))


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; as slow where there is none."""
    from argon2.exceptions import VerificationError

    with _AT_ONCE:
        try:
            right = _hasher().verify(kept or _nobody(), unicodedata.normalize("NFKC", password))
        except VerificationError:
            return False
    return bool(right) and kept is not None


def outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return bool(_hasher().check_needs_rehash(kept))


@cache
def _hasher():  # type: ignore[no-untyped-def]
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    """A hash that no password is known to have, compared where an account has none."""
    import secrets

    return str(_hasher().hash(secrets.token_urlsafe(32)))
