"""The lists as a page's own script reads them, so that it finds there what this room finds here."""

from __future__ import annotations

from typing import Any

from lamplighter.cues.lists import load_list
from lamplighter.cues.spelling import listed
from lamplighter.cues.vocabulary import blocks

LISTS = {"contexts": ("contexts", ("label", "reach")), "danger": ("cues", ("level", "why"))}


def for_pages() -> dict[str, Any]:
    """Everything the matcher reads, as values that JSON can hold."""
    spelling = {name: sorted(listed(name)) for name in ("misspelt", "lookalikes")}
    return {"vocabulary": dict(blocks()), **spelling, **{name: _list(name) for name in LISTS}}


def _list(name: str) -> dict[str, Any]:
    found = load_list(name, *LISTS[name])
    return {"words": dict(found.words), "entries": dict(found.entries), "phrases": dict(found.phrases)}
