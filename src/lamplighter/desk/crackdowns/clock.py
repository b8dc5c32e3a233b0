"""Where a crackdown stands in its days: "day 23 of 100", counted so that the first day is day 1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

USUAL_DAYS = 100
# Deterrence decayed in foot patrols of 22 weeks and did not in those of 12 (Sorg et al., Philadelphia); Sherman (1990)
# advises short crackdowns that rotate. So the page asks in these weeks whether to rotate or change tactics.
REVIEW_WEEKS = (6, 10, 12)


@dataclass(frozen=True)
class Clock:
    """A crackdown's days, seen on one date. `stopped` is the day it was closed early, if it was."""

    starts: date
    days: int
    today: date
    stopped: date | None = None

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError(self.days)

    @property
    def last(self) -> date:
        return self.starts + timedelta(days=self.days - 1)

    @property
    def day(self) -> int:
        """1 on the first day; nought or less before it."""
        return (self.today - self.starts).days + 1

    @property
    def has_begun(self) -> bool:
        return self.today >= self.starts

    @property
    def has_ended(self) -> bool:
        return self.stopped is not None or self.today > self.last

    @property
    def is_running(self) -> bool:
        return self.has_begun and not self.has_ended

    @property
    def days_done(self) -> int:
        """Days begun, for the progress bar."""
        return min(max((min(self.today, self.stopped or self.today) - self.starts).days + 1, 0), self.days)

    @property
    def review_week(self) -> int | None:
        """The week of the crackdown, where it is one that asks for a review."""
        week = (self.day - 1) // 7 + 1
        return week if self.is_running and week in REVIEW_WEEKS else None

    def __str__(self) -> str:
        if self.stopped:
            return _("closed on %(date)s") % {"date": date_format(self.stopped, "j F Y")}
        if not self.has_begun:
            left = (self.starts - self.today).days
            return ngettext("starts in %(n)d day", "starts in %(n)d days", left) % {"n": left}
        if self.has_ended:
            return _("ended on %(date)s") % {"date": date_format(self.last, "j F Y")}
        return _("day %(day)d of %(days)d") % {"day": self.day, "days": self.days}
