"""Replies to reporters: only approved words, none of which sets anybody a task or tells what was done."""

from __future__ import annotations

import re

import pytest

from lamplighter import signs, tips
from lamplighter.tips.errors import EmptyMessage, NotApproved, TipError, UnknownDocument, UnknownField, WrongType

TASKS = re.compile(
    r"\b(find out|watch|follow|film|record|ask|listen|look|go back|go there|get us|get me|keep|note|next time|try to)\b",
    re.IGNORECASE,
)
# What makes the word of a task its opposite, close before it.
NOT = re.compile(r"\b(do not|no need to|not|without|never)\b[^.?!]*$", re.IGNORECASE)
# The same words where they ask nobody to do anything.
HARMLESS = ("when you are asked to", "Thank you for asking", "look like", "helps us to keep you out of it")
ACTED = re.compile(r"\b(arrest|warrant|raid|visit|officer|investigat|passed on|acted|will act|result)", re.IGNORECASE)

each = pytest.mark.parametrize("text", tips.approved_texts(), ids=lambda text: text.id)


def tasks(text: str) -> list[str]:
    for harmless in HARMLESS:
        text = text.replace(harmless, "")
    found = [match for match in TASKS.finditer(text) if not NOT.search(text[: match.start()])]
    return [match.group() for match in found]


@each
def test_no_approved_text_sets_a_task(text: tips.Approved) -> None:
    assert tasks(text.text) == []


@pytest.mark.parametrize(
    "text", ["Please find out more.", "Could you watch the house?", "Do not worry. Film it.", "Go back and look."]
)
def test_a_text_that_sets_a_task_would_be_noticed(text: str) -> None:
    assert tasks(text)


@each
def test_no_approved_text_tells_what_was_done_or_will_be(text: tips.Approved) -> None:
    assert not ACTED.search(text.text)


@each
def test_an_approved_text_fits_a_reply_and_has_a_title(text: tips.Approved) -> None:
    assert tips.Reply(text=text.text, day="2027-01-04").text == text.text
    assert text.title


@pytest.mark.parametrize(
    "text", [t for t in tips.approved_texts() if t.purpose == "question"], ids=lambda text: text.id
)
def test_a_question_asks_what_is_already_known_and_takes_no_answer_for_one(text: tips.Approved) -> None:
    assert text.text.endswith("that is fine.")
    assert "?" in text.text
    assert "already know" in text.text or "yourself" in text.text or "too" in text.text


@pytest.mark.parametrize("text", [t for t in tips.approved_texts() if t.purpose == "help"], ids=lambda text: text.id)
def test_every_number_given_is_that_of_a_known_helpline(text: tips.Approved) -> None:
    numbers = re.findall(r"\b0[\d ]{6,}\d", text.text)
    assert len(numbers) == 1
    assert numbers[0] in {line.contact for line in signs.helplines()}


def test_every_purpose_has_texts_and_no_two_have_one_name() -> None:
    assert {text.purpose for text in tips.approved_texts()} == set(tips.PURPOSES)
    assert len({text.id for text in tips.approved_texts()}) == len(tips.approved_texts())


def test_no_other_text_can_be_had() -> None:
    with pytest.raises(NotApproved):
        tips.approved_text("find_out_more")


def test_a_reply_comes_back_as_it_was_written() -> None:
    reply = tips.Reply(text="Thank you.\nTake care.", day="2027-01-04", number=3)
    assert tips.parse_reply(tips.dump_reply(reply)) == reply
    assert reply.when.isoformat() == "2027-01-04"


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (b"{}", UnknownDocument),
        (b'{"document":"message"}', UnknownDocument),
        (b'{"document":"reply","version":1,"text":"a","day":"2027-01-04","number":1,"more":1}', UnknownField),
        (b'{"document":"reply","version":1,"text":"a","day":"soon","number":1}', WrongType),
        (b'{"document":"reply","version":1,"text":"a","day":"2027-01-04","number":0}', WrongType),
        (b'{"document":"reply","version":1,"text":" ","day":"2027-01-04","number":1}', EmptyMessage),
        (b"\xff", TipError),
        (b"[]", TipError),
    ],
)
def test_what_is_no_reply_is_refused_with_a_sentence(document: bytes, error: type[TipError]) -> None:
    with pytest.raises(error):
        tips.parse_reply(document)
