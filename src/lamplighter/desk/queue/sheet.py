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
from lamplighter.desk.queue.reasons import ABOUT
from lamplighter.desk.queue.wording import COMPLETENESS, NOVELTY, PROBABILITY, in_words
from lamplighter.signs import kinds, signs
from lamplighter.tips import Tip, full_text

# A kind less likely than this is left out, unless it is the likeliest.
WORTH_SAYING = 0.1

CLAIMS: dict[str, Promise] = {
    "saw": gettext_lazy("saw it"),
    "heard": gettext_lazy("heard it"),
    "told": gettext_lazy("was told"),
    "online": gettext_lazy("saw it online"),
    "guess": gettext_lazy("is guessing"),
}


@dataclass(frozen=True)
class Reason:
    """One reason, with the number of its phrase (0 where it quotes none); `about` names the score it speaks for."""

    number: int
    sentence: str
    about: str
    first: bool  # the one that the number beside the phrase leads to


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
    numbered = _numbered(detail["reasons"])
    return Sheet(
        content=content,
        pieces=pieces(full_text(content), _spans(numbered)),
        reasons=_reasons(numbered),
        kinds=_guesses(assessment.kinds),
        completeness=in_words(assessment.completeness, COMPLETENESS),
        novelty=in_words(assessment.novelty, NOVELTY),
        candidates=detail["candidates"],
        place_reason=detail["place_reason"],
        ticked_kinds=[title_of(kind_id) for kind_id in content.kinds],
        ticked_signs=[_sentence_of(sign_id) for sign_id in content.signs],
        claim=str(CLAIMS.get(content.how_known, "")),
    )


def _spans(reasons: Sequence[tuple[int, dict[str, Any]]]) -> list[Span]:
    return [Span(reason["start"], reason["end"], number) for number, reason in reasons if number]


def _numbered(reasons: Sequence[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """Reasons with a phrase are numbered in the order of their phrases; the others have no number."""
    phrases = sorted({(r["start"], r["end"]) for r in reasons if r["start"] is not None})
    return [(phrases.index((r["start"], r["end"])) + 1 if r["start"] is not None else 0, r) for r in reasons]


def _reasons(numbered: Sequence[tuple[int, dict[str, Any]]]) -> list[Reason]:
    """Grouped as the page groups them, so that a number leads to the first place it stands."""
    ordered = sorted(numbered, key=lambda one: ABOUT.index(one[1]["about"]))
    seen: set[int] = {0}
    reasons = []
    for number, reason in ordered:
        reasons.append(Reason(number, reason["sentence"], reason["about"], number not in seen))
        seen.add(number)
    return reasons


def _guesses(kinds: Sequence[dict[str, Any]]) -> list[Guess]:
    return [_guess(kind) for place, kind in enumerate(kinds) if place == 0 or kind["probability"] >= WORTH_SAYING]


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
