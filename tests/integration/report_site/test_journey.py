"""Whole journeys through the site, as somebody with a text browser makes them."""

from __future__ import annotations

from pathlib import Path

import pytest
import report_house
from report_house import House
from reporter import Reporter, whole_journey

from lamplighter.report_site.answers import Answers
from lamplighter.report_site.letterbox import CHOICES, used
from lamplighter.report_site.questions import MAX_ONLINE, PAGES
from lamplighter.sealing import mailbox_keys, read_words
from lamplighter.tips import MAX_ANSWER, MAX_STORY

STORY = "Different men come to the flat all night and Tom has not been seen."
# Four bytes each in UTF-8, so that few of them fill an envelope.
HOUSE_EMOJI = "\N{HOUSE BUILDING}"
LONG = ("when", "how_often", "people", "vehicles", "who_else_knows", "hazards", "at_risk")
DANGER = "He has a knife and is going to kill her right now."


def to_story(person: Reporter, **you: str) -> Reporter:
    answers = {"danger_now": "no", **you}
    person.begin()
    while person.heading != "What is it about?":
        person.press(**{key: value for key, value in answers.items() if key in person.asks})
    return person.press(kinds=["not_sure"])


def to_send(person: Reporter, story: str = STORY, **you: str) -> Reporter:
    to_story(person, **you).press(story=story)
    if "danger" in person.heading:
        person.press("on")
    person.press(street="Mill Lane")
    while person.heading != "Send it":
        person.press()
    return person


def test_a_whole_journey_becomes_one_tip_that_the_desk_can_read(house: House) -> None:
    person = whole_journey(house.visitor(), story=STORY)
    assert person.heading == "Thank you. Your report is kept."
    ((tip, danger),) = house.tips()
    assert (tip.story, tip.kinds, tip.signs, danger) == (STORY, ("cuckooing",), ("cuckooing-all-hours",), False)
    assert (tip.role, tip.danger_now, tip.how_known, tip.still_happening) == ("neighbour", "no", "saw", "yes")
    assert (tip.when, tip.people, tip.hazards) == ("most nights", "two men in their thirties", "a large dog")
    assert tip.place is not None
    assert tip.place.text == "Mill Road"
    assert (tip.language, tip.channel, tip.sealed_by, tip.work) == ("en", "form", "server", None)


def test_the_words_shown_open_the_mailbox_named_in_the_tip(house: House) -> None:
    person = whole_journey(house.visitor(), story=STORY)
    keys = mailbox_keys(read_words(" ".join(person.words)))
    ((tip, _),) = house.tips()
    assert len(person.words) == 8
    assert tip.reply_to is not None
    assert tip.reply_to.mailbox == keys.mailbox


def test_without_words_none_are_shown_and_no_mailbox_is_made(house: House) -> None:
    person = whole_journey(house.visitor(), story=STORY, choice="plain")
    ((tip, _),) = house.tips()
    assert person.heading == "Thank you. Your report is kept."
    assert person.words == []
    assert tip.reply_to is None


@pytest.mark.parametrize("choice", CHOICES)
def test_a_report_sent_twice_is_kept_once_and_shows_the_same_words(house: House, choice: str) -> None:
    person = to_send(house.visitor())
    form = person.page.values
    words = person.post("/en/t", {**form, "go": choice}).words
    for again in CHOICES:
        person.post("/en/t", {**form, "go": again})
        assert person.heading == "Thank you. Your report is kept."
        assert person.words == words
        assert STORY not in person.text
    ((tip, _),) = house.tips()
    assert (tip.reply_to is None) == (choice == "plain")


@pytest.mark.parametrize("choice", CHOICES)
def test_any_other_button_of_a_report_that_was_sent_shows_nothing_of_it(house: House, choice: str) -> None:
    person = to_send(house.visitor())
    form = person.page.values
    words = person.post("/en/t", {**form, "go": choice}).words
    for again in ("back", "next", "change:story", "on", "again", ""):
        person.post("/en/t", {**form, "go": again})
        assert person.heading == "This report was sent already"
        assert person.words == []
        assert STORY not in person.text
        # One of the words alone may well stand on the page: they are plain words.
        assert not words or " ".join(words[:2]) not in person.text


def test_no_page_of_a_report_that_was_sent_can_be_seen_by_going_back(house: House) -> None:
    person = house.visitor().begin()
    forms = [(person.heading, person.page.values)]
    person.press(danger_now="no").press(role="neighbour").press().press(kinds=["cuckooing"]).press()
    while person.heading != "Send it":
        forms.append((person.heading, person.page.values))
        given = {"story": STORY, "street": "Mill Lane", "people": "Quillfeather"}
        person.press(**{key: value for key, value in given.items() if key in person.asks})
    forms.append((person.heading, person.page.values))
    person.press("words")
    for heading, form in forms:
        for go in (
            "next",
            "back",
            "again",
            "change:story",
            "change:check",
            *(["words"] if heading != "Send it" else []),
        ):
            person.post("/en/t", {**form, "go": go})
            assert person.heading == "This report was sent already", heading
            assert "Quillfeather" not in person.text
    assert len(house.tips()) == 1


