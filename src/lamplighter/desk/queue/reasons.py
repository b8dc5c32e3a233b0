"""Why each score is what it is: triage's sentences sorted by the score they speak for, and ours where it has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lamplighter import cues
from lamplighter.signs import kinds
from lamplighter.tips import Tip
from lamplighter.triage import Assessment, Reason

ABOUT = ("urgency", "kinds", "completeness", "novelty")
WHERE = {"address", "place"}
WHO = {"person", "vehicle", "phone", "handle"}
ALIKE = 0.1
LIKELY = 0.5

Reasons = list[dict[str, Any]]


def reasons(made: Assessment, content: Tip, text: str, *, danger_outside: bool) -> Reasons:
    """Every reason that the tip itself gives."""
    return [
        *_sorted(made.reasons, {(cue.start, cue.end) for cue in cues.danger(text)}, content),
        *_on("urgency", _urgency(made, danger_outside=danger_outside)),
        *_on("completeness", _completeness(made, content)),
    ]


def novelty(wording: float) -> Reasons:
    """The reason that earlier tips give: `wording` is the share that the most similar of them has too."""
    said = _("About {share}% of its wording is in an earlier tip too.").format(share=round(100 * wording))
    return list(_on("novelty", [said if wording >= ALIKE else _("No tip of the two months before is worded like it.")]))


def _sorted(given: Iterable[Reason], danger: set[tuple[int, int]], content: Tip) -> Iterator[dict[str, Any]]:
    """Danger speaks for the urgency, in words or ticked (which triage says first); all else for what it may be."""
    for position, reason in enumerate(given):
        ticked = position == 0 and content.danger_now == "yes"
        about = "urgency" if ticked or (reason.start, reason.end) in danger else "kinds"
        yield {"sentence": reason.sentence, "start": reason.start, "end": reason.end, "about": about}


def _on(about: str, sentences: Iterable[str]) -> Iterator[dict[str, Any]]:
    for sentence in sentences:
        yield {"sentence": sentence, "start": None, "end": None, "about": about}


def _urgency(made: Assessment, *, danger_outside: bool) -> Iterator[str]:
    if danger_outside and not made.danger_now:
        yield _("The report site marked it as danger before it was sealed.")
    first = made.kinds[0]
    title = next((kind.title for kind in kinds() if kind.id == first.kind), "")
    if made.urgency == "priority" and title and first.probability >= LIKELY:
        yield _("“{kind}” is likely, and somebody may be at risk in it.").format(kind=title)
    if made.urgency == "routine" and not danger_outside:
        yield _("Nothing in it speaks of danger.")


def _completeness(made: Assessment, content: Tip) -> Iterator[str]:
    named = {mention.type for mention in made.mentions}
    told = {
        _("what is happening"): bool(made.signs or content.kinds),
        _("where"): bool(content.place or named & WHERE),
        _("who or which vehicle"): bool(content.people or content.vehicles or content.contacts or named & WHO),
        _("when"): bool(content.when or content.how_often or "time" in named),
    }
    yield from _listed(_("It tells: {parts}."), [part for part, said in told.items() if said])
    yield from _listed(_("It does not tell: {parts}."), [part for part, said in told.items() if not said])


def _listed(sentence: str, parts: Sequence[str]) -> Iterator[str]:
    if parts:
        yield sentence.format(parts=", ".join(parts))
