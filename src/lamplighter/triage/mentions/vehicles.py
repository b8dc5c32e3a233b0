"""Vehicles: registrations in their one normal form, and what a vehicle looks like (colour, make, model).

Registrations follow the formats issued in the United Kingdom: current (AB12 CDE), prefix (A123 BCD), suffix
(ABC 123D), Northern Ireland (ABZ 1234), and the parts that people remember after "reg" or "plate".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml

from lamplighter.triage.assessment import Mention
from lamplighter.triage.lexicon import folder

CURRENT = r"[A-HJ-PR-Y]{2}[0-9]{2}\s?[A-HJ-PR-Z]{3}"
CURRENT_SPACED = r"[A-HJ-PR-Y]{2}\s[0-9]{2}\s?[A-HJ-PR-Z]{3}"
PREFIX = r"[A-HJ-NPR-TV-Y][0-9]{1,3}\s?[A-HJ-PR-Z]{3}"
SUFFIX = r"[A-HJ-PR-Z]{3}\s?[0-9]{1,3}[A-HJ-NPR-TV-Y]"
IRISH = r"[A-Z]?(?:[A-Z]I|I[A-Z]|[A-Z]Z|Z[A-Z])[A-Z]?\s?[1-9][0-9]{0,3}"
ANY_CASE = re.compile(rf"\b(?:{CURRENT})\b", re.IGNORECASE)
CAPITALS = re.compile(rf"\b(?:{CURRENT_SPACED}|{PREFIX}|{SUFFIX})\b")
TOLD = re.compile(
    r"\b(?:reg(?:istration)?(?:\s?(?:plate|number|no\.?))?|number\s?plate|licen[cs]e\s?plate|plates?|vrm)"
    r"(?:[\s:,]+(?:is|was|of|number|no|starts?|starting|begins?|beginning|ends?|ending|with|in|has|had|like|the|a|says"
    r"|something|reads?|includes?|including|partial|part|first|last|bit|letters?|half|being|it|on)\b){0,6}"
    rf"[\s:,\"'“‘]+(?P<reg>{CURRENT}|{CURRENT_SPACED}|{PREFIX}|{SUFFIX}|{IRISH}|[A-Z]{{2}}[0-9]{{2}}|[0-9]{{2}}\s?[A-Z]{{3}}"
    r"|[A-Z]{1,3}[0-9]{1,4}|[0-9]{1,4}[A-Z]{1,3}|(?-i:[A-Z]{2,3}))\b",
    re.IGNORECASE,
)
# Three capitals that end a sentence in capitals, not a registration ("M1 AND", "B12 THE").
WORDS = frozenset(
    [
        "and",
        "the",
        "for",
        "are",
        "was",
        "has",
        "had",
        "but",
        "not",
        "you",
        "all",
        "car",
        "van",
        "man",
        "out",
        "off",
        "who",
        "two",
        "now",
        "get",
        "got",
        "one",
    ]
)


def vehicles(text: str) -> Iterator[Mention]:
    """Registrations first, then looks."""
    yield from _registrations(text)
    for found in _looks().finditer(text):
        if _telling(found):
            yield Mention("vehicle", found.group(), found.start(), found.end(), " ".join(found.group().lower().split()))


def _registrations(text: str) -> Iterator[Mention]:
    seen: set[int] = set()
    for pattern, group in ((ANY_CASE, 0), (CAPITALS, 0), (TOLD, "reg")):
        for found in pattern.finditer(text):
            raw = found.group(group)
            if found.start(group) not in seen and raw[-3:].lower() not in WORDS:
                seen.add(found.start(group))
                yield Mention("vehicle", raw, found.start(group), found.end(group), "".join(raw.upper().split()))


@cache
def _looks() -> re.Pattern[str]:
    """A colour, a make, a model and a body, in the order people say them, each at most once."""
    words = yaml.safe_load((folder() / "vehicles.yaml").read_text(encoding="utf-8"))
    part = {name: _either(block) for name, block in words.items()}
    colour = rf"(?:(?:{part['shades']})[\s-]+)?(?P<colour>{part['colours']})(?:[\s-]+coloured)?"
    make = rf"(?P<make>{part['makes']})"
    model = rf"(?P<model>{part['models']})"
    plain = rf"(?P<plain>{part['plain_models']})"
    body = rf"(?P<body>{part['bodies']})s?"
    joint = r"[\s-]+"
    named = rf"(?:{make}(?:{joint}(?:{model}|{plain.replace('plain', 'after')}))?|{model.replace('model', 'alone')}|{plain})"
    size = rf"(?:(?:{part['sizes']}){joint})?"
    return re.compile(
        rf"\b(?:{colour}{joint})?{size}(?:{named}(?:{joint}{body})?|{body.replace('body', 'only')})\b", re.IGNORECASE
    )


def _either(block: str) -> str:
    names = sorted(block.split(","), key=len, reverse=True)
    return "|".join(re.escape(name.strip()).replace(r"\ ", r"[\s-]?") for name in names)


def _telling(found: re.Match[str]) -> bool:
    """A body alone ("a van") names no vehicle, and "focus" or "golf" alone may be no car."""
    if found["make"] or found["alone"]:
        return True
    return bool(found["colour"] and (found["only"] or found["plain"])) or bool(found["plain"] and found["body"])
