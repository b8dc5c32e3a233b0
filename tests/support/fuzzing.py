"""One request of any kind, or somebody who walks through the pages and answers anything: recipes, and how they are sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fuzz_bodies import (
    FORM,
    Body,
    File,
    Files,
    Form,
    Value,
    complete,
    forms,
    photos,
    raws,
    sealed_there,
    sendable,
    texts,
    values,
    with_files,
)
from fuzz_channel import deep, jsons
from fuzz_site import AROUND, Answer, Site, addresses
from hypothesis import strategies as st
from page_forms import PageForm
from page_forms import forms as forms_on

METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND", "A" * 300, "")
HEADERS = {
    "Origin": ("null", "http://127.0.0.1:8000", f"https://{AROUND}.example", AROUND, "", "http://[", "http://a:b:c"),
    "Sec-Fetch-Site": ("same-origin", "none", "cross-site", "same-site", AROUND, ""),
    "Host": ("localhost", "127.0.0.1:8000", f"{AROUND}.example", "", "[", "a b", "127.0.0.1:99999", "::1"),
    "Accept-Language": ("ro", "pl;q=0.1", AROUND, "*" * 5_000),
    "Accept-Encoding": ("gzip", "br", "identity;q=0", AROUND),
    "Cookie": (f"sessionid={AROUND}; django_language={AROUND}", "a"),
    "User-Agent": (AROUND, "", "\xff"),
    "Referer": (f"http://127.0.0.1:8000/{AROUND}", AROUND),
    "Content-Encoding": ("gzip", AROUND),
    "Content-Length": ("0", "-1", AROUND, "1e3", "", "99999999999999999999", "٣"),
    "Range": ("bytes=0-10", "bytes=-1", AROUND),
    "If-None-Match": ("*", f'"{AROUND}"'),
    "If-Modified-Since": ("Thu, 01 Jan 1970 00:00:00 GMT", AROUND),
    "X-Forwarded-For": ("203.0.113.77", AROUND),
    "X-Forwarded-Host": (AROUND,),
    "X-HTTP-Method-Override": ("DELETE", AROUND),
    "Lamplighter-Timestamp": ("0", "-1", "9" * 15, AROUND),
    "Lamplighter-Signature": ("AAAA", "=", AROUND),
}
LISTED = tuple(sorted(addresses()))
# The addresses of one letter are those that take forms; English ones, whose branches are the same, come up as often as the rest.
FORMS = tuple(path for path in LISTED if path[-2:-1] == "/" and path.count("/") == 2)
POSTED = (*FORMS, *[path for path in FORMS if path.startswith("/en/")] * 3)
CHANNEL = tuple(path for path in LISTED if path.startswith("/channel/"))

headers = st.lists(
    st.sampled_from(sorted(HEADERS)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(HEADERS[name]))),
    max_size=4,
).map(tuple)
queries = st.sampled_from(["", "", f"a={AROUND}", AROUND, f"state={AROUND}&go=words", "%ff%00", "&" * 2_000])


@dataclass(frozen=True)
class Shot:
    """One request. Where it is signed, it is signed as the desk would."""

    method: str
    path: bytes
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: Body | None = None
    signed: bool = False

    def fired(self, site: Site) -> Answer:
        kind, body = self.body.made(site) if self.body else ("", b"")
        found = dict(self.headers)
        if kind:
            found.setdefault("Content-Type", kind)
        if self.signed:
            found |= site.signature(self.path.decode("latin-1"), body)
        return site.send(self.method, self.path, self.query, found, body)


def encoded(path: str) -> bytes:
    return sendable(path).encode()


beside = st.sampled_from(LISTED).flatmap(
    lambda path: st.sampled_from([f"{path}{AROUND}", f"{path}/", f"/{path}", path.upper(), path[:-1], f"{path}\x00", f"{path}%2e%2e"])
)  # fmt: skip
anywhere = st.one_of(
    st.sampled_from(LISTED).map(encoded),
    beside.map(encoded),
    st.binary(max_size=20).map(lambda found: b"/en/" + found + AROUND.encode()),
    st.sampled_from(["/a/../settings.py", "/a/%2e%2e/x", "//evil.example/en/", "/en//t", "/xx/", "/a/plain.css/"]).map(encoded),
)  # fmt: skip
listed = st.sampled_from(LISTED).map(encoded)
shots = st.one_of(
    st.builds(Shot, st.sampled_from(["GET", "GET", "HEAD", "POST"]), listed, queries, headers),
    st.builds(Shot, st.sampled_from(["GET", "HEAD", "POST", *METHODS]), anywhere, queries, headers, st.none() | raws),
    st.builds(Shot, st.just("POST"), st.sampled_from(POSTED).map(encoded), st.just(""), st.just(()), forms | with_files),
    st.builds(Shot, st.just("POST"), st.sampled_from(POSTED).map(encoded), st.just(""), st.just(()), complete | sealed_there),
    st.builds(Shot, st.just("POST"), st.sampled_from(POSTED).map(encoded), queries, headers, forms | with_files | raws),
    st.builds(Shot, st.just("POST"), listed, queries, headers, forms | with_files | raws | jsons),
    st.builds(Shot, st.just("POST"), st.sampled_from(CHANNEL).map(encoded), st.just(""), st.just(()), jsons | deep, st.just(True)),
    st.builds(Shot, st.just("POST"), st.sampled_from(CHANNEL).map(encoded), queries, headers, jsons, st.booleans()),
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """What somebody does with the form on the page: which answers, which button, and what goes wrong."""

    form: int
    button: int
    picks: frozenset[int]
    typed: tuple[Value, ...]
    files: tuple[File, ...] = ()
    more: tuple[tuple[str, Value], ...] = ()
    twice: bool = False

    def taken(self, form: PageForm) -> Body:
        """The body a browser would send, and then some."""
        texts_given = zip(form.texts, self.typed, strict=False)
        picked = [pair for number, pair in enumerate(form.picks) if number % 16 in self.picks]
        name, go = form.buttons[self.button % len(form.buttons)] if form.buttons else ("go", "next")
        hidden = [(key, value) for key, value in form.hidden if key != "state"]
        pressed = [] if name == "go" else [(name, go)]
        pairs = (*hidden, *picked, *texts_given, *self.more, *pressed)
        body = Form(dict(form.hidden).get("state"), pairs, go if name == "go" else "")
        if form.files and self.files:
            return Files(body, tuple(replace(each, name=form.files[0]) for each in self.files))
        return replace(body, kind=FORM)


steps = st.builds(
    Step,
    st.sampled_from([0, 0, 0, 1, 2]),
    # The first button leads on.
    st.sampled_from([0, 0, 0, 0, 0, 1, 2, 3]),
    st.frozensets(st.integers(0, 15), max_size=6),
    st.lists(values, max_size=6).map(tuple),
    st.lists(photos, max_size=3).map(tuple),
    st.one_of(st.just(()), st.just(()), st.lists(st.tuples(texts, values), max_size=2).map(tuple)),
    st.sampled_from([False] * 6 + [True]),
)


@dataclass(frozen=True)
class Walk:
    """Somebody who begins at a page and takes steps."""

    start: str
    steps: tuple[Step, ...]

    def walked(self, site: Site) -> Iterator[tuple[Shot, Answer]]:
        """Each request with its answer, until a page has no form."""
        shot = Shot("GET", self.start.encode())
        answer = shot.fired(site)
        yield shot, answer
        for step in self.steps:
            found = forms_on(answer.page)
            if not found:
                return
            form = found[step.form % len(found)]
            shot = Shot("POST", form.action.encode(), headers=(("Origin", "null"),), body=step.taken(form))
            for _ in range(2 if step.twice else 1):
                answer = shot.fired(site)
                yield shot, answer


walks = st.builds(Walk, st.sampled_from(POSTED), st.lists(steps, min_size=4, max_size=30).map(tuple))
