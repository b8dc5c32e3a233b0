"""What is asked of whoever writes a bulletin."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.crackdowns.models import Crackdown
from lamplighter.desk.fields import Sentence, day

CANNOT_SAY = _(
    "We do not say where, who or exactly when. That protects the people who told us, the people we help, and people "
    "who had done nothing wrong."
)


def words(label: Any, hint: Any, initial: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        initial=initial,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        strip=True,
    )


class BulletinForm(forms.Form):
    crackdown = forms.ModelChoiceField(Crackdown.objects.all(), label=_("Crackdown"), empty_label=None)
    first = day(label=_("First day it counts"))
    last = day(label=_("Last day it counts"))
    title = forms.CharField(label=_("Title"), max_length=120)
    told = words(_("You told us"), _("What residents noticed, in general. Nothing one person alone could have seen."))
    did = words(
        _("We did"), _("What was done about it, without places, names or numbers; the figures follow below it.")
    )
    next = words(_("What happens next"), _("What residents can expect."))
    cannot_say = words(_("What we cannot say"), _("What is left out, and that it protects people."), CANNOT_SAY)

    def clean_last(self) -> date:
        last: date = self.cleaned_data["last"]
        if last > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come, and its figures would go on changing."))
        return last

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("The last day comes before the first."))
        return data


class PublishForm(forms.Form):
    why = Sentence(label=_("Why it is right to publish it all the same"), required=False)


class WithdrawForm(forms.Form):
    why = Sentence(label=_("Why it is withdrawn"))
