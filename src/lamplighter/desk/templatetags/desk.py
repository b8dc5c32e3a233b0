"""How a form's field is drawn: with the component's class, and tied to its hint and its error."""

from __future__ import annotations

from django import forms, template
from django.forms import BoundField
from django.template.loader import TemplateDoesNotExist, get_template
from django.utils.safestring import SafeString

register = template.Library()

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.widgets.Input, "govuk-input"),
)


@register.simple_tag
def govuk(field: BoundField, autocomplete: str = "") -> SafeString:
    """The field's control."""
    name = next((css for kind, css in CLASSES if isinstance(field.field.widget, kind)), "")
    error = f" {name}--error" if name and field.errors else ""
    attributes = {"class": name + error, "aria-describedby": _described_by(field), "autocomplete": autocomplete}
    return field.as_widget(attrs={key: value for key, value in attributes.items() if value})


def _described_by(field: BoundField) -> str:
    parts = [(field.help_text, "hint"), (field.errors, "error")]
    return " ".join(f"{field.id_for_label}-{part}" for present, part in parts if present)


@register.filter
def get(mapping: dict[object, object], key: object) -> object:
    """A value of a mapping by a variable key; empty where there is none."""
    return mapping.get(key, "")


@register.filter
def plainly(value: object) -> str:
    """A value of the ledger, without the marks of a program."""
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


@register.simple_tag(takes_context=True)
def optional(context: template.Context, name: str) -> str:
    """Another duty's part of a page, where that duty is installed."""
    try:
        found = get_template(name)
    except TemplateDoesNotExist:
        return ""
    return found.render({str(name): value for name, value in context.flatten().items()}, context.get("request"))
