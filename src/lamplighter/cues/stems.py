"""One key for the forms of a word: `stabs`, `stabbed` and `stabbing` share a key, and so do `man` and `men`.

The keys are for comparing, not for reading. The rules are few and fixed, so that a phrase and a text always agree.
"""

from __future__ import annotations

import re

from lamplighter.cues.vocabulary import groups, words

WHOLE = words("whole")
VOWEL = re.compile(r"[aeiouy]")


def stem(word: str) -> str:
    """The key of a lower-case word without apostrophes.

    >>> stem("dropping") == stem("dropped") == stem("drops") == stem("drop")
    True
    >>> stem("knives") == stem("knife"), stem("evening") == stem("even")
    (True, False)
    """
    return IRREGULAR.get(word) or _regular(word)


def _regular(word: str) -> str:
    if len(word) < 4 or word in WHOLE or not word.isalpha():
        return word
    return _bare(_plain(word))


def _plain(word: str) -> str:
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith("es") and word[:-2].endswith(("s", "x", "z", "ch", "sh")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return _untensed(word)


def _untensed(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and VOWEL.search(root) and not word.endswith("eed"):
            return _single(root)
    return word


def _single(root: str) -> str:
    doubled = root[-1] == root[-2] and root[-1] not in "aeiousz"
    return root[:-1] if doubled and (root[-1] != "l" or len(root) > 5) else root


def _bare(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("e") and not word.endswith("ee") else word


def _irregular() -> dict[str, str]:
    return {form: _regular(group[0]) for group in groups("forms") for form in group}


IRREGULAR = _irregular()
