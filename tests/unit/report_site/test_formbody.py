"""Reading a form: its type, its size, its letters."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import RequestFactory

from lamplighter.report_site import formbody
from lamplighter.report_site.errors import FormUnreadable, NotAForm, TooLarge, TooManyFields

PLAIN = "application/x-www-form-urlencoded"


def read(body: bytes, kind: str = PLAIN, **meta: Any) -> formbody.Form:
    return formbody.read(RequestFactory().generic("POST", "/en/t", body, kind, **meta))


def test_letters_of_every_script_come_through() -> None:
    form = read(b"story=%C5%9Ftefan+%C5%BCona+%F0%9F%9A%97")
    assert form == formbody.Form({"story": ("ştefan żona 🚗",)})


def test_raw_utf8_that_was_not_escaped_is_read_too() -> None:
    assert read("story=café".encode()).one("story") == "café"


@pytest.mark.parametrize("body", [b"story=caf\xe9", b"story=caf%E9"])
def test_another_encoding_is_shown_back_and_marked_for_a_second_look(body: bytes) -> None:
    form = read(body)
    assert form.garbled
    assert form.one("story") == "café"


def test_line_ends_and_control_characters_are_put_right() -> None:
    assert read(b"story=a%0D%0Ab%00c").one("story") == "a\nbc"


def test_a_value_given_twice_counts_once_in_a_list() -> None:
    assert read(b"kinds=a&kinds=b&kinds=a").many("kinds") == ("a", "b")


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_files_and_other_kinds_of_data_are_refused(kind: str) -> None:
    with pytest.raises(NotAForm):
        read(b"story=a", kind)


def test_more_fields_than_any_page_has_are_refused() -> None:
    with pytest.raises(TooManyFields):
        read(b"&".join([b"a=1"] * (formbody.MOST_FIELDS + 1)))


def test_a_huge_body_is_refused_by_its_stated_length_before_it_is_read() -> None:
    with pytest.raises(TooLarge) as refused:
        read(b"story=a", CONTENT_LENGTH=str(formbody.MOST_BYTES + 1))
    assert "4 megabytes" in str(refused.value)


def test_a_length_that_is_no_number_is_refused() -> None:
    with pytest.raises(FormUnreadable):
        read(b"story=a", CONTENT_LENGTH="many")


def test_a_form_that_was_cut_off_on_the_way_is_refused() -> None:
    came = b"state=x&go=plain"
    with pytest.raises(FormUnreadable):
        read(came, CONTENT_LENGTH=str(len(came + b"&danger=1")), **{"wsgi.input": io.BytesIO(came)})
