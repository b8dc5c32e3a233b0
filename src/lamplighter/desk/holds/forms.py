"""What is asked when a hold watch starts or ends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.fields import Sentence
from lamplighter.desk.holds.ground import area_choices


class StartForm(forms.Form):
    area = forms.ChoiceField(
        label=_("Area in which the closed place lies"),
        help_text=_("A watch is of areas, never of an address. Proposed: where the tips behind the task are."),
        choices=area_choices,
    )


class EndForm(forms.Form):
    why = Sentence(
        label=_("Why it ends"), help_text=_("Such as: the building was pulled down. Or: it was the wrong area.")
    )
