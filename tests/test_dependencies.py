"""What can be told offline of everything that Tocsin is installed with.

Read from the metadata of what is installed: that its version is the pinned one, that it came from
a package index and from no address, and that its licence is one that allows to use and pass on what
is built here. Known weaknesses and withdrawn releases stand in databases on the network, which
`make audit` asks.
"""

from __future__ import annotations

from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

from tests.test_layout import _canonical, _pins

LICENCES = {
    "MIT", "MIT-0", "MIT License", "BSD", "0BSD", "BSD License", "BSD-2-Clause", "BSD-3-Clause",
    "BSD 2-Clause License", "The BSD 2-Clause License", "Apache 2.0", "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception", "Apache License, Version 2.0", "Apache Software License",
    "ISC", "ISC License (ISCL)", "PSF-2.0", "CNRI-Python", "Zlib", "CC0-1.0", "MPL-1.1", "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)", "LGPL-3.0-only", "LGPLLR",
}  # fmt: skip
"""Licences under which a library may be used unchanged, as distributions spell them."""

STATED = {
    "axe-playwright-python": "Apache-2.0",  # LICENSE of its repository; axe itself is MPL-2.0
}
"""Licences that a distribution states elsewhere than in its metadata, by its name."""


def needed() -> dict[str, Distribution]:
    """Everything that is installed for Tocsin and its extras, by name."""
    found: dict[str, Distribution] = {}
    waiting = [("tocsin", extra) for extra in ("", *_extras("tocsin"))]
    seen = set(waiting)
    while waiting:
        name, extra = waiting.pop()
        try:
            found[_canonical(name)] = one = distribution(name)
        except PackageNotFoundError:
            continue  # an extra that is not installed here
        for requirement in map(Requirement, one.requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                for each in ("", *requirement.extras):
                    if (asked := (requirement.name, each)) not in seen:
                        seen.add(asked)
                        waiting.append(asked)
    del found["tocsin"]
    return found


def _extras(name: str) -> list[str]:
    return distribution(name).metadata.get_all("Provides-Extra") or []


def licence(one: Distribution) -> str:
    """The licence in the distribution's own words: expression, classifiers, or its first line."""
    kinds = [line for line in stated(one, "Classifier") if line.startswith("License :: ")]
    classified = " AND ".join(
        name for line in kinds if (name := line.split(" :: ")[-1]) != "OSI Approved"
    )
    expression, spelt = "".join(stated(one, "License-Expression")), "".join(stated(one, "License"))
    return expression or classified or spelt.strip().split("\n")[0] or STATED.get(one.name, "")


def stated(one: Distribution, field: str) -> list[str]:
    """What the metadata say in a field; nothing where it is left out."""
    return list(map(str, one.metadata.get_all(field) or []))


def allowed(words: str) -> bool:
    """Whether one of the alternatives has only parts that are allowed."""
    return any(
        all(
            part.strip("( )") in LICENCES or part.strip() in LICENCES for part in way.split(" AND ")
        )
        for way in words.split(" OR ")
    )


def test_every_installed_dependency_is_the_pinned_one() -> None:
    pins = _pins()
    installed = {name: one.version for name, one in needed().items()}
    assert len(installed) > 80
    assert {name: version for name, version in installed.items() if pins.get(name) != version} == {}


def test_nothing_comes_from_an_address_of_its_own() -> None:
    direct = [name for name, one in needed().items() if one.read_text("direct_url.json")]
    assert direct == []


def test_every_licence_is_known_and_allowed() -> None:
    said = {name: licence(one) for name, one in needed().items()}
    assert {name: words for name, words in said.items() if not allowed(words)} == {}


def test_a_licence_is_judged_by_its_alternatives_and_parts() -> None:
    assert allowed("MPL-1.1 OR GPL-2.0-only")
    assert allowed("MIT AND PSF-2.0")
    assert not allowed("MIT AND GPL-3.0-only")
    assert not allowed("")
    assert not allowed("Proprietary")


def test_licences_that_are_stated_elsewhere_are_still_missing_from_the_metadata() -> None:
    installed = needed()
    spelt = ["".join(stated(one, "License")) for name, one in installed.items() if name in STATED]
    assert "".join(spelt).strip() == ""
