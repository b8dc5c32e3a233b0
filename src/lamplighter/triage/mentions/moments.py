"""When and how much: clock times, days, dates and how often; sums of money and amounts of things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lamplighter.triage.assessment import Mention

DAYS = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)days?"
MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|apr|aug|sept?"
    r"|oct|nov|dec)"
)
PARTS = r"(?:morning|afternoon|evening|night|lunchtime|teatime|weekend|midday|midnight)s?"
NUMBER = r"(?:\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten|few|couple(?: of)?|several)"
TIMES = re.compile(
    "|".join(
        (
            r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\s?(?:[ap]\.?m\.?\b)?",
            r"\b(?:1[0-2]|[1-9])\s?(?:[ap]\.m\.|[ap]m\b|o['’]?\s?clock\b)",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTHS}(?:\s\d{{4}})?\b",
            rf"\b{MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:\s\d{{4}}\b)?",
            r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b",
            rf"\b(?:every|each|most|on|last|this|next|since|one)\s(?:other\s)?(?:{DAYS}|{PARTS}|days?|weeks?|months?|hours?|few (?:days|weeks|hours|minutes)|years?|{MONTHS})(?:\s{PARTS})?\b",
            rf"\b{DAYS}(?:\s{PARTS})?\b",
            rf"\b(?:for|over|in|past|last)\s(?:the\s)?(?:past\s|last\s|about\s)?{NUMBER}\s(?:days?|weeks?|months?|years?|nights?|hours?)\b",
            rf"\b{NUMBER}\s(?:minutes?|hours?|days?|weeks?|months?|years?|nights?)\sago\b",
            (
                r"\b(?:yesterday|today|tonight|last night|this morning|right now|at the moment|early hours|middle of the night"
                r"|day and night|all hours|all night|at night|in the evenings?|in the mornings?|after dark|after school"
                r"|after midnight|at weekends?|daily|nightly|weekly|midnight|lunchtime|school hours|24/7)\b"
            ),
        )
    ),
    re.IGNORECASE,
)
COUNTED = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
MONEY = re.compile(
    rf"£\s?{COUNTED}\s?(?P<scale>k\b|grand\b|m\b|million\b|thousand\b|hundred\b)?"
    rf"|\b{COUNTED.replace('number', 'said')}\s?(?P<unit>quid|pounds?|grand|k|gbp)\b",
    re.IGNORECASE,
)
THINGS = re.compile(
    r"\b(?P<count>\d[\d,]*(?:\.\d+)?|half an?|an?|one|two|three|four|five|six|ten|dozens of|hundreds of)\s?"
    r"(?P<what>kilos?|kg|grams?|g|ounces?|oz|kis|keys of|nine bars?|wraps?|plants|phones|pills|litres|boxes of cigarettes)\b",
    re.IGNORECASE,
)
SCALES = {"k": 1_000, "grand": 1_000, "thousand": 1_000, "hundred": 100, "m": 1_000_000, "million": 1_000_000}


def times(text: str) -> Iterator[Mention]:
    for found in TIMES.finditer(text):
        raw = found.group()
        yield Mention("time", raw, found.start(), found.end(), " ".join(raw.lower().split()))


def amounts(text: str) -> Iterator[Mention]:
    """Money as `GBP` and a number; other amounts as a number and its unit."""
    for found in MONEY.finditer(text):
        number = float((found["number"] or found["said"]).replace(",", ""))
        scale = SCALES.get((found["scale"] or found["unit"] or "").lower(), 1)
        yield Mention("amount", found.group(), found.start(), found.end(), f"GBP {number * scale:.0f}")
    for found in THINGS.finditer(text):
        value = f"{found['count'].lower().replace(',', '')} {found['what'].lower()}"
        yield Mention("amount", found.group(), found.start(), found.end(), value)
