"""The conversation of a tip and the form to go on with it, for the page of the tip."""

from __future__ import annotations

from django import template

from lamplighter.desk.conversation import selectors
from lamplighter.desk.conversation.forms import ReplyForm
from lamplighter.desk.inbox.models import Tip

register = template.Library()


@register.simple_tag
def conversation_of(tip: Tip) -> selectors.Conversation | None:
    return selectors.conversation(tip)


@register.simple_tag
def reply_form() -> ReplyForm:
    return ReplyForm(auto_id="reply_%s")
