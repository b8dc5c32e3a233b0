"""The duty of showing what came enclosed with a tip; it has no page of its own in the menu."""

from __future__ import annotations

from lamplighter.desk.duties import Duty


class EnclosuresDuty(Duty):
    name = "lamplighter.desk.enclosures"
    label = "enclosures"
    prefix = "enclosed/"
