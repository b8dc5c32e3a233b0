"""What the desk might send to the public site, and what it never would: JSON of the right shape with one thing wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import report_house
from fuzz_bodies import Raw, texts
from fuzz_site import WRITTEN, Site, json_of
from hypothesis import strategies as st

PAGE = {
    "number": 2,
    "language": "en",
    "title": "News",
    "day": "2027-01-04",
    "told": "",
    "did": "",
    "next": "",
    "cannot_say": "",
}
REPLY = {"mailbox": "0" * 32, "id": "1" * 32, "sealed": "A", "until": "2027-01-04"}
BUNDLE = ("format", "version", "key_id", "sealing_key", "verify_key")

odd = st.sampled_from(
    ["0" * 32, "2027-01-04", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "en"]
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | texts | odd,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
ids = st.lists(st.text("0123456789abcdef", min_size=32, max_size=32) | junk, max_size=2)


def but_for_one(whole: dict[str, Any], names: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda key, value: whole | {key: value}, st.sampled_from(names or tuple(whole)), junk | odd)


def bundles() -> st.SearchStrategy[dict[str, Any]]:
    return but_for_one(report_house.keyring().public.to_json(), BUNDLE)


asked: st.SearchStrategy[Any] = st.one_of(
    st.fixed_dictionaries({}, optional={"limit": junk | st.integers(0, 1001), "danger_only": junk | st.booleans()}),
    st.fixed_dictionaries({"ids": ids | junk}),
    st.fixed_dictionaries({"watched": st.booleans() | junk}, optional={"until": odd | junk}),
    st.fixed_dictionaries({"pages": st.lists(but_for_one(PAGE, (*PAGE, "counts")), max_size=2) | junk}),
    st.fixed_dictionaries({"replies": st.lists(but_for_one(REPLY), max_size=2) | junk}),
    st.fixed_dictionaries({"bundle": st.deferred(bundles) | junk}),
    st.dictionaries(
        st.sampled_from(["limit", "ids", "watched", "until", "pages", "replies", "bundle"]), junk, max_size=3
    ),
    junk,
)


@dataclass(frozen=True)
class Json:
    """A value as JSON, perhaps with something after it."""

    found: Any
    after: bytes = b""

    def made(self, _site: Site) -> tuple[str, bytes]:
        return "application/json", json_of(self.found) + self.after


jsons = st.builds(Json, asked, st.sampled_from([b""] * 8 + [b"}", b"\xff", WRITTEN.encode()]))
deep = st.builds(Raw, st.sampled_from([b"[", b'{"a":']), st.just(100_000), st.just("application/json"))
