"""Addresses the text gives, and the places it names: with a county pack its own, without one by their form.

Nothing is filled in: a house or flat number is there only where the text has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lamplighter.places import Pack
from lamplighter.triage.assessment import Mention

ENDINGS = (
    "street|st|road|rd|avenue|ave|lane|ln|close|drive|way|court|crescent|terrace|gardens|grove|place|square|walk|mews"
    "|hill|row|parade|green|view|rise|gate|wharf|yard|park|house|heights|mount|croft|fields|meadow|meadows|chase"
)
NAME = r"(?:[A-Z][\w'’]+|St\.?)"
STREET = rf"{NAME}(?:[ ]{NAME}){{0,3}}[ ](?i:{ENDINGS})\b"
PLAIN_ENDINGS = "street|road|avenue|lane|close|drive|crescent|terrace|gardens|grove|square|mews|court|walk"
NUMBER = r"(?:\d{1,4}[a-zA-Z]?)"
FLAT = rf"(?i:flat|apartment|apt|unit|room)[ ](?:{NUMBER}|[A-Za-z])\b"
ADDRESS = re.compile(
    rf"\b(?:(?:{FLAT}),?[ ](?:at[ ]|in[ ])?)?{NUMBER},?[ ](?:{STREET})"
    rf"|\b{NUMBER},?[ ](?:[a-z'’]+[ ]){{1,3}}(?:{PLAIN_ENDINGS})\b"
    rf"|\b{FLAT},?[ ](?:at[ ]|in[ ])?{STREET}"
    rf"|\b(?:{FLAT})"
    rf"|\b(?i:number|no\.?)[ ]{NUMBER}\b(?:[ ](?:on[ ])?{STREET})?"
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s?[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
NAMED_STREET = re.compile(
    rf"\b{STREET}|\b(?:on|in|off|along|down|at|of)[ ](?P<low>(?:[a-z]+[ ]){{1,2}}(?:{PLAIN_ENDINGS}))\b"
)
LITTLE = frozenset(
    [
        "the",
        "a",
        "my",
        "our",
        "this",
        "that",
        "his",
        "her",
        "their",
        "next",
        "same",
        "one",
        "main",
        "whole",
        "busy",
        "quiet",
        "front",
        "back",
        "other",
    ]
)
# "20 men on the street" is no address.
NO_NAME = LITTLE | frozenset(
    ["on", "of", "to", "from", "down", "up", "men", "women", "people", "cars", "and", "along", "off"]
)


def addresses(text: str) -> Iterator[Mention]:
    """A number and a street, a flat, or a house number."""
    for found in ADDRESS.finditer(text):
        if NO_NAME.isdisjoint(found.group().split()):
            yield Mention("address", found.group(), found.start(), found.end(), _tidy(found.group()))


def places(text: str, pack: Pack | None) -> Iterator[Mention]:
    """What the pack knows of the text; without a pack, postcodes and streets by their form."""
    known = list(pack.find_in_story(text)) if pack else []
    for mention in known:
        yield Mention("place", text[mention.start : mention.end], mention.start, mention.end, mention.candidates[0].id)
    taken = {at for mention in known for at in range(mention.start, mention.end)}
    for each in _by_form(text):
        if taken.isdisjoint(range(each.start, each.end)):
            yield each


def _by_form(text: str) -> Iterator[Mention]:
    for found in POSTCODE.finditer(text):
        code = "".join(found.group().upper().split())
        yield Mention("place", found.group(), found.start(), found.end(), f"{code[:-3]} {code[-3:]}")
    for found in NAMED_STREET.finditer(text):
        group = "low" if found["low"] else 0
        raw = found.group(group)
        if not (group and LITTLE & set(raw.split())):
            yield Mention("place", raw, found.start(group), found.end(group), _tidy(raw))


def _tidy(raw: str) -> str:
    return " ".join(raw.replace(",", " ").split()).lower()
