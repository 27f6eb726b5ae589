"""Compares records with what is true of a deck, as `tests/score/mod.rs` does, on the fields that all tools attempt."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

PROJECT = ["number", "title", "applicants", "budget", "start", "end", "conditional", "programme"]


@dataclass
class Score:
    """How many fields came out how."""

    exact: int = 0
    wrong: int = 0
    missing: int = 0
    invented: int = 0
    silent: int = 0
    true: int = 0
    errors: Counter = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """The share of exact ones, of all fields that are true or were read."""
        fields = self.exact + self.wrong + self.missing + self.invented
        return 100 * self.exact / fields if fields else 0.0


def normal(value: object) -> str | None:
    """A value as it is compared: an amount without zeros at its end, a list as one, nothing for what is not there."""
    if value is None or value is False or value == [] or value == "":
        return None
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return str(value)


def amount(value: str | None) -> str | None:
    """`1200.50` and `1200.5` are the same."""
    try:
        return format(Decimal(value).normalize(), "f") if value is not None else None
    except InvalidOperation:
        return value


def project(record: dict) -> dict:
    """The fields of a project."""
    values = {name: normal(record.get(name)) for name in PROJECT}
    return values | {"budget": amount(values["budget"]), "record": record.get("record", "")}


def from_beschluss(extraction: dict) -> dict:
    """What beschluss prints, in the shape of the truth."""
    return {
        "meeting": {"session": extraction["meeting"]["session"], "record": extraction["meeting"]["id"]},
        "decisions": [
            {"id": one["identifier"], "title": one["title"], "record": one["id"]} for one in extraction["decisions"]
        ],
        "projects": [
            one | {"budget": (one["budget"] or {}).get("amount"), "record": one["id"]} for one in extraction["projects"]
        ],
    }


class Findings:
    """What a tool said about its own doubts: nothing, except for beschluss."""

    def __init__(self, diagnostics: list[dict], text: bytes) -> None:
        self.diagnostics = diagnostics
        self.text = text

    def say(self, record: str, name: str, value: str) -> bool:
        """Whether one names the record and the field, or covers the words of the value."""
        words = letters(value)
        for one in self.diagnostics:
            path = (one["field"] or "").split(".")[0].split("[")[0]
            if record and one["record"] == record and path in ("", name):
                return True
            start, end = one["span"] or (0, 0)
            quote = letters(self.text[start:end].decode(errors="replace"))
            if len(words) > 3 and all(letters(word) in quote for word in value.replace("-", " ").split(" ")):
                return True
        return False


def letters(text: str) -> str:
    """A text without blanks and signs."""
    return "".join(one for one in text if one.isalnum())


def partners(truth: list[dict], read: list[dict]) -> list[int | None]:
    """Which project that was read is which true one: the same number, else the one with most values in common."""
    found: list[int | None] = [None] * len(truth)
    taken: set[int] = set()
    for by_number in (True, False):
        for at, one in enumerate(truth):
            if found[at] is not None:
                continue
            ranks = []
            for other_at, other in enumerate(read):
                common = sum(one[name] is not None and one[name] == other[name] for name in PROJECT)
                fits = one["number"] == other["number"] if by_number else common > 3
                if fits and other_at not in taken:
                    ranks.append((common, -other_at))
            if ranks:
                found[at] = -max(ranks)[1]
                taken.add(found[at])
    return found


def count(score: Score, true: dict, read: dict, names: list[str], findings: Findings) -> None:
    """Counts the fields of one record."""
    for name in names:
        old, new = true.get(name), read.get(name)
        score.true += old is not None
        if old == new:
            score.exact += old is not None
            continue
        kind = "invented" if old is None else "missing" if new is None else "wrong"
        setattr(score, kind, getattr(score, kind) + 1)
        said = any(findings.say(read.get("record", ""), name, value) for value in (old, new) if value)
        # The bytes of a record that was not read are those around its title.
        if not read and true.get("title"):
            said = said or findings.say("", "title", true["title"])
        score.silent += not said
        score.errors[f"{kind} {name}: `{new}` for `{old}`"] += 1


def of_projects(score: Score, truth: dict, read: dict, findings: Findings) -> None:
    """Counts the projects of a deck."""
    true = [project(one) for one in truth["projects"]]
    others = [project(one) for one in read["projects"]]
    pairs = partners(true, others)
    for one, at in zip(true, pairs):
        count(score, one, {} if at is None else others[at], PROJECT, findings)
    for at, other in enumerate(others):
        if at not in pairs:
            count(score, {}, other, PROJECT, findings)


def of_overview(score: Score, truth: dict, read: dict, findings: Findings) -> None:
    """Counts the session of a deck, and the numbers and titles of its decisions."""
    true, other = ({"session": normal(one["meeting"]["session"])} for one in (truth, read))
    count(score, true, other | {"record": read["meeting"].get("record", "")}, ["session"], findings)
    others = {one["id"]: one for one in read["decisions"]}
    for one in truth["decisions"]:
        count(score, one, others.pop(one["id"], {}), ["id", "title"], findings)
    for other in others.values():
        count(score, {}, other, ["id", "title"], findings)
