"""What must hold of every answer, whatever was asked: a known status, exactly our headers, nothing repeated that was sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from fuzz_site import AROUND, WRITTEN, Answer, Site, addresses

KNOWN = {200, 206, 302, 303, 304, 400, 403, 404, 405, 410, 413, 415, 416, 422, 503}
# A form given back to be mended, and a report that could not be kept: both show their writer what they wrote.
GIVEN_BACK = {200, 422, 503}
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noarchive, nosnippet",
    "server": "web",
}
STATIC = "private, max-age=3600"
MAY = {*HEADERS, "cache-control", "content-type", "content-language", "content-length", "vary"}
SOMETIMES = {
    "location": {302, 303},
    "clear-site-data": {303},
    "allow": {405},
    # Pages, and every answer to a form, whatever it says.
    "content-encoding": KNOWN - {206, 304},
    "accept-ranges": {200, 206},
    "content-range": {206, 416},
}


@dataclass
class Seen:
    """What came by, so that a fuzzer that only knocks at the door is found out."""

    statuses: Counter[int] = field(default_factory=Counter)
    routes: Counter[tuple[str, str]] = field(default_factory=Counter)
    headings: Counter[str] = field(default_factory=Counter)

    @property
    def requests(self) -> int:
        return self.statuses.total()

    def note(self, method: str, path: str, answer: Answer) -> None:
        self.statuses[answer.status] += 1
        self.headings[_heading(answer.page)] += 1
        if route := _ROUTES.get(path):
            self.routes[method, route] += 1


_ROUTES = addresses()


def _heading(body: bytes) -> str:
    return body.partition(b"<h1")[2].partition(b">")[2].partition(b"</h1>")[0].decode("utf-8", "replace").strip()


def judge(path: str, answer: Answer, site: Site) -> None:
    """Fails where a promise is broken."""
    told, site.logged[:] = site.logged[:], []
    assert answer.status in KNOWN, f"{answer.status}; logged: {told}"
    _headers(path, answer)
    sent_back = answer.page + repr(answer.headers).encode()
    assert AROUND.encode() not in sent_back, "an address or a header was repeated"
    if answer.status not in GIVEN_BACK:
        assert WRITTEN.encode() not in sent_back, f"what was written was repeated with status {answer.status}"
    assert told == [], "a log has a line"


def _headers(path: str, answer: Answer) -> None:
    found = {name.lower(): value for name, value in answer.headers}
    assert len(found) == len(answer.headers), "a header came twice"
    assert {name: found.get(name) for name in HEADERS} == HEADERS
    kept = path.startswith("/a/") and answer.status in (200, 206, 304)
    assert found["cache-control"] in ({STATIC, "no-store"} if kept else {"no-store"})
    # A file that is no page can ask a browser for nothing.
    features = found.pop("permissions-policy", "").split(", ")
    assert all(feature.endswith("=()") for feature in features) or (kept and features == [""])
    beyond = set(found) - MAY
    assert {name for name in beyond if answer.status not in SOMETIMES.get(name, set())} == set()
