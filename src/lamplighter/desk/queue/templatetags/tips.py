"""How kinds, decisions and likeness are said."""

from __future__ import annotations

from uuid import UUID

from django import template
from django.utils.translation import gettext as _

from lamplighter.desk.queue.models import Decision, Status, Urgency
from lamplighter.desk.queue.selectors import Neighbour
from lamplighter.desk.queue.sheet import title_of
from lamplighter.desk.queue.wording import days_apart, distance

register = template.Library()


@register.filter
def short(tip_id: UUID) -> str:
    """As much of a tip's number as people need to tell two apart."""
    return str(tip_id)[:8]


@register.filter
def kind_title(kind_id: str) -> str:
    return title_of(kind_id)


@register.filter
def decided(decision: Decision) -> str:
    """The value decided, as a person reads it."""
    value = decision.value
    if decision.about == Decision.About.PLACE:
        return str(value["label"])
    if decision.about == Decision.About.KIND:
        return ", ".join(title_of(kind_id) for kind_id in value)
    choices = Urgency if decision.about == Decision.About.URGENCY else Status
    return str(choices(value).label)


@register.filter
def alike(other: Neighbour) -> str:
    """In what two tips are alike, in one line."""
    said = [
        _("{share}% of the wording is the same").format(share=round(100 * other.words)) if other.words >= 0.1 else "",
        _("the same kind") if other.same_kind else "",
        distance(other.metres) if other.metres is not None else "",
        days_apart(other.days),
    ]
    return "; ".join(part for part in said if part)
