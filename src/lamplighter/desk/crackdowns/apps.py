"""The crackdowns duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Duty, MenuItem, Tile
from lamplighter.desk.staff.roles import Permit

if TYPE_CHECKING:
    from lamplighter.desk.staff.models import User


class CrackdownsDuty(Duty):
    name = "lamplighter.desk.crackdowns"
    label = "crackdowns"
    prefix = "crackdowns/"
    menu = (MenuItem(_("Crackdowns"), "crackdowns:list", Permit.SEE_CRACKDOWNS),)

    def tiles(self, user: User) -> Sequence[Tile]:
        from lamplighter.desk.crackdowns import selectors  # noqa: PLC0415  # models exist only once every app is loaded

        if not user.may(Permit.SEE_CRACKDOWNS):
            return ()
        waiting = selectors.waiting_for_a_check()
        note = _("A task cannot start without one.")
        return (Tile(_("Tasks that wait for a safeguarding check"), waiting, reverse("crackdowns:list"), note=note),)
