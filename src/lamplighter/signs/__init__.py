"""The catalogue of hidden crime: eight kinds, 175 signs a resident can notice, and who else can help.

A sign is a reason to record and to weigh, never proof.
"""

from __future__ import annotations

from lamplighter.signs.catalogue import (
    Kind,
    Sign,
    Strength,
    kind,
    kind_by_number,
    kinds,
    sign,
    signs,
    signs_of,
)
from lamplighter.signs.helplines import Helpline, helplines

__all__ = [
    "Helpline",
    "Kind",
    "Sign",
    "Strength",
    "helplines",
    "kind",
    "kind_by_number",
    "kinds",
    "sign",
    "signs",
    "signs_of",
]
