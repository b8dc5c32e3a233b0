"""The words the matcher itself knows (forms of a word, denials, turns), read once from `data/words.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def blocks() -> dict[str, str]:
    """Every list as it is written, by its name."""
    source = (files("lamplighter.cues") / "data" / "words.yaml").read_text(encoding="utf-8")
    return {name: str(block) for name, block in yaml.safe_load(source).items()}


def words(name: str) -> frozenset[str]:
    """One list, as a set."""
    return frozenset(blocks()[name].split())


def groups(name: str) -> list[list[str]]:
    """One list, a group a line."""
    return [line.split() for line in blocks()[name].splitlines() if line.strip()]
