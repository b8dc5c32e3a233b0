"""Bodies for the fuzzer, as recipes that print and shrink well: sealed states good and bad, forms, files, junk."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from urllib.parse import quote_plus

import pictures
import report_house
from fuzz_site import AROUND, WRITTEN, Site
from hypothesis import strategies as st

from lamplighter import signs
from lamplighter.report_site import clock, mailbox_state, sending, state
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.questions import PAGES
from lamplighter.sealing import SIZES, CodeWords, Header, make_words, sealed_size
from lamplighter.sealing.envelope import SUITE_XWING, VERSION
from lamplighter.sealing.state import seal_state
from lamplighter.sealing.wordlist import word_list
from lamplighter.sealing.words import check_word

OTHER_KEYS = FormKeys()
DANGER = f"He has a knife and is going to kill her right now, {WRITTEN}."
WORDS = " ".join([*word_list()[:7], check_word(word_list()[:7])])
TELLING = f"I live next door and my sister {WRITTEN} saw it at 3.17 am."
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
BOUNDARY = f"x{AROUND}"
FIELDS = sorted(
    {found.key for page in PAGES for found in page.fields}
    | {"words", "text", "sealed", "id", "danger", "apart", "apart_id"}
)
GO = ("next", "back", "on", "again", "words", "plain", "open", "show", "write", "end", "end_now", "look", "send")
CHANGES = tuple(f"change:{page.key}" for page in PAGES)


class Body(Protocol):
    """Something that becomes a content type and bytes once there is a site to seal for."""

    def made(self, site: Site) -> tuple[str, bytes]: ...


@dataclass(frozen=True)
class Times:
    """A long text that prints short."""

    text: str
    times: int

    def __str__(self) -> str:
        return self.text * self.times


@dataclass(frozen=True)
class Sealed:
    """What looks like an envelope of the desk's, and is empty behind its header; `short` leaves out some of its end."""

    size: int
    short: int = 0

    def __str__(self) -> str:
        header = Header(VERSION, SUITE_XWING, report_house.keyring().public.sealing_key.key_id).packed()
        return base64.b64encode(header.ljust(sealed_size(self.size), b"\x01"))[: -self.short or None].decode()


Value = str | Times | Sealed

texts = st.text(max_size=30).map(lambda text: sendable(text) + WRITTEN)
picked = st.sampled_from(
    ["", "yes", "no", "not_sure", "rather_not", "neighbour", "under_18", "affected", "professional", "own_words", "saw",
     "child_at_risk", "safeguarding", *(kind.id for kind in signs.kinds()), *(sign.id for sign in signs.signs_of("cuckooing"))]
)  # fmt: skip
written = st.sampled_from(
    [WORDS, WORDS, DANGER, TELLING, "High Street", "Mill Lane", "Alder", "ZP1 1AB", "ZP99 9ZZ", "zp1", f"\x00{WRITTEN}\x1b[31m\r\n", "52.0,-1.0",
     f"\u202e{WRITTEN}", f"%s%n{{0}}{{{WRITTEN}}}", f"<script>{WRITTEN}</script>", "-1", "1e999", "9" * 400]
)  # fmt: skip
long_ones = st.builds(
    Times,
    st.sampled_from([f"{WRITTEN} ", "\n", "é", "not ", "𝔘", "a", "1 ", ", "]),
    st.sampled_from([700, 5_000, 21_000]),
)
envelopes = st.builds(Sealed, st.sampled_from(SIZES), st.sampled_from([0, 0, 0, 4, 7]))
values: st.SearchStrategy[Value] = st.one_of(picked, picked, written, texts, long_ones)
names = st.one_of(st.sampled_from(FIELDS), st.sampled_from(FIELDS), texts)


def sendable(text: str) -> str:
    """Text without lone surrogates, which no browser can send."""
    return text.encode("utf-8", "ignore").decode()


