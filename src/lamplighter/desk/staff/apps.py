"""The staff duty."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Duty, MenuItem


class StaffDuty(Duty):
    name = "lamplighter.desk.staff"
    label = "staff"
    prefix = "staff/"
    menu = (MenuItem(_("Staff"), "staff:people", "manage_staff"),)
