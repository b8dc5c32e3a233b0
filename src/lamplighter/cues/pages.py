"""The lists as a page's own script reads them, so that it finds there what this room finds here."""

from __future__ import annotations

from typing import Any

from lamplighter.cues.lists import CueList, in_other_languages, load_list
from lamplighter.cues.spelling import listed
from lamplighter.cues.vocabulary import blocks

LISTS = {"contexts": ("contexts", ("label", "reach")), "danger": ("cues", ("level", "why"))}


def for_pages() -> dict[str, Any]:
    """Everything the matcher reads, as values that JSON can hold."""
    spelling = {name: sorted(listed(name)) for name in ("misspelt", "lookalikes")}
    lists = {name: _written(load_list(name, *given)) for name, given in LISTS.items()}
    others = _written(in_other_languages("danger", *LISTS["danger"]))
    return {"vocabulary": dict(blocks()), **spelling, **lists, "danger_in_other_languages": others}


def _written(found: CueList) -> dict[str, Any]:
    return {"words": dict(found.words), "entries": dict(found.entries), "phrases": dict(found.phrases)}
