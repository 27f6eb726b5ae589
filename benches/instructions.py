#!/usr/bin/env python3
"""Counts the instructions that reading a deck takes, and compares them with benches/instructions.json.

    cargo build --release --locked --example count
    python3 benches/instructions.py            # compares; fails where one is more than 3 % above its figure
    python3 benches/instructions.py --update   # writes the figures anew; the message of the commit says why they rose

Times depend on what else a machine does, instructions hardly. `cold` is a process that reads one deck, with its start and
the patterns that are compiled once; `warm` is what reading the deck once more adds. They depend on the compiler and on
what the processor can (AVX2, for instance), so a figure of another machine may be some percent off.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIGURES = ROOT / "benches/instructions.json"
PROGRAM = ROOT / "target/release/examples/count"
DECKS = [
    "seeds/it-planungsrat-47.txt",
    "fixtures/decks/tika/deck-0003.txt",
    "fixtures/decks/pypdf-layout/deck-0003.txt",
]
TOLERANCE = 0.03
# Further readings of a deck; hash tables start from other seeds in each process, which many readings even out.
FURTHER = 10


def count(deck: str, times: int) -> int:
    """The instructions of a process that reads a deck so many times."""
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    run = subprocess.run([*valgrind, PROGRAM, deck, str(times)], cwd=ROOT, capture_output=True, text=True)
    found = re.search(r"I\s+refs:\s+([0-9,]+)", run.stderr)
    if run.returncode or not found:
        sys.exit(f"valgrind failed on {deck}:\n{run.stderr}")
    return int(found[1].replace(",", ""))


def measure(deck: str) -> dict[str, int]:
    once = count(deck, 1)
    return {"cold": once, "warm": (count(deck, 1 + FURTHER) - once) // FURTHER}


def main() -> None:
    update = sys.argv[1:] == ["--update"]
    if sys.argv[1:] and not update:
        sys.exit(__doc__)
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    known = json.loads(FIGURES.read_text()) if FIGURES.exists() else {"compiler": compiler, "decks": {}}
    measured = {deck: measure(deck) for deck in DECKS}
    print("| deck | | million instructions | change |\n| --- | --- | ---: | ---: |")
    above, below = [], []
    for deck, figures in measured.items():
        for name, figure in figures.items():
            before = known["decks"].get(deck, {}).get(name)
            change = figure / before - 1 if before else 0.0
            print(f"| {deck} | {name} | {figure / 1e6:.1f} | {f'{change:+.1%}' if before else 'new'} |")
            if not before or change > TOLERANCE:
                above.append(f"{deck}, {name}: {f'{change:+.1%}' if before else 'no figure yet'}")
            elif change < -TOLERANCE:
                below.append(f"{deck}, {name}: {change:+.1%}")
    if update:
        FIGURES.write_text(json.dumps({"compiler": compiler, "decks": measured}, indent=2) + "\n")
        return
    if below:
        print("Fewer instructions than benches/instructions.json has; `--update` keeps it so:", *below, sep="\n  ", flush=True)
    if above:
        print(f"More instructions than benches/instructions.json allows (+{TOLERANCE:.0%}):", *above, sep="\n  ", flush=True)
        if compiler != known["compiler"]:
            print(f"The figures were made with {known['compiler']}, and this is {compiler}.", flush=True)
        sys.exit("Take the cause out, or run `python3 benches/instructions.py --update` and give the reason in the commit.")


if __name__ == "__main__":
    main()
