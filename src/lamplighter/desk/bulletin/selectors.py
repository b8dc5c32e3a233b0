"""Reads of the bulletin: the counts as they would be told, what is public, and whether the report site has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lamplighter.desk import county
from lamplighter.desk.bulletin.errors import CountedBefore, Warned
from lamplighter.desk.bulletin.models import Bulletin, BulletinEvent, Sending, State
from lamplighter.desk.bulletin.warnings import warnings
from lamplighter.desk.crackdowns import selectors as crackdowns
from lamplighter.desk.errors import NotHere
from lamplighter.evaluation.disclosure import Period, Shown, overlapping, shown

LANGUAGE = "en"


@dataclass(frozen=True)
class Line:
    """One figure of a bulletin as the public will read it."""

    label: str
    shown: Shown

    def as_told(self) -> dict[str, str]:
        return {"label": self.label, "value": self.shown.value}


def bulletin(pk: int) -> Bulletin:
    found = Bulletin.objects.select_related("crackdown", "created_by").filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def bulletins() -> QuerySet[Bulletin]:
    return Bulletin.objects.select_related("crackdown")


def lines(of: Bulletin) -> list[Line]:
    """Always the same lines in the same order, each through disclosure control; see evaluation.disclosure for why."""
    totals = crackdowns.totals(of.crackdown, since=of.first, until=of.last)
    told = [
        (_("Visits made"), totals.visits),
        (_("Warrants carried out"), totals.warrants),
        (_("Adults made safer"), totals.adults_safeguarded),
        (_("Children made safer"), totals.children_safeguarded),
        (_("Referrals for help"), totals.referrals),
        (_("Arrests"), totals.arrests),
        (_("Seizures"), totals.seizures),
        (_("Visits where nothing was wrong"), totals.innocent_households),
    ]
    return [Line(label, shown(count)) for label, count in told]


def last_action(of: Bulletin) -> date | None:
    return crackdowns.totals(of.crackdown, since=of.first, until=of.last).last_action


def text(of: Bulletin) -> str:
    return f"{of.title}\n{of.told}\n{of.did}\n{of.next}\n{of.cannot_say}"


def warned(of: Bulletin) -> tuple[Warned, ...]:
    said = warnings(text(of), last_action=last_action(of), today=timezone.localdate(), pack=county.pack())
    return (*said, *_counted_before(of))


def _counted_before(of: Bulletin) -> Iterator[Warned]:
    """What was public once can have been kept by anybody."""
    if other := counted_already(of, State.WITHDRAWN):
        days = {"first": date_format(other.first, "j F"), "last": date_format(other.last, "j F Y")}
        yield CountedBefore(number=other.number, **days)


def counted_already(of: Bulletin, state: State = State.PUBLISHED) -> Bulletin | None:
    """A bulletin of the same crackdown, public or withdrawn, whose days overlap with this one's."""
    others = Bulletin.objects.filter(crackdown=of.crackdown, state=state).exclude(pk=of.pk)
    mine = Period(of.first, of.last)
    return next((other for other in others if overlapping(mine, [Period(other.first, other.last)])), None)


def changed_since(of: Bulletin) -> bool:
    """Whether the figures behind a public bulletin would be told differently now."""
    return of.state == State.PUBLISHED and of.counts != [line.as_told() for line in lines(of)]


def next_number() -> int:
    return (Bulletin.objects.aggregate(Max("number"))["number__max"] or 0) + 1


def pages() -> list[dict[str, Any]]:
    """Everything public, as the report site takes it."""
    return [_page(each) for each in Bulletin.objects.filter(state=State.PUBLISHED).order_by("number")]


def _page(of: Bulletin) -> dict[str, Any]:
    words = {name: getattr(of, name) for name in ("title", "told", "did", "next", "cannot_say")}
    day = of.day.isoformat() if of.day else ""
    return {"number": of.number, "language": LANGUAGE, "day": day, "counts": of.counts, **words}


def history(of: Bulletin) -> QuerySet[BulletinEvent]:
    return of.events.select_related("by").order_by("-pk")


def waiting() -> Sending | None:
    """What is still to be sent, if anything is."""
    return Sending.objects.filter(sent=None).order_by("-pk").first()
