"""Telephone numbers, in the E.164 form, and names used online."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

from lamplighter.triage.assessment import Mention

LOOKS_LIKE_A_NUMBER = re.compile(r"(?:\d[\s().-]{0,3}){9}")
AT = re.compile(r"(?<![\w.@])@([A-Za-z0-9_](?:[\w.]{1,28})[A-Za-z0-9_])")
SITES = (
    r"snap\s?chat|snap|instagram|insta|ig|tik\s?tok|telegram|discord|whats\s?app|facebook|fb|twitter|kik|wickr|signal"
)
NAMED = re.compile(
    rf"\b(?:{SITES})\b(?:\s+(?:name|handle|account|user\s?name|username|user|tag|id|page))?"
    r"(?:\s*(?:is|was|:|=|-|called|named|as|under)\s*)+[\"'“‘]?(?P<handle>[A-Za-z0-9_](?:[\w.]{1,28})[A-Za-z0-9_])",
    re.IGNORECASE,
)
# Words that follow "snap is" without being a name.
PLAIN = frozenset(
    [
        "the",
        "full",
        "and",
        "not",
        "his",
        "her",
        "their",
        "always",
        "very",
        "called",
        "still",
        "used",
        "where",
        "how",
        "what",
        "being",
        "on",
        "off",
        "my",
    ]
)
MOST = 200


def phones(text: str) -> Iterator[Mention]:
    """Numbers that could be dialled from Britain."""
    if not LOOKS_LIKE_A_NUMBER.search(text):
        return
    for found in PhoneNumberMatcher(text, "GB", leniency=Leniency.POSSIBLE, max_tries=MOST):
        raw = text[found.start : found.end]
        if sum(letter.isdigit() for letter in raw) >= 9:
            value = format_number(found.number, PhoneNumberFormat.E164)
            yield Mention("phone", raw, found.start, found.end, value)


def handles(text: str) -> Iterator[Mention]:
    """`@name`, and the name given after the name of a site."""
    for found in AT.finditer(text):
        yield Mention("handle", found.group(), found.start(), found.end(), found.group(1).lower())
    for found in NAMED.finditer(text):
        handle = found["handle"]
        if handle.lower() not in PLAIN:
            yield Mention("handle", handle, found.start("handle"), found.end("handle"), handle.lower())
