"""Photos on the send page: made anew, sealed apart, kept with their report in one go; refused ones lose nothing else."""

from __future__ import annotations

import io
import threading

import pytest
from pictures import SECRET, claiming_png, jpeg, png, webp
from PIL import Image
from report_house import House
from reporter import Reporter

from lamplighter.report_site import photos
from lamplighter.tips import Enclosure, Tip, join

DANGER = "He has a knife and is going to kill her right now."
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(40)


def to_send(person: Reporter, story: str = "Something is wrong there.", **you: str) -> Reporter:
    person.begin().press(danger_now="no").press(**you)
    return on_to_send(person, story)


def on_to_send(person: Reporter, story: str = "Something is wrong there.") -> Reporter:
    """From wherever the person is, through whatever is asked, to the page that sends."""
    asked = {"story": story, "street": "Mill Lane", "kinds": "not_sure"}
    while person.heading != "Send it":
        if "danger" in person.heading:
            person.press("on")
        else:
            person.press(**{name: value for name, value in asked.items() if name in person.asks})
    return person


def everything(house: House) -> tuple[list[Tip], list[Enclosure]]:
    found = [document for document, _ in house.documents()]
    return [each for each in found if isinstance(each, Tip)], [each for each in found if isinstance(each, Enclosure)]


def test_photos_are_made_anew_and_sealed_apart_from_the_report(house: House) -> None:
    person = to_send(house.visitor()).attach("words", jpeg((3000, 2000)), png(), webp())
    assert person.heading == "Thank you. Your report is kept."
    assert "3 photos are kept with it." in person.text
    (tip,), parts = everything(house)
    assert tip.photos == 3
    for number, size in ((1, (1600, 1067)), (2, (64, 48)), (3, (64, 48))):
        photo = join([part for part in parts if part.number == number])
        assert Image.open(io.BytesIO(photo)).size == size
        assert SECRET not in photo


def test_the_parts_name_the_tip_they_belong_to_and_no_id_is_used_twice(house: House) -> None:
    to_send(house.visitor()).attach("plain", jpeg(), png())
    waiting = {each.envelope_id for each, _ in house.worker.letterbox.collect(100).envelopes}
    _, parts = everything(house)
    assert len(waiting) == 3
    assert {part.tip for part in parts} < waiting


def test_enclosures_of_a_danger_report_come_as_fast_as_the_report(house: House) -> None:
    to_send(house.visitor(), DANGER).attach("plain", jpeg())
    assert [danger for _, danger in house.documents()] == [True, True]


def test_a_report_can_be_sent_without_a_photo_by_the_same_form(house: House) -> None:
    person = to_send(house.visitor()).attach("plain")
    assert person.heading == "Thank you. Your report is kept."
    person = to_send(house.visitor()).attach("plain", b"", names=[""])
    assert person.heading == "Thank you. Your report is kept."
    tips, parts = everything(house)
    assert (len(tips), parts, [tip.photos for tip in tips]) == (2, [], [0, 0])


@pytest.mark.parametrize(
    ("photo", "why"),
    [
        (HEIC, "HEIC"),
        (b"%PDF-1.7 made up", "PDF"),
        (b"\x00\x00\x00\x18ftypmp42", "videos"),
        (b"<svg onload='x'/>", "JPEG, PNG and WebP"),
        (jpeg()[:700], "damaged"),
        (claiming_png(60_000, 60_000), "too large"),
    ],
)
def test_a_photo_that_cannot_be_taken_is_explained_and_the_report_can_go_without(
    house: House, photo: bytes, why: str
) -> None:
    person = to_send(house.visitor()).attach("words", jpeg(), photo)
    assert person.status == 422
    assert person.heading == "Send it"
    assert "Photo 2: " in person.text
    assert why in person.text
    assert house.documents() == []
    person.attach("words")
    assert len(person.words) == 8
    ((tip,), parts) = everything(house)
    assert (tip.photos, parts) == (0, [])


def test_more_photos_than_three_are_too_many(house: House) -> None:
    person = to_send(house.visitor()).attach("plain", *[jpeg()] * 4)
    assert "We can take 3 photos and you added 4." in person.text
    assert house.documents() == []


def test_photos_added_to_a_report_that_is_already_kept_are_said_not_to_be_added(house: House) -> None:
    person = to_send(house.visitor())
    page = person.page
    person.attach("plain")
    person.page = page
    person.attach("plain", jpeg())
    assert "Nothing can be added to it now." in person.text
    assert "is kept with it" not in person.text
    assert len(house.documents()) == 1


@pytest.mark.parametrize("kind", ["child_sexual_exploitation", "sexual_violence"])
def test_on_the_sexual_routes_no_photo_is_asked_for_and_none_taken(house: House, kind: str) -> None:
    person = house.visitor()
    person.begin().press(danger_now="no").press(role="neighbour")
    while "kinds" not in person.asks:
        person.press()
    person.press(kinds=[kind])
    no_photo(house, on_to_send(person))


def test_a_child_is_asked_for_no_photo_and_shown_who_can_help(house: House) -> None:
    no_photo(house, to_send(house.visitor(), role="under_18"))


def no_photo(house: House, person: Reporter) -> None:
    assert b'type="file"' not in person.body
    assert b"multipart" not in person.body
    for who in ("Report Remove", "Internet Watch Foundation", "CEOP"):
        assert who in person.text
    person.attach("plain", jpeg())
    assert "We cannot take photos with this report." in person.text
    assert house.documents() == []
    person.press("plain")
    assert person.heading == "Thank you. Your report is kept."


def test_whoever_must_first_read_about_999_comes_back_to_add_the_photo_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lamplighter.report_site.views.must_warn", lambda draft: draft.urgent and not draft.warned)
    person = to_send(house.visitor(), DANGER)
    if person.heading == "Send it":
        person.attach("plain", jpeg())
    assert house.documents() == []


def test_while_others_wait_for_their_photos_nobody_else_has_to(house: House) -> None:
    """All places taken: the answer comes at once, and the report can go without."""
    for _ in range(photos.WAITING_AT_MOST):
        photos._places.acquire()
    try:
        person = to_send(house.visitor()).attach("plain", jpeg())
        assert "We are busy with other photos just now." in person.text
        person.attach("plain")
        assert person.heading == "Thank you. Your report is kept."
    finally:
        for _ in range(photos.WAITING_AT_MOST):
            photos._places.release()


def test_many_at_once_are_all_kept_or_told_to_wait(house: House) -> None:
    people = [to_send(house.visitor()) for _ in range(6)]
    sending = [threading.Thread(target=person.attach, args=("plain", jpeg())) for person in people]
    for each in sending:
        each.start()
    for each in sending:
        each.join()
    kept = [person for person in people if person.heading.startswith("Thank you")]
    assert all("busy" in person.text for person in people if person not in kept)
    tips, parts = everything(house)
    assert len(tips) == len(parts) == len(kept) >= photos.WAITING_AT_MOST


def test_files_are_taken_on_the_send_page_alone(house: House) -> None:
    person = house.visitor().begin()
    person.attach("next", jpeg())
    assert person.status == 415
