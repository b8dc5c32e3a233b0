"""What code words open: when the report came, when that counts as closed, and what the desk left. It is no oracle.

All but the replies follows from the words and today alone. Whether a report was collected, read, rejected or acted on, and
whether there ever was one, changes nothing here; and right and wrong words cost the same work.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from lamplighter import cues, tips
from lamplighter.config import Settings
from lamplighter.errors import LamplighterError
from lamplighter.report_site import clock
from lamplighter.report_site.letterbox import Receipt
from lamplighter.report_site.mailboxes import MOST_IN_ONE, SIZE, Mailboxes
from lamplighter.report_site.waiting_replies import end_of_month
from lamplighter.report_site.worker import Worker
from lamplighter.sealing import (
    CodeWords,
    EnvelopeId,
    Header,
    MailboxKeys,
    made_on,
    mailbox_keys,
    open_envelope,
    seal,
)
from lamplighter.sealing.envelope import SUITE_XWING, VERSION


@dataclass(frozen=True)
class Mailbox:
    """A mailbox as it stands today."""

    received: date
    closes: date
    ends: date
    today: date
    replies: tuple[tips.Reply, ...] = ()

    @property
    def closed(self) -> bool:
        return self.today >= self.closes

    @property
    def over(self) -> bool:
        return self.today >= self.ends


def look(worker: Worker, words: CodeWords) -> Mailbox:
    """The mailbox of these words; of one that is over, nothing is shown that may still be on the disk."""
    keys = mailbox_keys(words)
    replies = _opened(worker.mailboxes, keys)
    days = _days(worker.settings, words)
    return days if days.over else Mailbox(days.received, days.closes, days.ends, days.today, replies)


def _days(settings: Settings, words: CodeWords) -> Mailbox:
    today = clock.today()
    received = made_on(words, today=today)
    return Mailbox(
        received,
        received + timedelta(days=settings.mailbox_closed_days),
        received + timedelta(days=settings.mailbox_days),
        today,
    )


def _opened(mailboxes: Mailboxes, keys: MailboxKeys) -> tuple[tips.Reply, ...]:
    """Opens as many envelopes whatever is there: what is lacking is made up by random ones, which do not open."""
    there = mailboxes.sealed_in(keys.mailbox)
    made_up = [_made_up(keys) for _ in range(MOST_IN_ONE)]
    found = [_reply(sealed, keys) for sealed in (there + made_up)[:MOST_IN_ONE]]
    return tuple(sorted((reply for reply in found if reply), key=lambda reply: (reply.number, reply.day)))


def _reply(sealed: bytes, keys: MailboxKeys) -> tips.Reply | None:
    """A reply opens only in the mailbox it was sealed for; what does not open is not shown, and stops nothing."""
    try:
        return tips.parse_reply(open_envelope(sealed, envelope_id=EnvelopeId(keys.mailbox), keyring=keys))
    except LamplighterError:
        return None


def _made_up(keys: MailboxKeys) -> bytes:
    """Bytes that cost as much to try as a true envelope: its header, and nothing behind it."""
    header = Header(VERSION, SUITE_XWING, keys.private.public.key_id).packed()
    return header + secrets.token_bytes(SIZE - len(header))


def says_danger(text: str) -> tuple[cues.Cue, ...]:
    """The words for danger right now; lesser danger is weighed on the desk."""
    return tuple(cue for cue in cues.danger(text) if cue.level == "immediate")


def write(worker: Worker, words: CodeWords, text: str, *, language: str, number: EnvelopeId) -> Receipt:
    """Return once a message to the desk is on the disk, sealed like a report, and once however often it is sent."""
    desk, danger = worker.must_take_reports(), bool(says_danger(text))
    message = tips.Message(mailbox=mailbox_keys(words).mailbox, text=text, language=language)
    with worker.gate.enter(envelope_id=number, danger=danger, text=text):
        return worker.letterbox.deposit(
            number,
            seal(tips.dump(message), envelope_id=number, to=desk.sealing_key),
            danger=danger,
            day=clock.today().isoformat(),
            choice="plain",
            secret=words,
        )


def end(worker: Worker, words: CodeWords) -> None:
    """Overwrite what is in the mailbox and let nothing more in; who looks later sees one that was never used."""
    until = clock.today() + timedelta(days=worker.settings.mailbox_days)
    worker.mailboxes.end(mailbox_keys(words).mailbox, until=end_of_month(until))
