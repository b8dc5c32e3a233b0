"""Sends a report: the tip is sealed in memory, and only the sealed envelope goes anywhere near the disk."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace

from lamplighter.report_site import clock, danger, journey
from lamplighter.report_site.answers import contact, tip
from lamplighter.report_site.letterbox import Choice, Receipt
from lamplighter.report_site.state import Draft
from lamplighter.report_site.worker import Worker
from lamplighter.sealing import CodeWords, DeskPublic, EnvelopeId, mailbox_keys, make_words, new_envelope_id, seal
from lamplighter.tips import MEDIA, EnclosureKind, ReplyTo, dump, dump_contact, enclose


def begun() -> Draft:
    """A new draft, with its envelope id and words from the first page on: a form sent twice carries the same ones."""
    return Draft(envelope_id=new_envelope_id(), words=make_words(clock.today()))


def ready(draft: Draft) -> Draft:
    """The draft as the last page carries it: only what is asked, and looked through for danger once."""
    return ready_as_written(draft.changed(answers=journey.asked(draft.answers)))


def ready_as_written(draft: Draft) -> Draft:
    """The same for a form on which everything was on the screen."""
    return draft.changed(urgent=danger.flagged(draft.answers))


def is_sent(worker: Worker, draft: Draft) -> bool:
    """Whether this very draft was sent already; then none of its answers is shown again, whatever is pressed."""
    return worker.letterbox.is_kept(draft.envelope_id, secret=draft.words)


def send(worker: Worker, draft: Draft, choice: Choice, *, language: str, photos: Sequence[bytes] = ()) -> Receipt:
    """Return once the report and its photos are on the disk, sealed; what was said is then forgotten here."""
    desk = worker.must_take_reports()
    with worker.gate.enter(envelope_id=draft.envelope_id, danger=draft.urgent, text=draft.answers.story):
        return worker.letterbox.deposit(
            draft.envelope_id,
            _sealed(worker, draft, choice, language, desk, photos=len(photos)),
            danger=draft.urgent,
            day=clock.today().isoformat(),
            choice=choice,
            secret=draft.words,
            enclosures=_enclosed(draft, photos, desk),
        )


def _sealed(worker: Worker, draft: Draft, choice: Choice, language: str, desk: DeskPublic, *, photos: int) -> bytes:
    reply_to = _reply_to(draft.words) if choice == "words" else None
    report = replace(tip(draft.answers, language=language, pack=worker.pack, reply_to=reply_to), photos=photos)
    return seal(dump(report), envelope_id=EnvelopeId(draft.envelope_id), to=desk.sealing_key)


def _enclosed(draft: Draft, photos: Sequence[bytes], desk: DeskPublic) -> list[tuple[EnvelopeId, bytes]]:
    """Whatever belongs to the report and is sealed apart from it, in envelopes of its own."""
    found = contact(draft.answers)
    apart: list[tuple[EnclosureKind, int, bytes]] = [("contact", 1, dump_contact(found))] if found else []
    apart += [("photo", number, photo) for number, photo in enumerate(photos, start=1)]
    parts = [part for kind, n, data in apart for part in enclose(draft.envelope_id, kind, n, MEDIA[kind], data)]
    ids = [new_envelope_id() for _ in parts]
    return [
        (each, seal(dump(part), envelope_id=each, to=desk.sealing_key)) for each, part in zip(ids, parts, strict=True)
    ]


def _reply_to(words: str) -> ReplyTo:
    keys = mailbox_keys(CodeWords(words))
    return ReplyTo(mailbox=keys.mailbox, public_key=base64.b64encode(keys.public_key).decode())
