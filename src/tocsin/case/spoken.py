"""Conditions in words: a formula as a reader of English or French would say it."""

from __future__ import annotations

from tocsin.case.formula import And, Compare, Constant, Count, Formula, Not, Or, Truth
from tocsin.case.schema import Case
from tocsin.language import Text, pair

_NEGATED = pair("not ({item})", "non ({item})")
_BRACKETED = pair("({item})", "({item})")
_COMPARED = {
    ">=": pair("{node}: {level} or more", "{node} : {level} ou plus"),
    "<=": pair("{node}: {level} or less", "{node} : {level} ou moins"),
    ">": pair("{node}: more than {level}", "{node} : plus que « {level} »"),
    "<": pair("{node}: less than {level}", "{node} : moins que « {level} »"),
    "==": pair("{node}: {level}", "{node} : {level}"),
    "!=": pair("{node}: not {level}", "{node} : autre que « {level} »"),
}
_COUNTED = {
    ">=": pair("at least {n} of ({items})", "au moins {n} parmi ({items})"),
    "<=": pair("at most {n} of ({items})", "au plus {n} parmi ({items})"),
    ">": pair("more than {n} of ({items})", "plus de {n} parmi ({items})"),
    "<": pair("fewer than {n} of ({items})", "moins de {n} parmi ({items})"),
    "==": pair("exactly {n} of ({items})", "exactement {n} parmi ({items})"),
    "!=": pair("a number other than {n} of ({items})", "un nombre autre que {n} parmi ({items})"),
}


class Speaker:
    """Says formulas with the labels of one case."""

    def __init__(self, case: Case) -> None:
        self._nodes: dict[str, Text] = {}
        self._levels: dict[tuple[str, str], tuple[Text, bool, bool]] = {}
        for node in case.model.nodes:
            self._add(node.id, node.label, [(level.id, level.label) for level in node.levels])
        for derived in case.model.derived:
            levels = [(level.id, level.label) for level in derived.levels]
            self._add(derived.id, derived.label, levels)
        for group in case.header.groups:
            self._add(group.id, group.label, [(h.id, h.label) for h in group.hypotheses])
        self._truths = {h.id: h.label for g in case.header.groups for h in g.hypotheses}
        self._truths |= {a.id: a.label for a in case.header.assumptions}

    def _add(self, node: str, label: Text, levels: list[tuple[str, Text]]) -> None:
        self._nodes[node] = label
        for k, (level, name) in enumerate(levels):
            self._levels[node, level] = (name, k == 0, k == len(levels) - 1)

    def say(self, formula: Formula) -> Text:
        """The formula in both languages."""
        match formula:
            case Compare(node, op, level):
                name, lowest, highest = self._levels[node, level]
                # "wide or more" where nothing is more is just "wide"
                plain = (op == ">=" and highest) or (op == "<=" and lowest)
                return _filled(_COMPARED["==" if plain else op], node=self._nodes[node], level=name)
            case Truth(name):
                return self._truths[name]
            case Not(item):
                return _filled(_NEGATED, item=self.say(item))
            case And(items):
                return _joined([self._inside(item) for item in items], pair(" and ", " et "))
            case Or(items):
                return _joined([self._inside(item) for item in items], pair(" or ", " ou "))
            case Count(items, op, number):
                listed = _joined([self.say(item) for item in items], pair(", ", ", "))
                return _filled(_COUNTED[op], n=pair(str(number), str(number)), items=listed)
            case Constant(value):
                return pair("always", "toujours") if value else pair("never", "jamais")

    def _inside(self, item: Formula) -> Text:
        """An operand, in parentheses where it would otherwise be heard differently."""
        said = self.say(item)
        return _filled(_BRACKETED, item=said) if isinstance(item, And | Or) else said


def _filled(template: Text, **values: Text) -> Text:
    return Text(
        en=template.en.format(**{key: text.en for key, text in values.items()}),
        fr=template.fr.format(**{key: text.fr for key, text in values.items()}),
    )


def _joined(texts: list[Text], between: Text) -> Text:
    return Text(
        en=between.en.join(text.en for text in texts),
        fr=between.fr.join(text.fr for text in texts),
    )
