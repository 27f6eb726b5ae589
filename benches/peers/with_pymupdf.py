"""Reads a deck with PyMuPDF: `find_tables` with the columns and rows given as lines."""

from itertools import pairwise
from pathlib import Path

import pymupdf
from common import COLUMNS, RIGHT, SEPARATORS, Page, Row, bands, has_table, main


def lines(page: pymupdf.Page) -> list[tuple[pymupdf.Rect, str]]:
    """The lines that are not turned, as the page header is, from the top down."""
    found = []
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            if line["dir"] == (1.0, 0.0):
                found.append((pymupdf.Rect(line["bbox"]), "".join(span["text"] for span in line["spans"])))
    return sorted(found, key=lambda line: (round(line[0].y0), line[0].x0))


def rows(page: pymupdf.Page, texts: list[tuple[pymupdf.Rect, str]]) -> list[Row]:
    """The rows of a page with tables."""
    edges = bands((box.y0, box.y1) for box, _ in texts)
    # The rows of a table without rules are told as lines, as the columns are. The layout model, which is on by
    # default, finds the tables as well, but cuts cells of three lines into rows, and takes longer.
    cuts = [edges[0][0] - 1, *((above[1] + below[0]) / 2 for above, below in pairwise(edges)), edges[-1][1] + 1]
    tables = page.find_tables(
        strategy="explicit",
        vertical_lines=[COLUMNS[0] - 6, *SEPARATORS, RIGHT],
        horizontal_lines=cuts,
        use_layout=False,
    )
    found = []
    for table in tables.tables:
        for row in table.rows:
            # `table.extract` loses blanks and sets dots on lines of their own; the text within the cell is whole.
            cells = [page.get_text(clip=cell).strip() if cell else "" for cell in row.cells]
            inside = [text for box, text in texts if row.bbox[1] <= (box.y0 + box.y1) / 2 <= row.bbox[3]]
            found.append(Row(" ".join(inside), cells))
    return found


def read(path: Path) -> list[Page]:
    """All pages of a deck."""
    pages = []
    with pymupdf.open(path) as deck:
        for page in deck:
            texts = lines(page)
            table = has_table("\n".join(text for _, text in texts))
            pages.append(Page([text for _, text in texts], rows(page, texts) if table else []))
    return pages


if __name__ == "__main__":
    main(read)
