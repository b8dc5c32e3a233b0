"""How different people write the same thing: the voice decides the parts of a story, its joints, and what it does to words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lamplighter.simulation.banks import bank
from lamplighter.simulation.chance import Chance

ARTICLES = frozenset({"the", "a", "an", "The", "A", "An"})
UNFINISHED = (" but", " that", " however", " saying", " to say")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


@dataclass(frozen=True)
class Voice:
    """Shares are chances a story (textspeak, capitals, lower case, formal) or a word (typos, articles) is so written."""

    name: str
    role: str
    parts: tuple[str, ...]
    signs: tuple[int, int]
    typos: float = 0.0
    textspeak: float = 0.0
    capitals: float = 0.0
    lower: float = 0.0
    formal: float = 0.0
    articles: float = 0.0


@cache
def voices() -> dict[str, Voice]:
    return {name: _voice(name, dict(entry)) for name, entry in bank("voices")["voices"].items()}


@cache
def shares() -> dict[str, float]:
    return {name: float(entry["share"]) for name, entry in bank("voices")["voices"].items()}


def _voice(name: str, entry: dict[str, Any]) -> Voice:
    del entry["share"]
    return Voice(name=name, parts=tuple(entry.pop("parts")), signs=tuple(entry.pop("signs")), **entry)


def written(sentences: list[str], voice: Voice, draw: Chance) -> str:
    """The sentences as this person types them."""
    text = _joined(_run_on([s for s in sentences if s]), voice, draw)
    text = _reworded(text, voice, draw)
    text = _mistyped(text, voice.typos, draw)
    if draw.of(voice.capitals):
        return text.upper()
    return text.lower() if draw.of(voice.lower) else text


def _run_on(sentences: list[str]) -> list[str]:
    """A sentence that ends in the middle of a thought runs on into the next."""
    joined: list[str] = []
    for sentence in sentences:
        if joined and joined[-1].endswith(UNFINISHED):
            joined[-1] += f" {sentence}"
        else:
            joined.append(sentence)
    return joined


def _joined(sentences: list[str], voice: Voice, draw: Chance) -> str:
    """Full stops for most; commas, dots or nothing for those who write as they talk."""
    careless = draw.of(max(voice.textspeak, 0.6 * voice.lower))
    joint = draw.pick([", ", " ", "... ", "  ", " n "]) if careless else ". "
    if careless:
        return joint.join(sentences)
    ends = "" if len(sentences) == 1 and draw.of(0.5) else "."
    paragraphs = [_capital(s) + _pause(s, draw, voice) for s in sentences]
    return "".join(paragraphs).rstrip(" \n.") + ends


def _pause(sentence: str, draw: Chance, voice: Voice) -> str:
    mark = "!!" if voice.capitals and draw.of(0.4) else ("" if sentence.endswith((".", "?", "!")) else ".")
    return mark + ("\n\n" if len(voice.parts) > 6 and draw.of(0.2) else " ")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _reworded(text: str, voice: Voice, draw: Chance) -> str:
    words = bank("voices")
    if draw.of(voice.textspeak):
        text = _swapped(text, words["textspeak"], 0.7, draw)
    if draw.of(voice.formal):
        text = _swapped(text, words["formal"], 1.0, draw)
    if voice.articles:
        text = _swapped(text, words["second_language"], 0.6, draw)
        text = _WORD.sub(lambda m: "" if m[0] in ARTICLES and draw.of(voice.articles) else m[0], text)
        text = re.sub(r" {2,}", " ", text)
    return text


def _swapped(text: str, swaps: Mapping[str, object], share: float, draw: Chance) -> str:
    """Whole words replaced, capitals kept; a phrase of two words first."""
    for phrase in (p for p in swaps if " " in p):
        text = text.replace(phrase, str(swaps[phrase]))

    def swap(match: re.Match[str]) -> str:
        word = match[0]
        other = swaps.get(word, swaps.get(word.lower()))
        if other is None or not draw.of(share):
            return word
        return _capital(str(other)) if word[0].isupper() else str(other)

    return _WORD.sub(swap, text)


def _mistyped(text: str, share: float, draw: Chance) -> str:
    """Slips of the finger and spellings people get wrong; words with digits are left alone."""
    wrong: Mapping[str, str] = bank("voices")["misspellings"]

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if word in wrong and draw.of(6 * share):
            return wrong[word]
        return _slipped(word, draw) if len(word) > 3 and draw.of(share) else word

    return _WORD.sub(slip, text) if share else text


def _slipped(word: str, draw: Chance) -> str:
    at = draw.between(1, len(word) - 2)
    return draw.pick(
        [
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        ]
    )


misspelt = _slipped
