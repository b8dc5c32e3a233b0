"""Alarms under a budget: so many false ones a year, learnt from made-up years, each a run of days at one place.

    from lamplighter.scanning.alarms import Budget, Record, Watch, learn

The daily run looks for circles with more events than their share of the county's; how strong is strong enough is not
taken from a formula but from years in which nothing is hidden.
"""

from __future__ import annotations

from lamplighter.scanning.alarms.budget import Budget, Level, Rates, learn, rates
from lamplighter.scanning.alarms.cleared import cleared
from lamplighter.scanning.alarms.made_up import made_up_years
from lamplighter.scanning.alarms.record import Record, independent
from lamplighter.scanning.alarms.runs import Alarm, Signal, alarms
from lamplighter.scanning.alarms.spells import Spells, Unevenness
from lamplighter.scanning.alarms.streams import dated, together
from lamplighter.scanning.alarms.usual import Usual, Yardstick
from lamplighter.scanning.alarms.watch import Watch

__all__ = [
    "Alarm",
    "Budget",
    "Level",
    "Rates",
    "Record",
    "Signal",
    "Spells",
    "Unevenness",
    "Usual",
    "Watch",
    "Yardstick",
    "alarms",
    "cleared",
    "dated",
    "independent",
    "learn",
    "made_up_years",
    "rates",
    "together",
]
