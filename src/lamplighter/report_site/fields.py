"""One question on a page: what it asks, what may be answered, and how an answer is read without losing a word of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext as _

from lamplighter.report_site.answers import Answers
from lamplighter.report_site.formbody import Form
from lamplighter.tips import MAX_ANSWER

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Text = str | StrPromise

RATHER_NOT = "rather_not"


@dataclass(frozen=True)
class Option:
    """One answer that can be picked; `group` is the heading it stands under, where there are many."""

    value: str
    label: Text
    hint: Text = ""
    group: Text = ""


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer, in a sentence that leads to it."""

    field: str
    sentence: str


def no_options(_answers: Answers) -> tuple[Option, ...]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Field:
    """A question; `key` is the answer it fills in, `short` its name on the "check" page where that differs.

    `unsaid` is the option that says no more than no answer does: it is picked before anything else is. Without one there
    is an option to skip. Some text browsers pick the first of a list in which nothing is picked.
    """

    key: str
    kind: Literal["one", "many", "line", "text"]
    label: Text
    hint: Text = ""
    options: Callable[[Answers], tuple[Option, ...]] = no_options
    short: Text = ""
    unsaid: str = ""
    limit: int = MAX_ANSWER
    rows: int = 4

    def read(self, form: Form, answers: Answers) -> tuple[Any, Problem | None]:
        """The answer given, with what is wrong with it; a wrong answer is still given back to be mended."""
        if self.kind == "many":
            return self._many(form, answers)
        value = form.one(self.key)
        if self.kind == "one":
            return self._one(value, answers)
        return value, self._too_long(value)

    def _one(self, value: str, answers: Answers) -> tuple[str, Problem | None]:
        if value in ("", RATHER_NOT):
            return "", None
        if value not in {option.value for option in self.options(answers)}:
            return "", self._not_listed()
        return value, None

    def _many(self, form: Form, answers: Answers) -> tuple[tuple[str, ...], Problem | None]:
        allowed = {option.value for option in self.options(answers)}
        picked = form.many(self.key)
        known = tuple(value for value in picked if value in allowed)
        return known, None if known == picked else self._not_listed()

    def _too_long(self, value: str) -> Problem | None:
        if len(value) <= self.limit:
            return None
        sentence = _("This can be %(limit)s characters long and yours is %(length)s. Please shorten it.")
        return Problem(self.key, sentence % {"limit": f"{self.limit:,}", "length": f"{len(value):,}"})

    def _not_listed(self) -> Problem:
        return Problem(self.key, _("Pick from the answers on the list."))
