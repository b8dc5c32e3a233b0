"""What a person is asked about a foothold."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.fields import Sentence, day
from lamplighter.desk.footholds.models import Judgement


class ScanForm(forms.Form):
    date = day(label=_("Day to scan"))


class JudgementForm(forms.Form):
    value = forms.ChoiceField(label=_("What do you make of it?"), choices=[("", _("Choose")), *Judgement.choices])
    why = Sentence(label=_("Why"), help_text=_("What you read, whom you asked, what explains it."))
