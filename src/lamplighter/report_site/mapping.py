"""Finding a place on a map: each press shows another window on the county, and what is picked is written into the form.

Nothing of it is in an address: what is looked at travels in the body of the form, like every other answer. What is picked
is a name and not a point, so a report is never more exact than the name its writer chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lamplighter.places import Pack
from lamplighter.places.closeup import window_svg
from lamplighter.places.window import Window, closest, nearest_town, places_in, squares, whole, window
from lamplighter.report_site.answers import Answers

SHOW, PICK = "map", "pick:"
WINDOW = re.compile(r"map:(-?\d{1,3}\.\d{1,6}),(-?\d{1,3}\.\d{1,6}),(\d)")
STEP = 0.6  # of what is shown


@dataclass(frozen=True)
class Move:
    """A button of the map: what it says and the window it leads to."""

    label: str
    go: str


def is_asked(go: str) -> bool:
    """Whether a button of the map was pressed, or the one that leads to it."""
    return go == SHOW or go.startswith((f"{SHOW}:", PICK))


def shown(go: str, pack: Pack) -> Window:
    """The window asked for; the whole county for anything else."""
    found = WINDOW.fullmatch(go)
    if not found:
        return whole(pack)
    lat, lon = float(found[1]), float(found[2])
    return window(pack, lat, lon, int(found[3])) if isfinite(lat) and isfinite(lon) else whole(pack)


def picked(go: str, answers: Answers, pack: Pack) -> Answers:
    """The answers with the place written in, as if it had been typed; unchanged for a place the county does not have."""
    found = pack.places("id = ?", (go.removeprefix(PICK),))
    if not found:
        return answers
    (place,) = found
    named = {"street": "", "town": place.name} if place.kind == "town" else {"street": place.name, "town": place.town}
    return answers.changed(**named, postcode="", candidate=place.id)


def context(pack: Pack, at: Window) -> dict[str, object]:
    """What the page of the map shows."""
    named = places_in(pack, at)
    title = _("Map of %(place)s") % {"place": _near(pack, at) if at.level else pack.name}
    return {
        "title": title,
        "picture": SafeString(window_svg(pack, at, named, title)),
        "squares": tuple(_squares(pack, at)),
        "moves": _moves(pack, at),
        "places": tuple(Move(each.label, f"{PICK}{each.id}") for each in named),
        "level": at.level,
        "closest": closest(pack),
    }


def _squares(pack: Pack, at: Window) -> Iterable[Move]:
    for number, square in enumerate(squares(pack, at), start=1):
        near = {"number": number, "place": _near(pack, square)}
        yield Move(_("Square %(number)s, near %(place)s") % near, _go(square))


def _near(pack: Pack, at: Window) -> str:
    town = nearest_town(pack, at)
    return town.name if town else pack.name


def _moves(pack: Pack, at: Window) -> tuple[Move, ...]:
    if not at.level:
        return ()
    return (
        Move(_("Further out"), _go(window(pack, at.lat, at.lon, at.level - 1))),
        Move(_("North"), _go(at.moved(pack, 0, STEP))),
        Move(_("South"), _go(at.moved(pack, 0, -STEP))),
        Move(_("West"), _go(at.moved(pack, -STEP, 0))),
        Move(_("East"), _go(at.moved(pack, STEP, 0))),
    )


def _go(at: Window) -> str:
    return f"{SHOW}:{at.lat:.5f},{at.lon:.5f},{at.level}"
