"""The whole report on one page: the same document, the same care, and nothing shown again once it is sent."""

from __future__ import annotations

import pytest
from pictures import SECRET, jpeg, png
from report_house import House
from reporter import Answers, Reporter

from lamplighter import signs
from lamplighter.report_site import sections
from lamplighter.report_site.errors import LetterboxFull
from lamplighter.report_site.letterbox import CHOICES
from lamplighter.report_site.questions import PAGES
from lamplighter.sealing import mailbox_keys, read_words
from lamplighter.tips import Enclosure, Tip, Work, join, parse_contact

WHAT: dict[str, Answers] = {"story": "Shouting every night.", "street": "Mill Lane"}
THANKS = "Thank you. Your report is kept."
SENT = "This report was sent already"


def at_page(house: House) -> Reporter:
    return house.visitor().get("/en/o").press("begin")


def test_every_question_of_the_journey_is_on_the_page_once() -> None:
    asked = [field.key for section in sections.SECTIONS for field in section.page.fields]
    assert len(asked) == len(set(asked))
    assert set(asked) == {field.key for page in PAGES for field in page.fields} - sections.NOT_HERE


def test_every_sign_can_be_ticked(house: House) -> None:
    body = at_page(house).body.decode()
    assert all(f'value="{sign.id}"' in body for sign in signs.signs())


def test_one_page_becomes_the_same_document_as_the_journey(house: House) -> None:
    person = at_page(house).press(
        "words",
        **WHAT,
        role="neighbour",
        kinds=["cuckooing", "not_sure"],
        signs=["cuckooing-all-hours"],
        danger_now="no",
        town="Sallow",
        when="most nights",
        how_known="saw",
        who_else_knows="the whole street",
    )
    assert person.heading == THANKS
    ((tip, danger),) = house.tips()
    assert (tip.story, tip.kinds, tip.signs, danger) == (
        "Shouting every night.",
        ("cuckooing",),
        ("cuckooing-all-hours",),
        False,
    )
    assert tip.place is not None
    assert (tip.place.text, tip.when, tip.how_known) == ("Mill Lane, Sallow", "most nights", "saw")
    assert (tip.sealed_by, tip.work) == ("server", None)
    assert tip.reply_to is not None
    assert tip.reply_to.mailbox == mailbox_keys(read_words(" ".join(person.words))).mailbox


def test_what_must_be_there_is_asked_for_and_everything_typed_stays(house: House) -> None:
    person = at_page(house).press("plain", people="two men", signs=["cuckooing-all-hours"])
    assert person.status == 422
    assert {"#story", "#street"} <= set(person.page.links)
    assert person.page.values["people"] == ["two men"]
    assert person.page.values["signs"] == ["cuckooing-all-hours"]
    assert person.press("plain", **WHAT).heading == THANKS


def test_return_pressed_in_a_line_sends_nothing_without_a_choice(house: House) -> None:
    person = at_page(house)
    person.post("/en/o", {**person.page.values, **WHAT, "go": ""})
    assert person.heading == "All on one page"
    assert person.page.values["story"] == ["Shouting every night."]
    assert house.tips() == []


def test_danger_typed_and_not_ticked_shows_the_advice_and_sets_the_flag(house: House) -> None:
    person = at_page(house).press("plain", **{**WHAT, "people": "He has a knife and is going to kill her right now."})
    assert "danger" in person.heading
    assert house.tips() == []
    assert person.press("plain").heading == THANKS
    assert [danger for _tip, danger in house.tips()] == [True]


def test_words_that_give_somebody_away_can_be_changed_or_kept(house: House) -> None:
    telling = {**WHAT, "story": "I see it from my kitchen window."}
    person = at_page(house).press("words", **telling)
    assert person.heading == "You may be giving yourself away"
    assert house.tips() == []
    assert person.press("again").page.values["story"] == [telling["story"]]
    person.press("words")
    assert person.heading == "You may be giving yourself away"
    assert person.press("words").heading == THANKS
    assert [tip.story for tip, _danger in house.tips()] == [telling["story"]]


def test_whoever_leaves_a_name_has_it_sealed_apart(house: House) -> None:
    given = {"name": "Dr Quill", "phone_or_email": "01632 960001", "receipt": "yes", "threshold": "child_at_risk"}
    assert at_page(house).press("plain", **WHAT, **given).heading == THANKS
    ((tip, _danger),) = house.tips()
    assert tip.work == Work(threshold="child_at_risk")
    assert "Quill" not in repr(tip)
    parts = [document for document, _ in house.documents() if isinstance(document, Enclosure)]
    assert parse_contact(join(parts)).name == "Dr Quill"


