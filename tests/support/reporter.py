"""A person with a text browser: reads one form at a time, fills it in, presses a button. Standard library only."""

from __future__ import annotations

import html.parser
import secrets
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Answers = str | list[str]
# Sends (method, path, body, headers) and returns (status, headers, body).
Send = Callable[[str, str, bytes | None, dict[str, str]], tuple[int, Mapping[str, str], bytes]]


class _Reading(html.parser.HTMLParser):
    """What a page says and what its one form asks."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.values: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self.buttons: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.heading = ""
        self.title = ""
        self.words: list[str] = []
        self.links: list[str] = []
        self._within: list[str] = []
        self._textarea = ""
        self._in_words = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "br", "input"):
            self._within.append(tag)
        found = {name: value or "" for name, value in attrs}
        getattr(self, f"_start_{tag}", lambda _found: None)(found)

    def _start_form(self, found: dict[str, str]) -> None:
        self.action = found["action"]

    def _start_input(self, found: dict[str, str]) -> None:
        self.names.add(found["name"])
        if found["type"] in ("hidden", "text") or "checked" in found:
            self.values.setdefault(found["name"], []).append(found.get("value", ""))

    def _start_button(self, found: dict[str, str]) -> None:
        # One that is only there for a script sends nothing.
        if found.get("type") != "button":
            self.buttons.append((found["name"], found["value"]))

    def _start_textarea(self, found: dict[str, str]) -> None:
        self._textarea = found["name"]
        self.names.add(found["name"])
        self.values[self._textarea] = [""]

    def _start_ol(self, found: dict[str, str]) -> None:
        self._in_words = found.get("class") == "words"

    def _start_a(self, found: dict[str, str]) -> None:
        self.links.append(found.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass
        if tag == "textarea":
            # The first line feed after the tag is the page's, not the writer's.
            self.values[self._textarea] = [self.values[self._textarea][0].removeprefix("\n")]
            self._textarea = ""
        elif tag == "ol":
            self._in_words = False

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] = [self.values[self._textarea][0] + data]
        if "h1" in self._within:
            self.heading += data.strip()
        if "title" in self._within:
            self.title += data
        if self._in_words and "li" in self._within:
            self.words.append(data.strip())
        self.text.append(data)


@dataclass
class Reporter:
    """One person; `send` is the real server or Django's test client."""

    send: Send
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 0
    answer_headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    page: _Reading = field(default_factory=_Reading)

    def get(self, path: str) -> Reporter:
        return self._go("GET", path, None, {})

    def begin(self) -> Reporter:
        """To the first question: past the page that says what is hidden and what is not."""
        self.get("/en/t")
        return self.press() if self.page.buttons else self

    def press(self, go: str = "next", **answers: Answers) -> Reporter:
        """Fill in the form on the page and press the button whose value is `go`."""
        assert go in self.offers, f"no button {go} on {self.page.heading!r}"
        return self.post(self.page.action, {**self.page.values, **answers, "go": go})

    def attach(self, go: str, *photos: bytes, names: Sequence[str] = ()) -> Reporter:
        """Press a button of a form that takes files, with these picked in its one file field."""
        fields = [(name, value.encode()) for name, values in self.page.values.items() for value in values]
        boundary = f"----made-up{secrets.token_hex(8)}"
        named = [*names, *("IMG_2231.jpg" for _ in photos[len(names) :])]
        parts = [_part(name, value) for name, value in [*fields, ("go", go.encode())]]
        parts += [_part("photo", photo, name) for photo, name in zip(photos, named, strict=True)]
        body = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
        kind = f"multipart/form-data; boundary={boundary}"
        body += b"--" + boundary.encode() + b"--\r\n"
        return self._go("POST", self.page.action, body, {"Content-Type": kind, "Origin": "null"})

    def post(self, path: str, fields: Mapping[str, Answers], headers: Mapping[str, str] | None = None) -> Reporter:
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null", **(headers or {})}
        return self._go("POST", path, body, sent)

    def _go(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reporter:
        self.status, self.answer_headers, self.body = self.send(method, path, body, {**self.headers, **headers})
        self.page = _Reading()
        self.page.feed(self.body.decode())
        return self

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.page.text).split())

    @property
    def heading(self) -> str:
        return self.page.heading

    @property
    def asks(self) -> set[str]:
        """The names of what the form on the page asks, answered or not."""
        return self.page.names

    @property
    def offers(self) -> list[str]:
        """What the buttons of the form on the page say to the site."""
        return [value for _name, value in self.page.buttons]

    @property
    def words(self) -> list[str]:
        return self.page.words


def _part(name: str, content: bytes, filename: str | None = None) -> bytes:
    told = f'form-data; name="{name}"' + (f'; filename="{filename}"' if filename is not None else "")
    kind = "\r\nContent-Type: image/jpeg" if filename is not None else ""
    return f"Content-Disposition: {told}{kind}\r\n\r\n".encode() + content


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


def over_http(address: str) -> Send:
    """Sends to a real server."""
    opener = urllib.request.build_opener(_Stay)

    def send(
        method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        request = urllib.request.Request(address + path, data=body, headers=headers, method=method)
        try:
            with opener.open(request, timeout=60) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    return send


def whole_journey(person: Reporter, *, story: str, street: str = "Mill Road", choice: str = "words") -> Reporter:
    """From the first page to the last, answering what a neighbour might."""
    person.begin().press(danger_now="no").press(role="neighbour").press(same_home="no")
    person.press(kinds=["cuckooing"]).press(signs=["cuckooing-all-hours"]).press(story=story)
    if "danger" in person.heading:
        person.press("on")
    person.press(street=street)
    if "Did you mean" in person.heading:
        person.press(candidate="own_words")
    person.press(more="yes")
    person.press(when="most nights", still_happening="yes")
    person.press(people="two men in their thirties").press(vehicles="a red van").press(contacts="07700 900123")
    person.press(how_known="saw").press(who_else_knows="the whole street")
    person.press(hazards="a large dog").press(at_risk="a child of about five")
    assert person.heading == "Check your answers", person.text
    person.press()
    return person.press(choice)