def test_the_way_out_of_the_last_page_asks_the_browser_to_forget(house: House) -> None:
    person = to_send(house.visitor()).press("plain")
    assert "/en/x" in person.page.links
    person.get("/en/x")
    assert (person.status, person.answer_headers["Location"]) == (303, "https://www.bbc.co.uk/weather")
    assert person.answer_headers["Clear-Site-Data"] == '"cache", "storage"'
    assert person.body == b""


def test_every_page_of_the_way_has_one_address(house: House) -> None:
    person = house.visitor().begin()
    seen = 0
    while person.heading != "Thank you. Your report is kept.":
        assert person.page.action == "/en/t"
        given = {"kinds": ["cuckooing"], "street": "Mill Lane"}
        person.press(
            "plain" if person.heading == "Send it" else "next",
            **{key: value for key, value in given.items() if key in person.asks},
        )
        seen += 1
    assert seen > 15


def test_what_waits_does_not_say_whose_words_were_written_down(house: House) -> None:
    for choice in CHOICES:
        to_send(house.visitor()).press(choice)
    letterbox = house.worker.letterbox
    waiting = [each.envelope_id for each, _ in letterbox.collect(10).envelopes]
    assert len(waiting) == len(CHOICES)
    guesses = [used.mark(envelope_id, choice) for envelope_id in waiting for choice in CHOICES]
    assert letterbox._known.among(guesses) == set()


@pytest.mark.parametrize(("same_home", "first"), [("yes", "plain"), ("no", "words"), ("rather_not", "words")])
def test_for_somebody_in_the_same_home_no_words_comes_first(house: House, same_home: str, first: str) -> None:
    person = to_send(house.visitor(), same_home=same_home)
    assert [value for _, value in person.page.buttons][:2] == [first, "plain" if first == "words" else "words"]
    # Equal buttons: neither is dressed as the lesser one.
    assert b"govuk-button--secondary" not in person.body


def test_back_keeps_what_was_typed(house: House) -> None:
    person = to_story(house.visitor()).press("back", story=STORY)
    assert person.heading == "What is it about?"
    assert person.press().page.values["story"] == [STORY]


def test_any_answer_can_be_changed_from_check_and_leads_back_to_check(house: House) -> None:
    person = to_send(house.visitor()).press("back")
    assert person.heading == "Check your answers"
    for page in PAGES:
        if f"change:{page.key}" in [value for _, value in person.page.buttons]:
            person.press(f"change:{page.key}")
            assert person.heading == str(page.heading)
            person.press()
            assert person.heading == "Check your answers"


def test_changing_the_kind_asks_for_its_signs_and_then_leads_back(house: House) -> None:
    person = to_send(house.visitor()).press("back").press("change:kinds").press(kinds=["modern_slavery"])
    assert person.heading == "What have you noticed?"
    assert person.press().heading == "Check your answers"


def test_nothing_is_needed_but_what_and_where(house: House) -> None:
    person = house.visitor().begin().press().press().press().press()
    assert person.heading == "Tell us what you noticed"
    person.press()
    assert (person.status, person.heading) == (422, "Tell us what you noticed")
    assert "#story" in person.page.links
    person.press(story="Something is wrong.").press()
    assert person.status == 422
    assert "#street" in person.page.links


def test_an_online_name_is_place_enough(house: House) -> None:
    person = to_story(house.visitor()).press(story=STORY).press(online="chat app, name sunny_lad_7")
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    ((tip, _),) = house.tips()
    assert tip.place is None
    assert "sunny_lad_7" in tip.contacts


def test_danger_that_was_ticked_leads_to_999_and_sets_the_flag(house: House) -> None:
    person = house.visitor().begin().press(danger_now="yes")
    assert person.heading == "Please call 999 now"
    assert "press 55 when you are asked" in person.text
    assert "does not tell anybody where you are" in person.text
    assert "only from a phone that was registered for it beforehand" in person.text
    person.press().press().press().press(kinds=["domestic_abuse"])
    person.press().press(story="Shouting.").press(street="Mill Lane")
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    ((_, danger),) = house.tips()
    assert danger


def test_danger_that_was_typed_and_not_ticked_shows_the_advice_and_sets_the_flag(house: House) -> None:
    person = to_story(house.visitor()).press(story=DANGER)
    assert person.heading == "It sounds as if somebody may be in danger"
    assert "Call 999" in person.text
    assert house.tips() == []
    person.press("on")
    assert person.heading == "Where is it?"
    person.press(street="Mill Lane")
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    ((tip, danger),) = house.tips()
    assert danger
    assert tip.danger_now == "no"


def test_danger_typed_on_another_page_is_found_before_sending(house: House) -> None:
    person = to_story(house.visitor()).press(story=STORY).press(street="Mill Lane").press().press().press(people=DANGER)
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    assert person.heading == "It sounds as if somebody may be in danger"
    assert house.tips() == []
    assert person.press("plain").heading == "Thank you. Your report is kept."
    ((_, danger),) = house.tips()
    assert danger


