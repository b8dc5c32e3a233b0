"""What the reporter has answered so far: a value that travels sealed in the form and becomes a tip at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, cast

from lamplighter.places import Pack
from lamplighter.tips import CONTACT_TEXT, Basis, Contact, ReplyTo, Threshold, Tip, TipPlace, Work

NOT_SURE = "not_sure"
OWN_WORDS = "own_words"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Every answer of the journey; nothing is filled in until the reporter fills it in."""

    danger_now: str = ""
    role: str = ""
    same_home: str = ""
    threshold: str = ""
    basis: str = ""
    kinds: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    story: str = ""
    postcode: str = ""
    street: str = ""
    town: str = ""
    online: str = ""
    offered: tuple[str, ...] = ()
    candidate: str = ""
    more: str = ""
    when: str = ""
    how_often: str = ""
    still_happening: str = ""
    people: str = ""
    vehicles: str = ""
    contacts: str = ""
    how_known: str = ""
    who_else_knows: str = ""
    hazards: str = ""
    at_risk: str = ""
    named: str = ""
    receipt: str = ""
    name: str = ""
    phone_or_email: str = ""
    safe_time: str = ""
    safe_way: str = ""
    agreed_word: str = ""
    organisation: str = ""

    @property
    def known_kinds(self) -> tuple[str, ...]:
        """The kinds ticked, without "I am not sure"."""
        return tuple(kind for kind in self.kinds if kind != NOT_SURE)

    @property
    def place_text(self) -> str:
        """The place in the reporter's own words, on one line."""
        return ", ".join(part for part in (self.street, self.town, self.postcode) if part)

    @property
    def says_what(self) -> bool:
        return bool(self.known_kinds or self.story)

    @property
    def says_where(self) -> bool:
        return bool(self.place_text or self.online)

    def changed(self, **new: Any) -> Answers:
        return replace(self, **new)


def to_dict(answers: Answers) -> dict[str, Any]:
    """Only what was answered, so that the form stays small."""
    return {name: value for name, value in vars(answers).items() if value}


def from_dict(found: Mapping[str, Any]) -> Answers:
    """The way back; the seal has already shown that we wrote it."""
    known = {field.name for field in fields(Answers)}
    given: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in found.items() if name in known}
    return Answers(**given)


def tip(answers: Answers, *, language: str, pack: Pack | None, reply_to: ReplyTo | None) -> Tip:
    """The tip document these answers make."""
    copied = {name: getattr(answers, name) for name in COPIED}
    return Tip(
        language=language,
        kinds=answers.known_kinds,
        place=place(answers, pack),
        contacts=_contacts(answers),
        reply_to=reply_to,
        sealed_by="server",
        work=_work(answers),
        **copied,
    )


def place(answers: Answers, pack: Pack | None) -> TipPlace | None:
    """Where it is: the reporter's words, with the place they picked from the list if they picked one."""
    if not answers.place_text:
        return None
    words = TipPlace(text=answers.place_text, postcode=answers.postcode)
    found = pack.candidate(answers.candidate) if pack and answers.candidate not in ("", OWN_WORDS) else None
    if found is None:
        return words
    return replace(
        words, candidate=found.id, label=found.label, lat=found.lat, lon=found.lon, precision=found.precision
    )


def contact(answers: Answers) -> Contact | None:
    """How to reach whoever wrote, if they left it: sealed apart from the tip, so that few can ever open it."""
    given = {name: getattr(answers, name) for name in CONTACT_TEXT}
    return Contact(**given, receipt=answers.receipt == "yes") if any(given.values()) else None


def _work(answers: Answers) -> Work | None:
    if not (answers.threshold or answers.basis):
        return None
    return Work(threshold=cast("Threshold", answers.threshold), basis=cast("Basis", answers.basis))


def _contacts(answers: Answers) -> str:
    return "\n".join(part for part in (answers.contacts, answers.online) if part)


COPIED = (
    "danger_now",
    "role",
    "signs",
    "story",
    "when",
    "how_often",
    "still_happening",
    "people",
    "vehicles",
    "how_known",
    "who_else_knows",
    "hazards",
    "at_risk",
)
