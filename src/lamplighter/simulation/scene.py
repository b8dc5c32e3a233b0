"""One case as its witnesses know it: who, where, which car. What is said twice in a scene is the same both times.

Telephone numbers are those Ofcom keeps for drama; number plates begin with J, T or U, which are never issued.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lamplighter.simulation.banks import bank
from lamplighter.simulation.chance import Chance
from lamplighter.simulation.errors import SlotUnknown
from lamplighter.simulation.grammar import speak
from lamplighter.simulation.ground import Spot

PLATE_FIRST = "JTU"
PLATE_LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"
FEMALE_VICTIMS = {"domestic_abuse": 1.0, "child_sexual_exploitation": 1.0, "sexual_violence": 1.0, "county_lines": 0.2}
CHILD_AGES = {"child_sexual_exploitation": (12, 16), "county_lines": (12, 17)}
SHORT_KINDS = {
    "Road": "Rd",
    "Street": "St",
    "Close": "Cl",
    "Avenue": "Ave",
    "Crescent": "Cres",
    "Drive": "Dr",
    "Gardens": "Gdns",
    "Court": "Ct",
}
# Slots that differ each time they are said; every other slot is remembered.
FRESH = frozenset({"time", "count", "mins", "often", "day", "weeks", "since", "month", "nth", "other_house"})


@dataclass
class Scene:
    """Facts are made when first needed; `facts` may hold some beforehand, shared by the witnesses of one case."""

    draw: Chance
    street: Spot
    landmark: str
    kind: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    def say(self, phrase: str) -> str:
        return speak(phrase, self.draw, self.fill)

    def fill(self, slot: str) -> str:
        if slot in self.facts:
            return self.facts[slot]
        if slot not in _SLOTS:
            raise SlotUnknown(phrase=slot, slot=slot)
        value = _SLOTS[slot](self)
        if slot not in FRESH:
            self.facts[slot] = value
        return value

    @property
    def female(self) -> bool:
        if "female" not in self.facts:
            self.facts["female"] = "yes" if self.draw.of(FEMALE_VICTIMS.get(self.kind, 0.5)) else ""
        return bool(self.facts["female"])

    def pick(self, name: str) -> str:
        """A wording from people.yaml, with its own slots filled."""
        return self.say(str(self.draw.pick(bank("people")[name])))

    def pick_gendered(self, name: str) -> str:
        options: Mapping[str, list[str]] = bank("people")[name]
        return self.say(self.draw.pick(options["female" if self.female else "male"]))


def plate(draw: Chance) -> str:
    year = draw.pick(["12", "64", "15", "66", "17", "68", "19", "70", "21", "72", "23", "74"])
    letters = "".join(draw.pick(PLATE_LETTERS) for _ in range(4))
    return f"{draw.pick(PLATE_FIRST)}{letters[0]}{year} {letters[1:]}"


def phone(draw: Chance) -> str:
    """A mobile number, 07700 900000 to 900999, or now and then a landline, 01632 960000 to 960999."""
    last = f"{draw.between(0, 999):03d}"
    if draw.of(0.1):
        return draw.pick([f"01632 960{last}", f"01632960{last}"])
    return draw.pick(
        [f"07700900{last}", f"07700 900{last}", f"07700 900 {last}", f"+447700900{last}", f"+44 7700 900{last}"]
    )


def loose_plate(draw: Chance, whole: str) -> str:
    """A plate as somebody remembers it: whole, run together, or a part."""
    start, end = whole.split()
    return draw.pick(
        [
            whole,
            whole,
            whole.replace(" ", ""),
            whole.lower(),
            f"{start} something",
            f"ending {end}",
            f"part reg {start}",
        ]
    )


def _name(scene: Scene) -> str:
    names = bank("people")["names"]
    first = scene.draw.pick(names["male"] + names["female"] if scene.draw.of(0.3) else names["male"])
    return first if scene.draw.of(0.25) else f"{first} {scene.fill('surname')}"


def _given(scene: Scene) -> str:
    return str(scene.draw.pick(bank("people")["names"]["female" if scene.female else "male"]))


def _car(scene: Scene) -> str:
    cars = bank("people")["cars"]
    if scene.draw.of(0.25):
        return scene.say(scene.draw.pick(cars["loose"]))
    colour = scene.fill("colour")
    return f"{'an' if colour[0] in 'aeio' else 'a'} {colour} {scene.draw.pick(cars['make'])}"


def _van(scene: Scene) -> str:
    return f"a {scene.draw.pick(['white', 'grey', 'blue', 'black'])} {scene.draw.pick(bank('people')['cars']['vans'])}"


def _nickname(scene: Scene) -> str:
    given: str = scene.draw.pick(bank("people")["names"]["nickname"])
    return scene.draw.pick([given, given, f"Lil {given}", f"Big {given}", f"{given} T"])


def _handle(scene: Scene) -> str:
    parts = bank("people")["handle_parts"]
    name = (
        f"{scene.draw.pick(parts)}{scene.draw.pick(['', '_', '.'])}{scene.draw.pick(parts)}{scene.draw.between(1, 99)}"
    )
    return f"@{name} on {scene.draw.pick(bank('people')['platforms'])}" if scene.draw.of(0.4) else f"@{name}"


def _street(scene: Scene) -> str:
    """The street as written: in full, abbreviated, or now and then spelt wrongly."""
    first, _, last = scene.street.name.rpartition(" ")
    if first and last in SHORT_KINDS and scene.draw.of(0.2):
        return f"{first} {SHORT_KINDS[last]}"
    return scene.street.name


def _place(scene: Scene) -> str:
    house, street = scene.fill("house"), scene.fill("street")
    number = house.removeprefix("number ").removeprefix("no. ").removeprefix("no ").removeprefix("#")
    if number[0].isdigit() or number.lower().startswith("flat"):
        joint = ", " if number.lower().startswith("flat") else " "
        where = f"{number}{joint}{street}"
    else:
        where = f"{house} on {street}"
    return f"{where}, {scene.fill('town')}" if scene.draw.of(0.3) else where


def _age(scene: Scene) -> str:
    low, high = CHILD_AGES.get(scene.kind, (9, 16))
    return str(scene.draw.between(low, high))


def _pronoun(male: str, female: str) -> Callable[[Scene], str]:
    return lambda scene: female if scene.female else male


def _from(name: str) -> Callable[[Scene], str]:
    return lambda scene: scene.pick(name)


_SLOTS: dict[str, Callable[[Scene], str]] = {
    "he": _pronoun("he", "she"),
    "him": _pronoun("him", "her"),
    "his": _pronoun("his", "her"),
    "himself": _pronoun("himself", "herself"),
    "she": _pronoun("he", "she"),
    "her": _pronoun("his", "her"),
    "occ": lambda scene: scene.pick_gendered("occupants"),
    "child": lambda scene: scene.pick_gendered("children"),
    "girl": lambda scene: scene.say(scene.draw.pick(bank("people")["children"]["female"])),
    "partner": _from("partners"),
    "his_car": lambda _: "his car",
    "man": _from("man"),
    "men": _from("men"),
    "given": _given,
    "surname": lambda scene: str(scene.draw.pick(bank("people")["names"]["surname"])),
    "name": _name,
    "nick": _nickname,
    "age": _age,
    "age2": lambda scene: str(scene.draw.between(24, 45)),
    "house": _from("houses"),
    "other_house": lambda scene: f"number {scene.draw.between(1, 90)}",
    "num": lambda scene: str(scene.draw.between(1, 120)),
    "flat": lambda scene: str(scene.draw.between(1, 24)),
    "mark": _from("marks"),
    "place": _place,
    "PLACE": lambda scene: scene.fill("place").upper(),
    "street": _street,
    "town": lambda scene: scene.street.town,
    "landmark": lambda scene: scene.landmark,
    "pub": lambda scene: scene.landmark if scene.landmark.startswith("The ") else "the pub in the square",
    "car": _car,
    "van": _van,
    "plate": lambda scene: plate(scene.draw),
    "reg": lambda scene: loose_plate(scene.draw, scene.fill("plate")),
    "colour": lambda scene: str(scene.draw.pick(bank("people")["cars"]["colour"])),
    "phone": lambda scene: phone(scene.draw),
    "handle": _handle,
    "shop": _from("shops"),
    "business": _from("businesses"),
    "drug": _from("drugs"),
    "amount": _from("amount"),
    "city": _from("city"),
    "seaside": _from("seaside"),
    "time": _from("times"),
    **{name: _from(name) for name in ("day", "often", "since", "weeks", "month", "mins", "count", "nth")},
}
