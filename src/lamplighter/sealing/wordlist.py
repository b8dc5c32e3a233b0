"""The list of code words: built at set-up, and refused unless it is byte for byte the list the code was made for."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NewType

from lamplighter.sealing.errors import WordListAltered, WordListMissing

# Eight words in their one spelling: lower case, one space between.
CodeWords = NewType("CodeWords", str)

# A prime, so that the check word catches every wrong or swapped word; seven words of it are over 90 bits.
COUNT = 7_433
SHA256 = "7636d6be765233d291b9810bacac2d752d9edc7b2ee6715bc7897157ff6ba941"
PATH = Path(__file__).with_name("built") / "words.txt"


@cache
def word_list(path: Path = PATH) -> tuple[str, ...]:
    """Return the words in their order, which the check word counts by."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise WordListMissing from error
    if sha256(content).hexdigest() != SHA256:
        raise WordListAltered
    return tuple(content.decode().split())


@cache
def positions() -> dict[str, int]:
    return {word: position for position, word in enumerate(word_list())}
