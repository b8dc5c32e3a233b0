"""A tip: what one person noticed, in their own words, with nothing in it about who they are or when they wrote."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Literal

from lamplighter.tips import checks
from lamplighter.tips.errors import FieldTooLong, StoryTooLong, WrongType
from lamplighter.tips.place import TipPlace

Role = Literal["", "neighbour", "family_friend", "affected", "under_18", "professional"]
Answer = Literal["", "yes", "no", "not_sure"]
HowKnown = Literal["", "saw", "heard", "told", "online", "guess"]
Channel = Literal["form", "phone", "import"]
SealedBy = Literal["", "server", "browser"]
Threshold = Literal["", "child_at_risk", "adult_at_risk", "crime_prevention", "not_sure"]
Basis = Literal["", "safeguarding", "public_task", "vital_interests", "legal_duty", "not_sure"]

ROLES: tuple[Role, ...] = ("", "neighbour", "family_friend", "affected", "under_18", "professional")
ANSWERS: tuple[Answer, ...] = ("", "yes", "no", "not_sure")
HOW_KNOWN: tuple[HowKnown, ...] = ("", "saw", "heard", "told", "online", "guess")
CHANNELS: tuple[Channel, ...] = ("form", "phone", "import")
SEALED_BY: tuple[SealedBy, ...] = ("", "server", "browser")
THRESHOLDS: tuple[Threshold, ...] = ("", "child_at_risk", "adult_at_risk", "crime_prevention", "not_sure")
BASES: tuple[Basis, ...] = ("", "safeguarding", "public_task", "vital_interests", "legal_duty", "not_sure")

VERSION = 2
MAX_PHOTOS = 3
MAX_STORY = 20_000
MAX_KINDS = 16
MAX_SIGNS = 200
PUBLIC_KEY_BYTES = 1216

# The free-text answers besides the story, in the order an officer reads them.
FREE_TEXT = (
    "when",
    "how_often",
    "people",
    "vehicles",
    "contacts",
    "who_else_knows",
    "hazards",
    "at_risk",
)


@dataclass(frozen=True, kw_only=True)
class ReplyTo:
    """Where an answer can be left for someone nobody knows: a mailbox, and the key that seals what is put in it."""

    mailbox: str
    public_key: str

    def __post_init__(self) -> None:
        checks.hexadecimal("reply_to.mailbox", self.mailbox)
        if len(_decoded(checks.text("reply_to.public_key", self.public_key))) != PUBLIC_KEY_BYTES:
            raise WrongType(field="reply_to.public_key", wanted=f"{PUBLIC_KEY_BYTES} bytes in base64")


@dataclass(frozen=True, kw_only=True)
class Work:
    """Why somebody may share what they came across in their work; their name, if they leave one, is never here."""

    threshold: Threshold = ""
    basis: Basis = ""

    def __post_init__(self) -> None:
        checks.choice("work.threshold", self.threshold, THRESHOLDS)
        checks.choice("work.basis", self.basis, BASES)


@dataclass(frozen=True, kw_only=True)
class Tip:
    """One tip, version 2; docs/tip-document.md says what each field means."""

    language: str
    story: str = ""
    kinds: tuple[str, ...] = ()
    role: Role = ""
    danger_now: Answer = ""
    signs: tuple[str, ...] = ()
    place: TipPlace | None = None
    when: str = ""
    how_often: str = ""
    still_happening: Answer = ""
    people: str = ""
    vehicles: str = ""
    contacts: str = ""
    how_known: HowKnown = ""
    who_else_knows: str = ""
    hazards: str = ""
    at_risk: str = ""
    reply_to: ReplyTo | None = None
    channel: Channel = "form"
    sealed_by: SealedBy = ""
    photos: int = 0
    work: Work | None = None
    version: int = field(default=VERSION, init=False)

    def __post_init__(self) -> None:
        self._check_text()
        checks.ids("kinds", self.kinds, MAX_KINDS)
        checks.ids("signs", self.signs, MAX_SIGNS)
        checks.choice("role", self.role, ROLES)
        checks.choice("danger_now", self.danger_now, ANSWERS)
        checks.choice("still_happening", self.still_happening, ANSWERS)
        checks.choice("how_known", self.how_known, HOW_KNOWN)
        checks.choice("channel", self.channel, CHANNELS)
        checks.choice("sealed_by", self.sealed_by, SEALED_BY)
        checks.count("photos", self.photos, MAX_PHOTOS)

    def _check_text(self) -> None:
        checks.language(self.language)
        try:
            checks.text("story", self.story, MAX_STORY)
        except FieldTooLong as error:
            raise StoryTooLong(field="story", limit=MAX_STORY, length=len(self.story)) from error
        for name in FREE_TEXT:
            checks.text(name, getattr(self, name))


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
