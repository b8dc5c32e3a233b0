"""Kinds and categories as they are said on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lamplighter.desk.footholds.chance import span
from lamplighter.desk.footholds.models import Foothold, ScanRun, Stage, Stream
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


def carried_by(of: Foothold) -> str:
    """Such as "tips and recorded crime"."""
    return _(" and ").join(str(Stream(stream).label) for stream in of.carried_by)


def stage(run: ScanRun) -> str:
    """What a run may say about alarms, and why."""
    told, needed = _length(run), _("2 years")
    if run.stage == Stage.TOO_SHORT:
        said = _("There is too little history (%(told)s) to know what is usual, so nothing is called an alarm.")
    elif run.stage == Stage.LEARNING:
        said = _(
            "Learning what is usual: %(told)s of history so far. What stands out is provisional; true alarms start after %(needed)s."
        )
    elif run.stage == Stage.NO_LEVEL:
        said = _(
            "Learning what an alarm is: the history is long enough, and the night's job works out how strong a pattern must be. Until then what stands out is provisional."
        )
    else:
        return _watched(run)
    return said % {"told": told, "needed": needed}


def _watched(run: ScanRun) -> str:
    allowed = run.level.allowed if run.level else 0.0
    said = _("Alarms are set so that chance alone raises about %(n)s a year in this stream.")
    return said % {"n": f"{allowed:g}"}


def _length(run: ScanRun) -> str:
    return span((run.until - (run.history_since or run.since)).days + 1)


def unit(of: Foothold) -> str:
    return "tip" if of.run.stream == Stream.TIPS else "offence"
