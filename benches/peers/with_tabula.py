"""Reads a deck with tabula-py (tabula-java): `stream` with the separators of the columns given, as JSON with places."""

from pathlib import Path

import tabula
from common import SEPARATORS, Page, Row, bands, has_table, main

OPTIONS = {"output_format": "json", "stream": True, "guess": False, "silent": True}


def lines(table: dict) -> list[tuple[float, float, list[str]]]:
    """The lines of a page: top, bottom and the texts of the cells. Empty cells have no place."""
    found = []
    for cells in table["data"]:
        places = [(cell["top"], cell["top"] + cell["height"]) for cell in cells if cell["text"]]
        if places:
            top, bottom = min(places)[0], max(bottom for _, bottom in places)
            found.append((top, bottom, [cell["text"] for cell in cells]))
    return found


def rows(whole: list[tuple[float, float, list[str]]], cut: list[tuple[float, float, list[str]]]) -> list[Row]:
    """The rows of a page, from its lines as a whole and cut into columns."""
    found = []
    for top, bottom in bands((top, bottom) for top, bottom, _ in cut):
        texts = [cells for at, _, cells in cut if top <= at <= bottom]
        texts = [cells + [""] * (len(SEPARATORS) + 1 - len(cells)) for cells in texts]
        cells = ["\n".join(line[at] for line in texts if line[at]) for at in range(len(SEPARATORS) + 1)]
        text = " ".join(" ".join(line) for at, _, line in whole if top - 1 <= at <= bottom)
        found.append(Row(text, cells))
    return found


def read(path: Path) -> list[Page]:
    """All pages of a deck."""
    # One separator at the edge of the page: each line is one cell. Without it tabula guesses columns within sentences.
    texts = tabula.read_pdf(path, pages="all", columns=[959], **OPTIONS)
    whole = [lines(table) for table in texts]
    tables = [number for number, page in enumerate(whole, 1) if has_table(" ".join(" ".join(c) for _, _, c in page))]
    cut = {}
    if tables:
        read_out = tabula.read_pdf(path, pages=tables, columns=SEPARATORS, **OPTIONS)
        cut = dict(zip(tables, (lines(table) for table in read_out)))
    return [
        Page([" ".join(cells) for _, _, cells in page], rows(page, cut[number]) if number in cut else [])
        for number, page in enumerate(whole, 1)
    ]


if __name__ == "__main__":
    main(read)
