"""Words that may tell who wrote, looked for in memory before sending and pointed out to the writer, who decides."""

from __future__ import annotations

from dataclasses import dataclass

from lamplighter import cues
from lamplighter.report_site.answers import Answers

# Not the answer to "who else could know this?": it is asked so that the writer can be kept safe.
FREE_TEXT = ("story", "street", "when", "how_often", "people", "vehicles", "contacts", "hazards", "at_risk")


@dataclass(frozen=True)
class Found:
    """A phrase, the answer it stands in, and why it may point to the writer."""

    field: str
    phrase: str
    why: str


def found(answers: Answers) -> tuple[Found, ...]:
    """Each telling phrase once, in the order of the questions."""
    written = ((field, getattr(answers, field)) for field in FREE_TEXT)
    telling = (Found(field, each.phrase, each.why) for field, text in written if text for each in cues.giveaways(text))
    return tuple(dict.fromkeys(telling))
