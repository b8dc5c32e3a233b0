"""A briefing as plain blocks, so that screen, file and paper cannot say different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Heading:
    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    text: str
    strong: bool = False
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True)
class Table:
    """`numbers` are the columns that hold numbers and stand to the right."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Figure:
    """A picture that a table beside it says in words too."""

    svg: str
    alt: str
    caption: str
    height: float  # centimetres on paper
    kind: Literal["figure"] = "figure"


Block = Heading | Paragraph | Bullets | Table | Figure


@dataclass(frozen=True)
class Document:
    """A title, its date line and marking, and the blocks."""

    title: str
    subtitle: str
    marking: str
    blocks: Sequence[Block]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
