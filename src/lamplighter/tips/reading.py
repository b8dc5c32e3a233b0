"""A tip as one text for reading and matching: every free-text answer under a plain heading, the story first."""

from __future__ import annotations

from dataclasses import dataclass

from lamplighter.tips.tip import Tip

# Headings name the answer and nothing else: a word of danger here would be read as the reporter's own.
_HEADINGS = {
    "story": "",
    "place": "Place",
    "when": "When",
    "how_often": "How often",
    "people": "People",
    "vehicles": "Vehicles",
    "contacts": "Numbers and names online",
    "who_else_knows": "Who else could know",
    "hazards": "To be careful of",
    "at_risk": "Who it affects",
}


@dataclass(frozen=True)
class Section:
    """One answer of a tip and where its words start in the full text."""

    field: str
    heading: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def sections(tip: Tip) -> tuple[Section, ...]:
    """Return the answers that hold words, in reading order, placed as `full_text` places them."""
    found: list[Section] = []
    position = 0
    for field, heading in _HEADINGS.items():
        if words := _words(tip, field):
            opening = f"{heading}:\n" if heading else ""
            found.append(Section(field, heading, words, position + len(opening)))
            position += len(opening) + len(words) + 2
    return tuple(found)


def full_text(tip: Tip) -> str:
    """Return every free-text answer, each under its heading, with one blank line between."""
    return "\n\n".join(f"{part.heading}:\n{part.text}" if part.heading else part.text for part in sections(tip))


def place_words(tip: Tip) -> str:
    """Return the place as the writer gave it: their words and the postcode they typed, if any."""
    given = (tip.place.text, tip.place.postcode) if tip.place else ()
    return ", ".join(words for words in given if words)


def _words(tip: Tip, field: str) -> str:
    if field == "place":
        return place_words(tip)
    return str(getattr(tip, field))
