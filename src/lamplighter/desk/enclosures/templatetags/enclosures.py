"""What is enclosed with a tip, for the page of the tip."""

from __future__ import annotations

from django import template

from lamplighter.desk.enclosures import selectors
from lamplighter.desk.enclosures.forms import OpeningForm
from lamplighter.desk.inbox.models import Tip

register = template.Library()


@register.simple_tag
def enclosed_with(tip: Tip, told_of: int) -> selectors.Enclosed:
    return selectors.enclosed(tip, told_of)


@register.simple_tag
def opening_form() -> OpeningForm:
    return OpeningForm(auto_id="opening_%s")
