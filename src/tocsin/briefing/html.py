"""A document as one HTML file that needs nothing else: no script, no request, no other file."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tocsin.briefing.parts import Document, Inlines, Link, Strong
from tocsin.labels import say


def _inline(content: Inlines) -> Markup:
    """Inline parts with every word escaped; addresses outside lead only to http(s)."""
    shown = Markup()
    for part in content:
        if isinstance(part, Strong):
            shown += Markup("<strong>{}</strong>").format(part.text)
        elif isinstance(part, Link) and part.target.startswith(("#", "https://", "http://")):
            cite = Markup(' class="cite"') if part.text.startswith("[") else Markup()
            shown += Markup('<a{} href="{}">{}</a>').format(cite, part.target, part.text)
        else:
            shown += part.text if isinstance(part, Link) else part
    return shown


def render(document: Document) -> str:
    """The document as HTML."""
    environment = Environment(
        loader=PackageLoader("tocsin", "briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = _inline
    environment.filters["drawing"] = Markup  # drawn by our own charts, never by a case
    environment.filters["kind"] = lambda block: type(block).__name__
    style = files("tocsin.briefing").joinpath("page.css").read_text(encoding="utf-8")

    def label(key: str, **values: str) -> str:
        return say(key, document.language, **values)

    template = environment.get_template("page.html.jinja")
    return template.render(document=document, label=label, style=Markup(style)) + "\n"
