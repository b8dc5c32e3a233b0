"""Everything the page of one tip says, put together once: the text in pieces, the reasons, the scores in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lamplighter.desk.inbox import selectors as inbox
from lamplighter.desk.queue.highlighting import Piece, Span, pieces
from lamplighter.desk.queue.models import Assessment
from lamplighter.desk.queue.wording import COMPLETENESS, NOVELTY, PROBABILITY, in_words
from lamplighter.signs import kinds, signs
from lamplighter.tips import Tip, full_text

ABOUT = ("urgency", "kinds", "completeness", "novelty")

CLAIMS: dict[str, Promise] = {
    "saw": gettext_lazy("saw it"),
    "heard": gettext_lazy("heard it"),
    "told": gettext_lazy("was told"),
    "online": gettext_lazy("saw it online"),
    "guess": gettext_lazy("is guessing"),
}


@dataclass(frozen=True)
class Reason:
    """One numbered reason; `about` names the score it speaks for."""

    number: int
    sentence: str
    about: str
    marked: bool


@dataclass(frozen=True)
class Guess:
    """One kind and how likely it is, in words and as a share of a hundred."""

    title: str
    words: str
    percent: int


@dataclass(frozen=True)
class Sheet:
    """What the page shows of the tip itself."""

    content: Tip
    pieces: Sequence[Piece]
    reasons: Sequence[Reason]
    kinds: Sequence[Guess]
    completeness: str
    novelty: str
    candidates: Sequence[dict[str, Any]]
    place_reason: str
    ticked_kinds: Sequence[str]
    ticked_signs: Sequence[str]
    claim: str

    @property
    def by_score(self) -> dict[str, list[Reason]]:
        return {about: [r for r in self.reasons if r.about == about] for about in ABOUT}


def sheet(assessment: Assessment) -> Sheet:
    """Reads the tip and its reasons (which the ledger notes) and puts the page's content together."""
    content, detail = inbox.content(assessment.tip), inbox.assessment_detail(assessment.tip)
    return Sheet(
        content=content,
        pieces=pieces(full_text(content), _spans(detail["reasons"])),
        reasons=[_reason(number, reason) for number, reason in enumerate(detail["reasons"], start=1)],
        kinds=[_guess(guess) for guess in assessment.kinds],
        completeness=in_words(assessment.completeness, COMPLETENESS),
        novelty=in_words(assessment.novelty, NOVELTY),
        candidates=detail["candidates"],
        place_reason=detail["place_reason"],
        ticked_kinds=[title_of(kind_id) for kind_id in content.kinds],
        ticked_signs=[_sentence_of(sign_id) for sign_id in content.signs],
        claim=str(CLAIMS.get(content.how_known, "")),
    )


def _spans(reasons: Sequence[dict[str, Any]]) -> list[Span]:
    return [
        Span(reason["start"], reason["end"], number)
        for number, reason in enumerate(reasons, start=1)
        if reason["start"] is not None
    ]


def _reason(number: int, reason: dict[str, Any]) -> Reason:
    return Reason(number, reason["sentence"], reason["about"], reason["start"] is not None)


def _guess(guess: dict[str, Any]) -> Guess:
    share = float(guess["probability"])
    return Guess(title_of(guess["kind"]), in_words(share, PROBABILITY), round(100 * share))


def title_of(kind_id: str) -> str:
    """A kind's title; the tip document may name one that this catalogue does not have."""
    if kind_id == "none":
        return _("No sign of any")
    return next((kind.title for kind in kinds() if kind.id == kind_id), kind_id)


def _sentence_of(sign_id: str) -> str:
    return next((sign.sentence for sign in signs() if sign.id == sign_id), sign_id)
