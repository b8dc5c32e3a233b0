"""How reporters say where: a postcode, a street with or without its town, a landmark, a misspelling, or not at all."""

from __future__ import annotations

from math import hypot

from lamplighter.simulation.chance import Chance
from lamplighter.simulation.ground import Ground, Spot
from lamplighter.simulation.scene import Scene
from lamplighter.simulation.voices import misspelt
from lamplighter.tips import TipPlace

# How precisely people say where, as shares of tips. The form offers a list, which a third pick from.
WAYS = {
    "picked_street": 0.2,
    "picked_postcode": 0.13,
    "postcode": 0.17,
    "street_town": 0.22,
    "misspelt": 0.05,
    "street": 0.07,
    "landmark": 0.09,
    "nowhere": 0.07,
}
MISTAKEN_POSTCODE = 0.04


def tell_place(way: str, scene: Scene, postcodes: tuple[Spot, ...]) -> TipPlace | None:
    """The place part of the tip document; None where the reporter left the page empty."""
    draw, street = scene.draw, scene.street
    near = nearest(street, postcodes) if postcodes else None
    if way in {"picked_postcode", "postcode"} and near is None:
        way = "street_town"
    if way == "picked_postcode" and near:
        return _picked(near, near.name, "postcode")
    if way == "picked_street":
        return _picked(street, _typed(scene), "street")
    if way == "postcode" and near:
        return TipPlace(text=_house(scene), postcode=_loose_postcode(near.name, draw))
    texts = {
        "street_town": f"{_typed(scene)}, {street.town}",
        "misspelt": f"{misspelt_name(street.name, draw)} {street.town}",
        "street": _typed(scene),
        "landmark": draw.pick(["near {}", "round the back of {}", "flats by {}", "opposite {}", "by {}"]).format(
            scene.landmark
        ),
    }
    return TipPlace(text=texts[way]) if way in texts else None


def nearest(street: Spot, postcodes: tuple[Spot, ...]) -> Spot:
    return min(postcodes, key=lambda p: hypot(p.lat - street.lat, 0.6 * (p.lon - street.lon)))


def misspelt_name(name: str, draw: Chance) -> str:
    """One slip in the longest word."""
    words = name.split()
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    if len(words[longest]) > 3:
        words[longest] = misspelt(words[longest], draw)
    return " ".join(words)


def landmark_name(draw: Chance, ground: Ground, area: int) -> str:
    """A landmark of the area, or the nearest area that has one, as people call it."""
    for index in ground.near(area, 6):
        if ground.landmarks[index]:
            return ground.called(draw.pick(ground.landmarks[index]).name)
    return "the shops"


def _picked(spot: Spot, text: str, precision: str) -> TipPlace:
    return TipPlace(
        text=text,
        postcode=spot.name if precision == "postcode" else "",
        candidate=spot.id,
        label=spot.label,
        lat=spot.lat,
        lon=spot.lon,
        precision="postcode" if precision == "postcode" else "street",
    )


def _typed(scene: Scene) -> str:
    house, street = _house(scene), scene.fill("street")
    return f"{house} {street}" if house and house[0].isdigit() else f"{house}, {street}" if house else street


def _house(scene: Scene) -> str:
    """The house, where the scene has a number or a flat and the reporter gives it."""
    house = scene.fill("house").removeprefix("number ").removeprefix("no. ").removeprefix("no ").removeprefix("#")
    return house if scene.draw.of(0.6) else ""


def _loose_postcode(code: str, draw: Chance) -> str:
    """As typed: in small letters, without its space, or with the last letter wrong."""
    if draw.of(MISTAKEN_POSTCODE):
        code = code[:-1] + draw.pick("ABDEFGHJ")
    return draw.pick([code, code, code.lower(), code.replace(" ", ""), code.replace(" ", "").lower()])
