"""Where the inbox hands on what belongs to a conversation: new tips' mailboxes, and messages written in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lamplighter import tips
from lamplighter.desk.conversation import services
from lamplighter.desk.inbox.opening import Opened


def know_mailboxes(opened: Iterable[Opened]) -> None:
    """Notes which of these tips' writers can be written to."""
    services.know((tip.tip_id, tip.mailbox, tip.answerable) for tip in opened)


def receive_message(message: tips.Message, day: date, *, danger: bool = False) -> bool:
    """Puts a message into its conversation; False where no tip has its mailbox: then it has to be a tip of its own."""
    return services.receive(message, day, danger=danger)
