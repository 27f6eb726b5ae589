"""Reads a deck with PyMuPDF's layout model, and finds the columns by what their heads say: no place is told.

What somebody would write for decks of several designs, with four of the others at hand: the words of heads, the names
of the Länder, a unit in the head, a number with letters before it, columns of programmes and of reservations.
"""

import re
from pathlib import Path

import pymupdf
from common import HEADING, LEGEND, Page, Row, main, unwrap
from with_pymupdf import lines

NUMBER, TITLE, APPLICANTS, BUDGET, PERIOD, END, PROGRAMME, RESERVED = range(8)
HEADS = [
    (NUMBER, re.compile(r"^(lfd\. ?)?(nr\.?|nummer|#|id)$")),
    (RESERVED, re.compile(r"vorbehalt")),
    (PROGRAMME, re.compile(r"programm|schwerpunkt")),
    (TITLE, re.compile(r"projekt|bezeichnung|titel|vorhaben|maßnahme")),
    (APPLICANTS, re.compile(r"antrag|land|länder|federführ")),
    (BUDGET, re.compile(r"budget|kosten|mittel|betrag|summe|volumen")),
    (PERIOD, re.compile(r"zeit|beginn|start|von")),
    (END, re.compile(r"ende|bis")),
]
CODES = {
    "Baden-Württemberg": "BW",
    "Bayern": "BY",
    "Berlin": "BE",
    "Brandenburg": "BB",
    "Bremen": "HB",
    "Hamburg": "HH",
    "Hessen": "HE",
    "Mecklenburg-Vorpommern": "MV",
    "Niedersachsen": "NI",
    "Nordrhein-Westfalen": "NW",
    "Rheinland-Pfalz": "RP",
    "Saarland": "SL",
    "Sachsen-Anhalt": "ST",
    "Sachsen": "SN",
    "Schleswig-Holstein": "SH",
    "Thüringen": "TH",
}


def head(cells: list[str]) -> dict[int, int]:
    """Which column holds what, if the cells are a head: the first that its word fits."""
    found: dict[int, int] = {}
    for at, cell in enumerate(cells):
        text = unwrap(cell).lower()
        kind = next((kind for kind, words in HEADS if words.search(text)), None)
        if text and kind is not None and kind not in found:
            found[kind] = at
    return found if len(found) >= 4 and NUMBER in found and TITLE in found else {}


def normal(values: dict[int, str]) -> list[str]:
    """The cells of a row as the known design writes them."""
    number = re.search(r"(\d{1,3})\s*(\*?)$", values.get(NUMBER, "").strip())
    reserved = number and (number[2] or values.get(RESERVED, "").strip().lower() in ("ja", "x"))
    names = unwrap(values.get(APPLICANTS, ""))
    for name, code in CODES.items():
        names = names.replace(name, code)
    budget = values.get(BUDGET, "").strip()
    if budget and "€" not in budget:
        budget = f"{budget} €" if "," in budget else f"{budget},- €"
    period = " ".join(values.get(kind, "") for kind in (PERIOD, END))
    return [f"{number[1]}{'*' if reserved else ''}" if number else "", values.get(TITLE, ""), names, budget, period]


def rows(page: pymupdf.Page, texts: list[tuple[pymupdf.Rect, str]], columns: dict[int, int]) -> list[Row]:
    """The rows of all tables of a page; a table without a head goes on with the columns of the one before."""
    # What stands below a table, as the legend of a mark, is in no table.
    found = [Row(text, [""] * 5) for _, text in texts if text.startswith("*")]
    for table in page.find_tables().tables:
        top = table.bbox[1]
        above = [text for box, text in texts if box.y1 <= top + 2 and HEADING.match(unwrap(text))]
        if above:
            found.append(Row(above[-1], [""] * 5))
        for row in table.rows:
            cells = [page.get_text(clip=cell).strip() if cell else "" for cell in row.cells]
            text = " ".join(cell for cell in cells if cell)
            if columns_here := head(cells):
                columns.clear()
                columns.update(columns_here)
                continue
            values = {kind: cells[at] for kind, at in columns.items() if at < len(cells)}
            if programme := values.get(PROGRAMME):
                programme = unwrap(programme)
                found.append(Row(programme if HEADING.match(programme) else f"SPT {programme}", [""] * 5))
            # A row of one cell is the name of a programme.
            found.append(Row(text if text in cells else "", normal(values)))
            if values.get(RESERVED):
                found.append(Row(LEGEND, [""] * 5))
    return found


def read(path: Path) -> list[Page]:
    """All pages of a deck."""
    pages = []
    columns: dict[int, int] = {}
    with pymupdf.open(path) as deck:
        for page in deck:
            texts = lines(page)
            # The model takes long for a page; those that name no money have no projects.
            table = any("€" in text or "EUR" in text or "Euro" in text for _, text in texts)
            pages.append(Page([text for _, text in texts], rows(page, texts, columns) if table else []))
    return pages


if __name__ == "__main__":
    main(read)
