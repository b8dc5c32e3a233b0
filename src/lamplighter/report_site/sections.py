"""The whole report on one page: the same questions as the journey, in sections; what few need is folded away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from lamplighter.report_site import journey, lookup, options
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.fields import Field, Problem
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.page import Page
from lamplighter.report_site.questions import BY_KEY, PAGES

if TYPE_CHECKING:
    from lamplighter.places import Pack
    from lamplighter.report_site.fields import Text


@dataclass(frozen=True, kw_only=True)
class Section:
    """Some questions under one heading; `folded` ones are opened by whoever needs them."""

    page: Page
    folded: bool = False


def _fields() -> dict[str, Field]:
    """Every question once, by the answer it fills in; the signs of all kinds, since none is ticked yet."""
    found = {field.key: field for page in PAGES for field in page.fields}
    found["signs"] = replace(found["signs"], options=options.every_sign)
    return found


FIELDS = _fields()


def _section(key: str, heading: Text, *asked: str, folded: bool = False, above: str = "") -> Section:
    fields = tuple(FIELDS[name] for name in asked)
    return Section(page=Page(key=key, title=heading, heading=heading, fields=fields, above=above), folded=folded)


SECTIONS: tuple[Section, ...] = (
    _section("now", _("Right now"), "danger_now", above="danger"),
    _section("you", _("About you"), "role", "same_home"),
    _section("what", _("What you noticed"), "kinds", "signs", "story", above="risks"),
    _section("place", _("Where it is"), "postcode", "street", "town", "online", above="where"),
    _section("times", _("If you can say when"), "when", "how_often", "still_happening", folded=True),
    _section("who", _("If you can say who"), "people", "vehicles", "contacts", folded=True),
    _section("knowing", _("How you know"), "how_known", "who_else_knows", folded=True),
    _section("visit", _("If somebody goes there"), "hazards", "at_risk", folded=True),
    _section(
        "reach",
        _("If it is happening to you and you want to be reached"),
        *("name", "phone_or_email", "safe_time", "safe_way", "agreed_word"),
        folded=True,
        above="named",
    ),
    _section(
        "work",
        _("If you came across it in your work"),
        *("threshold", "basis", "receipt", "organisation"),
        folded=True,
        above="work",
    ),
)

# What only the journey asks: whether to go on, and which place on our map was meant.
NOT_HERE = {"more", "candidate", "named"}


def read(form: Form, pack: Pack | None) -> tuple[Answers, list[Problem]]:
    """Everything the page asked, and what is wrong with it; nothing typed is lost either way."""
    answers, problems = Answers(), list[Problem]()
    for section in SECTIONS:
        answers, wrong = journey.filled_in(section.page, form, answers)
        problems += wrong
    problems += [each for key in ("story", "where") for each in journey.missing_on(BY_KEY[key], answers)]
    found, wrong = lookup.look_up(answers, pack)
    if form.garbled:
        problems.append(journey.garbled(FIELDS["story"]))
    # The place is sent as it was typed: the desk looks it up.
    return found.changed(offered=(), candidate=""), problems + wrong
