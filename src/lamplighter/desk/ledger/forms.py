"""What an auditor may narrow the ledger by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LedgerFilter(forms.Form):
    actor = forms.CharField(label=_("Who (such as user:4)"), max_length=80, required=False)
    action = forms.CharField(label=_("What was done"), max_length=80, required=False)
    subject = forms.CharField(label=_("Record (its id)"), max_length=120, required=False)
