"""What happened, as it is said in the history of a crackdown."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "started": _("Crackdown entered"),
    "stopped": _("Crackdown closed"),
    "task_planned": _("Task planned"),
    "task_make_ready": _("Marked as ready"),
    "task_start": _("Task started"),
    "task_back_to_planned": _("Back to planned"),
    "task_cancel": _("Task cancelled"),
    "task_call_off": _("Called off after it had started"),
    "task_reinstate": _("Planned again"),
    "task_reopen": _("Reopened to correct what was found"),
    "task_closed": _("Closed with what was found"),
    "check_filled": _("Safeguarding check filled in"),
    "check_waived": _("Safeguarding check waived"),
    "waiver_taken_back": _("Waiver taken back"),
    "address_claimed": _("Address said to be claimed only"),
    "address_probable": _("Address said to be probable"),
    "address_confirmed": _("Address confirmed"),
    "corroborated": _("Something independent named"),
    "corroboration_withdrawn": _("Something independent taken back"),
    "hold_started": _("Hold watch started"),
    "hold_ended": _("Hold watch ended"),
    "hold_resumed": _("Hold watch taken up again"),
}
