"""The footholds duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Duty, MenuItem, Tile
from lamplighter.desk.rhythm import Job, nightly
from lamplighter.desk.staff.roles import Permit

if TYPE_CHECKING:
    from lamplighter.desk.staff.models import User


class FootholdsDuty(Duty):
    name = "lamplighter.desk.footholds"
    label = "footholds"
    prefix = "footholds/"
    menu = (MenuItem(_("Footholds"), "footholds:list", Permit.SEE_FOOTHOLDS),)
    jobs = (
        Job("lamplighter.desk.footholds.tasks.learn_levels", nightly(1)),
        Job("lamplighter.desk.footholds.tasks.scan_yesterday", nightly(2)),
    )

    def tiles(self, user: User) -> Sequence[Tile]:
        from lamplighter.desk.footholds import selectors  # noqa: PLC0415  # models exist only once every app is loaded

        if not user.may(Permit.SEE_FOOTHOLDS):
            return ()
        return (Tile(_("Footholds nobody has judged yet"), selectors.unjudged(), reverse("footholds:list")),)
