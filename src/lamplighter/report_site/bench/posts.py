"""The last posts of many journeys, made before anything is timed, under form keys shared with the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lamplighter.config import Settings
from lamplighter.report_site import clock, sending
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.state import Draft, seal
from lamplighter.sealing import make_words, new_envelope_id

STORY = (
    "Different men go up to the flat at all hours and stay a few minutes. The man who lives there looks frightened. "
)
PAGE = "/en/t"
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

    def _post(self, draft: Draft) -> Post:
        body = _form(seal(draft, self.keys, now=clock.seconds()))
        head = (
            f"POST {PAGE} HTTP/1.1\r\nHost: {self.settings.report_host}:{self.settings.report_port}\r\nOrigin: null\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return Post(draft.envelope_id, head.encode() + body)


def _form(state: str) -> bytes:
    """What a browser makes of the send page's form when no photo was added."""
    named = [
        ('"state"', state),
        ('"photo"; filename=""\r\nContent-Type: application/octet-stream', ""),
        ('"go"', "words"),
    ]
    parts = [f"--{BOUNDARY}\r\nContent-Disposition: form-data; name={name}\r\n\r\n{said}\r\n" for name, said in named]
    return f"{''.join(parts)}--{BOUNDARY}--\r\n".encode()


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
