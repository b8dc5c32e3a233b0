"""Numbers as words a person can weigh: probabilities on the yardstick that UK intelligence assessment uses."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Steps = Sequence[tuple[float, Promise]]

# The bands of the Professional Head of Intelligence Assessment's yardstick, parted in the middle of its gaps.
PROBABILITY: Steps = (
    (0.075, _("remote chance")),
    (0.225, _("highly unlikely")),
    (0.375, _("unlikely")),
    (0.525, _("realistic possibility")),
    (0.775, _("likely")),
    (0.925, _("highly likely")),
    (1.0, _("almost certain")),
)
COMPLETENESS: Steps = (
    (0.34, _("little to go on")),
    (0.67, _("some of what is needed")),
    (1.0, _("most of what is needed")),
)
NOVELTY: Steps = (
    (0.34, _("mostly known from earlier tips")),
    (0.67, _("partly new")),
    (1.0, _("new")),
)


def in_words(share: float, steps: Steps) -> str:
    return str(next((words for most, words in steps if share < most), steps[-1][1]))


def distance(metres: float) -> str:
    """Rounded, because a place taken from words is never exact."""
    if metres < 50:
        return str(_("at the same spot"))
    if metres < 1000:
        return str(_("about {n} m away")).format(n=50 * round(metres / 50))
    return str(_("about {n} km away")).format(n=round(metres / 1000, 1))


def days_apart(days: int) -> str:
    """`days` is how much later the other one came."""
    if days == 0:
        return str(_("the same day"))
    words = ngettext("{n} day", "{n} days", abs(days)).format(n=abs(days))
    return str(_("{days} later") if days > 0 else _("{days} earlier")).format(days=words)
