"""What all scripts share: the known design of the decks, German values, and the writing of records.

A script finds the rows of the tables and the lines of the pages with its own library; all else is here, so that a
script shows what its library has to be told.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

# The left edges of the columns, in points: number, title, applicants, budget, period. All decks of the known design
# have them at the same place, and their tables have no rules that a library could find instead.
COLUMNS = [45.0, 85.0, 545.0, 615.0, 730.0]
# Between the columns: a point left of them, as some libraries cut a text that starts on the line.
SEPARATORS = [left - 1 for left in COLUMNS[1:]]
RIGHT = 900.0
# Lines of a row are at most 14.4 points apart, rows at least 17.7.
ROW_STEP = 16.5

LANDS = ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]
APPLICANTS = {*LANDS, "Bund", "DLKT", "DStGB", "DST", "FITKO"}
BULLETS = "•\uf0a7▪–- \t"
HEADING = re.compile(r"^(?:SPT|Programm|Schwerpunktthemen-Programm) +(?P<name>.+?)(?: *\((?:\d+|Fortsetzung)\))?$")
NUMBER = re.compile(r"^(?P<number>\d{1,3}) *(?P<star>\*?)$")
MONEY = re.compile(r"(?P<euros>\d{1,3}(?:\.\d{3})*|\d+),(?P<cents>\d{2}|-{1,2}) *€")
OVERVIEW = re.compile(r"Beschlüsse im Überblick|Übersicht über die Beschlüsse")
COVER = re.compile(r"^(QUICK SUMMARY|KURZZUSAMMENFASSUNG)")
DECISION = re.compile(r"^Beschluss (?P<id>\d{4}/\d+) *[:|–] *(?P<title>.+)$")
SESSION = re.compile(r"der (?P<session>\d+)\. Sitzung")
LEGEND = "*Freigabe unter Vorbehalt"


@dataclass
class Row:
    """A row of a page: its text from left to right, and what stands in each column, with line ends."""

    text: str
    cells: list[str]


@dataclass
class Page:
    """A page: its lines from the top down, and its rows if it has a table."""

    lines: list[str]
    rows: list[Row]


def bands(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Groups the (top, bottom) of words into rows: cells of several lines are centred, so their lines interlock."""
    found: list[tuple[float, float]] = []
    last = float("-inf")
    for top, bottom in sorted(spans):
        if found and top - last <= ROW_STEP:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        else:
            found.append((top, bottom))
        last = top
    return found


def has_table(text: str) -> bool:
    """Whether a page bears a table: the words of its head."""
    return all(word in text for word in ("Nr.", "Projektbezeichnung", "Budget", "Zeitplan"))


def unwrap(text: str) -> str:
    """Joins the lines of a cell. A hyphen at the end of a line stays before a capital, and goes before a small letter."""
    joined = ""
    for line in text.split("\n"):
        line = " ".join(line.split())
        if joined.endswith("-") and line[:1].isupper():
            joined += line
        elif joined.endswith("-") and line[:1].islower() and not re.match(r"(und|oder|bzw\.)\b", line):
            joined = joined[:-1] + line
        else:
            joined = f"{joined} {line}"
    return joined.strip()


def money(text: str) -> str | None:
    """`729.000,- €` is 729000.00."""
    match = MONEY.search(" ".join(text.split()))
    if not match:
        return None
    cents = match["cents"] if match["cents"].isdigit() else "00"
    return f"{match['euros'].replace('.', '')}.{cents}"


def period(text: str) -> tuple[str | None, str | None]:
    """`01.01.2030-31. 12.2031` is two days; decks put a blank into a date here and there, or lose a dot."""
    days = re.findall(r"(\d{1,2})[. ]+(\d{1,2})[. ]+(\d{4})", " ".join(text.split()))
    if len(days) != 2:
        return None, None
    try:
        start, end = (date(int(year), int(month), int(day)).isoformat() for day, month, year in days)
    except ValueError:
        return None, None
    return start, end


def applicants(text: str) -> list[str]:
    """`HH, BW, ST,⏎HE` is four codes."""
    return [code for code in re.split(r"[,\s]+", text) if code in APPLICANTS]


def projects(pages: list[Page]) -> list[dict]:
    """The projects of all tables; a heading is for all rows below it, on the next page as well."""
    found = []
    programme = None
    for page in pages:
        reserved = any(row.text.replace(" ", "").startswith(LEGEND.replace(" ", "")) for row in page.rows)
        for row in page.rows:
            if heading := HEADING.match(unwrap(row.text)):
                programme = heading["name"]
                continue
            number, title, names, budget, days = row.cells
            match = NUMBER.match(number.strip())
            if not match:
                continue
            start, end = period(days)
            found.append(
                {
                    "number": int(match["number"]),
                    "title": unwrap(title) or None,
                    "applicants": applicants(names),
                    "budget": money(budget),
                    "start": start,
                    "end": end,
                    "conditional": bool(match["star"]) and reserved,
                    "programme": programme,
                }
            )
    return found


def entries(lines: list[str]) -> list[dict]:
    """The decisions that lines name; a line without a number of its own goes on with the title above it."""
    found: list[dict] = []
    for line in lines:
        line = line.lstrip(BULLETS).rstrip()
        if match := DECISION.match(line):
            found.append({"id": match["id"], "title": match["title"]})
        elif found and line:
            found[-1]["title"] += f"\n{line}"
    return [{"id": one["id"], "title": unwrap(one["title"])} for one in found]


def decisions(pages: list[Page]) -> list[dict]:
    """The decisions in the overview, and those that only the cover of a section names."""
    overview = [page.lines for page in pages if any(OVERVIEW.search(line) for line in page.lines[:2])]
    # The last line of a cover names cities.
    covers = [page.lines[:-1] for page in pages if any(COVER.search(line) for line in page.lines[:3])]
    found: dict[str, dict] = {}
    for lines in overview + covers:
        for one in entries(lines):
            found.setdefault(one["id"], one)
    return list(found.values())


def main(read: Callable[[Path], list[Page]]) -> None:
    """Reads the deck that the command names, and prints its records."""
    pages = read(Path(sys.argv[1]))
    cover = "\n".join(pages[0].lines) if pages else ""
    session = SESSION.search(cover)
    records = {
        "meeting": {"session": int(session["session"]) if session else None},
        "decisions": decisions(pages),
        "projects": projects(pages),
    }
    json.dump(records, sys.stdout, ensure_ascii=False, indent=1)
    print()
