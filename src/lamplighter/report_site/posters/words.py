"""What a poster says, in the language that is active: the same catalogue and the same sentences as the site's own pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from lamplighter import signs

MOST_SIGNS = 7
_STRENGTH = {"strong": 0, "moderate": 1, "weak": 2}


@dataclass(frozen=True)
class Poster:
    """One sheet, as plain words: how it looks is the template's business."""

    language: str
    right_to_left: bool
    title: str
    lead: str
    signs_heading: str
    signs: tuple[str, ...]
    caution: str
    tell: str
    tell_how: str
    address: str
    short_address: str
    danger: str
    danger_how: str
    promise: str


def general(origin: str) -> Poster:
    """One for any wall: each kind of hidden crime in a line."""
    return _poster(
        origin,
        title=_("Have you noticed something?"),
        lead=_("Some crime is hidden, in homes like yours. What you notice can protect somebody."),
        lines=tuple(_(kind.question) for kind in signs.kinds()),
    )


def of_kind(kind: signs.Kind, origin: str) -> Poster:
    """One about one kind, with its strongest signs."""
    strongest = sorted(signs.signs_of(kind.id), key=lambda sign: _STRENGTH[sign.strength])
    lines = tuple(_(sign.sentence) for sign in strongest[:MOST_SIGNS])
    return _poster(origin, title=_(kind.title), lead=_(kind.summary), lines=lines)


def _poster(origin: str, *, title: str, lead: str, lines: tuple[str, ...]) -> Poster:
    return Poster(
        language=get_language() or "en",
        right_to_left=get_language_bidi(),
        title=title,
        lead=lead,
        signs_heading=_("What you may notice"),
        signs=lines,
        caution=_("One sign alone says little. Several together, or one that keeps coming back, are worth telling."),
        tell=_("Tell us what you noticed"),
        tell_how=_("You do not have to say who you are. It takes about two minutes on a phone."),
        address=f"{origin}/{get_language() or 'en'}/",
        short_address=urlsplit(origin).netloc,
        danger=_("If somebody is in danger now, call 999."),
        danger_how=_("If you cannot speak, press 55 when you hear the voice. You can text 999 if you have signed up."),
        promise=_("Do not take risks or photos for us. Do not ask questions or follow anybody."),
    )
