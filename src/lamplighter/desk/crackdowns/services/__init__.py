"""Every change to a crackdown or a task: the role is checked, the change and its ledger entry are one transaction."""

from __future__ import annotations

from lamplighter.desk.crackdowns.services.campaign import start_crackdown, stop_crackdown
from lamplighter.desk.crackdowns.services.outcomes import Findings, close_task
from lamplighter.desk.crackdowns.services.safeguards import (
    Independent,
    confirm_address,
    corroborate,
    fill_check,
    take_back_waiver,
    waive_check,
    withdraw_corroboration,
)
from lamplighter.desk.crackdowns.services.tasks import Plan, move_task, plan_task

__all__ = [
    "Findings",
    "Independent",
    "Plan",
    "close_task",
    "confirm_address",
    "corroborate",
    "fill_check",
    "move_task",
    "plan_task",
    "start_crackdown",
    "stop_crackdown",
    "take_back_waiver",
    "waive_check",
    "withdraw_corroboration",
]
