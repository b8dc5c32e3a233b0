"""The queue duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lamplighter.desk.duties import Alarm, Duty, MenuItem, News, Tile
from lamplighter.desk.staff.roles import Permit

if TYPE_CHECKING:
    from lamplighter.desk.staff.models import User


DANGER = "?urgency=immediate&status=open"


class QueueDuty(Duty):
    name = "lamplighter.desk.queue"
    label = "queue"
    prefix = "queue/"
    menu = (MenuItem(_("Queue"), "queue:list", Permit.READ_TIPS),)

    def tiles(self, user: User) -> Sequence[Tile]:
        from lamplighter.desk.queue import selectors  # noqa: PLC0415  # models exist only once every app is loaded

        if not user.may(Permit.READ_TIPS):
            return ()
        waiting, here = selectors.waiting(), reverse("queue:list")
        return (
            Tile(
                _t("Danger now, not looked at yet"),
                selectors.danger_untouched(),
                here + DANGER,
                urgent=True,
                note=_t("Look at these before anything else."),
            ),
            *(
                Tile(title, waiting[urgency], f"{here}?urgency={urgency}", more=waiting[urgency] >= selectors.COUNTED)
                for urgency, title in (
                    ("immediate", _t("Immediate, open")),
                    ("priority", _t("Priority, open")),
                    ("routine", _t("Routine, open")),
                )
            ),
        )

    def news(self, user: User, since: datetime) -> Sequence[News]:
        from lamplighter.desk.queue import selectors  # noqa: PLC0415  # as above

        count = selectors.danger_untouched(since) if user.may(Permit.READ_TIPS) else 0
        if not count:
            return ()
        told = ngettext(
            "A report that speaks of danger now has come since you opened this page.",
            "%(n)d reports that speak of danger now have come since you opened this page.",
            count,
        )
        return (News(told % {"n": count}, reverse("queue:list") + DANGER),)

    def alarms(self) -> Sequence[Alarm]:
        from lamplighter.desk import county  # noqa: PLC0415  # as above

        if county.pack() is not None:
            return ()
        return (
            Alarm(_t("There is no county pack, so tips cannot be placed. Build one with: lamplighter county build")),
        )
