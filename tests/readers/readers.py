"""Opens a dataset with the programs that people use, and checks what they see.

    python tests/readers/readers.py DATASET [README.md]

The dataset is that of the deck in seeds/. With the README, its SQL and Python examples run too.
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
    for table, rows in ROWS.items():
        assert index["files"][f"{table}.json"]["rows"] == rows, table


def data_package(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "title", "message"])
    assert report.stats["tasks"] == len(TABLES)
    package = json.loads((folder / "datapackage.json").read_text())
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            assert field.get("description"), f"{resource['name']}.{field['name']} has no description"


def sqlite(folder):
    database = sqlite3.connect(f"file:{folder / 'dataset.sqlite'}?mode=ro", uri=True)
    ask = lambda sql: database.execute(sql).fetchall()
    assert ask("PRAGMA integrity_check") == [("ok",)]
    assert ask("PRAGMA foreign_key_check") == []
    assert ask("SELECT sum(budget_amount_cents) FROM projects") == [(int(TOTAL * 100),)]
    assert ask("SELECT count(*) FROM projects_by_land")[0][0] > 10
    assert sum(row[0] for row in ask("SELECT projects FROM budget_by_programme")) == 29
    assert sum(row[0] for row in ask("SELECT projects FROM budget_by_programme_and_year")) == 29
    assert len(ask("SELECT * FROM citations")) == 6
    ask("SELECT * FROM open_deadlines")
    found = ask("SELECT kind, id FROM search WHERE search MATCH 'Autorisierungsinfrastruktur'")
    assert ("project", "it-planungsrat/2025/22/35") in ask(
        "SELECT kind, id FROM search WHERE search MATCH 'Autorisierungsinfrastruktur*'"), found


def parquet(folder):
    connection = duckdb.connect()
    ask = lambda sql: connection.execute(sql).fetchall()
    path = folder / "projects.parquet"
    assert ask(f"SELECT sum(budget_amount) FROM '{path}'") == [(TOTAL,)]
    types = dict(row[:2] for row in ask(f"DESCRIBE SELECT * FROM '{path}'"))
    assert types["budget_amount"] == "DECIMAL(18,2)" and types["start"] == "DATE", types
    assert types["conditional"] == "BOOLEAN", types
    for table in TABLES:
        left = ask(f"SELECT * FROM '{folder / table}.parquet'")
        right = [json.loads(line) for line in (folder / f"{table}.ndjson").read_text().splitlines()]
        assert len(left) == len(right), table
    row = ask(f"SELECT number, start, applicants FROM '{path}' WHERE id = 'it-planungsrat/2025/22/30'")
    assert row == [(30, datetime.date(2025, 7, 1), "HH; BW; ST; HE")], row


def workbook(folder):
    book = openpyxl.load_workbook(folder / "dataset.xlsx")
    assert book.sheetnames == ["Sitzungen", "Beschlüsse", "Programme", "Projekte", "Mitglieder", "Antragsteller",
                               "Fristen", "Verweise", "Aufträge", "Befunde"], book.sheetnames
    sheet = book["Projekte"]
    head = [cell.value for cell in sheet[1]]
    assert head[:6] == ["Nr.", "Projekt", "Antragsteller", "Budget", "Beginn", "Ende"], head
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:" + sheet.cell(30, len(head)).coordinate
    first = dict(zip(head, sheet[2]))
    assert first["Budget"].value == 369600 and "€" in first["Budget"].number_format
    assert first["Beginn"].value == datetime.datetime(2025, 7, 1) and first["Beginn"].is_date
    assert sum(decimal.Decimal(str(row[3])) for row in sheet.iter_rows(2, values_only=True)) == TOTAL
    assert sheet.column_dimensions["B"].width > 40
    findings = book["Befunde"]
    assert findings.max_row > 1 and findings.cell(1, findings.max_column).value == "Quelltext"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def calendar(folder):
    calendar = icalendar.Calendar.from_ical((folder / "deadlines.ics").read_bytes())
    rows = json.loads((folder / "deadlines.json").read_text())
    events, notes = calendar.walk("VEVENT"), calendar.walk("VTODO")
    assert [event.decoded("dtstart").isoformat() for event in events] == [row["date"] for row in rows if row["date"]]
    assert len(notes) == sum(row["date"] is None for row in rows)
    assert all("due" not in note and "dtstart" not in note for note in notes)
    uids = [str(one["uid"]) for one in events + notes]
    assert len(set(uids)) == len(rows)


def csv(folder):
    projects = pandas.read_csv(folder / "projects.csv", dtype={"budget_amount": "string"})
    assert sum(map(decimal.Decimal, projects.budget_amount)) == TOTAL
    for table in TABLES:
        data = (folder / f"{table}.csv").read_bytes()
        data.decode("utf-8")
        assert not data.startswith(b"\xef\xbb\xbf") and data.split(b"\n")[0].endswith(b"\r"), table


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
    if len(sys.argv) > 2:
        examples(folder, pathlib.Path(sys.argv[2]).read_text())
        print("examples: ok")


main()
