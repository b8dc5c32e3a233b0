"""The way through the pages: which comes next, which came before, and what still has to be said. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from lamplighter.report_site.answers import Answers
from lamplighter.report_site.fields import Field, Problem
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.page import Page
from lamplighter.report_site.questions import BY_KEY, PAGES, PLACE_OF

FIRST, CHECK, SEND = PAGES[0], BY_KEY["check"], BY_KEY["send"]


def following(page: Page, answers: Answers, *, returning: bool = False) -> Page:
    """The next page shown; after a change from "check", only what hangs on the changed answer, then "check".

    The last page is followed by itself: only its own buttons send.
    """
    rest: Iterable[Page] = PAGES[PLACE_OF[page.key] + 1 :]
    if returning:
        changed = page.follows or page.key
        rest = (*(each for each in rest if each.follows == changed), CHECK)
    return next((each for each in rest if each.shown_when(answers)), page)


def is_end(page: Page) -> bool:
    """Whether the page comes after the last question: nobody gets there before the two answers that must be."""
    return PLACE_OF[page.key] >= PLACE_OF[CHECK.key]


def before(page: Page, answers: Answers) -> Page:
    """The page shown before this one; the first page is before itself."""
    earlier = reversed(PAGES[: PLACE_OF[page.key]])
    return next((each for each in earlier if each.shown_when(answers)), FIRST)


def read(page: Page, form: Form, answers: Answers) -> tuple[Answers, list[Problem]]:
    """The answers with this page's filled in, and what is wrong with them."""
    changed, problems = filled_in(page, form, answers)
    if form.garbled and page.fields:
        problems.append(garbled(page.fields[0]))
    return _settled(page, changed), problems or missing_on(page, changed)


def filled_in(page: Page, form: Form, answers: Answers) -> tuple[Answers, list[Problem]]:
    """The answers with each of this page's questions read, one by one."""
    new: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in page.fields:
        new[field.key], problem = field.read(form, answers)
        problems += [problem] if problem else []
    return answers.changed(**new), problems


def missing_on(page: Page, answers: Answers) -> list[Problem]:
    """What this page must have before the journey can go on; nearly every page needs nothing."""
    if page.key == "story" and not answers.says_what:
        return [Problem("story", _("Tell us in a few words what you noticed, or tick what it is about."))]
    if page.key == "where" and not answers.says_where:
        return [Problem("street", _("Tell us where it is: a street, a place, a postcode, or a name used online."))]
    return []


def missing(answers: Answers) -> tuple[Page, list[Problem]] | None:
    """The first page that must still be answered before anything can be sent."""
    for key in ("story", "where"):
        if problems := missing_on(BY_KEY[key], answers):
            return BY_KEY[key], problems
    return None


def asked(answers: Answers) -> Answers:
    """The answers of the pages that are shown; what was typed on a page no longer asked is never sent unseen."""
    shown = {field.key for page in PAGES if page.fields and page.shown_when(answers) for field in page.fields}
    unseen = {field.key for page in PAGES for field in page.fields} - shown
    nothing = Answers()
    return answers.changed(**{key: getattr(nothing, key) for key in unseen})


def _settled(page: Page, answers: Answers) -> Answers:
    """Drop answers that a change has made meaningless."""
    if page.key == "kinds":
        offered = {option.value for option in BY_KEY["signs"].fields[0].options(answers)}
        return answers.changed(signs=tuple(sign for sign in answers.signs if sign in offered))
    return answers


def garbled(field: Field) -> Problem:
    """Letters came in another encoding than ours: shown again, to be looked at before they are kept."""
    return Problem(
        field.key,
        _("Some letters reached us in a form we may have misread. Your text is below: please check it and go on."),
    )
