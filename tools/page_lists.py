"""Writes what the public site's scripts need of our lists, for the bundler to put into them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from lamplighter.cues.pages import for_pages
from lamplighter.sealing.wordlist import word_list

ROOMS = Path(__file__).resolve().parents[1] / "src/lamplighter"
CUES = ROOMS / "cues/built/cues.json"
WORDS = ROOMS / "sealing/built/words_for_pages.txt"


def main() -> None:
    CUES.parent.mkdir(exist_ok=True)
    CUES.write_text(json.dumps(for_pages(), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    WORDS.write_text(front_coded(word_list()), encoding="ascii")


def front_coded(words: Iterable[str]) -> str:
    """Each word as how many letters it shares with the one before, and the rest: a quarter less to send.

    >>> front_coded(["able", "about", "above"])
    '0able2out3ve'
    """
    coded, before = [], ""
    for word in words:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False)))
        coded.append(f"{shared}{word[shared:]}")
        before = word
    return "".join(coded)


if __name__ == "__main__":
    main()
