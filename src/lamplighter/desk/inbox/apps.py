"""The inbox duty."""

from __future__ import annotations

from lamplighter.desk.duties import Duty


class InboxDuty(Duty):
    name = "lamplighter.desk.inbox"
    label = "inbox"
    prefix = "inbox/"
