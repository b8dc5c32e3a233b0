"""How much of who, what, where, when and how the tip tells. It measures the tip, not its truth.

what  0.25   a sign, or a thing said outright
where 0.25   an address or street 0.25; a place, or a kind of place 0.15
who   0.20   a name, a vehicle, a number or a handle 0.20; people described 0.10
when  0.15   a time, a day, how often
how   0.15   how the writer knows: saw, heard, was told
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lamplighter.cues import Matcher, Reading
from lamplighter.triage.assessment import Mention
from lamplighter.triage.evidence import Evidence

NAMED = {"person", "vehicle", "phone", "handle"}
TOLD = {
    "people": (
        "tall|short|slim|skinny|stocky|bald|beard|bearded|tattoo|hair|haired|wearing|hoodie|tracksuit|aged|accent",
        "(in (his|her|their) (teens|twenties|thirties|forties|fifties|20s|30s|40s|50s))",
        "(# (men|lads|people|women|boys|girls|blokes|guys))",
        "man|woman|men|women|lad|boy|girl|couple|husband|wife|partner|boyfriend|girlfriend|son|daughter|neighbour|kid",
    ),
    "somewhere": (
        "(next door|upstairs|downstairs|opposite|above me|below me|at the end of|corner of|behind the|near the)",
        "park|school|shop|pub|station|alley|garage|car park|flats|estate|hotel|farm|club",
    ),
    "how": (
        "i|we (have|ve)? (seen|saw|see|watched|watch|heard|hear|noticed|notice|found|know|smell|overheard|witnessed)",
        "(ive|weve) (seen|watched|heard|noticed|found|been)",
        "(i|we) can (see|hear|smell)",
        "(told me|tells me|told us|i was told|i heard|apparently|my friend says|she told|he told|people say|works there)",
        "(i (live|work) (next|opposite|there|above|below|with|in|at|near)|from my window|my neighbour|im a|i am a|as a)",
    ),
}


def completeness(reading: Reading, found: Sequence[Evidence], mentions: Sequence[Mention]) -> float:
    """0 where the tip tells nothing of the five, 1 where it tells all."""
    kinds = {mention.type for mention in mentions}
    told = {match.id for match in _matcher().find(reading)}
    what = 0.25 if found else 0.0
    where = 0.25 if "address" in kinds else 0.15 if "place" in kinds or "somewhere" in told else 0.0
    who = 0.2 if kinds & NAMED else 0.1 if "people" in told else 0.0
    when = 0.15 if "time" in kinds else 0.0
    how = 0.15 if "how" in told else 0.0
    return round(what + where + who + when + how, 2)


@cache
def _matcher() -> Matcher:
    return Matcher(TOLD)
