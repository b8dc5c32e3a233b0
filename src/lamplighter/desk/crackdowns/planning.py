"""What a new task is to rest on, read from the address of the page: a foothold with its tips, or single tips."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from lamplighter.desk.errors import NotHere
from lamplighter.desk.footholds.models import Foothold
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.ledger import reading

# Of any number the database can hold.
MOST_DIGITS = 18


@dataclass(frozen=True)
class Basis:
    """A foothold or tips, and what the form starts with."""

    foothold: Foothold | None = None
    tips: list[Tip] = field(default_factory=list)
    initial: dict[str, Any] = field(default_factory=dict)


def basis_asked_for(request: HttpRequest) -> Basis:
    """The basis named in the address; its tips are noted as shown."""
    foothold = _foothold(request.GET.get("foothold", ""))
    asked = [*(foothold.tips if foothold else ()), *request.GET.getlist("tip")]
    tips = list(
        Tip.objects.filter(pk__in=[number for text in asked if (number := _number(text))])
        .select_related("assessment")
        .order_by("-day", "pk")
    )
    reading.note(tip.pk for tip in tips)
    chosen = [] if foothold else [str(tip.pk) for tip in tips]
    return Basis(foothold, tips, {"tips": chosen, "crackdown": request.GET.get("crackdown", "")})


def _foothold(asked: str) -> Foothold | None:
    if not asked:
        return None
    found = (
        Foothold.objects.select_related("run").filter(pk=int(asked)).first()
        if asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS
        else None
    )
    if found is None:
        raise NotHere
    return found


def _number(text: str) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
