"""One page of the journey as a value: its questions, its words, and when it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from lamplighter.report_site import conditions
from lamplighter.report_site.fields import Field

if TYPE_CHECKING:
    from lamplighter.report_site.fields import Text

CONTINUE = _("Continue")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of the journey. `title` is what the browser's history shows, so it says nothing about crime.

    `follows` names the page whose answer this one completes: after a change from "check", only these are asked again.
    """

    key: str
    title: Text
    heading: Text
    fields: tuple[Field, ...] = ()
    shown_when: conditions.Condition = conditions.always
    follows: str = ""
    above: str = ""
    button: Text = CONTINUE

    @property
    def above_template(self) -> str:
        return f"above/{self.above}.html"
