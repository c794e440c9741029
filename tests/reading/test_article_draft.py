"""The draft of the article: what the shipped case was built from, and none of its sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from benchmarks.reading import article

from tests.reading.small_reading import reading
from tocsin.case.load import case_folder, load_case
from tocsin.reading.finding import find
from tocsin.results import Draft
from tocsin.workflows.draft import draft
from tocsin.workflows.review import review

PUBLISHED = date(2025, 12, 19)


@pytest.fixture
def drafted(tmp_path: Path) -> tuple[Draft, str, Path]:
    given = article()
    if given is None:
        pytest.skip("the article stands beside the repository, not in it")
    text, _ = given
    found = reading(find(text, "fr", PUBLISHED), text, "fr")
    source = found.source.model_copy(update={"published": PUBLISHED})
    made = draft(found.model_copy(update={"source": source}), output=tmp_path / "case")
    return made, text, tmp_path / "case"


@pytest.mark.shared
def test_the_shipped_case_could_have_been_built_from_it(
    drafted: tuple[Draft, str, Path],
) -> None:
    made, _, _ = drafted
    case = load_case("kazakhstan")
    triggers = [one for one in case.model.nodes if one.kind == "trigger"]
    assert [one.id for one in made.of("trigger")] == [one.code for one in triggers]
    assert len(made.of("source")) == 9
    assert len(made.of("route")) == 6
    assert len(made.of("off_ramp")) >= 3
    actors = {one.id for one in made.of("actor")}
    assert {"KAZ", "RUS", "TUR", "AZE", "PAK", "ARM", "UKR", "USA", "NATO", "CSTO", "OTS"} <= actors
    loaded = " | ".join(span.quote.lower() for one in made.of("wording") for span in one.spans)
    for word in ("débauch", "pogrom", "sphère d’influence", "révolution de couleur", "revanchard",
                 "opération spéciale", "réponse cinétique", "membre officieux"):  # fmt: skip
        assert word in loaded


@pytest.mark.shared
def test_it_names_what_the_dossier_says_the_article_left_out(
    drafted: tuple[Draft, str, Path],
) -> None:
    made, _, _ = drafted
    silent = {source for one in made.silences for source in one.source.split(", ")}
    assert {"S28", "S51", "S52"} <= silent, "the declaration of 2025, the CST, the treaty of 2013"


@pytest.mark.shared
def test_no_file_of_the_case_holds_a_run_of_its_words(drafted: tuple[Draft, str, Path]) -> None:
    made, text, folder = drafted
    standing = review(folder, accept=["all"])
    assert standing.waiting == []
    titles = {str(e.data["title"]) for one in made.of("source") for e in one.entries}
    words = text.split()
    runs = {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
    for path in folder.glob("*.yaml"):
        content = " ".join(path.read_text(encoding="utf-8").split())
        for title in titles:  # the titles of other articles are no sentences of this one
            content = content.replace(title, "")
        assert not [run for run in runs if run in content], path.name


def test_the_drafted_files_are_those_of_a_shipped_case() -> None:
    from tocsin.reading.folder import HEADINGS, skeleton

    made = skeleton("x", reading().source)
    for file in HEADINGS:
        shipped = yaml.safe_load((case_folder("river") / file).read_text(encoding="utf-8"))
        assert type(yaml.safe_load(made[file])) is type(shipped), file
