"""The arithmetic of the chain: an entry's hash covers the entry before it, so no entry can change unnoticed.

SHA-256 over canonical JSON (sorted keys, no spaces, UTF-8; text, whole numbers, booleans and lists only, because
floating point is not written the same everywhere).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lamplighter.desk.ledger.errors import NotAnIdentifier

Value = str | int | bool | None | Sequence[str]

GENESIS = "0" * 64
# An identifier or a code word of the desk has no spaces: that alone keeps sentences out.
_IDENTIFIER = re.compile(r"[A-Za-z0-9_.:/@+-]{0,120}")


@dataclass(frozen=True)
class Link:
    """One entry as it is hashed."""

    seq: int
    at: datetime
    actor: str
    action: str
    subjects: Sequence[str]
    detail: Mapping[str, Value]
    previous: str

    def __post_init__(self) -> None:
        _check("actor", [self.actor])
        _check("action", [self.action])
        _check("subjects", self.subjects)
        for key, value in self.detail.items():
            _check(key, value if isinstance(value, list | tuple) else [value])

    @property
    def hash(self) -> str:
        return hashlib.sha256(canonical(self)).hexdigest()


def canonical(link: Link) -> bytes:
    entry = {
        "seq": link.seq,
        "at": link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": link.actor,
        "action": link.action,
        "subjects": list(link.subjects),
        "detail": dict(link.detail),
        "previous": link.previous,
    }
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _check(field: str, values: Iterable[object]) -> None:
    for value in values:
        whole = value is None or isinstance(value, int)
        if not whole and not (isinstance(value, str) and _IDENTIFIER.fullmatch(value)):
            raise NotAnIdentifier(field=field)
