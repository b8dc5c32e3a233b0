"""A foothold in words: which areas, near what, how far across."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lamplighter.places import Area, Pack


def in_words(areas: Sequence[str], pack: Pack) -> str:
    """Such as: "Zedton 003A and 3 areas beside it, near Mill Road, Zedton"; the first area is the middle."""
    centre = pack.area(areas[0])
    if centre is None:
        return areas[0]
    return f"{_with_neighbours(centre, len(areas) - 1)}{_near(centre, pack)}"


def _with_neighbours(centre: Area, others: int) -> str:
    if not others:
        return centre.name
    words = ngettext("%(name)s and %(n)d area beside it", "%(name)s and %(n)d areas beside it", others)
    return words % {"name": centre.name, "n": others}


def _near(centre: Area, pack: Pack) -> str:
    street = pack.nearest_street(centre.lat, centre.lon)
    near = street.label if street else centre.near
    return _(", near %(place)s") % {"place": near} if near else ""
