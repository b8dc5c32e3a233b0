"""What a hold watch refuses, in the sentence the officer reads."""

from __future__ import annotations

from lamplighter.desk.crackdowns.errors import CrackdownError


class NoPlaceClosed(CrackdownError):
    """A hold watch begins where a visit or a warrant closed a place. This one closed none, or was reopened since."""


class WatchedAlready(CrackdownError):
    """The place of this task is watched already."""


class TooFewAreas(CrackdownError):
    """There are too few areas around this one to tell the place, a ring round it and a comparison apart."""


class NoCountyToWatch(CrackdownError):
    """There is no county pack, so nothing can be placed and nothing can be watched."""


class WatchHasEnded(CrackdownError):
    """The watch has ended already. Look at its page again."""


class WatchGoesOn(CrackdownError):
    """The watch has not been ended, or was taken up again. Look at its page again."""
