"""Measures beschluss beside scripts on other libraries, on the same decks: `python3 benches/peers/run.py [ROUNDS [FAMILY…]]`.

Makes an environment below `target/peers`, installs the libraries, builds beschluss if it is not built, runs each tool
on each deck as a process of its own, in turns, and prints tables in Markdown. Only the standard library is needed.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from score import Findings, Score, from_beschluss, of_overview, of_projects

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
VENV = TARGET / "peers"
PYTHON = VENV / "bin" / "python"
BESCHLUSS = TARGET / "release" / "beschluss"
FAMILIES = ["pdf", "other-designs-pdf"]


@dataclass
class Tool:
    """What is measured: a name, the command before the deck, and a command that only starts it."""

    name: str
    command: list[str]
    start: list[str]
    version: str = ""
    rounds: int = sys.maxsize
    seconds: dict[Path, float] = field(default_factory=dict)
    start_seconds: float = float("inf")
    start_peak: int = 0
    peaks: dict[Path, int] = field(default_factory=dict)


def script(name: str, package: str, module: str, ending: str = "", rounds: int = sys.maxsize) -> tuple[str, Tool]:
    """A script on a library."""
    command = [str(PYTHON), str(HERE / f"with_{module}{ending}.py")]
    return package, Tool(name, command, [str(PYTHON), "-c", f"import {module}"], rounds=rounds)


def run(command: list[str]) -> tuple[int, float, int, bytes]:
    """Exit code, seconds, peak in kB and output of a command."""
    with tempfile.NamedTemporaryFile() as output:
        spawn = [sys.executable, "-I", "-S", str(HERE / "spawn.py"), output.name, *command]
        code, seconds, peak = subprocess.run(spawn, check=True, capture_output=True, text=True).stdout.split()
        return int(code), float(seconds), int(peak), Path(output.name).read_bytes()


def prepare() -> tuple[list[Tool], list[str]]:
    """Installs and builds what is missing; names what cannot be measured."""
    tools, absent = [Tool("beschluss", [str(BESCHLUSS), "extract", "--quiet"], [str(BESCHLUSS), "--version"])], []
    if not BESCHLUSS.exists():
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    tools[0].version = subprocess.run(tools[0].start, check=True, capture_output=True, text=True).stdout.split()[-1]
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    pins = [line.split("#")[0].strip() for line in (HERE / "requirements.txt").read_text().splitlines()]
    pins = {pin.split("==")[0]: pin for pin in pins if pin}
    failed = {}
    for package, pin in pins.items():
        pip = subprocess.run(
            [str(PYTHON), "-m", "pip", "install", "-q", pin], check=False, capture_output=True, text=True
        )
        if pip.returncode:
            failed[package] = (pip.stderr.strip().splitlines() or ["pip failed"])[-1]
    deck = next((ROOT / "fixtures/decks" / FAMILIES[0]).glob("*.pdf"))
    for package, tool in (
        script("pdfplumber", "pdfplumber", "pdfplumber"),
        script("camelot", "camelot-py", "camelot"),
        script("tabula-py", "tabula-py", "tabula"),
        script("PyMuPDF", "pymupdf", "pymupdf"),
        # Its model takes so long that other work on the machine matters little.
        script("PyMuPDF, columns by heads", "pymupdf", "pymupdf", "_layout", rounds=1),
    ):
        tool.version = pins[package].split("==")[1]
        if package not in failed:
            trial = subprocess.run([*tool.command, str(deck)], check=False, capture_output=True, text=True)
            if trial.returncode == 0:
                tools.append(tool)
                continue
            failed[package] = (trial.stderr.strip().splitlines() or [f"exit code {trial.returncode}"])[-1]
        absent.append(f"{tool.name} {tool.version}: {failed[package]}")
    return tools, absent


def records(tool: Tool, output: bytes, deck: Path) -> tuple[dict, Findings]:
    """What a tool read, and what it said about it. The scripts say nothing."""
    read = json.loads(output)
    if tool.name != "beschluss":
        return read, Findings([], b"")
    text = subprocess.run([*tool.command, "--text", str(deck)], check=True, capture_output=True).stdout
    return from_beschluss(read), Findings(read["diagnostics"], text)


def table(head: list[str], rows: list[list[str]], left: int) -> None:
    """Prints a table in Markdown."""
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join(["---"] * left + ["---:"] * (len(head) - left)) + " |")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def main() -> None:
    """Measures, scores and prints."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    tools, absent = prepare()
    families = sys.argv[2:] or FAMILIES
    decks = {family: sorted((ROOT / "fixtures/decks" / family).glob("*.pdf")) for family in families}
    scores: dict[tuple[str, str, str], Score] = defaultdict(Score)
    for turn in range(rounds):
        for tool in tools:
            _, seconds, peak, _ = run(tool.start)
            tool.start_seconds, tool.start_peak = min(tool.start_seconds, seconds), max(tool.start_peak, peak)
        for family, paths in decks.items():
            for deck in paths:
                truth = json.loads(deck.with_suffix(".truth.json").read_text()) if turn == 0 else None
                for tool in (tool for tool in tools if turn < tool.rounds):
                    code, seconds, peak, output = run([*tool.command, str(deck)])
                    if code:
                        sys.exit(f"{tool.name} on {deck.name}: exit code {code}")
                    tool.seconds[deck] = min(seconds, tool.seconds.get(deck, seconds))
                    tool.peaks[deck] = max(peak, tool.peaks.get(deck, peak))
                    if truth is not None:
                        read, findings = records(tool, output, deck)
                        of_projects(scores[family, "projects", tool.name], truth, read, findings)
                        of_overview(scores[family, "overview", tool.name], truth, read, findings)
        print(f"round {turn + 1} of {rounds}", file=sys.stderr)

    print("Start alone: the interpreter with the import of the library; of beschluss, `--version`.\n")
    starts = [[tool.name, tool.version, f"{tool.start_seconds:.3f}", f"{tool.start_peak / 1024:.0f}"] for tool in tools]
    table(["tool", "version", "start, s", "peak, MB"], starts, 1)
    for family, paths in decks.items():
        print(f"## {family}: {len(paths)} decks\n")
        mean = {tool.name: sum(tool.seconds[deck] for deck in paths) / len(paths) for tool in tools}
        rows = []
        for tool in tools:
            score = scores[family, "projects", tool.name]
            rows.append(
                [
                    tool.name,
                    f"{mean[tool.name]:.3f}",
                    f"{mean[tool.name] / mean['beschluss']:.0f}",
                    f"{max(tool.peaks[deck] for deck in paths) / 1024:.0f}",
                    f"{score.exact} of {score.true}",
                    f"{score.share:.2f} %",
                    *(str(one) for one in (score.wrong, score.missing, score.invented, score.silent)),
                ]
            )
        errors = ["exact", "wrong", "missing", "invented", "silent"]
        table(["tool", "s per deck", "times", "peak, MB", "fields of projects right", *errors], rows, 1)
        rows = []
        for tool in tools:
            score = scores[family, "overview", tool.name]
            counts = (score.wrong, score.missing, score.invented, score.silent)
            rows.append([tool.name, f"{score.exact} of {score.true}", f"{score.share:.2f} %", *map(str, counts)])
        table(["tool", "session, numbers and titles of decisions right", *errors], rows, 1)
    for reason in absent:
        print(f"Not measured: {reason}\n")
    for (family, kind, name), score in scores.items():
        for error, times in score.errors.most_common(8):
            print(f"{family} {kind} {name}: {times} × {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
