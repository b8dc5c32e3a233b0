"""The one form: which approved text to send, and why a question may be asked where the boundary warns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lamplighter import tips

PURPOSES = {
    "thanks": _("Thank"),
    "question": _("Ask about what they already know"),
    "safety": _("Keep them safe"),
    "help": _("Say where to get help"),
}


def choices() -> list[Any]:
    """The approved texts under what each is for."""
    return [("", _("Choose a text")), *((title, _of(purpose)) for purpose, title in PURPOSES.items())]


def _of(purpose: str) -> list[tuple[str, str]]:
    return [(each.id, f"{each.title}: {each.text}") for each in tips.approved_texts() if each.purpose == purpose]


class ReplyForm(forms.Form):
    text = forms.ChoiceField(label=_("Approved text"), choices=choices)
    why = forms.CharField(
        label=_("Why this person may be asked"),
        help_text=_("Only for a question, where there is a warning above."),
        required=False,
        max_length=500,
    )
