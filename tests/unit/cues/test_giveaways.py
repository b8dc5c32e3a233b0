"""What may point to the writer is found in many voices; what says nothing about the writer is left alone."""

from __future__ import annotations

import giveaway_texts
import page_code
import pytest

from lamplighter.cues import giveaways

TELLING = {
    "own_name": [
        "My name is Ottoline Quill and I live nearby",
        "im called Barnaby",
        "Kind regards, Ottoline",
        "Ma numesc Ottoline",
    ],
    "own_contact": [
        "Please call me on 07700 900123",
        "my email is ottoline@example.com",
        "you can text me back any time",
    ],
    "own_family": [
        "my son goes to school with his daughter",
        "My wife saw the van",
        "it frightens our kids",
        "my ex husband runs it",
        "fiul meu merge la scoala cu el",
        "Moja córka go zna",
        "mano sūnus draugauja su juo",
    ],
    "own_tie": [
        "my landlord keeps their passports",
        "He is in the same class as me",
        "I am her carer and I see the bruises",
        "I work at the shop on the corner",
        "our upstairs neighbour screams",
    ],
    "own_view": [
        "I can see it from my kitchen window",
        "I live opposite and hear it all",
        "the noise comes through our bedroom wall",
        "they park outside my house",
        "it is on my doorbell camera",
        "I saw it when I was walking the dog",
        "the flat below me",
    ],
    "only_you": [
        "only I know about the back room",
        "she told me he hits her",
        "I was the only person there",
        "nobody else knows about this",
        "I told him to stop",
    ],
    "exact_time": [
        "at 7.42 pm on Tuesday a man came",
        "It was exactly 3:15",
        "on the 3rd of March they carried boxes",
        "He left at 4am",
        "at half past 6 a grey car",
    ],
}
QUIET = [
    "Different men come and go all night.",
    "The man shouts at his son most evenings.",
    "Her name is Kelly and she is about thirty.",
    "Smoke comes from the kitchen window.",
    "Young children go to the school at the end of the road.",
    "A grey van is there most Fridays after dark.",
    "There are three men and a large dog.",
    "He lives with his mum and his brother.",
    "Oh my god it is loud.",
    "They sell drugs from a car behind the shops.",
    "Somebody should look at number 14.",
    "People go in at about 20 addresses.",
    "It is getting worse every week.",
    "She looks thin and never speaks.",
    "They came about two years ago.",
    "The landlord lets it happen.",
    "The people at 31 are dealing and number 7 is empty.",
    "Her brother is 16 and he is always out.",
]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TELLING.items() for text in texts])
def test_what_may_point_to_the_writer_is_found_and_named(kind: str, text: str) -> None:
    found = giveaways(text)
    assert kind in {each.id for each in found}
    assert all(text[each.start : each.end] == each.phrase and each.why for each in found)


@pytest.mark.parametrize("text", QUIET)
def test_what_says_nothing_about_the_writer_is_left_alone(text: str) -> None:
    assert giveaways(text) == ()


def test_they_come_in_the_order_they_were_written() -> None:
    found = giveaways("I saw it from my window. My name is Ottoline.")
    assert [each.id for each in found] == ["own_view", "own_name"]


@pytest.mark.parametrize("name", ["tuning", "held_out"])
def test_what_others_say_in_quotation_marks_is_theirs_and_what_the_writer_says_is_not(name: str) -> None:
    """The held-out sentences were measured once: 13 found, 2 missed, none wrongly pointed out (12 before context was read)."""
    measured = giveaway_texts.measure(name)
    assert measured.precision >= 0.95
    assert measured.recall >= 0.85


def test_a_time_or_a_number_is_pointed_out_in_any_mouth() -> None:
    assert [each.id for each in giveaways('He said "come at 7.42 pm".')] == ["exact_time"]
    assert [each.id for each in giveaways('She said "text me on 07700 900123".')] == ["own_contact"]


def test_the_page_reads_quotation_marks_as_the_site_does() -> None:
    texts = [text for name in ("tuning", "held_out") for _telling, text in giveaway_texts.sentences(name)]
    found = page_code.run([{"call": "giveaways", "text": text} for text in texts])
    for text, answer in zip(texts, found, strict=True):
        assert answer["gives"] == [[each.id, each.phrase] for each in giveaways(text)], text
