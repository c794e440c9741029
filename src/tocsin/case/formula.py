"""The language of conditions: ``csto_kaz >= frozen and (h0 or not trade_ties == cut)``.

A condition compares nodes with their own levels, names hypotheses and assumptions that hold, and
counts how many of several conditions hold. It is read by a grammar (``formula.lark``) into small
immutable values; nothing is ever executed. Length, depth and number of terms are capped, so text
from a stranger ends in a ``FormulaError`` at worst.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from tocsin.errors import FormulaError

MAX_LENGTH = 2_000
"""Characters in one formula."""
MAX_DEPTH = 20
"""How deep conditions may stand inside each other."""
MAX_TERMS = 200
"""Comparisons, names and connectives in one formula."""
MAX_NUMBER = 1_000
"""The largest number that a count can be compared with."""

RESERVED = frozenset({"and", "or", "not", "count", "true", "false"})
"""Words of the language: no node, level, hypothesis or assumption can have one as its id."""

Op = Literal[">=", "<=", "==", "!=", ">", "<"]

COMPARISONS: Mapping[Op, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


@dataclass(frozen=True, slots=True)
class Compare:
    """``node op level``, by the order of the node's levels. ``column`` is where it was read."""

    node: str
    op: Op
    level: str
    column: int = field(default=1, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.node} {self.op} {self.level}"


