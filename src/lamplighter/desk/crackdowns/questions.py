"""The five questions of the safeguarding check, in the order they are asked, and the steps of putting a wrong right."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Question:
    short: str | Promise
    label: str | Promise
    hint: str | Promise


QUESTIONS: dict[str, Question] = {
    "children": Question(
        _("children"),
        _("Children"),
        _("Who may be there, and who looks after them on the day. Or: none known, because ..."),
    ),
    "adults": Question(
        _("vulnerable adults"),
        _("Vulnerable adults"),
        _("Whoever lives there may be a victim: say who, what they may need and who comes along for them."),
    ),
    "interpreter": Question(
        _("interpreter"),
        _("Interpreter"),
        _(
            "Which language and who interprets; never a relative or a neighbour. Or: none known to be needed, because ..."
        ),
    ),
    "referral": Question(
        _("referral route"),
        _("Referral route"),
        _("Where someone found in need goes the same day, and who has been told to expect it."),
    ),
    "at_the_door": Question(
        _("what is said at the door"),
        _("What is said at the door"),
        _("The first words. Nothing that shows there was a report, or what it said."),
    ),
}

REPAIR_STEPS: dict[str, str | Promise] = {
    "said_so": _("They have been told plainly, in person, that they did nothing wrong"),
    "apology": _("They have been given an apology in writing, with a name and a number to call"),
    "damage": _("Damage has been made good, or it has been agreed who pays and by when"),
    "complaint": _("They have been told how to complain, and that it will not be held against them"),
    "children": _("Children who saw it, and their school, have been offered support"),
    "record": _("The record says that this household is not connected with the report, so that it cannot come back"),
    "source": _("The tips behind it have been looked at again: honest mistake, wrong place, or ill will"),
}
