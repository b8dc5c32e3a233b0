"""The phrases by which residents tell of each sign, read once: every sign of the catalogue has some, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast

import yaml

from lamplighter import signs
from lamplighter.cues import Matcher
from lamplighter.cues.lists import lines
from lamplighter.triage.errors import LexiconUnreadable

EVERYDAY = "everyday"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Phrases = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Lexicon:
    """`matcher` finds signs by their id, `says:KIND:STRENGTH`, `setting:KIND`, `leans:KIND:TOPIC`, everyday talk."""

    matcher: Matcher
    phrases: Mapping[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of every kind, checked against the catalogue."""
    phrases: Phrases = {EVERYDAY: lines(str(_document("everyday")[EVERYDAY]))}
    for kind in signs.kinds():
        phrases |= _phrases(kind.id)
    return Lexicon(Matcher(phrases, words()), phrases)


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The classes of words that phrases may name."""
    return {name: lines(block) for name, block in _blocks("words", "words").items()}


def _phrases(kind_id: str) -> Phrases:
    own = {sign.id for sign in signs.signs() if sign.kinds[0] == kind_id}
    found = {name: lines(block) for name, block in _blocks(kind_id, "signs").items()}
    if found.keys() != own:
        raise LexiconUnreadable(file=kind_id, problem=f"its signs differ: {', '.join(sorted(found.keys() ^ own))}")
    said = {f"says:{kind_id}:{name}": lines(block) for name, block in _blocks(kind_id, "outright").items()}
    topics = lines(str(_document(kind_id).get("leans", "")))
    leans = {f"leans:{kind_id}:{number}": (topic,) for number, topic in enumerate(topics)}
    setting = {f"setting:{kind_id}": lines(str(_document(kind_id).get("setting", "")))}
    return found | said | leans | setting


def _blocks(name: str, heading: str) -> dict[str, str]:
    return cast("dict[str, str]", _document(name)[heading])


@cache
def _document(name: str) -> dict[str, object]:
    file = folder() / f"{name}.yaml"
    try:
        return dict(yaml.load(file.read_text(encoding="utf-8"), LOADER))  # noqa: S506 - a safe loader, in C where there is one
    except (yaml.YAMLError, TypeError, ValueError) as error:
        raise LexiconUnreadable(file=file.name, problem=str(error)) from error


def folder() -> Traversable:
    return files("lamplighter.triage") / "lexicon"
