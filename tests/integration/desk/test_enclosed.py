"""What came enclosed with a tip, on the desk: who may see it, when it is shown, and what the ledger says."""

from __future__ import annotations

import io
from typing import Any

import pytest
from desk import DAY, client_of, keys, officer, sealed, sealed_apart, tip_document
from pictures import jpeg
from PIL import Image

from lamplighter.desk.enclosures import services as enclosures
from lamplighter.desk.enclosures.models import ContactOpening
from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.inbox import services
from lamplighter.desk.inbox.models import Tip, TipKey
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.queue.services import assess_waiting
from lamplighter.tips import Contact, dump_contact

pytestmark = pytest.mark.django_db
CONTACT = Contact(
    name="Zebedee Made-up",
    phone_or_email="07700 900123",
    safe_time="weekdays, 10 to 12",
    safe_way="text only",
    agreed_word="lantern",
)


@pytest.fixture(autouse=True)
def _unlocked() -> None:
    keys()


def arrived(*, photos: int = 0, told_of: int | None = None, contact: Contact | None = None, **fields: Any) -> Tip:
    """A tip that came through the letterbox with these things enclosed."""
    number, envelope = sealed(tip_document(photos=photos if told_of is None else told_of, **fields))
    services.receive(number, DAY, False, envelope)
    apart = [each for which in range(1, photos + 1) for each in sealed_apart(number, "photo", jpeg((400, 300)), which)]
    apart += sealed_apart(number, "contact", dump_contact(contact)) if contact else []
    for own, sealed_part in apart:
        services.receive(own, DAY, False, sealed_part)
    (tip,) = services.open_waiting()
    assess_waiting()
    return tip


def page_of(tip: Tip, *roles: str) -> str:
    return client_of(officer(*roles)).get(f"/queue/{tip.pk}").content.decode()


def actions() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


def test_a_tip_with_nothing_enclosed_says_nothing_about_it() -> None:
    assert "Enclosed" not in page_of(arrived())


def test_the_page_of_a_tip_names_its_photos_and_shows_none() -> None:
    page = page_of(arrived(photos=2))
    assert "2 photos came with this tip." in page
    assert "Show photo 1" in page
    assert "Show photo 2" in page
    assert ".jpg" not in page
    assert "photo.opened" not in actions()


@pytest.mark.parametrize(
    ("came", "told_of", "sentence"), [(1, 3, "2 of 3 photos are missing"), (0, 1, "1 of 1 photos is missing")]
)
def test_photos_that_have_not_come_are_said_to_be_missing(came: int, told_of: int, sentence: str) -> None:
    assert sentence in page_of(arrived(photos=came, told_of=told_of))


def test_a_photo_is_shown_small_and_grey_first_with_words_for_who_cannot_see_it() -> None:
    tip = arrived(photos=1)
    client = client_of(officer())
    page = client.get(f"/enclosed/{tip.pk}/photo/1").content.decode()
    assert "desk-photo--quiet" in page
    assert 'alt="Photo 1, as the writer of the tip sent it.' in page
    assert "desk-photo--quiet" not in client.get(f"/enclosed/{tip.pk}/photo/1?as=full").content.decode()


def test_a_photo_is_served_as_the_jpeg_it_is_and_kept_nowhere() -> None:
    tip = arrived(photos=1)
    answer = client_of(officer()).get(f"/enclosed/{tip.pk}/photo/1.jpg")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"


def test_each_look_at_a_photo_is_in_the_ledger_with_its_number() -> None:
    tip, user = arrived(photos=2), officer()
    client = client_of(user)
    for _ in range(2):
        client.get(f"/enclosed/{tip.pk}/photo/2.jpg")
    looks = Entry.objects.filter(action="photo.opened")
    assert [(entry.actor, entry.subjects, entry.detail) for entry in looks] == [
        (f"user:{user.pk}", [str(tip.pk)], {"number": 2})
    ] * 2


@pytest.mark.parametrize("number", [0, 2, 9])
def test_a_photo_that_is_not_there_is_not_there(number: int) -> None:
    tip = arrived(photos=1)
    client = client_of(officer())
    assert client.get(f"/enclosed/{tip.pk}/photo/{number}").status_code == 404
    assert client.get(f"/enclosed/{tip.pk}/photo/{number}.jpg").status_code == 404


