"""A contact: how to reach somebody who chose to be reached, sealed apart from what they reported."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from lamplighter.tips import checks, strict
from lamplighter.tips.errors import WrongType

CONTACT_TEXT = ("name", "phone_or_email", "safe_time", "safe_way", "agreed_word", "organisation")
MAX_CONTACT_ANSWER = 300


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A named route, or a professional's wish for a receipt; what is empty was not given."""

    name: str = ""
    phone_or_email: str = ""
    safe_time: str = ""
    safe_way: str = ""
    agreed_word: str = ""
    organisation: str = ""
    receipt: bool = False

    def __post_init__(self) -> None:
        for name in CONTACT_TEXT:
            checks.text(name, getattr(self, name), MAX_CONTACT_ANSWER)
        if not isinstance(self.receipt, bool):
            raise WrongType(field="receipt", wanted="true or false")


def dump_contact(contact: Contact) -> bytes:
    """The data of an enclosure of kind `contact`."""
    return strict.written(asdict(contact))


def parse_contact(data: bytes) -> Contact:
    """The way back; whatever the bytes are, the answer is a contact or a TipError."""
    found = strict.read(data)
    strict.names(found, _FIELDS)
    return Contact(**found)


_FIELDS = tuple(field.name for field in fields(Contact))
