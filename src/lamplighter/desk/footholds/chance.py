"""How likely chance is to make such a pattern, in words a commander can use without a statistician."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS_A_YEAR = 365.25
DAYS_A_MONTH = DAYS_A_YEAR / 12
UNREMARKABLE_DAYS = 14
ROUNDING = 1e-6


@dataclass(frozen=True)
class Chance:
    """A recurrence interval in days; `replicates` or `furthest_days` say how far what it was learnt from could see."""

    days: float
    p_value: float | None = None
    replicates: int = 0
    furthest_days: float = 0.0

    @classmethod
    def of(cls, days: float, p_value: float | None, kept: Mapping[str, Any]) -> Self:
        """From the settings kept with a run."""
        return cls(days, p_value, int(kept.get("replicates", 0)), float(kept.get("furthest_days", 0)))

    @property
    def is_the_least_seen(self) -> bool:
        """Whether no random replicate and no made-up year reached it: then it is rarer than the number says."""
        if self.p_value is None:
            return 0 < self.furthest_days <= self.days * (1 + ROUNDING)
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
