"""Numbers and dates as a reader of English or French writes them.

Probabilities are shares of one. Formatting goes through Babel; what is ours is how many digits a
figure deserves, and that rounded terms still add up to their rounded total.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from tocsin.language import Language
from tocsin.periods import earliest

_LOCALES = {Language.EN: Locale("en", "GB"), Language.FR: Locale("fr", "FR")}


def percent(p: float, language: Language) -> str:
    """A probability as a percentage, to two significant digits towards either end.

    Two decimals below 1 %, one below 10 % and above 99 %, else none. What would round to 0 or 100
    is shown as an inequality: a probability is never nothing.
    """
    locale = _LOCALES[language]
    if 0 < p < 0.00005:
        return "<" + format_percent(0.0001, format=_pattern(2, language), locale=locale)
    if 0.9995 <= p < 1:
        return ">" + format_percent(0.999, format=_pattern(1, language), locale=locale)
    digits = 0
    if 0 < p < 0.00995:
        digits = 2
    elif 0 < p < 0.0995 or 0.99 < p < 1:
        digits = 1
    return format_percent(p, format=_pattern(digits, language), locale=locale)


def points(p: float, language: Language) -> str:
    """A sampling error in percentage points, to two significant digits: ±0.03."""
    value = 100 * p
    digits = 2 if value <= 0 else min(4, max(1, 1 - math.floor(math.log10(value))))
    return "±" + decimal(value, language, digits)


def signed_points(change: float, language: Language) -> str:
    """A change of a probability in percentage points, to two significant digits: ``−0.038``.

    Three decimals at most, and none from ten points on; what rounds to nothing is ``0.000``.
    """
    size = abs(100 * change)
    digits = 3 if size < 0.0095 else min(3, max(0, 1 - math.floor(math.log10(size))))
    return signed(100 * change, language, digits)


def measured(change: float, error: float, language: Language) -> tuple[str, str]:
    """A change of a probability and its sampling error in points, both as exact as the error.

    One significant digit of the error, four decimals at most: ``−0.038`` and ``±0.007``. What both
    lie below is ``0``.
    """
    size = 100 * error
    if max(abs(100 * change), size) < 0.00005:
        return "0", "±0"
    digits = 4 if size <= 0 else min(4, max(0, -math.floor(math.log10(size))))
    return signed(100 * change, language, digits), "±" + decimal(size, language, digits)


def span(low: float, high: float, language: Language) -> str:
    """The range between two probabilities: ``1.2–4.5%``, ``1,2 à 4,5 %``; it never breaks."""
    joiner = "\u00a0à\u00a0" if language is Language.FR else "–"
    return percent(low, language) + joiner + percent(high, language)


def decimal(value: float, language: Language, digits: int = 2) -> str:
    """A plain number with ``digits`` decimals, a real minus sign and grouped thousands."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = format_decimal(_plain_zero(value, digits), format=pattern, locale=_LOCALES[language])
    return text.replace("-", "−")


def signed(value: float, language: Language, digits: int = 2) -> str:
    """A change with its sign: ``+0.42``, ``−0.10``; nothing at all is ``0.00``."""
    text = decimal(value, language, digits)
    return f"+{text}" if _plain_zero(value, digits) > 0 else text


def day(when: date | str, language: Language, *, short: bool = False) -> str:
    """A date in words; a date known to the month or year (``2025-12``) stays that vague.

    A ``short`` date holds no-break spaces: in a narrow column it stays on one line.
    """
    text = _date(when, language, short)
    return text.replace(" ", "\u00a0") if short else text


def _date(when: date | str, language: Language, short: bool) -> str:
    locale = _LOCALES[language]
    if isinstance(when, str):
        parts = when.count("-")
        first = earliest(when)
        if parts == 0:
            return str(first.year)
        if parts == 1:
            return format_skeleton("yMMM" if short else "yMMMM", first, locale=locale)
        when = first
    text = format_date(when, format="medium" if short else "long", locale=locale)
    # Babel writes the first day of a month as any other; French does not
    return f"1er{text[1:]}" if language is Language.FR and when.day == 1 else text


def spaced(text: str, language: Language) -> str:
    """French punctuation keeps to its word: a line never begins with it."""
    text = re.sub(r"(?<=\w)'", "’", text)
    if language is not Language.FR:
        return text
    return re.sub(r" (?=%)", "\u202f", re.sub(r"(?<=«) | (?=[:;?!»])", "\u00a0", text))


def adding_up(values: Sequence[float], total: float, digits: int = 2) -> list[float]:
    """``values`` rounded so that they sum to ``total`` rounded, by largest remainders.

    Every value moves by less than one unit of the last digit.  Raises ``ValueError`` when the
    values do not add up to the total in the first place (beyond the last digit for each value).
    """
    unit = 10.0**-digits
    floors = [math.floor(value / unit) for value in values]
    missing = round(total / unit) - sum(floors)
    if not 0 <= missing <= len(values):
        raise ValueError(f"terms sum to {sum(values):g}, not to {total:g}; nothing to round")
    order = sorted(range(len(values)), key=lambda i: floors[i] - values[i] / unit)
    for i in order[:missing]:
        floors[i] += 1
    return [round(floor * unit, digits) for floor in floors]


def _pattern(digits: int, language: Language) -> str:
    """Babel's percent pattern: French keeps a narrow no-break space before the sign."""
    space = "\u202f" if language is Language.FR else ""
    return "#,##0" + ("." + "0" * digits if digits else "") + space + "%"


def _plain_zero(value: float, digits: int) -> float:
    """``value`` rounded, without a negative zero."""
    return round(value, digits) + 0.0
