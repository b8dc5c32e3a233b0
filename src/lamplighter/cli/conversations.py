"""The demo's conversations: made-up reporters and an officer, by the very way that real words take."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lamplighter import tips

if TYPE_CHECKING:
    from lamplighter.config import Settings
    from lamplighter.desk.inbox.models import Tip
    from lamplighter.desk.staff.models import User
    from lamplighter.sealing import CodeWords

Member = Callable[[str], "User"]
ASKED_DAYS, ENDED_DAYS = 3, 2
LOCK = "A man I do not know has the keys now. The lady who lives there says little and looks thin."
DOOR = "It is the flat with the green door, on the first floor. I do not know more than that."
GARAGE = "Vans come to the garages behind the shops at night and boxes go in. It has stopped now."
STOPPED = "Nobody has come there for two weeks."
QUIET = "Weighed when it came. Its mailbox has ended since."


@dataclass(frozen=True)
class Reporter:
    """Somebody made up, who took code words on a day."""

    words: CodeWords
    day: date

    @classmethod
    def of(cls, day: date) -> Reporter:
        from lamplighter.sealing import make_words

        return cls(make_words(day), day)

    def tells(self, story: str, kind: str) -> Tip:
        """A report with a mailbox, as the site seals it; as the desk then has it."""
        from lamplighter.desk.inbox.models import Tip
        from lamplighter.sealing import mailbox_keys

        keys = mailbox_keys(self.words)
        public = base64.b64encode(keys.public_key).decode()
        reply_to = tips.ReplyTo(mailbox=keys.mailbox, public_key=public)
        number = deliver(tips.Tip(language="en", story=story, kinds=(kind,), reply_to=reply_to), self.day)
        return Tip.objects.get(envelope__envelope_id=number)

    def writes(self, text: str, day: date) -> None:
        """A message from the mailbox."""
        from lamplighter.sealing import mailbox_keys

        deliver(tips.Message(mailbox=mailbox_keys(self.words).mailbox, text=text, language="en"), day)


def hold(settings: Settings, today: date, member: Member) -> CodeWords:
    """One in which the officer asked and the reporter answered, and one that has ended; the words of the first."""
    from lamplighter.desk.conversation import services
    from lamplighter.desk.queue.models import Status
    from lamplighter.desk.queue.services import decide_many

    asked = Reporter.of(today - timedelta(days=ASKED_DAYS))
    tip = asked.tells(LOCK, "cuckooing")
    for text in ("thanks", "which_home"):
        services.reply(tip, by=member("officer"), text=text)
    asked.writes(DOOR, today)
    ended = Reporter.of(today - timedelta(days=settings.mailbox_days + ENDED_DAYS))
    old = ended.tells(GARAGE, "drug_supply")
    ended.writes(STOPPED, ended.day + timedelta(days=14))
    decide_many([old], by=member("officer"), status=Status.NO_FURTHER_ACTION, why=QUIET)
    return asked.words


def deliver(document: tips.Document, day: date) -> str:
    """Seals, receives, opens and assesses, as the site, the collector and the worker do; the envelope's number."""
    from lamplighter.desk.inbox import keys, services
    from lamplighter.desk.queue.services import assess_waiting
    from lamplighter.sealing import new_envelope_id, seal

    number = new_envelope_id()
    sealed = seal(tips.dump(document), envelope_id=number, to=keys.required().public.sealing_key)
    services.receive(number, day, False, sealed)
    services.open_waiting()
    assess_waiting()
    return number
