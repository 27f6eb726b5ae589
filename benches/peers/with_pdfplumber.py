"""Reads a deck with pdfplumber: the columns are given as lines, the rows by the room between words."""

from pathlib import Path

import pdfplumber
from common import COLUMNS, RIGHT, SEPARATORS, Page, Row, bands, has_table, main
from pdfplumber.page import Page as PdfPage


def rows(page: PdfPage) -> list[Row]:
    """The rows of a page with tables."""
    found = []
    verticals = [COLUMNS[0] - 6, *SEPARATORS, RIGHT]
    for top, bottom in bands((word["top"], word["bottom"]) for word in page.extract_words()):
        row = page.crop((0, top - 1, page.width, bottom + 1))
        settings = {
            "vertical_strategy": "explicit",
            "explicit_vertical_lines": verticals,
            "horizontal_strategy": "explicit",
            "explicit_horizontal_lines": [top - 1, bottom + 1],
        }
        table = row.extract_table(settings)
        if table:
            found.append(Row(row.extract_text(), [cell or "" for cell in table[0]]))
    return found


def read(path: Path) -> list[Page]:
    """All pages of a deck."""
    pages = []
    with pdfplumber.open(path) as deck:
        for page in deck.pages:
            # The header is turned and stands at the edge of the page; its letters would get between the lines.
            page = page.filter(lambda one: one["object_type"] != "char" or one["upright"])
            text = page.extract_text()
            pages.append(Page(text.split("\n"), rows(page) if has_table(text) else []))
    return pages


if __name__ == "__main__":
    main(read)
