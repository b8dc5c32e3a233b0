"""The briefing duty. It keeps no records of its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Duty, MenuItem
from lamplighter.desk.staff.roles import Permit


class BriefingDuty(Duty):
    name = "lamplighter.desk.briefing"
    label = "briefing"
    prefix = "briefing/"
    menu = (MenuItem(_("Briefing"), "briefing:page", Permit.SEE_FOOTHOLDS),)
