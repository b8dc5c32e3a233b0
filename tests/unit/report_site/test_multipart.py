"""Forms that carry files, taken apart byte for byte."""

from __future__ import annotations

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.report_site import formbody
from lamplighter.report_site.errors import FilesTooLarge, FormUnreadable, NotAForm, ReportSiteError, TooManyFields
from lamplighter.report_site.multipart import MOST_PARTS, Part, parts

MARK = "x-mark"


def form(*fields: tuple[str, bytes], end: bytes = b"--\r\n") -> bytes:
    """A form as browsers write it; a name that ends in ! is a file's."""
    body = b""
    for name, content in fields:
        file = '; filename="C:\\\\photo.jpg"\r\nContent-Type: image/jpeg' if name.endswith("!") else ""
        head = f'Content-Disposition: form-data; name="{name.rstrip("!")}"{file}\r\n\r\n'
        body += f"--{MARK}\r\n{head}".encode() + content + b"\r\n"
    return body + f"--{MARK}".encode() + end


def read(body: bytes, kind: str = f"multipart/form-data; boundary={MARK}", **meta: str) -> formbody.Form:
    return formbody.read(RequestFactory().generic("POST", "/en/t/1", body, kind, **meta), files=True)


def test_fields_and_files_come_apart_byte_for_byte() -> None:
    photo = b"\xff\xd8\r\n--x-mar\r\n\r\n\x00\x1a"
    found = read(form(("state", b"sealed"), ("go", b"plain"), ("photo!", photo), ("photo!", b"two")))
    assert (found.one("state"), found.one("go")) == ("sealed", "plain")
    assert found.files == {"photo": (photo, b"two")}
    assert not found.garbled


def test_a_file_field_in_which_nothing_was_picked_holds_nothing() -> None:
    assert parts(form(("photo!", b"")), MARK) == []


def test_text_of_another_encoding_is_read_as_best_it_can_be_and_marked() -> None:
    found = read(form(("story", b"caf\xe9")))
    assert (found.one("story"), found.garbled) == ("café", True)


def test_letters_of_every_script_come_through() -> None:
    assert read(form(("story", "żona 🚗".encode()))).one("story") == "żona 🚗"


@pytest.mark.parametrize(
    "body",
    [
        b"--",
        b"story=a",
        b"--x-mark",
        b"--x-mark\r\n",
        form(("story", b"a"), end=b""),
        form(("story", b"a"))[:-8],
        b"--x-mark\r\nContent-Disposition: form-data\r\n\r\na\r\n--x-mark--",
        b"--x-mark\r\nContent-Type: text/plain\r\n\r\na\r\n--x-mark--",
        b"--x-mark\r\nContent-Disposition: attachment; name=a\r\n\r\na\r\n--x-mark--",
        b"--x-mark\r\nContent-Disposition: form-data; name=a\r\na\r\n--x-mark--",
    ],
)
def test_a_form_that_is_cut_off_or_broken_is_not_read_at_all(body: bytes) -> None:
    with pytest.raises(FormUnreadable):
        read(body)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", f"multipart/form-data; boundary={'a' * 71}"]
)
def test_a_form_without_a_usable_mark_is_not_read(kind: str) -> None:
    with pytest.raises(FormUnreadable):
        read(form(("a", b"b")), kind)


def test_more_parts_than_any_page_has_are_refused() -> None:
    with pytest.raises(TooManyFields):
        read(form(*[("a", b"1")] * (MOST_PARTS + 1)))


def test_more_than_the_photos_may_hold_is_refused_before_it_is_read() -> None:
    with pytest.raises(FilesTooLarge):
        read(b"x", CONTENT_LENGTH=str(formbody.MOST_WITH_FILES + 1))


def test_files_are_read_only_where_a_page_asks_for_them() -> None:
    request = RequestFactory().generic(
        "POST", "/en/t/1", form(("photo!", b"x")), f"multipart/form-data; boundary={MARK}"
    )
    with pytest.raises(NotAForm):
        formbody.read(request)


contents = st.binary(max_size=60) | st.sampled_from([b"\r\n", b"--x-mark-", b"\r\n--x-mar", b"--", b"\r\n\r\n"])
names = st.sampled_from(["state", "go", "photo!", "story"])


@given(st.lists(st.tuples(names, contents), max_size=5))
def test_what_is_written_is_what_is_read(fields: list[tuple[str, bytes]]) -> None:
    assert parts(form(*fields), MARK) == [
        Part(name.rstrip("!"), content, name.endswith("!")) for name, content in fields if content or name != "photo!"
    ]


@given(st.lists(st.tuples(st.just("photo!"), st.binary(min_size=1, max_size=60)), min_size=1, max_size=3))
def test_what_is_read_is_what_django_reads(fields: list[tuple[str, bytes]]) -> None:
    body = form(*fields)
    request = RequestFactory().generic("POST", "/", body, f"multipart/form-data; boundary={MARK}")
    handler = MemoryFileUploadHandler()
    handler.activated = True
    _, files = MultiPartParser(request.META, request, [handler]).parse()
    assert [part.content for part in parts(body, MARK)] == [file.read() for file in files.getlist("photo")]


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda raw: b"--x-mark\r\n" + raw + b"\r\n--x-mark--"))
def test_any_bytes_give_a_form_or_a_sentence(body: bytes) -> None:
    assert form_or_refusal(body) is None or isinstance(form_or_refusal(body), formbody.Form)


def form_or_refusal(body: bytes) -> formbody.Form | None:
    try:
        return read(body)
    except ReportSiteError:
        return None
