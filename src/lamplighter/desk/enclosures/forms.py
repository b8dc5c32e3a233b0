"""The one form: why somebody has to know how to reach the writer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OpeningForm(forms.Form):
    why = forms.CharField(
        label=_("Why you need it"),
        help_text=_("It is kept with your name. Do not copy the tip's own words here."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
