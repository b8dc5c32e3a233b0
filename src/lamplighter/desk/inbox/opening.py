"""One envelope becomes a tip, a message or a part of an enclosure, or one sentence that says why not.

Nothing here touches the database.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, replace

from lamplighter import cues, tips
from lamplighter.desk.inbox.enclosing import Apart, apart
from lamplighter.desk.inbox.errors import BrokeWhileOpening
from lamplighter.errors import LamplighterError
from lamplighter.sealing import storage
from lamplighter.sealing.envelope import EnvelopeId, open_envelope
from lamplighter.sealing.keyring import Keyring

log = logging.getLogger(__name__)

PART = "tip"


@dataclass(frozen=True)
class Opened:
    """A tip ready to be stored: its facts in the clear, its words under a key of its own."""

    tip_id: uuid.UUID
    danger: bool
    language: str
    channel: str
    wrapped_key: bytes
    nonce: bytes
    ciphertext: bytes
    mailbox: str = ""
    answerable: bool = True


@dataclass(frozen=True)
class Refused:
    """Why an envelope did not become anything."""

    sentence: str


Outcome = Opened | Apart | tips.Message | Refused


def open_one(envelope_id: str, sealed: bytes, danger: bool, keyring: Keyring) -> Outcome:
    """Whatever the bytes are, there is an outcome: one hostile envelope never stops the next."""
    try:
        document = tips.read(open_envelope(sealed, envelope_id=EnvelopeId(envelope_id), keyring=keyring))
        return _outcome(document, danger, keyring)
    except LamplighterError as error:
        return Refused(str(error))
    except Exception:
        log.exception("envelope %s broke while it was opened", envelope_id)
        return Refused(str(BrokeWhileOpening()))


def _outcome(document: tips.Document, danger: bool, keyring: Keyring) -> Outcome:
    if isinstance(document, tips.Tip):
        return lock_away(document, danger, keyring)
    return apart(document) if isinstance(document, tips.Enclosure) else document


def lock_away(tip: tips.Tip, danger: bool, keyring: Keyring) -> Opened:
    """Encrypts a tip under a fresh key; danger is raised by any of the three who may see it, and lowered by none."""
    tip_id, key = uuid.uuid4(), storage.new_tip_key()
    nonce, ciphertext = storage.encrypt_part(key, str(tip_id), PART, tips.dump(tip))
    return Opened(
        tip_id=tip_id,
        danger=danger or says_danger(tip),
        language=tip.language,
        channel=tip.channel,
        wrapped_key=storage.wrap(keyring.storage_key, str(tip_id), key),
        nonce=nonce,
        ciphertext=ciphertext,
        mailbox=tip.reply_to.mailbox if tip.reply_to else "",
    )


def stray(message: tips.Message, danger: bool, keyring: Keyring) -> Opened:
    """A message whose tip is not here, as a tip of its own: somebody reads it, and nothing waits for what may never come."""
    opened = lock_away(tips.Tip(language=message.language, story=message.text), danger, keyring)
    return replace(opened, mailbox=message.mailbox, answerable=False)


def says_danger(tip: tips.Tip) -> bool:
    """The reporter ticked it, or the words say it."""
    return tip.danger_now == "yes" or any(cue.level == "immediate" for cue in cues.danger(tips.full_text(tip)))
