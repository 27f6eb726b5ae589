"""Reads a deck with camelot: its `stream` flavor with the separators of the columns given, on the pages with tables."""

import warnings
from pathlib import Path

import camelot
from common import SEPARATORS, Page, Row, bands, has_table, main

# Left of this only the turned page header stands; its text is still among the lines, see `upright`.
AREA = "38,540,960,0"
# The room within which texts are of one line; camelot's own 2 is right, as cells of a row interlock.
SAME_LINE = 2


def upright(table) -> list:
    """The lines of a page from the top down, without the page header, which is higher than wide."""
    lines = [line for line in table.textlines if line.x1 - line.x0 > line.y1 - line.y0 or len(line.get_text()) < 4]
    return sorted(lines, key=lambda line: (-round(line.y1), line.x0))


def rows(table) -> list[Row]:
    """The rows of a table that camelot cut into lines: those whose lines interlock are one row."""
    height = table.pdf_size[1]
    lines = upright(table)
    found = []
    for top, bottom in bands((height - line.y1, height - line.y0) for line in lines):
        # Camelot's lines touch; between two rows they do so in the room that parts them.
        inside = [
            cells
            for cells, (upper, lower) in zip(table.data, table.rows)
            if height - upper < bottom and height - lower > top
        ]
        cells = ["\n".join(line[at] for line in inside if line[at]) for at in range(len(SEPARATORS) + 1)]
        texts = [line for line in lines if top <= height - (line.y0 + line.y1) / 2 <= bottom]
        found.append(Row(" ".join(line.get_text().strip() for line in texts), cells))
    return found


def read(path: Path) -> list[Page]:
    """All pages of a deck."""
    options = {"flavor": "stream", "table_areas": [AREA], "row_tol": SAME_LINE, "suppress_stdout": True}
    warnings.simplefilter("ignore")  # it warns for each page without a table
    # Camelot has no function for the text of a page: the lines that it found come with its tables.
    pages: dict[int, Page] = {}
    columns = [",".join(f"{at:g}" for at in SEPARATORS)]
    for table in camelot.read_pdf(str(path), pages="all", columns=columns, **options):
        lines = [line.get_text().strip() for line in upright(table)]
        page = Page(lines, rows(table) if has_table("\n".join(lines)) else [])
        pages[table.page] = page
    return [pages[number] for number in sorted(pages)]


if __name__ == "__main__":
    main(read)
