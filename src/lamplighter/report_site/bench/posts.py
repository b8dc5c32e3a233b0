"""The last posts of many journeys, made before anything is timed, under form keys shared with the server."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lamplighter.config import Settings
from lamplighter.report_site import clock, sealed_there, sending, single
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.state import Draft, seal
from lamplighter.sealing import SIZES, make_words, new_envelope_id, sealed_size
from lamplighter.sealing.envelope import SUITE_XWING, VERSION, Header

STORY = (
    "Different men go up to the flat at all hours and stay a few minutes. The man who lives there looks frightened. "
)
PAGE, SINGLE_PAGE = "/en/t", "/en/o"
NO_PHOTO = None
BOUNDARY = "----lamplighter7MA4YWxkTrZu0gW"


@dataclass(frozen=True)
class Post:
    """One report ready to be sent: the id it will be kept under, and the bytes a browser would send."""

    envelope_id: str
    raw: bytes


@dataclass(frozen=True)
class Posts:
    """Makes posts for one server."""

    settings: Settings
    keys: FormKeys

    def copies(self, answers: Answers) -> Iterator[Post]:
        """The same report again and again, each time as if by somebody else."""
        first = _at_send(answers)
        while True:
            words = make_words(clock.today())
            yield self._post(replace(first, envelope_id=new_envelope_id(), words=words))

    def distinct(self, answers: Callable[[int], Answers]) -> Iterator[Post]:
        """A different report each time."""
        number = 0
        while True:
            yield self._post(_at_send(answers(number)))
            number += 1

    def rubbish(self, key_id: bytes) -> Iterator[Post]:
        """Reports that claim danger and look as if sealed in the page, with as much enclosed as is taken; none opens."""
        report, *parts = (_looks_sealed(size, key_id) for size in (SIZES[0], *[SIZES[-1]] * sealed_there.MOST_APART))
        while True:
            draft = sending.begun().changed(page=single.FORM)
            state = seal(draft, self.keys, now=clock.seconds())
            apart = [pair for part in parts for pair in (("apart_id", str(new_envelope_id())), ("apart", part))]
            form = _form([("state", state), ("sealed", report), ("danger", "1"), *apart])
            yield Post(draft.envelope_id, self._raw(SINGLE_PAGE, form))

    def _post(self, draft: Draft) -> Post:
        state = seal(draft, self.keys, now=clock.seconds())
        form = _form([("state", state), ("photo", NO_PHOTO), ("go", "words")])
        return Post(draft.envelope_id, self._raw(PAGE, form))

    def _raw(self, page: str, form: bytes) -> bytes:
        head = (
            f"POST {page} HTTP/1.1\r\nHost: {self.settings.report_host}:{self.settings.report_port}\r\nOrigin: null\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(form)}\r\n\r\n"
        )
        return head.encode() + form


def _form(said: Sequence[tuple[str, str | None]]) -> bytes:
    """What a browser makes of a form; a file field in which nothing was picked says nothing."""
    return f"{''.join(_part(name, text) for name, text in said)}--{BOUNDARY}--\r\n".encode()


def _part(name: str, text: str | None) -> str:
    file = '; filename=""\r\nContent-Type: application/octet-stream' if text is NO_PHOTO else ""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{text or ""}\r\n'


def _looks_sealed(size: int, key_id: bytes) -> str:
    header = Header(VERSION, SUITE_XWING, key_id).packed()
    return base64.b64encode(header + secrets.token_bytes(sealed_size(size) - len(header))).decode()


def _at_send(answers: Answers) -> Draft:
    return sending.ready(sending.begun().changed(page="send", answers=answers, warned=True))


def told(story: str, danger_now: str = "") -> Answers:
    """What a neighbour might answer."""
    return Answers(
        danger_now=danger_now,
        kinds=("cuckooing",),
        role="neighbour",
        story=story,
        street="Mill Lane",
        how_known="saw",
    )
