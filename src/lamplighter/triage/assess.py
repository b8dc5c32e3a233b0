"""One tip in, one assessment out: what it may be about, how soon to look, how complete and how new it is.

The words decide, in their context; every number comes with the phrases that gave it. Nothing about a person is
scored, and no protected characteristic is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lamplighter.cues import Cue, contexts, danger, read
from lamplighter.places import Pack
from lamplighter.signs import kind, sign
from lamplighter.triage.assessment import Assessment, Reason, SignFound, Sketches
from lamplighter.triage.completeness import completeness
from lamplighter.triage.evidence import Evidence, everyday_talk, evidence, ticked
from lamplighter.triage.lexicon import lexicon
from lamplighter.triage.mentions import mentions
from lamplighter.triage.novelty import novelty, sketch
from lamplighter.triage.urgency import likely, urgency
from lamplighter.triage.weighing import weigh

VERSION = "1"
MEANT = {
    "hearsay": "told by somebody else",
    "past": "some time ago",
    "hypothetical": "only feared or guessed",
    "elsewhere": "not about a real place",
}


def assess(
    text: str,
    *,
    ticked_kinds: Sequence[str] = (),
    ticked_signs: Sequence[str] = (),
    danger_ticked: str = "",
    pack: Pack | None = None,
    earlier: Sketches = (),
) -> Assessment:
    """The assessment of one tip's text, with what its writer ticked.

    Parameters
    ----------
    text
        The tip in its writer's words; offsets in the answer slice exactly this text.
    ticked_kinds, ticked_signs
        Ids the writer chose; they add evidence.
    danger_ticked
        The writer's answer to "is anyone in danger now": "", "yes", "no" or "not_sure". It may only raise urgency.
    pack
        A county pack, to recognise its places.
    earlier
        Sketches of earlier tips, for novelty.
    """
    reading = read(text)
    around = contexts(reading)
    matches = lexicon().matcher.find(reading)
    found = evidence(matches, around)
    cues = danger(reading)
    chosen = ticked(name for name in ticked_signs if name not in {each.sign for each in found})
    kinds = weigh((*found, *chosen), ticked_kinds=ticked_kinds, everyday=everyday_talk(matches))
    named = mentions(reading, pack)
    own = sketch(reading)
    return Assessment(
        kinds=kinds,
        urgency=urgency(kinds, cues, danger_ticked),
        danger_now=danger_ticked == "yes" or any(cue.level == "immediate" for cue in cues),
        completeness=completeness(reading, (*found, *chosen), named),
        novelty=novelty(own, earlier),
        mentions=named,
        signs=tuple(_signs((*found, *chosen))),
        reasons=tuple(_reasons(cues, _telling((*found, *chosen), likely(kinds)), ticked_kinds, danger_ticked)),
        sketch=own,
        version=VERSION,
    )


def _telling(found: Sequence[Evidence], kinds: frozenset[str]) -> list[Evidence]:
    """What is worth a reader's time: every sign, and words that only lean where they lean to a likely kind."""
    return [each for each in found if each.sign or each.source == "outright" or each.kinds[0][0] in kinds]


def _signs(found: Sequence[Evidence]) -> Iterator[SignFound]:
    for each in found:
        if each.sign:
            yield SignFound(each.sign, each.start, each.end, round(each.weight, 3))


def _reasons(
    cues: Sequence[Cue], found: Sequence[Evidence], ticked_kinds: Sequence[str], danger_ticked: str
) -> Iterator[Reason]:
    if danger_ticked == "yes":
        yield Reason("The writer says that someone is in danger now.")
    for cue in cues:
        yield Reason(f"“{_quoted(cue.phrase)}”: {cue.why}", cue.start, cue.end)
    for each in sorted(found, key=lambda one: -one.weight):
        yield _reason(each)
    for name in ticked_kinds:
        yield Reason(f"The writer chose: {kind(name).question}.")


def _reason(each: Evidence) -> Reason:
    meaning = _meaning(each)
    if each.start is None:
        return Reason(f"The writer ticked: {meaning}")
    doubt = ", ".join(words for label, words in MEANT.items() if label in each.meant)
    return Reason(f"“{_quoted(each.phrase)}”: {meaning}" + (f" ({doubt})" if doubt else ""), each.start, each.end)


def _meaning(each: Evidence) -> str:
    if each.sign:
        return sign(each.sign).sentence
    told = "Said outright" if each.source == "outright" else "Words that lean towards"
    return f"{told}: {kind(each.kinds[0][0]).title.lower()}."


def _quoted(phrase: str) -> str:
    return " ".join(phrase.split())
