"""The tip document: what a sealed envelope holds, versioned, strict, and the same on both sites."""

from __future__ import annotations

from lamplighter.tips.checks import MAX_ANSWER, clean
from lamplighter.tips.document import MAX_DOCUMENT, dump, parse
from lamplighter.tips.errors import TipError
from lamplighter.tips.place import PRECISIONS, Precision, TipPlace
from lamplighter.tips.reading import Section, full_text, place_words, sections
from lamplighter.tips.tip import (
    ANSWERS,
    BASES,
    CHANNELS,
    HOW_KNOWN,
    MAX_KINDS,
    MAX_PHOTOS,
    MAX_SIGNS,
    MAX_STORY,
    ROLES,
    SEALED_BY,
    THRESHOLDS,
    VERSION,
    Answer,
    Basis,
    Channel,
    HowKnown,
    ReplyTo,
    Role,
    SealedBy,
    Threshold,
    Tip,
    Work,
)

__all__ = [
    "ANSWERS",
    "BASES",
    "CHANNELS",
    "HOW_KNOWN",
    "MAX_ANSWER",
    "MAX_DOCUMENT",
    "MAX_KINDS",
    "MAX_PHOTOS",
    "MAX_SIGNS",
    "MAX_STORY",
    "PRECISIONS",
    "ROLES",
    "SEALED_BY",
    "THRESHOLDS",
    "VERSION",
    "Answer",
    "Basis",
    "Channel",
    "HowKnown",
    "Precision",
    "ReplyTo",
    "Role",
    "SealedBy",
    "Section",
    "Threshold",
    "Tip",
    "TipError",
    "TipPlace",
    "Work",
    "clean",
    "dump",
    "full_text",
    "parse",
    "place_words",
    "sections",
]
