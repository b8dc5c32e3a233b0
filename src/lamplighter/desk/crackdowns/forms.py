"""What officers are asked. Forms check shape; what may be done is decided in services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from lamplighter.desk import county
from lamplighter.desk.crackdowns.clock import USUAL_DAYS
from lamplighter.desk.crackdowns.hurdles import ENFORCEMENT, AddressState, TaskKind
from lamplighter.desk.crackdowns.models import Crackdown
from lamplighter.desk.crackdowns.questions import QUESTIONS, REPAIR_STEPS
from lamplighter.desk.crackdowns.selectors import open_crackdowns
from lamplighter.desk.crackdowns.services.safeguards import Independent
from lamplighter.desk.fields import Sentence, day
from lamplighter.desk.footholds.wording import kind_title
from lamplighter.desk.inbox.models import Tip
from lamplighter.signs import kinds


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.id, kind.title) for kind in kinds()]


def area_choices() -> list[tuple[str, str]]:
    pack = county.pack()
    return [(area.id, area.name) for area in pack.areas()] if pack else []


class CrackdownForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As it will be called in public."))
    aim = Sentence(label=_("Aim"), help_text=_("What will be different for residents when it ends."))
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of hidden crime"), widget=forms.CheckboxSelectMultiple, choices=kind_choices
    )
    areas = forms.MultipleChoiceField(
        label=_("Areas"),
        choices=area_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked means the whole county."),
    )
    starts = day(label=_("First day"), initial=timezone.localdate, help_text=_("This is day 1."))
    days = forms.IntegerField(
        label=_("Days"),
        min_value=7,
        max_value=365,
        initial=USUAL_DAYS,
        help_text=_("Crackdowns work best short: effects fade while they go on."),
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if Crackdown.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is a crackdown of that name. Choose another, such as with the year."))
        return name


class WhyForm(forms.Form):
    why = Sentence(label=_("Why"))


class IndependentForm(forms.Form):
    what = Sentence(label=_("What it is"), help_text=_("Such as: neighbourhood officers saw it themselves on 3 May."))
    whose = forms.CharField(label=_("Whose it is"), max_length=300, help_text=_("The officer, agency or record."))
    why_apart = Sentence(
        label=_("Why it is a different source"),
        help_text=_("How you know that it does not go back to the person who sent the tip."),
    )

    def said(self) -> Independent:
        data = self.cleaned_data
        return Independent(data["what"], data["whose"], data["why_apart"])


def tips_field(tips: Sequence[Tip]) -> forms.MultipleChoiceField:
    """Tips to choose from, each by its day and kind, never by its words."""
    return forms.MultipleChoiceField(
        label=_("Tips this rests on"),
        choices=[(str(tip.pk), _tip_label(tip)) for tip in tips],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _tip_label(tip: Tip) -> str:
    assessment = getattr(tip, "assessment", None)
    said = kind_title(assessment.top_kind) if assessment else _("not assessed")
    return f"{date_format(tip.day, 'j M Y')} – {said} ({str(tip.pk)[:8]})"


class PlanForm(IndependentForm):
    """A new task. What supports it independently is asked at once only of enforcement."""

    crackdown = forms.ModelChoiceField(open_crackdowns(), label=_("Crackdown"), empty_label=None)
    kind = forms.ChoiceField(label=_("What kind of task"), choices=TaskKind.choices, initial=TaskKind.WELFARE)
    title = forms.CharField(
        label=_("Short title"),
        max_length=120,
        help_text=_("Neutral: no name, no accusation, such as 'Mill Lane visit'."),
    )
    purpose = Sentence(label=_("What we hope to do for the people there"))
    address = forms.CharField(
        label=_("Address, if one is claimed"),
        max_length=300,
        required=False,
        help_text=_("As the tip gives it. It counts as claimed until somebody confirms it."),
    )

    def __init__(self, *args: Any, tips: Sequence[Tip] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tips"] = tips_field(tips)
        for name in ("what", "whose", "why_apart"):
            self.fields[name].required = False

    def independent(self) -> Independent | None:
        """What was named, if all of it was; hurdles.py decides whether it was needed."""
        data = self.cleaned_data
        return self.said() if data["what"] and data["whose"] and data["why_apart"] else None

    def clean(self) -> dict[str, Any]:
        """Half an answer about an independent source is not silently dropped."""
        data = super().clean() or {}
        parts = [name for name in ("what", "whose", "why_apart") if not data.get(name)]
        if data.get("kind") in ENFORCEMENT and 0 < len(parts) < 3:
            for name in parts:
                if name not in self.errors:
                    self.add_error(name, _("Say this too, or leave all three empty."))
        return data


class CheckForm(forms.Form):
    """The five questions; an empty one is kept as still to be answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[name] = Sentence(label=question.label, help_text=question.hint, required=False)


class AddressForm(forms.Form):
    address = forms.CharField(label=_("Address"), max_length=300)
    state = forms.ChoiceField(label=_("How far it is known"), choices=AddressState.choices)
    established_by = forms.CharField(label=_("Who established it"), max_length=200)
    established_on = day(label=_("On what day"))
    how = Sentence(
        label=_("How"), help_text=_("What was checked besides the tip: which house, which flat, who lives there now.")
    )

    def clean_established_on(self) -> Any:
        when = self.cleaned_data["established_on"]
        if when > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come."))
        return when


def count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10_000, required=False)


class OutcomeForm(forms.Form):
    on = day(label=_("Day of the visit"), initial=timezone.localdate)
    adults_safeguarded = count(_("Adults made safer"))
    children_safeguarded = count(_("Children made safer"))
    arrests = count(_("Arrests"))
    seizures = count(_("Seizures"))
    seized = forms.CharField(label=_("What was seized"), max_length=2000, required=False)
    referrals = count(_("Referrals made"))
    referred_to = forms.CharField(
        label=_("To whom the referrals were made"),
        max_length=2000,
        required=False,
        help_text=_("Such as: adult social care, MASH, NRM."),
    )
    place_closed = forms.BooleanField(
        label=_("A place was closed: a market, or a home that others had taken over"), required=False
    )
    nothing_found = forms.BooleanField(label=_("Nothing was found"), required=False)
    innocent_household = forms.BooleanField(
        label=_("It was the wrong address, or the people there had done nothing wrong"), required=False
    )
    repair_steps = forms.MultipleChoiceField(
        label=_("What has been done to put it right with them"),
        choices=list(REPAIR_STEPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    repair = Sentence(label=_("What is still to be done, by whom and by when"), required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_on(self) -> Any:
        when = self.cleaned_data["on"]
        if when > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come."))
        return when

    def clean(self) -> dict[str, Any]:
        """An empty number is none."""
        data = super().clean() or {}
        counted = [name for name, field in self.fields.items() if isinstance(field, forms.IntegerField)]
        return data | {name: data.get(name) or 0 for name in counted}