@dataclass(frozen=True, slots=True)
class Truth:
    """A hypothesis or an assumption that is true. ``column`` is where it was read."""

    name: str
    column: int = field(default=1, compare=False, repr=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Not:
    """The item does not hold."""

    item: Formula

    def __str__(self) -> str:
        return f"not {_inside(self.item)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more items hold."""

    items: tuple[Formula, ...]

    def __str__(self) -> str:
        return " and ".join(map(_inside, self.items))


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of two or more items holds."""

    items: tuple[Formula, ...]

    def __str__(self) -> str:
        return " or ".join(map(_inside, self.items))


@dataclass(frozen=True, slots=True)
class Count:
    """The number of items that hold, compared with ``number``."""

    items: tuple[Formula, ...]
    op: Op
    number: int

    def __str__(self) -> str:
        return f"count({', '.join(map(str, self.items))}) {self.op} {self.number}"


@dataclass(frozen=True, slots=True)
class Constant:
    """``true`` or ``false``."""

    value: bool

    def __str__(self) -> str:
        return "true" if self.value else "false"


Formula = Compare | Truth | Not | And | Or | Count | Constant


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Read one condition; a case says the same ones again and again, so they are kept.

    ``FormulaError`` says what was found, what could stand there, and at which column (counted
    from 1 through the whole text).
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(
            f"a formula of {len(text)} characters; at most {MAX_LENGTH} are allowed; "
            "split it with a derived node",
            MAX_LENGTH + 1,
        )
    try:
        # With a transformer lark hands back what the transformer built, not a tree.
        formula = cast(Formula, _parser().parse(text))
    except UnexpectedInput as error:
        raise _explained(text, error) from None
    _refuse_oversize(formula)
    return formula


def names(formula: Formula) -> set[str]:
    """The ids of all nodes, hypotheses and assumptions that the formula names."""
    return {atom.node if isinstance(atom, Compare) else atom.name for atom in atoms(formula)}


def atoms(formula: Formula) -> Iterator[Compare | Truth]:
    """Every comparison and every bare name in the formula, from left to right."""
    for part, _ in _walk(formula):
        if isinstance(part, Compare | Truth):
            yield part


def evaluate(
    formula: Formula, state: Mapping[str, int], levels: Mapping[str, Mapping[str, int]]
) -> bool:
    """Whether the formula holds in one state: the meaning that all faster code must match.

    ``state`` gives each node its level index and each hypothesis or assumption 0 or 1;
    ``levels`` gives each node the index of each of its level ids. A name that is in neither
    raises ``FormulaError``.
    """
    match formula:
        case Compare(node, op, level):
            if node not in state or level not in levels.get(node, {}):
                raise FormulaError(
                    f"{formula} names a node or level without a state; "
                    f"known nodes are {', '.join(sorted(levels))}",
                    formula.column,
                )
            return COMPARISONS[op](state[node], levels[node][level])
        case Truth(name):
            if name not in state:
                raise FormulaError(
                    f"{name} has no state; give it 0 or 1 in the state", formula.column
                )
            return state[name] == 1
        case Not(item):
            return not evaluate(item, state, levels)
        case And(items):
            return all(evaluate(item, state, levels) for item in items)
        case Or(items):
            return any(evaluate(item, state, levels) for item in items)
        case Count(items, op, number):
            return COMPARISONS[op](sum(evaluate(item, state, levels) for item in items), number)
        case Constant(value):
            return value


def _inside(item: Formula) -> str:
    """An operand as text, in parentheses where it would otherwise be read differently."""
    return f"({item})" if isinstance(item, And | Or) else str(item)


def _walk(formula: Formula) -> Iterator[tuple[Formula, int]]:
    """Every part of a formula with its depth (the whole is 1), from left to right.

    Without recursion, because it also measures formulas that are not yet known to be shallow.
    """
    waiting: list[tuple[Formula, int]] = [(formula, 1)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        if isinstance(part, And | Or | Count):
            waiting.extend((item, depth + 1) for item in reversed(part.items))
        elif isinstance(part, Not):
            waiting.append((part.item, depth + 1))


def _refuse_oversize(formula: Formula) -> None:
    for terms, (part, depth) in enumerate(_walk(formula), start=1):
        column = part.column if isinstance(part, Compare | Truth) else 1
        advice = "move a part of it into a derived node"
        if depth > MAX_DEPTH:
            raise FormulaError(
                f"conditions nested deeper than {MAX_DEPTH}; at most {MAX_DEPTH} are allowed; "
                f"{advice}",
                column,
            )
        if terms > MAX_TERMS:
            raise FormulaError(
                f"more than {MAX_TERMS} terms; at most {MAX_TERMS} are allowed; {advice}", column
            )


@v_args(inline=True)
class _Build(Transformer[Token, Formula]):
    """Turns each rule of the grammar into its value while lark is still reading."""

    def compare(self, node: Token, op: Token, level: Token) -> Compare:
        return Compare(str(node), cast(Op, str(op)), str(level), _column(node))

    def truth(self, name: Token) -> Truth:
        return Truth(str(name), _column(name))

    def negation(self, item: Formula) -> Not:
        return Not(item)

    def both(self, *items: Formula) -> Formula:
        return And(items) if len(items) > 1 else items[0]

    def either(self, *items: Formula) -> Formula:
        return Or(items) if len(items) > 1 else items[0]

    def count(self, *parts: Formula | Token) -> Count:
        *items, op, number = parts
        return Count(cast("tuple[Formula, ...]", tuple(items)), cast(Op, str(op)), _number(number))

    def always(self) -> Constant:
        return Constant(True)

    def never(self) -> Constant:
        return Constant(False)


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1


def _number(token: Formula | Token) -> int:
    assert isinstance(token, Token)
    value = int(token)
    if value > MAX_NUMBER:
        raise FormulaError(
            f"a count compared with {token[:20]}; at most {MAX_NUMBER} is allowed; "
            "write how many of the listed conditions must hold",
            _column(token),
        )
    return value


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = files("tocsin.case").joinpath("formula.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="basic", transformer=_Build())


_WORDS = {
    "NAME": "the id of a node, level, hypothesis or assumption",
    "OP": "a comparison (>= <= == != > <)",
    "NUMBER": "a whole number",
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": ",",
    "$END": "the end of the formula",
}
_CHARACTERS = "allowed are ids, >= <= == != > <, and, or, not, count(...), numbers, parentheses"


def _explained(text: str, error: UnexpectedInput) -> FormulaError:
    """Lark's error in words: what was found, what could stand there."""
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        got, position = "the formula ends too early", len(text.rstrip())
        expected = error.accepts or error.expected
    elif isinstance(error, UnexpectedToken):
        got, position = f"unexpected {str(error.token)[:40]!r}", error.token.start_pos or 0
        expected = error.accepts or error.expected
    else:
        assert isinstance(error, UnexpectedCharacters)
        position = error.pos_in_stream or 0
        got = f"unexpected character {text[position]!r}"
        hint = "write == for equal" if text[position] == "=" else "ids are lower case"
        return FormulaError(f"{got}; {_CHARACTERS}; {hint}", position + 1)
    allowed = ", ".join(sorted(_WORDS.get(name, name.lower()) for name in expected))
    return FormulaError(f"{got}; allowed here: {allowed}", position + 1)
