"""The answers that can be picked: lists in plain words, and those the catalogue of signs gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from lamplighter import signs
from lamplighter.report_site.answers import NOT_SURE, Answers
from lamplighter.report_site.fields import RATHER_NOT, Option

if TYPE_CHECKING:
    from lamplighter.report_site.fields import Text

Options = Callable[[Answers], tuple[Option, ...]]

# The eight kinds as somebody under 18 might say them; nothing here asks what was done to anybody.
YOUNG: dict[str, Text] = {
    "cuckooing": _("Other people have taken over somebody's home"),
    "county_lines": _("Somebody my age is made to carry or sell drugs"),
    "child_sexual_exploitation": _("Somebody my age is pushed into sexual things"),
    "domestic_abuse": _("Somebody is hurt or scared at home"),
    "sexual_violence": _("Somebody was touched or hurt in a sexual way"),
    "modern_slavery": _("Somebody is forced to work"),
    "drug_supply": _("People are selling drugs"),
    "organised_crime": _("A gang, or knives or guns"),
}


def kind_options(answers: Answers) -> tuple[Option, ...]:
    """The eight kinds, and room for whoever cannot name one."""
    young = answers.role == "under_18"
    listed = tuple(Option(kind.id, YOUNG[kind.id] if young else _(kind.question)) for kind in signs.kinds())
    return (*listed, Option(NOT_SURE, _("I am not sure, or something else")))


def sign_options(answers: Answers) -> tuple[Option, ...]:
    """The signs of the kinds ticked, each once, under the first kind it belongs to."""
    return _signs_of(answers.known_kinds)


def every_sign(_answers: Answers) -> tuple[Option, ...]:
    """All signs of all kinds, for the one page that asks everything at once."""
    return _signs_of(tuple(kind.id for kind in signs.kinds()))


def _signs_of(kinds: tuple[str, ...]) -> tuple[Option, ...]:
    found: dict[str, Option] = {}
    for kind_id in kinds:
        for sign in signs.signs_of(kind_id):
            found.setdefault(sign.id, Option(sign.id, _(sign.sentence), group=_(signs.kind(kind_id).title)))
    return tuple(found.values())


def _listed(*options: tuple[str, Text]) -> Options:
    made = tuple(Option(value, label) for value, label in options)
    return lambda _answers: made


YES_NO_UNSURE = _listed(("yes", _("Yes")), ("no", _("No")), ("not_sure", _("I am not sure")))
YES_NO_RATHER_NOT = _listed(("yes", _("Yes")), ("no", _("No")), (RATHER_NOT, _("I would rather not say")))

ROLES = _listed(
    ("neighbour", _("A neighbour, or somebody who noticed something")),
    ("family_friend", _("Family or a friend")),
    ("affected", _("The person it is happening to")),
    ("under_18", _("I am under 18")),
    ("professional", _("I came across it in my work")),
    (RATHER_NOT, _("I would rather not say")),
)

HOW_KNOWN = _listed(
    ("saw", _("I saw it")),
    ("heard", _("I heard it happen")),
    ("told", _("Somebody told me")),
    ("online", _("I saw it online")),
    ("guess", _("It is a guess, from what I have put together")),
    (RATHER_NOT, _("I would rather not say")),
)

MORE = _listed(("yes", _("Yes, I can say more")), ("no", _("No, that is all")))

THRESHOLDS = _listed(
    ("child_at_risk", _("A child may be at risk of serious harm")),
    ("adult_at_risk", _("An adult who needs care or support may be at risk")),
    ("crime_prevention", _("It may help to stop or find a crime")),
    ("not_sure", _("I am not sure")),
)

BASES = _listed(
    ("safeguarding", _("To keep a child or an adult at risk safe")),
    ("public_task", _("It is part of my public task")),
    ("vital_interests", _("To protect somebody's life")),
    ("legal_duty", _("The law says I must")),
    ("not_sure", _("I am not sure")),
)

RECEIPT = _listed(("yes", _("Yes, in my name")), ("no", _("No, leave my name out")))
NAMED = _listed(("yes", _("Yes, I want somebody to get in touch")), ("no", _("No, I will stay without a name")))
