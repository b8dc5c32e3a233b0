"""What the desk left for people with code words: sealed, in equal slots, known only by a hash of the mailbox."""

from __future__ import annotations

from lamplighter.report_site.mailboxes.slots import MOST_IN_ONE, SIZE, Reply
from lamplighter.report_site.mailboxes.store import Mailboxes

__all__ = ["MOST_IN_ONE", "SIZE", "Mailboxes", "Reply"]
