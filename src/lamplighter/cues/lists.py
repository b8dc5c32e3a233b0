"""Reads a list of cues: YAML whose phrases stand one a line, so that nothing needs quoting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import yaml

from lamplighter.cues.errors import CueListUnreadable
from lamplighter.cues.matcher import Matcher


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
