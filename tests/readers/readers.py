"""Opens a dataset with the programs that people use, and checks that all of them see the same.

    python tests/readers/readers.py DATASET
    python tests/readers/readers.py DATASET README.md

With the README the dataset is that of the deck in seeds/: its records are counted and summed, and the SQL and Python
examples of the README run.
"""

import datetime
import decimal
import hashlib
import json
import pathlib
import re
import sqlite3
import sys

import duckdb
import frictionless
import icalendar
import jsonschema
import openpyxl
import pandas

TABLES = ["meetings", "decisions", "programmes", "projects", "members", "project_applicants", "deadlines",
          "references", "mandates"]
TOTAL = decimal.Decimal("15649231.65")
ROWS = {"meetings": 1, "decisions": 9, "programmes": 5, "projects": 29, "members": 17}


def manifest(folder):
    index = json.loads((folder / "index.json").read_text())
    schema = json.loads((folder / "schema/index.schema.json").read_text())
    jsonschema.validate(index, schema, cls=jsonschema.Draft202012Validator)
    on_disk = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert on_disk == set(index["files"]) | {"index.json"}, on_disk ^ set(index["files"])
    for name, entry in index["files"].items():
        data = (folder / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], name
        assert len(data) == entry["bytes"], name
    return index


def documents(folder, index):
    """JSON and NDJSON say the same, and the schemas hold for both."""
    for table in TABLES + ["diagnostics"]:
        schema = json.loads((folder / f"schema/{table}.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        lines = [json.loads(line) for line in (folder / f"{table}.ndjson").read_text().splitlines()]
        if table != "diagnostics":
            assert json.loads((folder / f"{table}.json").read_text()) == lines, table
            assert index["files"][f"{table}.csv"]["rows"] == len(lines), table
        jsonschema.Draft202012Validator(schema).validate(lines)
        assert index["files"][f"{table}.ndjson"]["rows"] == len(lines), table


def data_package(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "title", "message"])
    assert report.stats["tasks"] == len(TABLES)
    package = json.loads((folder / "datapackage.json").read_text())
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            assert field.get("description"), f"{resource['name']}.{field['name']} has no description"


def rows_of(folder, table):
    return [json.loads(line) for line in (folder / f"{table}.ndjson").read_text().splitlines()]


def asking(folder):
    database = sqlite3.connect(f"file:{folder / 'dataset.sqlite'}?mode=ro", uri=True)
    return lambda sql: database.execute(sql).fetchall()


def sqlite(folder):
    ask = asking(folder)
    assert ask("PRAGMA integrity_check") == [("ok",)]
    assert ask("PRAGMA foreign_key_check") == []
    for table in TABLES + ["diagnostics"]:
        assert ask(f'SELECT count(*) FROM "{table}"') == [(len(rows_of(folder, table)),)], table
    for view in ["budget_by_programme", "budget_by_programme_and_year", "projects_by_land", "open_deadlines", "citations"]:
        ask(f"SELECT * FROM {view}")
    projects = len(rows_of(folder, "projects"))
    assert ask("SELECT coalesce(sum(projects), 0) FROM budget_by_programme_and_year") == [(projects,)]
    budgets = [row["budget"]["amount"] for row in rows_of(folder, "projects") if row["budget"]]
    cents = ask("SELECT coalesce(sum(budget_amount_cents), 0) FROM projects")[0][0]
    assert cents == sum(map(decimal.Decimal, budgets)) * 100, cents


def parquet(folder):
    for table in TABLES:
        left = pandas.read_csv(folder / f"{table}.csv", dtype="string", keep_default_na=False).values.tolist()
        right = duckdb.sql(f"SELECT * FROM '{folder / table}.parquet'").fetchall()
        plain = lambda cell: "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)
        assert [[plain(cell) for cell in row] for row in right] == left, table


def workbook(folder):
    book = openpyxl.load_workbook(folder / "dataset.xlsx")
    assert book.sheetnames == ["Sitzungen", "Beschlüsse", "Programme", "Projekte", "Mitglieder", "Antragsteller",
                               "Fristen", "Verweise", "Aufträge", "Befunde"], book.sheetnames
    for name, sheet in zip(TABLES, book):
        assert sheet.max_row == len(rows_of(folder, name)) + 1, name
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:"), name
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    # Texts are as they stand, also those that begin like a formula.
    sheet = book["Beschlüsse"]
    column = [cell.value for cell in sheet[1]].index("Titel")
    titles = [row[column] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert titles == [row["title"] for row in rows_of(folder, "decisions")]


def calendar(folder):
    calendar = icalendar.Calendar.from_ical((folder / "deadlines.ics").read_bytes())
    rows = rows_of(folder, "deadlines")
    events, notes = calendar.walk("VEVENT"), calendar.walk("VTODO")
    assert [event.decoded("dtstart").isoformat() for event in events] == [row["date"] for row in rows if row["date"]]
    assert len(notes) == sum(row["date"] is None for row in rows)
    assert all("due" not in note and "dtstart" not in note for note in notes)
    assert len({str(one["uid"]) for one in events + notes}) == len(rows)


def csv(folder):
    for table in TABLES:
        data = (folder / f"{table}.csv").read_bytes()
        data.decode("utf-8")
        assert not data.startswith(b"\xef\xbb\xbf") and data.split(b"\n")[0].endswith(b"\r"), table


def seed(folder):
    """What the deck in seeds/ holds, as each reader sees it."""
    for table, rows in ROWS.items():
        assert len(rows_of(folder, table)) == rows, table
    ask = asking(folder)
    assert ask("SELECT sum(budget_amount_cents) FROM projects") == [(int(TOTAL * 100),)]
    assert len(ask("SELECT * FROM citations")) == 6
    assert len(ask("SELECT * FROM projects_by_land")) > 10
    assert sum(row[0] for row in ask("SELECT projects FROM budget_by_programme")) == 29
    found = ask("SELECT kind, id FROM search WHERE search MATCH 'Autorisierungsinfrastruktur*'")
    assert ("project", "it-planungsrat/2025/22/35") in found, found

    path = folder / "projects.parquet"
    assert duckdb.sql(f"SELECT sum(budget_amount) FROM '{path}'").fetchall() == [(TOTAL,)]
    types = dict(row[:2] for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall())
    assert types["budget_amount"] == "DECIMAL(18,2)" and types["start"] == "DATE", types
    assert types["conditional"] == "BOOLEAN", types

    package = json.loads((folder / "datapackage.json").read_text())
    keys = {resource["name"]: len(resource["schema"]["foreignKeys"]) for resource in package["resources"]}
    assert keys["projects"] == 3 and keys["deadlines"] == 2, keys

    sheet = openpyxl.load_workbook(folder / "dataset.xlsx")["Projekte"]
    head = [cell.value for cell in sheet[1]]
    assert head[:6] == ["Nr.", "Projekt", "Antragsteller", "Budget", "Beginn", "Ende"], head
    assert sheet.auto_filter.ref == "A1:" + sheet.cell(30, len(head)).coordinate
    first = dict(zip(head, sheet[2]))
    assert first["Budget"].value == 369600 and "€" in first["Budget"].number_format
    assert first["Beginn"].value == datetime.datetime(2025, 7, 1) and first["Beginn"].is_date
    assert sum(decimal.Decimal(str(row[3])) for row in sheet.iter_rows(min_row=2, values_only=True)) == TOTAL
    assert sheet.column_dimensions["B"].width > 40

    projects = pandas.read_csv(folder / "projects.csv", dtype={"budget_amount": "string"})
    assert sum(map(decimal.Decimal, projects.budget_amount)) == TOTAL


def examples(folder, readme):
    """The SQL and Python of the README's section, in a folder where the dataset is called `dataset`."""
    section = readme.split("### Use it from")[1].split("\n## ")[0]
    blocks = re.findall(r"```(\w+)\n(.*?)```", section, re.S)
    run = 0
    for language, code in blocks:
        code = code.replace("dataset/", f"{folder}/")
        if language == "python":
            exec(code, {})
        elif language == "sql" and ".parquet" in code:
            for statement in filter(str.strip, code.split(";")):
                assert duckdb.sql(statement).fetchall(), statement
        elif language == "sql":
            database = sqlite3.connect(folder / "dataset.sqlite")
            for statement in filter(str.strip, code.split(";")):
                database.execute(statement).fetchall()
        else:
            continue
        run += 1
    assert run == 3, f"{run} examples"


def main():
    folder = pathlib.Path(sys.argv[1])
    documents(folder, manifest(folder))
    for check in [data_package, sqlite, parquet, workbook, calendar, csv]:
        check(folder)
        print(f"{check.__name__}: ok")
    titles = [row["title"] or "" for row in rows_of(folder, "decisions")]
    print(f"{len(titles)} titles, {sum(title.startswith('=') for title in titles)} of them like a formula")
    if len(sys.argv) > 2:
        seed(folder)
        examples(folder, pathlib.Path(sys.argv[2]).read_text())
        print("seed and examples: ok")


main()
