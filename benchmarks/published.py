"""``python -m benchmarks.published DIR``: measure on the published tables and write their page.

DIR is the folder of the published files, as ``tocsin benchmark --data`` takes it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import tocsin
from tocsin import formats
from tocsin.language import Language
from tocsin.results import Benchmark, Figure, PublishedTable

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "published-tables.md"
COMMAND = "python -m benchmarks.published"
MEASURED = {"views-2023": "2018-2021", "views-2020": None, "onset": "2018-2021"}
"""Each benchmark of the page, and the years that the shipped release holds."""

HEAD = f"""\
# Published tables, as measured

Written by one command from the published files, which are not part of Tocsin:

```console
$ {COMMAND}
```

Its argument is the folder of the files. Every row is computed anew, those of competitors from their
own forecasts. Brackets hold 90 % intervals
that draw whole countries again. Less is better, but for coverage, AUC, average precision and skill.
[How to run and read them](../how-to/measure-on-published-tables.md).
"""


def render(results: list[Benchmark]) -> str:
    """The page."""
    parts = [HEAD]
    for result in results:
        parts.append(f"\n## {result.title.en}\n")
        for table in result.tables:
            parts += ["\n", *_table(table)]
        parts.append("\nHow our rows were made:\n\n")
        parts += [f"* {text.en}\n" for text in result.protocol]
        if result.missing:
            parts.append("\nWhat the files did not allow:\n\n")
            parts += [f"* {text.en}\n" for text in result.missing]
    return "".join(parts)


def _table(table: PublishedTable) -> Iterator[str]:
    yield f"**{table.caption.en}**\n\n"
    yield "| | " + " | ".join(column.label.en for column in table.columns) + " |\n"
    yield "|---|" + "---:|" * len(table.columns) + "\n"
    for row in table.rows:
        cells = " | ".join(_cell(figure) for figure in row.cells)
        name = f"**{row.label.en}**" if row.kind == "ours" else row.label.en
        yield f"| {name} | {cells} |\n"
    for note in table.notes:
        yield f"\n{note.en}\n"


def _cell(figure: Figure) -> str:
    if figure.value is None:
        return "–"

    def number(value: float) -> str:
        return formats.decimal(value, Language.EN, figure.digits)

    if figure.low is None or figure.high is None:
        return number(figure.value)
    return f"{number(figure.value)} [{number(figure.low)}, {number(figure.high)}]"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the published files")
    data = parser.parse_args().data
    results = [
        tocsin.benchmark(name, data=data, windows=windows) for name, windows in MEASURED.items()
    ]
    PAGE.write_text(render(results), encoding="utf-8")
    print(f"written: {PAGE.name}")


if __name__ == "__main__":
    main()
