"""The lists as a page's own script reads them, so that it finds there what this room finds here.

Only what a page acts on: the cues that ask for a person to look now, and the phrases that may tell who wrote. Why each is one
is said in the page's own language, and so not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lamplighter.cues.lists import CueList, in_other_languages, load_list
from lamplighter.cues.spelling import listed
from lamplighter.cues.vocabulary import blocks

DANGER = ("danger", "cues", ("level", "why"))
CLASS = re.compile(r"@(\w+)")


def for_pages() -> dict[str, Any]:
    """Everything the matcher reads, as values that JSON can hold."""
    contexts = load_list("contexts", "contexts", ("label", "reach"))
    return {
        "vocabulary": dict(blocks()),
        **{name: sorted(listed(name)) for name in ("misspelt", "lookalikes")},
        "contexts": {**_written(contexts, contexts.entries), "entries": dict(contexts.entries)},
        "danger": _now(load_list(*DANGER)),
        "danger_in_other_languages": _now(in_other_languages(*DANGER)),
        "giveaway": _all(load_list("giveaway", "giveaways", ("why",))),
    }


def _now(found: CueList) -> dict[str, Any]:
    return _written(found, (name for name, entry in found.entries.items() if entry["level"] == "immediate"))


def _all(found: CueList) -> dict[str, Any]:
    return _written(found, found.entries)


def _written(found: CueList, ids: Mapping[str, Any] | Iterator[str]) -> dict[str, Any]:
    """The phrases of these ids, and the classes of words they name."""
    phrases = {name: found.phrases[name] for name in ids}
    named = set(_classes(found, [line for lines in phrases.values() for line in lines]))
    return {"words": {name: lines for name, lines in found.words.items() if name in named}, "phrases": phrases}


def _classes(found: CueList, lines: list[str]) -> Iterator[str]:
    for line in lines:
        for name in CLASS.findall(line):
            yield name
            yield from _classes(found, list(found.words[name]))
