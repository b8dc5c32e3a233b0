"""What each role may do. One table: nobody holds everything, and who manages accounts does not read tips."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    DUTY_OFFICER = "duty_officer", _("Duty officer")
    ANALYST = "analyst", _("Analyst")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")
    COMMANDER = "commander", _("Commander")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Permit(TextChoices):
    READ_TIPS = "read_tips", _("Read tips")
    DECIDE_TIPS = "decide_tips", _("Decide what happens to a tip")
    WRITE_REPLIES = "write_replies", _("Write to the writer of a tip, in approved words")
    OPEN_CONTACTS = "open_contacts", _("Open the way to reach a tip's writer, with a reason")
    SEE_INBOX = "see_inbox", _("See what the collector received and refused")
    SEE_FOOTHOLDS = "see_footholds", _("See footholds and briefings")
    JUDGE_FOOTHOLDS = "judge_footholds", _("Judge a foothold real, explained or unsure")
    SEE_CRACKDOWNS = "see_crackdowns", _("See crackdowns and tasks")
    RUN_CRACKDOWNS = "run_crackdowns", _("Start and close a crackdown")
    WORK_TASKS = "work_tasks", _("Prepare, start and close tasks")
    CONFIRM_ADDRESSES = "confirm_addresses", _("Say how far an address is confirmed")
    WAIVE_SAFEGUARDING = "waive_safeguarding", _("Waive a safeguarding check, with a reason")
    WRITE_BULLETIN = "write_bulletin", _("Write a bulletin")
    PUBLISH_BULLETIN = "publish_bulletin", _("Publish and withdraw a bulletin")
    READ_LEDGER = "read_ledger", _("Read the ledger")
    MANAGE_STAFF = "manage_staff", _("Manage accounts")


_OFFICER = {
    Permit.READ_TIPS,
    Permit.DECIDE_TIPS,
    Permit.SEE_INBOX,
    Permit.SEE_FOOTHOLDS,
    Permit.SEE_CRACKDOWNS,
    Permit.WORK_TASKS,
}

PERMITS: dict[Role, frozenset[str]] = {
    Role.DUTY_OFFICER: frozenset(_OFFICER | {Permit.WRITE_REPLIES, Permit.OPEN_CONTACTS}),
    Role.ANALYST: frozenset(_OFFICER | {Permit.JUDGE_FOOTHOLDS, Permit.CONFIRM_ADDRESSES, Permit.WRITE_BULLETIN}),
    Role.SAFEGUARDING_LEAD: frozenset(
        _OFFICER | {Permit.WAIVE_SAFEGUARDING, Permit.WRITE_REPLIES, Permit.OPEN_CONTACTS}
    ),
    Role.COMMANDER: frozenset(
        _OFFICER
        | {
            Permit.JUDGE_FOOTHOLDS,
            Permit.RUN_CRACKDOWNS,
            Permit.CONFIRM_ADDRESSES,
            Permit.WRITE_BULLETIN,
            Permit.PUBLISH_BULLETIN,
        }
    ),
    Role.AUDITOR: frozenset({Permit.READ_LEDGER, Permit.SEE_INBOX}),
    Role.ADMINISTRATOR: frozenset({Permit.MANAGE_STAFF, Permit.SEE_INBOX}),
}
