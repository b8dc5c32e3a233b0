"""What is really going on behind a tip, and how much of it each witness knows."""

from __future__ import annotations

from dataclasses import dataclass

from lamplighter.simulation.chance import Chance
from lamplighter.simulation.ground import Ground, Spot
from lamplighter.simulation.scene import Scene
from lamplighter.simulation.whereabouts import landmark_name

# Shares of tips by what they are about; drugs lead in every published count of anonymous reports.
KINDS = {
    "drug_supply": 38, "cuckooing": 11, "county_lines": 11, "domestic_abuse": 13, "modern_slavery": 8,
    "organised_crime": 9, "child_sexual_exploitation": 6, "sexual_violence": 4,
}  # fmt: skip
# Kinds that are often seen together.
TOGETHER = {
    "cuckooing": "drug_supply", "county_lines": "drug_supply", "modern_slavery": "organised_crime",
    "drug_supply": "organised_crime", "child_sexual_exploitation": "county_lines", "organised_crime": "drug_supply",
}  # fmt: skip
# The chance that one witness of a case knows a fact of it.
KNOWN = {
    "female": 1.0, "house": 0.7, "num": 0.9, "flat": 0.9, "nick": 0.5, "colour": 0.8, "car": 0.55, "plate": 0.35, "phone": 0.4, "handle": 0.4,
    "surname": 0.5, "given": 0.5, "name": 0.35, "drug": 0.6, "shop": 0.95, "business": 0.95, "city": 0.7, "landmark": 0.6,
}  # fmt: skip
MISTAKEN_STREET = 0.08


@dataclass(frozen=True)
class Case:
    """One hidden thing at one place; `area` is its row in the ground."""

    id: str
    kind: str
    area: int
    street: Spot
    facts: dict[str, str]


def open_case(ground: Ground, draw: Chance, area: int, kind: str) -> Case:
    """A new case somewhere in the area."""
    street = draw.pick(ground.streets[area] or ground.streets[_with_streets(ground, area)])
    scene = Scene(draw, street, landmark_name(draw, ground, area), kind)
    scene.facts["female"] = "yes" if scene.female else ""
    facts = {fact: scene.facts.get(fact) or scene.fill(fact) for fact in KNOWN if fact != "female"}
    return Case(f"case-{draw.getrandbits(48):012x}", kind, area, street, facts | {"female": scene.facts["female"]})


def witness(case: Case, ground: Ground, draw: Chance, kind: str = "") -> Scene:
    """The case as one person knows it; now and then they have the next street."""
    street = case.street
    if draw.of(MISTAKEN_STREET) and ground.streets[case.area]:
        street = draw.pick(ground.streets[case.area])
    facts = {fact: value for fact, value in case.facts.items() if draw.of(KNOWN[fact])}
    landmark = facts.pop("landmark", None) or landmark_name(draw, ground, case.area)
    return Scene(draw, street, landmark, kind or case.kind, facts)


def _with_streets(ground: Ground, area: int) -> int:
    """The nearest area that has a street, for areas that are all field."""
    return next(index for index in ground.near(area, len(ground.areas)) if ground.streets[index])
