"""The picture of the network: no box on another, a sign by form, and the table says the same."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import cast

import pytest

import tocsin
from tests.briefing.test_briefing import HOSTILE
from tests.workflows.test_influences import paths
from tocsin.briefing import html
from tocsin.briefing.drawing import NARROW, WIDE
from tocsin.briefing.findings import Findings, Writer
from tocsin.briefing.influence_picture import chosen, network
from tocsin.briefing.influences import influences as section
from tocsin.briefing.pages import led
from tocsin.language import Language, pair
from tocsin.results import Influences
from tocsin.workflows.influences import influences

EN = Language.EN


@pytest.fixture(scope="module")
def net() -> Influences:
    case = tocsin.load_case("kazakhstan")
    return influences(case, paths(case, (0.3, ["land_claims >= top"]), (0.2, ["dispute >= on"])))


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    return [(float(x), float(y), float(x) + float(w), float(y) + float(h)) for x, y, w, h in found]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", list(Language))
def test_no_box_covers_another_or_leaves_the_picture(
    net: Influences, language: Language, width: int
) -> None:
    svg = network(net, language, width)
    found = boxes(svg)
    assert len(found) == len(re.findall('<a href="#node-', svg)) > 4
    for i, (x, y, x2, y2) in enumerate(found):
        assert 0 <= x < x2 <= width
        assert not any(x < d and c < x2 and y < f and e < y2 for c, e, d, f in found[i + 1 :])


def test_what_is_on_a_path_has_its_place(net: Influences) -> None:
    for narrow in (True, False):
        shown = {node.id for column in chosen(net, narrow=narrow) for node in column}
        assert {"land_claims", "dispute", net.node} <= shown


def test_signs_differ_by_form_and_not_by_colour_alone(net: Influences) -> None:
    svg = network(net, EN, WIDE)
    lines = re.findall(r"<g opacity[^>]*>(.*?)</g>", svg)
    assert lines
    for line in lines:
        assert ("stroke-dasharray" in line) == ("<polyline" in line)
        assert ("<polygon" in line) != ("<polyline" in line)


def test_nodes_lead_to_their_rows_wherever_they_stand(net: Influences) -> None:
    case = tocsin.load_case("kazakhstan")
    told = SimpleNamespace(
        case=case, influences=net, obligations=SimpleNamespace(actors={}),
        routes=SimpleNamespace(actors={}),
    )  # fmt: skip
    shown = led(section(Writer(cast(Findings, told), EN)), "ties", EN, "?as_of=2026-01-31")
    page = html.body([shown], EN)
    assert 'href="/en/triggers?as_of=2026-01-31#node-land_claims"' in page
    assert 'href="#node-' not in page
    assert re.search(r'class="drawing" role="group"', page)


def test_what_a_case_says_is_never_markup(net: Influences) -> None:
    hostile = [node.model_copy(update={"label": pair(HOSTILE, HOSTILE)}) for node in net.nodes]
    svg = network(net.model_copy(update={"nodes": hostile}), EN, WIDE)
    assert "<script" not in svg
    assert "<img" not in svg
    assert " style=" not in svg
