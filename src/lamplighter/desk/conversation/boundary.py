"""Warns where somebody who tells what they know may be turning into a source under section 26(8) of RIPA 2000.

It warns and never decides. There is a covert human intelligence source where a relationship is begun or kept up to get
information or to pass it on; repeat information about the same people, and a relationship to them, are the signs. A
person under 18 is judged by rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from lamplighter import cues

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# The report is the first.
CONTACTS = 3

REPEATED = _("This person has been in touch about the same subject three times or more.")
UNDER_18 = _("This person says that they are under 18.")
CLOSE = _("What they wrote sounds as if they know somebody they tell of: “{phrase}”.")
OFFERING = _("What they wrote sounds as if they mean to find out more: “{phrase}”.")
SAID: dict[str, StrPromise] = {"close": CLOSE, "offering": OFFERING}


def warnings(*, role: str, messages: Iterable[str], story: str) -> tuple[str, ...]:
    """What speaks for taking advice before anything is asked, each in a sentence; nothing where nothing does."""
    written = list(messages)
    found = [REPEATED.format()] if len(written) + 1 >= CONTACTS else []
    if role == "under_18":
        found.append(UNDER_18.format())
    said = {cue.id: cue for text in (story, *written) for cue in reversed(cues.boundary(text))}
    return (*found, *(SAID[name].format(phrase=said[name].phrase) for name in SAID if name in said))
