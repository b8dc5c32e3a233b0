"""What a tip names: people, vehicles, numbers, handles, addresses, places, times, amounts, drugs and weapons.

Every offset slices the text exactly; where two kinds of mention overlap, the more telling one stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lamplighter.cues import Reading
from lamplighter.places import Pack
from lamplighter.triage.assessment import Mention
from lamplighter.triage.mentions.contacts import handles, phones
from lamplighter.triage.mentions.moments import amounts, times
from lamplighter.triage.mentions.people import people
from lamplighter.triage.mentions.substances import drugs, weapons
from lamplighter.triage.mentions.vehicles import vehicles
from lamplighter.triage.mentions.whereabouts import addresses, places

# Where two overlap, the earlier in this order stays.
TELLING = ("phone", "vehicle", "handle", "address", "drug", "weapon", "amount", "place", "time", "person")


def mentions(reading: Reading, pack: Pack | None = None) -> tuple[Mention, ...]:
    """Every mention, in the order of the text."""
    text = reading.text
    found = [
        *phones(text),
        *vehicles(text),
        *handles(text),
        *addresses(text),
        *drugs(reading),
        *weapons(reading),
        *amounts(text),
        *places(text, pack),
        *times(text),
        *people(reading),
    ]
    return tuple(sorted(_apart(found), key=lambda mention: mention.start))


def _apart(found: Iterable[Mention]) -> Iterator[Mention]:
    ordered = sorted(found, key=lambda mention: (TELLING.index(mention.type), mention.start, -mention.end))
    taken = [False] * max((mention.end for mention in ordered), default=0)
    for mention in ordered:
        if mention.start < mention.end and not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
            yield mention
