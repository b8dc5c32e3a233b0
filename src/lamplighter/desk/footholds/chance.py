"""How likely chance is to make such a pattern, in words a commander can use without a statistician."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS_A_YEAR = 365.25
DAYS_A_MONTH = DAYS_A_YEAR / 12
UNREMARKABLE_DAYS = 14


@dataclass(frozen=True)
class Chance:
    """A recurrence interval in days; `replicates` says how far the simulation behind it could see at all."""

    days: float
    p_value: float
    replicates: int

    @property
    def is_the_least_seen(self) -> bool:
        """Whether no random replicate reached it: then it is rarer than the number says."""
        return self.replicates > 0 and self.p_value * (self.replicates + 1) < 1.5

    @property
    def how_often(self) -> str:
        """The same for a column whose head says that it is about chance."""
        if self.days < UNREMARKABLE_DAYS:
            return _("within any two weeks")
        if self.is_the_least_seen:
            return _("less often than about once in %(time)s") % {"time": span(self.days)}
        return _("about once in %(time)s") % {"time": span(self.days)}

    def __str__(self) -> str:
        return _("expected by chance %(how_often)s") % {"how_often": self.how_often}


def span(days: float) -> str:
    """A length of time in its natural unit, rounded as a person would say it."""
    if days < 2 * DAYS_A_MONTH:
        return _count(round(days / 7), ngettext("%(n)d week", "%(n)d weeks", round(days / 7)))
    if days < 2 * DAYS_A_YEAR:
        return _count(round(days / DAYS_A_MONTH), ngettext("%(n)d month", "%(n)d months", round(days / DAYS_A_MONTH)))
    return _count(round(days / DAYS_A_YEAR), ngettext("%(n)d year", "%(n)d years", round(days / DAYS_A_YEAR)))


def _count(number: int, words: str) -> str:
    return words % {"n": number}
