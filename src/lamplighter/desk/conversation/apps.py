"""The conversation duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Duty, Tile
from lamplighter.desk.rhythm import Job, every
from lamplighter.desk.staff.roles import Permit

if TYPE_CHECKING:
    from lamplighter.desk.staff.models import User


class ConversationDuty(Duty):
    name = "lamplighter.desk.conversation"
    label = "conversation"
    prefix = "conversation/"
    jobs = (
        Job(
            "lamplighter.desk.conversation.tasks.send_due",
            every(lambda s: (0.2 * s.collect_seconds, s.collect_seconds)),
        ),
    )

    def tiles(self, user: User) -> Sequence[Tile]:
        from lamplighter.desk.conversation import selectors  # noqa: PLC0415  # models exist once every app is loaded

        if not user.may(Permit.READ_TIPS) or not (waiting := selectors.unanswered().count()):
            return ()
        return (Tile(_("Open tips whose writer added something"), waiting, reverse("queue:list") + "?status=open"),)
