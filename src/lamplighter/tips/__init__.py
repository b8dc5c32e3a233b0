"""What a sealed envelope holds: a tip, a message or an enclosure; versioned, strict, and the same on both sites."""

from __future__ import annotations

from lamplighter.tips.approved import PURPOSES, Approved, Purpose, approved_text, approved_texts
from lamplighter.tips.checks import MAX_ANSWER, clean
from lamplighter.tips.contact import CONTACT_TEXT, MAX_CONTACT_ANSWER, Contact, dump_contact, parse_contact
from lamplighter.tips.document import parse
from lamplighter.tips.documents import Document, dump, read
from lamplighter.tips.enclosure import (
    MAX_ENCLOSURE,
    MEDIA,
    PART_BYTES,
    Enclosure,
    EnclosureKind,
    enclose,
    join,
    takes_photos,
)
from lamplighter.tips.errors import TipError
from lamplighter.tips.message import MAX_MESSAGE, Message
from lamplighter.tips.place import PRECISIONS, Precision, TipPlace
from lamplighter.tips.reading import Section, full_text, place_words, sections
from lamplighter.tips.reply import MAX_REPLY, Reply, dump_reply, parse_reply
from lamplighter.tips.strict import MAX_DOCUMENT
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
    "CONTACT_TEXT",
    "HOW_KNOWN",
    "MAX_ANSWER",
    "MAX_CONTACT_ANSWER",
    "MAX_DOCUMENT",
    "MAX_ENCLOSURE",
    "MAX_KINDS",
    "MAX_MESSAGE",
    "MAX_PHOTOS",
    "MAX_REPLY",
    "MAX_SIGNS",
    "MAX_STORY",
    "MEDIA",
    "PART_BYTES",
    "PRECISIONS",
    "PURPOSES",
    "ROLES",
    "SEALED_BY",
    "THRESHOLDS",
    "VERSION",
    "Answer",
    "Approved",
    "Basis",
    "Channel",
    "Contact",
    "Document",
    "Enclosure",
    "EnclosureKind",
    "HowKnown",
    "Message",
    "Precision",
    "Purpose",
    "Reply",
    "ReplyTo",
    "Role",
    "SealedBy",
    "Section",
    "Threshold",
    "Tip",
    "TipError",
    "TipPlace",
    "Work",
    "approved_text",
    "approved_texts",
    "clean",
    "dump",
    "dump_contact",
    "dump_reply",
    "enclose",
    "full_text",
    "join",
    "parse",
    "parse_contact",
    "parse_reply",
    "place_words",
    "read",
    "sections",
    "takes_photos",
]
