"""What to think about before a bulletin is public: pure functions of its words, its days and today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.formats import date_format

from lamplighter.desk.bulletin.errors import NamesAPlace, PointsAtAHome, SmallNumberInWords, TooSoon, Warned
from lamplighter.evaluation.disclosure import small_numbers_in
from lamplighter.places import Pack

# Police practice (`at least a fortnight, never in the same week as a single tip`): by then an action is one of several,
# and whoever was visited can no longer count back to the neighbour who saw it.
QUIET_DAYS = 14
SURE = 0.8
# A UK postcode, or a number before a street name.
_POSTCODE = r"(?i:\b[A-Z]{1,2}[0-9][0-9A-Z]?\s?[0-9][A-Z]{2}\b)"
_HOUSE = (
    r"\b(?:flat\s+)?\d{1,4}[a-z]?,?\s+(?:[A-Z][\w']+\s+){1,3}"
    r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Court|Drive|Way|Place|Terrace|Crescent|Gardens|Grove|Square)\b"
)
_HOME = re.compile(f"{_POSTCODE}|{_HOUSE}")


def refuse_a_home(text: str) -> None:
    """A postcode or a house number in a public text is never right."""
    if found := _HOME.search(text):
        raise PointsAtAHome(phrase=found.group(0))


def warnings(text: str, *, last_action: date | None, today: date, pack: Pack | None) -> tuple[Warned, ...]:
    """Each thing that needs a reason, in the order a reader would ask."""
    return (*_too_soon(last_action, today), *_small_numbers(text), *_places(text, pack))


def _too_soon(last_action: date | None, today: date) -> Iterator[Warned]:
    if last_action is None:
        return
    safe = last_action + timedelta(days=QUIET_DAYS)
    if today < safe:
        yield TooSoon(last=date_format(last_action, "j F"), days=QUIET_DAYS, safe=date_format(safe, "j F"))


def _small_numbers(text: str) -> Iterator[Warned]:
    for phrase in small_numbers_in(text):
        yield SmallNumberInWords(phrase=phrase)


def _places(text: str, pack: Pack | None) -> Iterator[Warned]:
    """Streets, towns and estates the county pack is sure of; each is named once."""
    found = pack.find_in_story(text) if pack else ()
    sure = [one for mention in found for one in mention.candidates[:1] if one.score >= SURE]
    for label in dict.fromkeys(one.label for one in sure):
        yield NamesAPlace(phrase=label)
