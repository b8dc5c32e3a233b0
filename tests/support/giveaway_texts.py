"""Made-up sentences with what a reader would say: may this tell who wrote it? And how often the list agrees.

.venv/bin/python tests/support/giveaway_texts.py

prints, for the sentences the list was tuned on and for those it was not, how many it points out rightly and wrongly.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from lamplighter.cues import giveaways

FOLDER = Path(__file__).resolve().parents[1] / "unit" / "cues" / "giveaways"


@dataclass(frozen=True)
class Measured:
    """Counts over one set of sentences."""

    right: int
    wrong: int
    missed: int
    left_alone: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def sentences(name: str) -> list[tuple[bool, str]]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(answer == "yes", text) for answer, text in pairs]


def measure(name: str) -> Measured:
    counted = [(telling, bool(giveaways(text))) for telling, text in sentences(name)]
    return Measured(
        counted.count((True, True)),
        counted.count((False, True)),
        counted.count((True, False)),
        counted.count((False, False)),
    )


if __name__ == "__main__":
    for each in ("tuning", "held_out"):
        found = measure(each)
        sys.stdout.write(f"{each}: {found}, precision {found.precision:.2f}, recall {found.recall:.2f}\n")
