"""How many tips come on which day and from where, before anything hidden is planted: what a null year is made of.

Every complication can be switched off, so that an engine can be calibrated on a plain null and on each complication.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lamplighter.simulation.chance import array_chance
from lamplighter.simulation.ground import Ground

TIPS_A_DAY = 23.0  # all contacts, for 750,000 people
PEOPLE = 750_000.0
WEEKDAYS = np.array([1.11, 1.07, 1.05, 1.03, 1.0, 0.86, 0.88])  # Monday first; fewer people write at weekends
SEASON = 0.12  # summer above and winter below the mean
LAUNCH_WEEK = 7.0  # times the usual number in the week a campaign starts: 7.4 and 7.6 in the two campaigns published
HALF_LIFE = 5.0  # days in which the extra halves
DAY_VARIANCE = 0.02  # of the county's own ups and downs from day to day
LOCAL_VARIANCE = 0.1  # of an area's ups and downs from month to month; residents' reports in one county gave 0.2
LOCAL_DAYS = 28
SAME_DAY = 0.55
MEAN_DELAY = 5.0


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Which complications are on."""

    weekday: bool = True
    season: bool = True
    overdispersion: bool = True
    delay: bool = True
    surge: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a stream, both ends included, and the day a campaign is launched, if one is."""

    first: date
    last: date
    launch: date | None = None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


FULL = Rhythm()
PLAIN = Rhythm(weekday=False, season=False, overdispersion=False, delay=False, surge=False)


def weights(ground: Ground) -> np.ndarray:
    """Each area's share of tips (n,), sum 1: more people and more need mean more tips, and some places tell, others do not.

    The spread is that of residents' real reports: the busiest twentieth of areas sends about a sixth of them.
    """
    draw = array_chance(0, "weights")  # who tells is a trait of the place: the same in every stream and null year
    need = np.exp(0.09 * (5.5 - ground.decile))
    telling = draw.lognormal(0, 0.62, len(ground.areas))
    raw: np.ndarray = ground.population * need * telling
    return np.asarray(raw / raw.sum())


def days_of(start: date, days: int) -> list[date]:
    return [start + timedelta(days=i) for i in range(days)]


def surge(start: date, days: int, launch: date | None) -> np.ndarray:
    """How many times the usual number come each day (days,) because a campaign was launched."""
    since = np.array([(day - launch).days if launch else -1 for day in days_of(start, days)])
    first_week = np.mean(0.5 ** (np.arange(7) / HALF_LIFE))
    extra = (LAUNCH_WEEK - 1) / first_week * 0.5 ** (np.maximum(since, 0) / HALF_LIFE)
    return np.where(since >= 0, 1 + extra, 1.0)


def expected(shares: np.ndarray, people: float, span: Span, rhythm: Rhythm, draw: np.random.Generator) -> np.ndarray:
    """Expected tips by area and day (areas, days), all complications that are on multiplied in."""
    start, days, launch = span.first, span.days, span.launch
    per_day = np.full(days, TIPS_A_DAY * people / PEOPLE)
    calendar = days_of(start, days)
    if rhythm.weekday:
        per_day *= WEEKDAYS[[day.weekday() for day in calendar]] / WEEKDAYS.mean()
    if rhythm.season:
        per_day *= 1 + SEASON * np.cos(
            2 * np.pi * (np.array([day.timetuple().tm_yday for day in calendar]) - 196) / 365.25
        )
    if rhythm.surge:
        per_day *= surge(start, days, launch)
    if not rhythm.overdispersion:
        return np.outer(shares, per_day)
    per_day *= draw.gamma(1 / DAY_VARIANCE, DAY_VARIANCE, days)
    spells = draw.gamma(1 / LOCAL_VARIANCE, LOCAL_VARIANCE, (len(shares), days // LOCAL_DAYS + 1))
    local = np.repeat(spells, LOCAL_DAYS, axis=1)[:, :days]
    return np.asarray(np.outer(shares, per_day) * local)


def delays(count: int, rhythm: Rhythm, draw: np.random.Generator) -> np.ndarray:
    """Days between noticing and telling (count,): half tell the same day, the rest within weeks."""
    if not rhythm.delay:
        return np.zeros(count, dtype=np.int64)
    waited = draw.geometric(1 / MEAN_DELAY, count)
    return np.where(draw.random(count) < SAME_DAY, 0, waited)