@pytest.mark.parametrize("field", ["street", "town", "online"])
def test_danger_typed_into_the_place_is_found_too(house: House, field: str) -> None:
    person = to_story(house.visitor()).press(story=STORY).press(**{"street": "Mill Lane", field: DANGER})
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    assert person.heading == "It sounds as if somebody may be in danger"
    person.press("plain")
    ((_, flagged),) = house.tips()
    assert flagged


def test_somebody_who_sees_the_advice_can_go_back_to_what_they_wrote(house: House) -> None:
    person = to_story(house.visitor()).press(story=DANGER).press("again")
    assert person.page.values["story"] == [DANGER]


def test_somebody_under_18_meets_childline_first_and_no_lists(house: House) -> None:
    person = house.visitor().begin().press(danger_now="no").press(role="under_18")
    assert "0800 1111" in person.text
    person.press().press().press(kinds=["child_sexual_exploitation"])
    assert person.heading == "Tell us what you noticed"
    assert "You do not have to say what happened" in person.text
    person.press(story="I am worried about a girl in my class.").press(street="Mill Lane")
    assert person.heading == "Check your answers"
    person.press().press("plain")
    ((tip, _),) = house.tips()
    assert tip.role == "under_18"


def test_a_story_that_is_too_long_is_given_back_whole_with_the_limit_and_its_length(house: House) -> None:
    story = "word " * 200_000
    person = to_story(house.visitor()).press(story=story)
    assert person.status == 422
    assert "20,000 characters" in person.text
    assert f"{len(story.strip()):,}" in person.text
    assert person.page.values["story"] == [story.strip()]
    assert person.press(story="a" * MAX_STORY).heading == "Where is it?"


def test_an_online_name_beside_as_many_contacts_as_there_is_room_for_can_be_sent(house: House) -> None:
    person = to_story(house.visitor()).press(story=STORY).press(street="Mill Lane", online="o" * MAX_ONLINE)
    while "contacts" not in person.asks:
        person.press()
    assert person.press(contacts="0" * MAX_ANSWER).status == 422
    person.press(contacts="0" * (MAX_ANSWER - MAX_ONLINE - 1))
    while person.heading != "Send it":
        person.press()
    assert person.press("plain").heading == "Thank you. Your report is kept."
    ((tip, _),) = house.tips()
    assert len(tip.contacts) == MAX_ANSWER


def test_answers_that_are_too_many_bytes_together_are_given_back_and_not_lost(house: House) -> None:
    person = to_story(house.visitor()).press(story=HOUSE_EMOJI * MAX_STORY).press(street="Mill Lane")
    while person.heading != "Send it":
        person.press(**{name: HOUSE_EMOJI * 1990 for name in LONG if name in person.page.values})
    person.press("plain")
    assert (person.status, person.heading) == (422, "Tell us what you noticed")
    assert "too long to send" in person.text
    assert person.page.values["story"] == [HOUSE_EMOJI * MAX_STORY]
    assert person.press(story=STORY).heading == "Check your answers"
    assert person.press().press("plain").heading == "Thank you. Your report is kept."


def test_letters_in_another_encoding_break_no_page(house: House) -> None:
    person = house.visitor().begin()
    while person.heading != "Send it":
        given = {"danger_now": "yes", "role": "professional", "story": STORY, "street": "Mill Lane", "receipt": "yes"}
        press = {key: value for key, value in given.items() if key in person.asks}
        body = b"state=" + person.page.values["state"][0].encode() + b"&go=next&story=caf%E9"
        here = person.page
        person._go("POST", "/en/t", body, {"Content-Type": "application/x-www-form-urlencoded"})
        assert person.status in (200, 422)
        person.page = here
        person.press(**press)


def test_the_last_page_says_what_the_browser_may_still_show(house: House) -> None:
    person = to_send(house.visitor()).press("plain")
    assert "Nothing was left" not in person.text
    assert "Close this page and its tab now" in person.text


def test_letters_in_another_encoding_are_given_back_for_a_second_look(house: House) -> None:
    person = to_story(house.visitor())
    state = person.page.values["state"][0].encode()
    person._go(
        "POST",
        "/en/t",
        b"state=" + state + b"&go=next&story=caf%E9",
        {"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert person.status == 422
    assert "misread" in person.text
    assert person.page.values["story"] == ["café"]
    assert person.press().heading == "Where is it?"


def test_answers_of_the_journey_fill_every_field_that_travels() -> None:
    asked = {field.key for page in PAGES for field in page.fields}
    assert asked | {"offered"} == set(Answers.__dataclass_fields__)


def test_the_full_letterbox_says_so_and_keeps_the_answers(tmp_path: Path) -> None:
    with report_house.house(tmp_path, letterbox_most=100, report_workers=64) as small:
        for _ in range(2):
            to_send(small.visitor()).press("plain")
        person = to_send(small.visitor()).press("plain")
        assert person.status == 503
        assert "NOT kept" in person.text
        assert "0800 555 111" in person.text
        ids = [each.envelope_id for each, _ in small.worker.letterbox.collect(10).envelopes]
        small.worker.letterbox.acknowledge(ids)
        assert person.press("plain").heading == "Thank you. Your report is kept."
