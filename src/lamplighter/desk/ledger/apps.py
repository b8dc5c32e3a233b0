"""The ledger duty."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Duty, MenuItem


class LedgerDuty(Duty):
    name = "lamplighter.desk.ledger"
    label = "ledger"
    prefix = "ledger/"
    menu = (MenuItem(_("Ledger"), "ledger:list", "read_ledger"),)
