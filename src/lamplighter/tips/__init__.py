"""The tip document: what a sealed envelope holds, versioned, strict, and the same on both sites."""

from __future__ import annotations

from lamplighter.tips.checks import MAX_ANSWER, clean
from lamplighter.tips.document import MAX_DOCUMENT, dump, parse
from lamplighter.tips.errors import TipError
from lamplighter.tips.place import PRECISIONS, Precision, TipPlace
from lamplighter.tips.reading import Section, full_text, place_words, sections
from lamplighter.tips.tip import (
    ANSWERS,
    CHANNELS,
    HOW_KNOWN,
    MAX_KINDS,
    MAX_SIGNS,
    MAX_STORY,
    ROLES,
    VERSION,
    Answer,
    Channel,
    HowKnown,
    ReplyTo,
    Role,
    Tip,
)

__all__ = [
    "ANSWERS",
    "CHANNELS",
    "HOW_KNOWN",
    "MAX_ANSWER",
    "MAX_DOCUMENT",
    "MAX_KINDS",
    "MAX_SIGNS",
    "MAX_STORY",
    "PRECISIONS",
    "ROLES",
    "VERSION",
    "Answer",
    "Channel",
    "HowKnown",
    "Precision",
    "ReplyTo",
    "Role",
    "Section",
    "Tip",
    "TipError",
    "TipPlace",
    "clean",
    "dump",
    "full_text",
    "parse",
    "place_words",
    "sections",
]
