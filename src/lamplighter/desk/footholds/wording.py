"""Kinds and categories as they are said on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lamplighter.desk.footholds.models import Foothold, Stream
from lamplighter.signs import kinds


def kind_title(name: str) -> str:
    """A kind of hidden crime, or a category of recorded crime, in words."""
    titles = {kind.id: kind.title for kind in kinds()}
    if name == "none":
        return _("No kind recognised")
    return titles.get(name, name.replace("-", " ").replace("_", " ").capitalize())


def kind_counts(of: Foothold) -> str:
    """Such as "Drug supply 4, Cuckooing 2"; most first."""
    most_first = sorted(of.kinds.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{kind_title(kind)} {count}" for kind, count in most_first)


def unit(of: Foothold) -> str:
    return "tip" if of.run.stream == Stream.TIPS else "offence"
