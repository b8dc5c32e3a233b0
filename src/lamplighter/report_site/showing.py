"""Turns answers into what a page shows: questions with their answers filled in, and the rows of the "check" page."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from django.utils.translation import gettext as _

from lamplighter import signs
from lamplighter.places import Pack
from lamplighter.report_site import giveaway, photos
from lamplighter.report_site.answers import OWN_WORDS, Answers, place
from lamplighter.report_site.fields import Field, Option, Problem
from lamplighter.report_site.page import Page
from lamplighter.report_site.pages import reading_now
from lamplighter.report_site.prompts import prompts
from lamplighter.report_site.questions import PAGES
from lamplighter.report_site.sections import SECTIONS
from lamplighter.report_site.worker import Worker

# Pages that are more than their questions.
TEMPLATES = {"check": "check.html", "giveaway": "giveaway.html", "send": "send.html"}


@dataclass(frozen=True)
class Choosable:
    """An option as it stands on the page."""

    option: Option
    id: str
    picked: bool


@dataclass(frozen=True)
class Question:
    """A field as it stands on the page: its answer, what is wrong with it, and its options under their headings."""

    field: Field
    value: Any
    problem: str
    groups: tuple[tuple[Any, tuple[Choosable, ...]], ...]
    legend: Literal["heading", "hidden", "plain"]

    @property
    def described_by(self) -> str:
        parts = [f"{self.field.key}-hint"] if self.field.hint else []
        return " ".join([*parts, f"{self.field.key}-error"] if self.problem else parts)


@dataclass(frozen=True)
class Row:
    """A line of the "check" page."""

    label: Any
    value: str
    key: str
    why: str = ""


def questions(page: Page, answers: Answers, problems: Sequence[Problem]) -> tuple[Question, ...]:
    """The page's fields, filled in."""
    wrong = {problem.field: problem.sentence for problem in problems}
    return tuple(
        Question(
            field,
            getattr(answers, field.key),
            wrong.get(field.key, ""),
            _groups(field, answers),
            _legend(page, field),
        )
        for field in page.fields
    )


@dataclass(frozen=True)
class Part:
    """A section of the single page, filled in; `is_open` where something in it was answered or is wrong."""

    page: Page
    questions: tuple[Question, ...]
    folded: bool
    is_open: bool


def sections(answers: Answers, problems: Sequence[Problem]) -> tuple[Part, ...]:
    """The single page, filled in."""
    made = []
    for section in SECTIONS:
        asked = questions(section.page, answers, problems)
        is_open = any(each.value or each.problem for each in asked)
        made.append(Part(section.page, asked, section.folded, is_open))
    return tuple(made)


def rows(answers: Answers, pack: Pack | None) -> tuple[Row, ...]:
    """Every question that was asked, with its answer, in order."""
    return tuple(
        Row(field.short or field.label, _told(field, answers, pack), page.key)
        for page in PAGES
        if page.fields and page.shown_when(answers)
        for field in page.fields
    )


def besides(page: Page, answers: Answers, worker: Worker) -> dict[str, object]:
    """What a page shows besides its questions."""
    made = BESIDES.get(page.key)
    return made(answers, worker) if made else {}


BESIDES: dict[str, Callable[[Answers, Worker], dict[str, object]]] = {
    "call": lambda _answers, _worker: reading_now(),
    "first": lambda answers, worker: {
        "help_first": help_first(answers),
        "local_services": worker.settings.local_services,
    },
    "story": lambda answers, _worker: {"prompts": prompts(answers)},
    "where": lambda _answers, worker: {"has_map": worker.pack is not None},
    "check": lambda answers, worker: {"rows": rows(answers, worker.pack)},
    "giveaway": lambda answers, _worker: {"rows": giving_away(answers)},
    "send": lambda answers, _worker: photos.asked_of(answers),
}


def giving_away(answers: Answers) -> tuple[Row, ...]:
    """The phrases that may point to the writer, each with the reason and the page it can be changed on."""
    named = {field.key: (field.short or field.label, page.key) for page in PAGES for field in page.fields}
    return tuple(
        Row(named[each.field][0], each.phrase, named[each.field][1], why=_(each.why))
        for each in giveaway.found(answers)
    )


def help_first(answers: Answers) -> tuple[signs.Helpline, ...]:
    """Who can help, before anything is asked."""
    if answers.role == "under_18":
        return tuple(line for line in signs.helplines() if line.name == "Childline")
    return tuple(line for line in signs.helplines() if line.kinds)


def after_sending(answers: Answers) -> dict[str, Hashable]:
    """What the last page says besides the words."""
    lines = [line for kind in answers.known_kinds for line in signs.helplines(kind) if line.kinds]
    return {"kind_helplines": tuple(dict.fromkeys(lines)), **reading_now()}


def for_every_kind() -> dict[str, Hashable]:
    """Who can help with any kind at all, for a page that is not told which."""
    return {"kind_helplines": tuple(line for line in signs.helplines() if line.kinds)}


def too_long() -> Problem:
    """Every answer is within its limit, and all together are more than one envelope holds."""
    return Problem("story", _("Your answers are too long to send in one report. Please make some shorter."))


def _legend(page: Page, field: Field) -> Literal["heading", "hidden", "plain"]:
    """A question that is the page's heading is not written twice, but a screen reader still hears what it asks."""
    if str(field.label) != str(page.heading):
        return "plain"
    alone = len(page.fields) == 1 and not page.above and field.kind in ("one", "many")
    return "heading" if alone else "hidden"


def _groups(field: Field, answers: Answers) -> tuple[tuple[Any, tuple[Choosable, ...]], ...]:
    value = getattr(answers, field.key)
    picked = set(value) if isinstance(value, tuple) else {value or field.unsaid}
    made = [
        # The first keeps the field's own id, so that a link from the error summary leads to it.
        Choosable(option, f"{field.key}-{number}" if number else field.key, option.value in picked)
        for number, option in enumerate((*field.options(answers), *_skip(field)))
    ]
    return tuple((group, tuple(each)) for group, each in groupby(made, key=lambda each: each.option.group))


def _skip(field: Field) -> tuple[Option, ...]:
    """The way to leave a list of answers as it is, where none of them says as much."""
    return (Option("", _("Skip this question")),) if field.kind == "one" and not field.unsaid else ()


def _told(field: Field, answers: Answers, pack: Pack | None) -> str:
    value = getattr(answers, field.key)
    if field.key == "candidate":
        return _place_told(answers, pack)
    if field.kind in ("line", "text"):
        return str(value)
    picked = set(value) if isinstance(value, tuple) else {value}
    return "\n".join(str(option.label) for option in field.options(answers) if option.value in picked)


def _place_told(answers: Answers, pack: Pack | None) -> str:
    found = place(answers, pack)
    if answers.candidate in ("", OWN_WORDS) or found is None:
        return _("My own words")
    return found.label
