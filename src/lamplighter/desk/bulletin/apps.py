"""The bulletin duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Duty, MenuItem, Tile
from lamplighter.desk.rhythm import Job, every
from lamplighter.desk.staff.roles import Permit

if TYPE_CHECKING:
    from lamplighter.desk.staff.models import User


class BulletinDuty(Duty):
    name = "lamplighter.desk.bulletin"
    label = "bulletin"
    prefix = "bulletin/"
    menu = (MenuItem(_("Bulletin"), "bulletin:list", Permit.WRITE_BULLETIN),)
    jobs = (Job("lamplighter.desk.bulletin.tasks.send_waiting", every(lambda _s: (60, 90))),)

    def tiles(self, user: User) -> Sequence[Tile]:
        from lamplighter.desk.bulletin import selectors  # noqa: PLC0415  # models exist only once every app is loaded

        waiting = selectors.waiting()
        if not waiting or not user.may(Permit.WRITE_BULLETIN):
            return ()
        note = _("The report site could not be reached. It is tried again every minute or so.")
        return (Tile(_("Bulletin still to be sent"), 1, reverse("bulletin:list"), note=note),)
