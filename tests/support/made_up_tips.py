"""Made-up tips with the answers a reader would give, and how often triage agrees.

    .venv/bin/python tests/support/made_up_tips.py

prints the table of docs/algorithms/triage.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lamplighter.signs import kinds
from lamplighter.triage import assess
from lamplighter.triage.urgency import RANK

FOLDER = Path(__file__).resolve().parents[1] / "unit" / "triage" / "tips"
LIKELY = 0.5


@dataclass(frozen=True)
class MadeUpTip:
    kinds: frozenset[str]
    urgency: str
    text: str


@dataclass
class Measured:
    """Counts over a set of tips; a kind is predicted where it is likelier than not, or comes first."""

    tips: int = 0
    first: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    urgent: Counter[str] = field(default_factory=Counter)
    urgent_found: Counter[str] = field(default_factory=Counter)

    def f1(self, kind: str) -> float:
        right = 2 * self.right[kind]
        return right / (right + self.wrong[kind] + self.missed[kind]) if right else 0.0

    @property
    def macro_f1(self) -> float:
        names = ["none", *(kind.id for kind in kinds())]
        return sum(map(self.f1, names)) / len(names)

    @property
    def first_right(self) -> float:
        return self.first / self.tips

    def recall(self, level: str) -> float:
        return self.urgent_found[level] / self.urgent[level]


def lines(name: str) -> Iterator[list[str]]:
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]


def made_up_tips(name: str) -> list[MadeUpTip]:
    return [MadeUpTip(frozenset(names.split(",")), level, text) for names, level, text in lines(name)]


def measure(name: str) -> Measured:
    """How often triage agrees with the answers of one file."""
    measured = Measured()
    for tip in made_up_tips(name):
        _count(measured, tip)
    return measured


def _count(measured: Measured, tip: MadeUpTip) -> None:
    found = assess(tip.text)
    likely = {each.kind for each in found.kinds if each.probability >= LIKELY and each.kind != "none"}
    predicted = {"none"} if found.top_kind == "none" else likely or {found.top_kind}
    measured.tips += 1
    measured.first += found.top_kind in tip.kinds
    measured.right.update(predicted & tip.kinds)
    measured.wrong.update(predicted - tip.kinds)
    measured.missed.update(tip.kinds - predicted)
    measured.urgent[tip.urgency] += 1
    measured.urgent_found[tip.urgency] += RANK[found.urgency] >= RANK[tip.urgency]


def table(name: str) -> str:
    measured = measure(name)
    rows = [f"| {kind.id} | {measured.f1(kind.id):.2f} |" for kind in kinds()]
    kinds_right = f"right kind first {measured.first_right:.2f}, macro-F1 {measured.macro_f1:.2f}"
    urgent = f"immediate found {measured.recall('immediate'):.2f}, priority found {measured.recall('priority'):.2f}"
    heading = f"{name}: {measured.tips} tips; {kinds_right}; {urgent}"
    return "\n".join([heading, *rows, f"| none | {measured.f1('none'):.2f} |"])


if __name__ == "__main__":
    sys.stdout.write("\n\n".join(table(name) for name in ("held_out", "tuning")) + "\n")
