"""People a tip names: after "called" or "known as", after a title, or by a common forename written with a capital.

A name is found to link tips, never to score anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml

from lamplighter.cues import Reading
from lamplighter.triage.assessment import Mention
from lamplighter.triage.lexicon import folder

CAPITAL = r"(?!I\b)[A-ZÀ-ÖØ-Þ][\w'’-]*"
CALLED = re.compile(
    r"\b(?:called|named|known as|nicknamed|nickname is|nickname|goes by|go by|calls himself|calls herself|street name"
    r"|street name is|name is|names are|name was|aka|a\.k\.a\.)\s+(?:the name\s+(?:of\s+)?)?[\"'“‘]?"
    rf"(?P<name>{CAPITAL}(?:[ ]{CAPITAL}){{0,2}}|(?-i:[a-z]{{2,12}}))"
)
TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Miss|Ms|Mx|Dr|Uncle|Auntie|Aunt|Big|Little|Old|Young|Lil|Mad)\.?\s+(?P<name>{CAPITAL})"
)
KNOWN = re.compile(rf"\b(?P<name>(?P<forename>{CAPITAL})(?:[ ](?P<surname>{CAPITAL}))?)")
# Words that follow "called" without being a name.
PLAIN = frozenset(
    [
        "the",
        "a",
        "an",
        "me",
        "my",
        "him",
        "her",
        "them",
        "us",
        "it",
        "police",
        "and",
        "in",
        "on",
        "at",
        "for",
        "to",
        "by",
        "out",
        "round",
        "over",
        "off",
        "again",
        "you",
        "your",
        "his",
        "names",
        "is",
        "was",
        "something",
        "someone",
        "crime",
        "101",
        "999",
        "him",
        "that",
        "this",
        "when",
        "as",
        "about",
        "back",
        "up",
        "down",
        "after",
        "there",
        "what",
    ]
)


def people(reading: Reading) -> Iterator[Mention]:
    text, seen = reading.text, set[int]()
    for pattern in (CALLED, TITLED):
        for found in pattern.finditer(text):
            if found["name"].lower() not in PLAIN and found.start("name") not in seen:
                seen.add(found.start("name"))
                yield _mention(found, "name")
    for found in KNOWN.finditer(text):
        if _bare(found["forename"]).lower() in _forenames() and found.start() not in seen:
            yield _mention(found, "name" if _is_surname(found["surname"]) else "forename")


def _bare(name: str) -> str:
    return re.sub(r"['’]s$", "", name).rstrip("'’-")


def _mention(found: re.Match[str], group: str) -> Mention:
    name = _bare(found[group])
    return Mention("person", name, found.start(group), found.start(group) + len(name), name.lower())


def _is_surname(word: str | None) -> bool:
    return bool(word) and str(word).lower() not in _not_surnames()


@cache
def _forenames() -> frozenset[str]:
    return frozenset(_listed("forenames").split())


@cache
def _not_surnames() -> frozenset[str]:
    return frozenset(_listed("not_surnames").split())


def _listed(name: str) -> str:
    return str(yaml.safe_load((folder() / "forenames.yaml").read_text(encoding="utf-8"))[name])
