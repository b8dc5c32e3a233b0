"""The states of a task and the only ways between them. A task that has started cannot be un-started: somebody may have
stood at a door.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PLANNED = "planned", _("Planned")
    READY = "ready", _("Ready")
    STARTED = "started", _("Started")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


@dataclass(frozen=True)
class Move:
    """One way from a state to the next: its name in addresses and the ledger, and what its button says."""

    name: str
    source: State
    target: State
    button: str | Promise
    needs_reason: bool = False
    past_the_hurdles: bool = False  # only where nothing in hurdles.py stands in the way


MOVES = (
    Move("make_ready", State.PLANNED, State.READY, _("Mark as ready"), past_the_hurdles=True),
    Move("start", State.READY, State.STARTED, _("Start"), past_the_hurdles=True),
    Move("back_to_planned", State.READY, State.PLANNED, _("Back to planned")),
    Move("cancel", State.PLANNED, State.CANCELLED, _("Cancel this task"), needs_reason=True),
    Move("cancel", State.READY, State.CANCELLED, _("Cancel this task"), needs_reason=True),
    Move("call_off", State.STARTED, State.CANCELLED, _("Call it off"), needs_reason=True),
    Move("reinstate", State.CANCELLED, State.PLANNED, _("Plan it again")),
    Move("reopen", State.CLOSED, State.STARTED, _("Reopen to correct what was found"), needs_reason=True),
)
OPEN = (State.PLANNED, State.READY, State.STARTED)


def moves_from(state: str) -> tuple[Move, ...]:
    return tuple(move for move in MOVES if move.source == state)


def move_called(name: str, state: str) -> Move | None:
    return next((move for move in moves_from(state) if move.name == name), None)
