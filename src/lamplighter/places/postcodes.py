"""Postcodes as people type them: found in a text, put in normal form, and read past O for 0 and I for 1.

The form is that of the Royal Mail's address file: an outward part (one or two letters, a digit, perhaps one more) and
an inward part (a digit and two letters, never C, I, K, M, O or V).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

FORM = re.compile(r"([A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]?)([0-9][ABD-HJLNP-UW-Z]{2})")
# Loose on purpose: anything that might be a postcode with O, I, L or S typed for a digit, or the space elsewhere.
NEARLY = re.compile(
    r"(?<![^\W_])[A-Z]{1,2}[ \t]?[0-9OILS]{1,2}[A-Z]?[ \t.\-]{0,3}[0-9OILS][ \t]?[A-Z01]{2}(?![^\W_])", re.IGNORECASE
)
OUTWARD = re.compile(r"(?<![^\W_])([A-Z]{1,2}[0-9][0-9A-Z]?)(?:[ \t]{1,2}([0-9]))?(?![^\W_])", re.IGNORECASE)
LONGEST = 12
TO_DIGIT = {"O": "0", "I": "1", "L": "1", "S": "5"}
TO_LETTER = {"0": "O", "1": "I"}


@dataclass(frozen=True, slots=True)
class Typed:
    """Something in a text that reads as a postcode; `readings` are its normal forms, as typed first."""

    start: int
    end: int
    readings: tuple[str, ...]
    exact: bool


def normal(text: str) -> str | None:
    """The normal form of a well-formed postcode, else None.

    >>> normal("nn4  8aB"), normal("NN48AB."), normal("NN4"), normal("high street")
    ('NN4 8AB', 'NN4 8AB', None, None)
    """
    if len(text) > 200:
        return None
    match = FORM.fullmatch(_letters(text))
    return f"{match.group(1)} {match.group(2)}" if match else None


def first_part(text: str) -> str | None:
    """The normal form of an outward code or a sector and nothing else, else None.

    >>> first_part(" nn4 "), first_part("nn4  8"), first_part("NN4 8AB"), first_part("near NN4")
    ('NN4', 'NN4 8', None, None)
    """
    found = [code for start, end, code in outward_in(text.strip()) if (start, end) == (0, len(text.strip()))]
    return found[0] if found else None


def readings(text: str) -> tuple[str, ...]:
    """Every postcode the text can stand for when O and 0, I, L and 1, S and 5 may be mistaken; as typed comes first.

    >>> readings("NN4 OAB"), readings("nni 2ab")
    (('NN4 0AB',), ('NN1 2AB',))
    """
    letters = _letters(text) if len(text) <= 4 * LONGEST else ""
    if not letters or len(letters) > 8:
        return ()
    choices = [tuple(dict.fromkeys((c, TO_DIGIT.get(c, c), TO_LETTER.get(c, c)))) for c in letters]
    spellings = ("".join(one) for one in islice(product(*choices), 512))
    return tuple(dict.fromkeys(code for spelling in spellings if (code := normal(spelling))))


def typed_in(text: str) -> Iterator[Typed]:
    """The full postcodes of a text, in order."""
    for match in NEARLY.finditer(text):
        as_typed = normal(match.group())
        if as_typed:
            yield Typed(match.start(), match.end(), (as_typed,), exact=True)
        elif any(c.isdigit() for c in match.group()) and (found := readings(match.group())):
            yield Typed(match.start(), match.end(), found, exact=False)


def outward_in(text: str) -> Iterator[tuple[int, int, str]]:
    """The outward codes (`NN4`) and sectors (`NN4 8`) of a text, in order, in normal form."""
    for match in OUTWARD.finditer(text):
        outward, sector = match.group(1).upper(), match.group(2)
        yield match.start(), match.end(), f"{outward} {sector}" if sector else outward


def _letters(text: str) -> str:
    return re.sub(r"[\s.,;:\-_]+", "", text).upper()
