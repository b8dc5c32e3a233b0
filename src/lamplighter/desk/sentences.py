"""What counts as an answer: a sentence, or a stated "none known, because ..."; a bare "none" hides that nobody asked."""

from __future__ import annotations

import re

LEAST_WORDS = 3
_DENIAL = re.compile(r"(none|no|nil|nobody|no one|nothing|unknown|not known|n/?a|not applicable)\b", re.IGNORECASE)
_BARE = re.compile(rf"{_DENIAL.pattern}\W*(known)?\W*", re.IGNORECASE)
_KNOWN = re.compile(r"(none|nobody|no one|nothing|unknown|not known)\b(?!['’])", re.IGNORECASE)
_GROUND = re.compile(r"\b(because|since|as|checked|according to|confirmed by|says?|said)\b", re.IGNORECASE)


def is_an_answer(text: str) -> bool:
    """Whether the text is a sentence; one that says "none" must also say how that is known."""
    text = text.strip()
    if len(text.split()) < LEAST_WORDS or _BARE.fullmatch(text):
        return False
    return not _KNOWN.match(text) or bool(_GROUND.search(text))
