"""A document as one HTML file that needs nothing else: no script, no request, no other file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from tocsin.briefing.parts import Document, Inlines, Link, Section, Strong
from tocsin.labels import say
from tocsin.language import Language

LEADS = ("#", "./", "/en/", "/fr/", "?as_of=", "https://", "http://")
"""How the target of a link may begin: an anchor, a page, an address outside."""


def _inline(content: Inlines) -> Markup:
    """Inline parts with every word escaped; addresses outside lead only to http(s)."""
    shown = Markup()
    for part in content:
        if isinstance(part, Strong):
            shown += Markup("<strong>{}</strong>").format(part.text)
        elif isinstance(part, Link) and part.target.startswith(LEADS):
            cite = Markup(' class="cite"') if part.text.startswith("[") else Markup()
            shown += Markup('<a{} href="{}">{}</a>').format(cite, part.target, part.text)
        else:
            shown += part.text if isinstance(part, Link) else part
    return shown


def _cites(content: Inlines) -> bool:
    """Whether there is nothing but citations: they stand on lines of their own, apart from each
    other, so that a finger finds each.
    """
    named = [part.text if isinstance(part, Link) else part for part in content]
    words = [part for part in named if isinstance(part, Strong) or part.strip(" ,")]
    return bool(words) and all(isinstance(each, str) and each.startswith("[") for each in words)


def render(document: Document) -> str:
    """The document as HTML."""
    page = _template("page.html.jinja")
    style = Markup(stylesheet())
    label = _labels(document.language)
    return (
        page.render(document=document, sections=document.sections, label=label, style=style) + "\n"
    )


def body(sections: Sequence[Section], language: Language) -> Markup:
    """Sections as a part of another page, with tables and figures counted from one."""
    page = _template("sections.html.jinja")
    return Markup(page.render(sections=sections, label=_labels(language)))


INSET = """& { margin: 0; padding: .8rem 1.25rem; }
& :is(h2, h3) { color: inherit; }
& section { padding-top: 1rem; }
& .handling { margin: 0; }"""
"""What differs where a document stands inside a page: tighter, and in its own colours."""


def inset(document: Document) -> Markup:
    """The sections of a document to stand inside a page of others, such as a notebook.

    The look comes along and keeps to itself: each rule holds under the class ``tocsin`` alone.
    """
    return Markup(
        '<div class="tocsin" lang="{}"><style>{}</style><p class="handling"><abbr>{}</abbr></p>{}'
        '<p class="handling">{}</p></div>'
    ).format(
        document.language, Markup(_under("tocsin", stylesheet())), document.handling,
        body(document.sections, document.language), document.handling,
    )  # fmt: skip


def _under(name: str, style: str) -> str:
    """A style sheet whose rules hold within elements of a class; those of the page are its own."""
    own = re.sub(r"(?m)(^\s*|\{ )(:root|html|body)(?= \{)", r"\1&", style)
    # doubled, so that it outweighs what a notebook says of its tables
    return f".{name}.{name} {{\n{own}\n{INSET}\n}}\n"


def stylesheet() -> str:
    """The look of sections, on screen and paper, in light and dark."""
    return files("tocsin.briefing").joinpath("page.css").read_text(encoding="utf-8")


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    """The templates, compiled once."""
    environment = Environment(
        loader=PackageLoader("tocsin", "briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = _inline
    environment.filters["drawing"] = Markup  # drawn by our own charts, never by a case
    environment.tests["cites"] = _cites
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment


def _labels(language: Language) -> Callable[..., str]:
    return lambda key, **values: say(key, language, **values)