def test_without_the_tips_key_a_photo_is_gone() -> None:
    tip = arrived(photos=1)
    TipKey.objects.all().delete()
    assert client_of(officer()).get(f"/enclosed/{tip.pk}/photo/1.jpg").status_code == 422


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_may_not_read_tips_sees_no_photo(role: str) -> None:
    tip = arrived(photos=1)
    client = client_of(officer(role))
    for address in ("photo/1", "photo/1.jpg"):
        assert client.get(f"/enclosed/{tip.pk}/{address}").status_code == 403


@pytest.mark.parametrize("role", ["duty_officer", "safeguarding_lead"])
def test_the_two_roles_that_may_need_it_open_the_contact_with_a_reason(role: str) -> None:
    tip, user = arrived(contact=CONTACT), officer(role)
    client = client_of(user)
    before = client.get(f"/queue/{tip.pk}").content.decode()
    assert "The writer left a way to be reached" in before
    assert "Zebedee" not in before
    shown = client.post(f"/enclosed/{tip.pk}/contact", {"why": "To agree a safe visit."})
    assert shown.headers["Cache-Control"] == "no-store"
    for words in (CONTACT.name, CONTACT.phone_or_email, CONTACT.safe_time, CONTACT.safe_way, CONTACT.agreed_word):
        assert words in shown.content.decode()
    after = client.get(f"/queue/{tip.pk}").content.decode()
    assert "To agree a safe visit." in after
    assert "Zebedee" not in after


def test_each_opening_of_a_contact_is_in_the_ledger_and_its_reason_is_not() -> None:
    tip, user = arrived(contact=CONTACT), officer()
    client_of(user).post(f"/enclosed/{tip.pk}/contact", {"why": "To agree a safe visit."})
    entry = Entry.objects.get(action="contact.opened")
    assert (entry.actor, entry.subjects) == (f"user:{user.pk}", [str(tip.pk)])
    assert entry.detail == {"opening": ContactOpening.objects.get().pk}
    assert not any("safe visit" in str(each.detail) for each in Entry.objects.all())


@pytest.mark.parametrize("role", ["analyst", "commander", "auditor", "administrator"])
def test_no_other_role_opens_a_contact_whichever_way(role: str) -> None:
    tip, user = arrived(contact=CONTACT), officer(role)
    answer = client_of(user).post(f"/enclosed/{tip.pk}/contact", {"why": "I want to know."})
    assert answer.status_code == 403
    with pytest.raises(NotPermitted):
        enclosures.open_contact(tip, by=user, why="I want to know.")
    assert not ContactOpening.objects.exists()


def test_who_may_not_open_it_is_told_who_may() -> None:
    page = page_of(arrived(contact=CONTACT), "analyst")
    assert "A duty officer or a safeguarding lead can open it." in page
    assert "/contact" not in page


def test_no_contact_is_opened_without_a_reason_or_by_asking_for_its_address() -> None:
    tip = arrived(contact=CONTACT)
    client = client_of(officer())
    assert client.post(f"/enclosed/{tip.pk}/contact", {"why": " "}).status_code == 302
    assert client.get(f"/enclosed/{tip.pk}/contact").status_code == 405
    assert "contact.opened" not in actions()


def test_where_nobody_left_a_contact_there_is_none_to_open() -> None:
    tip = arrived(photos=1)
    assert client_of(officer()).post(f"/enclosed/{tip.pk}/contact", {"why": "To ask."}).status_code == 404


def test_a_receipt_that_was_asked_for_is_said() -> None:
    tip = arrived(contact=Contact(name="Made-up Name", organisation="Made-up School", receipt=True))
    page = client_of(officer()).post(f"/enclosed/{tip.pk}/contact", {"why": "To send the receipt."}).content.decode()
    assert "They ask for a receipt in their name." in page
    assert "Made-up School" in page


def test_the_text_of_a_contact_cannot_become_part_of_the_page() -> None:
    tip = arrived(contact=Contact(name="<script>alert(1)</script>"))
    page = client_of(officer()).post(f"/enclosed/{tip.pk}/contact", {"why": "To ask."}).content.decode()
    assert "<script>alert" not in page
