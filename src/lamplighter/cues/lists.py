"""Reads a list of cues: YAML whose phrases stand one a line, so that nothing needs quoting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeVar

import yaml

from lamplighter.cues.errors import CueListUnreadable
from lamplighter.cues.matcher import Matcher

Listed = TypeVar("Listed")


@dataclass(frozen=True)
class CueList:
    """Cues by id: their own fields, and their phrases."""

    words: Mapping[str, tuple[str, ...]]
    entries: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, tuple[str, ...]]

    def matcher(self) -> Matcher:
        return Matcher(self.phrases, self.words)


def lines(block: str) -> tuple[str, ...]:
    """The phrases of a block, one a line."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def cue_list(file: str, source: str, heading: str, fields: Sequence[str]) -> CueList:
    """The list under `heading`, whose entries have exactly `fields` and `phrases`."""
    try:
        document = yaml.safe_load(source)
        words = {name: lines(block) for name, block in document.pop("words", {}).items()}
        entries = document.pop(heading)
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise CueListUnreadable(file=file, problem=f"it needs `words` and `{heading}`: {error}") from error
    if document:
        raise CueListUnreadable(file=file, problem=f"unknown part {', '.join(document)}")
    return CueList(words, *_checked(file, entries, frozenset(fields)))


def _checked(
    file: str, entries: Mapping[str, Mapping[str, str]], fields: frozenset[str]
) -> tuple[dict[str, dict[str, str]], dict[str, tuple[str, ...]]]:
    kept, phrases = {}, {}
    for name, entry in entries.items():
        if entry.keys() != fields | {"phrases"} or not all(isinstance(value, str) for value in entry.values()):
            wanted = ", ".join(sorted(fields | {"phrases"}))
            raise CueListUnreadable(file=file, problem=f"{name} must have exactly {wanted}, each a text")
        kept[name] = {key: entry[key] for key in fields}
        phrases[name] = lines(entry["phrases"])
    return kept, phrases


def load_list(name: str, heading: str, fields: Sequence[str]) -> CueList:
    """A list of this room, by its name."""
    file = files("lamplighter.cues") / "data" / f"{name}.yaml"
    return cue_list(file.name, file.read_text(encoding="utf-8"), heading, fields)


def in_other_languages(name: str, heading: str, fields: Sequence[str]) -> CueList:
    """The lists of this name in other languages (`danger_ro`), as one; an id or a class belongs to one language only."""
    folder = files("lamplighter.cues") / "data"
    names = sorted(each.name.removesuffix(".yaml") for each in folder.iterdir() if each.name.startswith(f"{name}_"))
    lists = [(each, load_list(each, heading, fields)) for each in names]
    whole = CueList({}, {}, {})
    for each, listed in lists:
        whole = CueList(
            _both(each, whole.words, listed.words),
            _both(each, whole.entries, listed.entries),
            _both(each, whole.phrases, listed.phrases),
        )
    return whole


def _both(file: str, before: Mapping[str, Listed], added: Mapping[str, Listed]) -> dict[str, Listed]:
    if twice := before.keys() & added.keys():
        raise CueListUnreadable(file=f"{file}.yaml", problem=f"another language has {', '.join(sorted(twice))} already")
    return {**before, **added}
