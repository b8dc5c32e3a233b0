"""What a hold watch refuses, in the sentence the officer reads."""

from __future__ import annotations

from lamplighter.desk.crackdowns.errors import CrackdownError


class NoPlaceClosed(CrackdownError):
    """A hold watch begins where a visit or a warrant closed a place. This one closed none, or was reopened since.
    Look at its outcome again, and correct it there if a place was closed.
    """


class WatchedAlready(CrackdownError):
    """The place of this task is watched already. Look at the watches of its crackdown."""


class TooFewAreas(CrackdownError):
    """There are too few areas around this one to tell the place, a ring round it and a comparison apart. Choose
    another area, or go on without a watch and visit again.
    """


class NoCountyToWatch(CrackdownError):
    """There is no county pack, so nothing can be placed and nothing can be watched. Ask your administrator to build one."""


class WatchHasEnded(CrackdownError):
    """The watch has ended already. Look at its page again."""


class WatchGoesOn(CrackdownError):
    """The watch has not been ended, or was taken up again. Look at its page again."""
