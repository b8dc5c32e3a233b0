"""A report that was sealed in the page: this site sees envelopes, their sizes and one flag, and keeps them as they came.

It cannot open them, and is not told whether code words were taken. An envelope that does not open is the desk's to list.
"""

from __future__ import annotations

import base64
import binascii

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lamplighter.cues import giveaway_whys
from lamplighter.photos import LARGEST
from lamplighter.report_site import clock, lastpage, photos, showing
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.errors import SealedWrongly
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.journey import missing_on
from lamplighter.report_site.letterbox import Receipt
from lamplighter.report_site.questions import BY_KEY
from lamplighter.report_site.state import Draft
from lamplighter.report_site.worker import Worker, current
from lamplighter.sealing import SIZES, EnvelopeId, SealingError, header_of, read_envelope_id, sealed_size
from lamplighter.tips import MAX_PHOTOS, PART_BYTES

LENGTHS = frozenset(sealed_size(size) for size in SIZES)
# A way to be reached fits one envelope of its own; a photo takes up to four.
MOST_APART = 1 + MAX_PHOTOS * -(-LARGEST // PART_BYTES)


def is_one(posted: Form) -> bool:
    """Whether a form comes with its report sealed."""
    return bool(posted.one("sealed"))


def context(draft: Draft) -> dict[str, object]:
    """What the page's script needs: the desk's key, the id to seal under, and what it may have to say."""
    desk = current().must_take_reports()
    return {
        "sealing_key": base64.b64encode(desk.sealing_key.raw).decode(),
        "envelope_id": draft.envelope_id,
        "day": clock.today().toordinal(),
        "whys": {name: _(why) for name, why in giveaway_whys().items()},
        "sentences": {
            "what": missing_on(BY_KEY["story"], Answers())[0].sentence,
            "where": missing_on(BY_KEY["where"], Answers())[0].sentence,
            "long": _("This can be %(limit)s characters long and yours is %(length)s. Please shorten it."),
            "together": showing.too_long().sentence,
            **photos.sentences(),
        },
    }


def keep(posted: Form, draft: Draft) -> Receipt:
    """Return once the envelopes are on the disk; the same form sent again is kept once."""
    worker = current()
    worker.must_take_reports()
    danger = posted.one("danger") == "1"
    with worker.gate.enter(envelope_id=draft.envelope_id, danger=danger):
        return _deposited(worker, posted, draft, danger=danger)


def _deposited(worker: Worker, posted: Form, draft: Draft, *, danger: bool) -> Receipt:
    return worker.letterbox.deposit(
        draft.envelope_id,
        _envelope(posted.one("sealed")),
        danger=danger,
        day=clock.today().isoformat(),
        choice="plain",
        secret=draft.words,
        enclosures=_apart(posted),
    )


def thanks(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """The last page, which the page's script completes: it alone knows whether there are words, and which, and who can help.

    Of a report that was kept before, after a lost answer, the words are those of the first time it was sent. Who can help
    with each kind is on the page for everybody, hidden: the page shows those of what was ticked, and nobody is asked for them.
    """
    said = {
        "unseen": True,
        "photo_numbers": tuple(range(1, MAX_PHOTOS + 1)),
        "repeated": receipt.repeated,
        **showing.after_sending(Answers()),
        **showing.for_every_kind(),
    }
    return lastpage.show(request, (), said)


def _apart(posted: Form) -> list[tuple[EnvelopeId, bytes]]:
    sealed, ids = posted.many("apart"), posted.many("apart_id")
    if len(sealed) != len(ids) or len(sealed) > MOST_APART:
        raise SealedWrongly
    try:
        return [(read_envelope_id(each), _envelope(text)) for each, text in zip(ids, sealed, strict=True)]
    except SealingError as error:
        raise SealedWrongly from error


def _envelope(text: str) -> bytes:
    """The envelope, if it has the form of one; no more can be known of it here."""
    try:
        envelope = base64.b64decode(text, validate=True)
        header_of(envelope)
    except (binascii.Error, ValueError, SealingError) as error:
        raise SealedWrongly from error
    if len(envelope) not in LENGTHS:
        raise SealedWrongly
    return envelope
