"""The hold watches duty: part of a crackdown, so it has no menu entry of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Duty, Tile
from lamplighter.desk.rhythm import Job, nightly
from lamplighter.desk.staff.roles import Permit

if TYPE_CHECKING:
    from lamplighter.desk.staff.models import User


class HoldsDuty(Duty):
    name = "lamplighter.desk.holds"
    label = "holds"
    prefix = "holds/"
    jobs = (Job("lamplighter.desk.holds.tasks.look_at_all", nightly(4)),)

    def tiles(self, user: User) -> Sequence[Tile]:
        from lamplighter.desk.holds import selectors  # noqa: PLC0415  # models exist only once every app is loaded

        if not user.may(Permit.SEE_CRACKDOWNS):
            return ()
        note = _("A market that was closed may fill again, or move next door.")
        return (
            Tile(_("Closed places that nobody watches"), selectors.unwatched(), reverse("crackdowns:list"), note=note),
        )