@pytest.mark.parametrize("go", CHOICES)
def test_the_same_page_sent_again_is_one_report_with_the_same_words(house: House, go: str) -> None:
    person = at_page(house)
    form = {**person.page.values, **WHAT}
    words = person.post("/en/o", {**form, "go": "words"}).words
    person.post("/en/o", {**form, "go": go})
    assert (person.heading, person.words) == (THANKS, words)
    assert "Shouting" not in person.text
    assert len(house.tips()) == 1


@pytest.mark.parametrize("go", ["again", "next", ""])
def test_once_sent_no_other_button_shows_anything_again(house: House, go: str) -> None:
    person = at_page(house)
    form = {**person.page.values, **WHAT}
    person.post("/en/o", {**form, "go": "words"})
    words = person.words
    person.post("/en/o", {**form, "go": go})
    assert (person.heading, person.words) == (SENT, [])
    assert "Shouting" not in person.text
    # One word may stand on the page by chance.
    assert sum(word in person.text.split() for word in words) < 3
    assert len(house.tips()) == 1


def test_the_advice_is_not_shown_again_after_sending(house: House) -> None:
    person = at_page(house)
    form = {**person.page.values, **WHAT, "story": "He has a knife and is going to kill her right now."}
    person.post("/en/o", {**form, "go": "plain"})
    advice = person.page.values
    person.press("plain")
    for again in ({**form, "go": "plain"}, {**advice, "go": "plain"}):
        assert person.post("/en/o", again).heading == THANKS
    assert person.post("/en/o", {**advice, "go": "again"}).heading == SENT
    assert len(house.tips()) == 1


def test_a_full_letterbox_says_so_and_keeps_what_was_typed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise LetterboxFull

    monkeypatch.setattr(house.worker.letterbox, "deposit", full)
    person = at_page(house).press("plain", **WHAT)
    assert person.status == 503
    assert "NOT kept" in person.text
    assert person.page.values["story"] == ["Shouting every night."]


def test_a_wrong_postcode_or_a_wrong_choice_is_a_sentence(house: House) -> None:
    person = at_page(house)
    person.post("/en/o", {**person.page.values, **WHAT, "role": "officer", "go": "plain"})
    assert person.status == 422
    assert "Pick from the answers on the list" in person.text


def test_the_start_page_offers_both_ways(house: House) -> None:
    links = house.visitor().get("/en/").page.links
    assert {"/en/t", "/en/o"} <= set(links)


def test_a_photo_added_without_scripts_is_kept_with_the_report(house: House) -> None:
    person = at_page(house)
    person.page.values |= {"story": ["Shouting every night."], "street": ["Mill Lane"]}
    person.attach("words", jpeg(), png())
    assert (person.heading, len(person.words)) == (THANKS, 8)
    assert "2 photos are kept with it." in person.text
    found = [document for document, _ in house.documents()]
    (tip,) = [each for each in found if isinstance(each, Tip)]
    assert (tip.photos, tip.sealed_by) == (2, "server")
    assert not [each for each in found if isinstance(each, Enclosure) and SECRET in each.content]


def test_with_every_sign_ticked_the_form_with_a_photo_is_still_read(house: House) -> None:
    person = at_page(house)
    person.page.values |= {"story": ["Loud."], "street": ["Mill Lane"], "signs": [each.id for each in signs.signs()]}
    assert person.attach("plain", jpeg()).heading == THANKS
    (tip,) = [each for each, _ in house.documents() if isinstance(each, Tip)]
    assert set(tip.signs) == {each.id for each in signs.signs()}


def test_a_photo_that_cannot_be_taken_keeps_what_was_typed_and_the_next_press_sends_without(house: House) -> None:
    person = at_page(house)
    person.page.values |= {"story": ["Shouting every night."], "street": ["Mill Lane"]}
    person.attach("plain", b"%PDF-1.7 made up")
    assert (person.status, house.documents()) == (422, [])
    assert "Photo 1: " in person.text
    assert person.page.values["story"] == ["Shouting every night."]
    assert person.attach("plain").heading == THANKS


def test_a_photo_that_comes_with_a_repeat_is_said_not_to_be_added(house: House) -> None:
    person = at_page(house)
    person.page.values |= {"story": ["Shouting every night."], "street": ["Mill Lane"]}
    page = person.page
    person.attach("plain")
    person.page = page
    person.attach("plain", jpeg())
    assert "Nothing can be added to it now." in person.text
    assert len(house.documents()) == 1
