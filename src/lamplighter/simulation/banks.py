"""The word lists and phrase banks, read once from the YAML beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def bank(name: str) -> dict[str, Any]:
    """One file of `words/`, as plain lists and mappings; shared, so never changed by its readers."""
    text = (files("lamplighter.simulation") / "words" / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
