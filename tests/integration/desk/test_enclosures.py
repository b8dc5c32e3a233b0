"""Photos and contacts come in any order and batch, wait sealed for their tip, and join it under the tip's own key."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from desk import DAY, client_of, keys, officer, sealed, tip_document
from django.db import connection
from pictures import SECRET, jpeg
from PIL import Image

from lamplighter import tips
from lamplighter.desk.inbox import conversation, selectors, services
from lamplighter.desk.inbox.models import Envelope, Tip, TipContent
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.models import Entry
from lamplighter.sealing import new_envelope_id, seal
from lamplighter.tips import PART_BYTES, Contact, Document, Message, dump_contact, enclose

pytestmark = pytest.mark.django_db
CONTACT = dump_contact(Contact(name="Zebedee Made-up", phone_or_email="07700 900123"))


@pytest.fixture(autouse=True)
def _unlocked() -> None:
    keys()


def receive(document: Document) -> Envelope:
    number = new_envelope_id()
    envelope = seal(tips.dump(document), envelope_id=number, to=keys().public.sealing_key)
    return services.receive(number, DAY, False, envelope)


def contact_for(tip_number: str, content: bytes = CONTACT) -> Document:
    return enclose(tip_number, "contact", 1, "application/json", content)[0]


def receive_tip(number: str, envelope: bytes) -> None:
    services.receive(number, DAY, False, envelope)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("together", [True, False])
def test_an_enclosure_joins_its_tip_whichever_comes_first(order: tuple[int, ...], together: bool) -> None:
    number, envelope = sealed(tip_document())
    arrivals = [lambda: receive_tip(number, envelope), lambda: receive(contact_for(number))]
    for which in order:
        arrivals[which]()
        if not together:
            services.open_waiting()
    services.open_waiting()
    part = TipContent.objects.get(part="contact")
    assert part.tip.envelope is not None
    assert part.tip.envelope.envelope_id == number
    assert not Envelope.objects.filter(sealed__isnull=False).exists()
    assert set(Envelope.objects.values_list("state", flat=True)) == {"opened"}


def test_an_enclosure_without_its_tip_waits_sealed_and_the_inbox_says_so() -> None:
    envelope = receive(contact_for("ab" * 16))
    services.open_waiting()
    envelope.refresh_from_db()
    assert (envelope.state, envelope.belongs_to, envelope.piece) == ("apart", "ab" * 16, "contact")
    assert envelope.sealed is not None
    page = client_of(officer()).get("/inbox/").content.decode()
    assert "abababab" in page
    assert "Zebedee" not in page


def test_no_word_of_an_enclosure_is_in_the_database_before_or_after_it_joins_its_tip() -> None:
    number, envelope = sealed(tip_document())
    receive(contact_for(number))
    services.open_waiting()
    assert b"Zebedee" not in everything_stored()
    receive_tip(number, envelope)
    services.open_waiting()
    assert TipContent.objects.filter(part="contact").exists()
    assert b"Zebedee" not in everything_stored()


def everything_stored() -> bytes:
    stored = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            stored += b"".join(
                bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                for row in cursor.fetchall()
                for value in row
            )
    return stored


def test_what_is_enclosed_is_never_replaced_and_the_second_is_kept_sealed() -> None:
    number, envelope = sealed(tip_document())
    receive_tip(number, envelope)
    receive(contact_for(number))
    services.open_waiting()
    first = bytes(TipContent.objects.get(part="contact").ciphertext)
    second = receive(contact_for(number, dump_contact(Contact(name="Somebody Else"))))
    services.open_waiting()
    second.refresh_from_db()
    assert bytes(TipContent.objects.get(part="contact").ciphertext) == first
    assert second.state == "refused"
    assert "already has" in second.refusal
    assert second.sealed is not None


def test_an_enclosure_that_is_altered_between_its_openings_is_refused_and_kept() -> None:
    number, envelope = sealed(tip_document())
    waiting = receive(contact_for(number))
    services.open_waiting()
    kept = bytes(Envelope.objects.get(pk=waiting.pk).sealed or b"")
    altered = kept[:-1] + bytes([kept[-1] ^ 1])
    Envelope.objects.filter(pk=waiting.pk).update(sealed=altered)
    receive_tip(number, envelope)
    services.open_waiting()
    waiting.refresh_from_db()
    assert waiting.state == "refused"
    assert "altered" in waiting.refusal


def test_a_refused_enclosure_can_be_tried_again_and_then_joins_its_tip() -> None:
    number, envelope = sealed(tip_document())
    receive_tip(number, envelope)
    waiting = receive(contact_for(number))
    Envelope.objects.filter(pk=waiting.pk).update(state="refused", refusal="made up")
    waiting.refresh_from_db()
    services.open_waiting()
    services.try_again(waiting, by=officer())
    services.open_waiting()
    assert TipContent.objects.filter(part="contact").exists()


def test_attaching_goes_to_the_ledger_by_number_only() -> None:
    number, envelope = sealed(tip_document())
    receive(contact_for(number))
    receive_tip(number, envelope)
    services.open_waiting()
    entry = Entry.objects.get(action="enclosure.attached")
    assert entry.subjects == [str(Tip.objects.get().pk)]
    assert entry.detail == {"part": "contact"}


def test_a_message_is_handed_on_with_the_day_it_came_and_its_sealed_bytes_are_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[tuple[Message, date]] = []

    def hear(message: Message, day: date, *, danger: bool) -> bool:
        heard.append((message, day))
        return True

    monkeypatch.setattr(conversation, "receive_message", hear)
    message = Message(mailbox="cd" * 16, text="It is the blue door.", language="en")
    envelope = receive(message)
    assert services.open_waiting() == []
    envelope.refresh_from_db()
    assert heard == [(message, DAY)]
    assert (envelope.state, envelope.sealed) == ("opened", None)
    assert Tip.objects.count() == 0


def test_a_message_that_cannot_be_kept_stays_sealed_and_holds_up_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(message: Message, day: date, *, danger: bool) -> bool:
        raise tips.errors.EmptyMessage

    monkeypatch.setattr(conversation, "receive_message", refuse)
    envelope = receive(Message(mailbox="cd" * 16, text="It is the blue door.", language="en"))
    receive(tip_document())
    assert len(services.open_waiting()) == 1
    envelope.refresh_from_db()
    assert envelope.state == "refused"
    assert envelope.sealed is not None


def test_an_enclosure_is_read_only_where_the_reading_is_recorded() -> None:
    number, envelope = sealed(tip_document())
    receive_tip(number, envelope)
    receive(contact_for(number))
    services.open_waiting()
    with reading.by_machine():
        assert selectors.part(Tip.objects.get(), TipContent.Part.CONTACT) == CONTACT


def receive_photo(number: str, photo: bytes, *, which: int = 1) -> list[Envelope]:
    return [receive(part) for part in enclose(number, "photo", which, "image/jpeg", photo)]


@pytest.fixture(scope="module")
def photo() -> bytes:
    """A photo of several parts."""
    noise = Image.effect_noise((900, 700), 90)
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=85, comment=SECRET)
    assert len(out.getvalue()) > 2 * PART_BYTES
    return out.getvalue()


@pytest.mark.parametrize("tip_at", [0, 2, 9])
def test_a_photo_of_many_parts_joins_its_tip_in_any_order_and_is_made_anew(photo: bytes, tip_at: int) -> None:
    number, envelope = sealed(tip_document(photos=1))
    arrivals: list[Callable[[], object]] = [
        partial(receive, part) for part in enclose(number, "photo", 1, "image/jpeg", photo)
    ][::-1]
    arrivals.insert(tip_at, partial(receive_tip, number, envelope))
    for arrive in arrivals:
        arrive()
        services.open_waiting()
    with reading.by_machine():
        kept = selectors.part(Tip.objects.get(), TipContent.Part.PHOTO_1)
    assert SECRET in photo
    assert SECRET not in kept
    assert Image.open(io.BytesIO(kept)).size == (900, 700)
    assert not Envelope.objects.exclude(state="opened").exists()


def test_a_photo_whose_last_part_is_missing_waits_sealed(photo: bytes) -> None:
    number, envelope = sealed(tip_document(photos=1))
    receive_tip(number, envelope)
    arrived = [receive(part) for part in enclose(number, "photo", 1, "image/jpeg", photo)[:-1]]
    services.open_waiting()
    assert not TipContent.objects.filter(part="photo-1").exists()
    assert Envelope.objects.filter(state="apart", sealed__isnull=False).count() == len(arrived)


@pytest.mark.parametrize("content", [b"<svg onload='x'/>", b"\xff\xd8\xff not a photo", b"%PDF-1.4"])
def test_what_is_no_photo_is_refused_with_a_sentence_and_kept_sealed(content: bytes) -> None:
    number, envelope = sealed(tip_document(photos=1))
    receive_tip(number, envelope)
    (kept,) = receive_photo(number, content)
    services.open_waiting()
    kept.refresh_from_db()
    assert (kept.state, TipContent.objects.filter(part="photo-1").exists()) == ("refused", False)
    assert kept.refusal
    assert kept.sealed is not None


@pytest.mark.parametrize("fields", [{"kinds": ("sexual_violence",)}, {"role": "under_18"}])
def test_a_photo_with_a_report_that_takes_none_is_never_opened_for_anybody(fields: dict[str, Any]) -> None:
    number, envelope = sealed(tip_document(**fields))
    receive_tip(number, envelope)
    (kept,) = receive_photo(number, jpeg())
    services.open_waiting()
    kept.refresh_from_db()
    assert kept.state == "refused"
    assert "takes none" in kept.refusal
    assert not TipContent.objects.filter(part="photo-1").exists()


def test_what_is_no_contact_is_refused_and_kept_sealed() -> None:
    number, envelope = sealed(tip_document())
    receive_tip(number, envelope)
    kept = receive(contact_for(number, b'{"name":7}'))
    services.open_waiting()
    kept.refresh_from_db()
    assert kept.state == "refused"
