"""Form fields that more than one duty asks with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.sentences import is_an_answer

NOT_A_SENTENCE = _('Write a sentence. If there is none, write "none known, because ..." and how you know.')


class Sentence(forms.CharField):
    """A few words are not an answer; see sentences.py."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=2000, **options)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not is_an_answer(value):
            raise forms.ValidationError(NOT_A_SENTENCE)


def day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)