@dataclass(frozen=True)
class Token:
    """The hidden field: what is sealed in it, under which key, how long ago, and what was done to it since."""

    kind: str
    page: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    minutes: int = 0
    ours: bool = True
    cut: int = 0
    altered: int = -1

    def made(self, site: Site) -> str:
        sealed = self._sealed(site.house.worker.keys if self.ours else OTHER_KEYS, clock.seconds() - 60 * self.minutes)
        sealed = sealed[: len(sealed) - self.cut]
        at = self.altered % len(sealed) if self.altered >= 0 and sealed else -1
        return sealed if at < 0 else sealed[:at] + ("B" if sealed[at] == "A" else "A") + sealed[at + 1 :]

    def _sealed(self, keys: FormKeys, now: float) -> str:
        if self.kind == "draft":
            draft = sending.begun().changed(page=self.page, answers=answered(self.answers))
            return state.seal(draft, keys, now=now)
        if self.kind == "visit":
            words = CodeWords(make_words(clock.today())) if self.page else None
            visit = mailbox_state.new().changed(words=words, text=dict(self.answers).get("story", ""))
            return mailbox_state.seal(visit, keys, now=now)
        return seal_state(keys.known()[0], self.kind.encode(), now)


def answered(given: Sequence[tuple[str, str]]) -> Answers:
    """The answers as the journey keeps them: lists where it has lists."""
    lists = ("kinds", "signs", "offered")
    return Answers(**{name: (value,) if name in lists else value for name, value in given if value})


