"""The ways of those who may leave a name, and the words that may give somebody away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import report_house
from report_house import House
from reporter import Answers, Reporter

from lamplighter.report_site import clock
from lamplighter.tips import Contact, Enclosure, Tip, Work, join, parse_contact

WHAT: dict[str, Answers] = {"story": "Shouting every night.", "street": "Mill Lane", "more": "no"}
NAMED: dict[str, Answers] = {
    "role": "affected",
    "named": "yes",
    "name": "Ottoline",
    "phone_or_email": "07700 900123",
    "safe_time": "weekday mornings",
    "safe_way": "text only",
    "agreed_word": "heron",
}
PROFESSIONAL: dict[str, Answers] = {
    "role": "professional",
    "threshold": "adult_at_risk",
    "basis": "safeguarding",
    "receipt": "yes",
    "name": "Dr Quill",
    "organisation": "Mill Lane Surgery",
    "phone_or_email": "01632 960001",
}


def walked(person: Reporter, until: str = "Send it", **answers: Answers) -> Reporter:
    person.begin()
    while person.heading != until:
        person.press(**{key: value for key, value in answers.items() if key in person.asks})
    return person


def sent(house: House, **answers: Answers) -> tuple[Tip, list[Enclosure]]:
    person = walked(house.visitor(), **answers).press("plain")
    assert person.heading == "Thank you. Your report is kept."
    found = [document for document, _danger in house.documents()]
    (tip,) = [each for each in found if isinstance(each, Tip)]
    return tip, [each for each in found if isinstance(each, Enclosure)]


def test_a_named_way_is_sealed_apart_from_the_report(house: House) -> None:
    tip, parts = sent(house, **WHAT, **NAMED)
    assert {part.kind for part in parts} == {"contact"}
    assert parse_contact(join(parts)) == Contact(
        name="Ottoline",
        phone_or_email="07700 900123",
        safe_time="weekday mornings",
        safe_way="text only",
        agreed_word="heron",
    )
    assert "Ottoline" not in repr(tip)
    assert "900123" not in repr(tip)


def test_a_professional_says_why_and_leaves_a_name_for_a_receipt_apart(house: House) -> None:
    tip, parts = sent(house, **WHAT, **PROFESSIONAL)
    assert tip.work == Work(threshold="adult_at_risk", basis="safeguarding")
    contact = parse_contact(join(parts))
    assert (contact.name, contact.organisation, contact.receipt) == ("Dr Quill", "Mill Lane Surgery", True)
    assert "Quill" not in repr(tip)


def test_the_contact_names_the_tip_it_belongs_to_by_its_envelope(house: House) -> None:
    _tip, parts = sent(house, **WHAT, **NAMED)
    ids = {each.envelope_id for each, _sealed in house.worker.letterbox.collect(10).envelopes}
    assert parts[0].tip in ids


@pytest.mark.parametrize("answers", [{}, {"role": "neighbour"}, {"role": "affected", "named": "no"}])
def test_whoever_leaves_no_name_sends_one_envelope(house: House, answers: dict[str, Answers]) -> None:
    assert sent(house, **WHAT, **answers)[1] == []


def test_a_name_is_not_sent_after_all_when_the_person_takes_it_back(house: House) -> None:
    person = walked(house.visitor(), "Check your answers", **WHAT, **NAMED)
    person.press("change:named").press(named="no")
    assert person.heading == "Check your answers"
    assert "Ottoline" not in person.text
    while person.heading != "Send it":
        person.press()
    person.press("plain")
    assert [isinstance(document, Tip) for document, _danger in house.documents()] == [True]


def test_whoever_it_happens_to_meets_help_first_and_local_help_before_it(house: House) -> None:
    object.__setattr__(house.worker.settings, "local_services", {"Heron House": "01632 960002"})
    person = walked(house.visitor(), "Before you go on", role="affected")
    text = person.text
    assert text.index("Heron House: 01632 960002") < text.index("National Domestic Abuse Helpline")


def test_a_professional_is_told_what_this_does_not_replace(house: House) -> None:
    person = walked(house.visitor(), "Before you go on", role="professional")
    for duty in ("safeguarding team", "Female genital mutilation", "Home Office", "safeguarding lead"):
        assert duty in person.text


TELLING = "I see it from my kitchen window. My name is Ottoline."


def test_words_that_may_give_somebody_away_are_pointed_out_before_sending(house: House) -> None:
    person = walked(house.visitor(), "You may be giving yourself away", **{**WHAT, "story": TELLING})
    assert "“from my kitchen”" in person.text
    assert "“My name is”" in person.text
    assert "This looks like your own name." in person.text
    person.press("change:story").press(story="Shouting every night.")
    assert person.press().heading == "Send it"


def test_whoever_keeps_such_words_sends_them_as_they_are(house: House) -> None:
    tip, _parts = sent(house, **{**WHAT, "story": TELLING})
    assert tip.story == TELLING


@pytest.mark.parametrize("way", [NAMED, PROFESSIONAL])
def test_whoever_leaves_a_name_is_not_warned_about_it(house: House, way: dict[str, Answers]) -> None:
    person = walked(house.visitor(), "Check your answers", **{**WHAT, "story": TELLING}, **way)
    assert person.press().heading == "Send it"


def test_who_else_could_know_is_asked_for_safety_and_not_held_against_the_writer(house: House) -> None:
    answers = {**WHAT, "more": "yes", "who_else_knows": "only I know, and my sister"}
    person = walked(house.visitor(), "Check your answers", **answers)
    assert person.press().heading == "Send it"


def test_outside_staffed_hours_every_page_that_matters_says_when_somebody_reads(tmp_path: Path) -> None:
    tomorrow = (clock.here() + timedelta(days=1)).strftime("%a").lower()
    told = "Nobody may read your report before"
    with report_house.house(tmp_path, staffed_hours={tomorrow: "08:00-20:00"}) as closed:
        person = closed.visitor()
        assert told in person.get("/en/").text
        assert told in person.get("/en/after").text
        assert told in walked(person, "Please call 999 now", danger_now="yes").text
        walked(person, "Tell us what you noticed").press(story="He has a knife and is going to kill her right now.")
        assert "danger" in person.heading
        assert told in person.text
        assert told in walked(person, **WHAT).press("plain").text
        assert person.heading == "Thank you. Your report is kept."
