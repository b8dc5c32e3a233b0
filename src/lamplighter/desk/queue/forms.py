"""What a person decides about a tip, each with its reason, and what the queue is narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.queue.models import Decision, Status, Urgency
from lamplighter.signs import kinds


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.id, kind.title) for kind in kinds()] + [("none", str(_("No sign of any")))]


class QueueFilter(forms.Form):
    urgency = forms.ChoiceField(label=_("Urgency"), choices=[("", _("any")), *Urgency.choices], required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("open or being looked at")), *Status.choices], required=False
    )
    area = forms.CharField(label=_("Area"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), choices=[("", _("any")), *kind_choices()], required=False
        )


class Deciding(forms.Form):
    """One thing to decide and why; the reason is asked of everybody, every time."""

    about = ""
    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For the next person. Do not copy the tip's own words here."),
    )


class UrgencyForm(Deciding):
    about = Decision.About.URGENCY
    value = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices)
    field_order = ("value", "why")


class StatusForm(Deciding):
    about = Decision.About.STATUS
    value = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    field_order = ("value", "why")


class KindForm(Deciding):
    about = Decision.About.KIND
    value = forms.MultipleChoiceField(label=_("Kinds"), widget=forms.CheckboxSelectMultiple)
    field_order = ("value", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.MultipleChoiceField(
            label=_("Kinds"), choices=kind_choices, widget=forms.CheckboxSelectMultiple
        )


class PlaceForm(Deciding):
    about = Decision.About.PLACE
    value = forms.CharField(label=_("Place"), max_length=128)
    field_order = ("value", "why")


class UndoForm(forms.Form):
    why = forms.CharField(label=_("Why undo it"), max_length=500)


FORMS: dict[str, type[Deciding]] = {form.about: form for form in (UrgencyForm, StatusForm, KindForm, PlaceForm)}