single = st.sampled_from([*(page.key for page in PAGES), "single", "single-read"])
kept = st.sampled_from([field for field in Answers.__dataclass_fields__ if field not in ("kinds", "signs", "offered")])
some_answers = st.lists(st.tuples(kept, st.one_of(picked, written, texts)), max_size=5).map(tuple)
enough = st.tuples(st.just(("story", WRITTEN)), st.just(("street", "Mill Lane")), st.just(("kinds", "drug_supply")))
tokens = st.one_of(
    st.builds(Token, st.just("draft"), single, some_answers),
    st.builds(Token, st.just("draft"), st.sampled_from(["check", "giveaway", "send", "single-read"]), enough),
    st.builds(Token, st.just("visit"), st.sampled_from(["", "words"]), some_answers),
    st.builds(
        Token, st.sampled_from(["draft", "visit"]), single, some_answers, minutes=st.sampled_from([0, 0, 29, 32, 500_000]),
        ours=st.booleans(), cut=st.integers(0, 60), altered=st.integers(-1, 2_000),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """An ordinary form, perhaps with a mistake in its bytes; `go` comes last."""

    token: Token | str | None
    fields: tuple[tuple[str, Value], ...] = ()
    go: str = "next"
    kind: str = FORM
    spoilt: bytes = b""

    def made(self, site: Site) -> tuple[str, bytes]:
        pairs = [*_state(self.token, site), *self.fields, ("go", self.go)]
        body = "&".join(f"{quote_plus(name)}={quote_plus(str(value))}" for name, value in pairs)
        return self.kind, body.encode() + self.spoilt


def _state(token: Token | str | None, site: Site) -> list[tuple[str, str]]:
    return [] if token is None else [("state", token if isinstance(token, str) else token.made(site))]


forms = st.builds(
    Form,
    st.one_of(tokens, tokens, tokens, st.none(), texts),
    st.lists(st.tuples(names, values), max_size=8).map(tuple),
    st.one_of(st.sampled_from(GO), st.sampled_from(CHANGES), texts),
    st.sampled_from(
        [FORM] * 8 + [f"{FORM}; charset=utf-16", f"{FORM}; charset={AROUND}", "text/plain", "", f"a/b; {AROUND}"]
    ),
    st.sampled_from(
        [b""] * 6
        + [b"&%zz=%", b"&story=%ff%fe", b"&=&&&&;", b"\xff\xfe\x00", b"&a=1" * 500, b"&story=" + b"a" * 4_300_000]
    ),
)

complete = st.builds(
    Form,
    st.builds(Token, st.just("draft"), st.sampled_from(["send", "single-read"]), enough),
    st.lists(st.tuples(names, values), max_size=3).map(tuple),
    st.sampled_from(["words", "plain"]),
)

sealed_there = st.builds(
    Form,
    st.builds(Token, st.just("draft"), st.just("single")),
    st.tuples(
        st.tuples(st.just("sealed"), envelopes),
        st.tuples(st.just("danger"), st.sampled_from(["1", "", WRITTEN])),
        st.tuples(st.just("apart"), envelopes | texts),
        st.tuples(st.just("apart_id"), st.sampled_from(["0" * 32, "a1" * 16, "A1" * 16, "", WRITTEN])),
    ).flatmap(lambda found: st.integers(1, 4).map(lambda many: found[:many])),
    st.sampled_from(["plain", "words", ""]),
)


@dataclass(frozen=True)
class File:
    """Something in a file field; `photo` names a made-up picture, or stands for itself."""

    name: str
    photo: str
    keep: int = 1 << 30
    kind: str = "image/jpeg"
    called: str = f"{WRITTEN}.jpg"

    @property
    def content(self) -> bytes:
        return _photos().get(self.photo, self.photo.encode("utf-8", "ignore"))[: self.keep]


@cache
def _photos() -> dict[str, bytes]:
    large = {"a bomb": pictures.claiming_png(60_000, 60_000), "a wide one": pictures.claiming_webp(16_000, 16_000)}
    return pictures.every_format() | large


@dataclass(frozen=True)
class Files:
    """A form with files, perhaps without its end, or with parts that are none."""

    form: Form
    files: tuple[File, ...] = ()
    boundary: str = BOUNDARY
    ended: bool = True
    before: bytes = b""
    heading: str = "Content-Disposition: form-data; "

    def made(self, site: Site) -> tuple[str, bytes]:
        pairs = [*_state(self.form.token, site), *self.form.fields, ("go", self.form.go)]
        parts = [self._part(f'name="{name}"', "", str(value).encode()) for name, value in pairs]
        parts += [
            self._part(f'name="{each.name}"; filename="{each.called}"', f"Content-Type: {each.kind}\r\n", each.content)
            for each in self.files
        ]
        end = f"--{self.boundary}--\r\n".encode() if self.ended else b""
        return f"{MULTIPART}; boundary={BOUNDARY}", self.before + b"".join(parts) + end

    def _part(self, named: str, more: str, content: bytes) -> bytes:
        head = f"--{self.boundary}\r\n{self.heading}{named}\r\n{more}\r\n".encode("utf-8", "replace")
        return head + content + b"\r\n"


photos = st.builds(
    File,
    st.sampled_from(["photo", "photo", "photo", "story", "state", WRITTEN]),
    st.sampled_from(["jpeg", "png", "webp", "a bomb", "a wide one", "", WRITTEN, "GIF89a", "\x89PNG"]),
    st.sampled_from([1 << 30, 1 << 30, 0, 10, 200]),
    st.sampled_from(["image/jpeg", "text/html", "", f"a/{AROUND}"]),
    st.sampled_from([f"{WRITTEN}.jpg", "", f"../{WRITTEN}", f'{WRITTEN}"; a="', "\r\n\r\n"]),
)
with_files = st.builds(
    Files,
    complete | forms.map(lambda form: Form(form.token, form.fields, form.go)),
    st.lists(photos, max_size=4).map(tuple),
    st.sampled_from([BOUNDARY, BOUNDARY, BOUNDARY, "other", ""]),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([b"", b"", b"", WRITTEN.encode(), b"\r\n" * 50, b"--"]),
    st.sampled_from(
        ["Content-Disposition: form-data; "] * 4 + ["", f"X: {AROUND}\r\n", "Content-Disposition: attachment; "]
    ),
)


@dataclass(frozen=True)
class Raw:
    """Any bytes, any number of times."""

    content: bytes
    times: int = 1
    kind: str = "application/octet-stream"

    def made(self, _site: Site) -> tuple[str, bytes]:
        return self.kind, self.content * self.times


raws = st.builds(
    Raw,
    st.binary(max_size=60).map(lambda junk: junk + WRITTEN.encode()),
    st.sampled_from([1, 1, 1, 40, 5_000]),
    st.sampled_from(
        [FORM, FORM, f"{MULTIPART}; boundary={BOUNDARY}", MULTIPART, "text/plain", "application/json", AROUND]
    ),
)
