from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone

import pytest

from lamplighter.desk.ledger.chain import GENESIS, Link, canonical
from lamplighter.desk.ledger.errors import NotAnIdentifier

LINK = Link(1, datetime(2026, 3, 2, 9, tzinfo=UTC), "user:1", "viewed", ["a"], {"page": "queue:tip"}, GENESIS)


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2},
        {"at": LINK.at + timedelta(microseconds=1)},
        {"actor": "user:2"},
        {"action": "changed"},
        {"subjects": ["b"]},
        {"subjects": []},
        {"detail": {"page": "queue:list"}},
        {"previous": "1" * 64},
    ],
)
def test_every_part_of_an_entry_is_in_its_hash(change: dict[str, object]) -> None:
    assert dataclasses.replace(LINK, **change).hash != LINK.hash  # type: ignore[arg-type]


def test_the_same_instant_in_another_time_zone_is_the_same_entry() -> None:
    elsewhere = LINK.at.astimezone(timezone(timedelta(hours=5)))
    assert dataclasses.replace(LINK, at=elsewhere).hash == LINK.hash


def test_an_entry_is_hashed_as_canonical_json() -> None:
    assert canonical(LINK) == (
        b'{"action":"viewed","actor":"user:1","at":"2026-03-02T09:00:00.000000+00:00","detail":{"page":"queue:tip"},'
        b'"previous":"' + b"0" * 64 + b'","seq":1,"subjects":["a"]}'
    )


@pytest.mark.parametrize("content", ["he sells drugs", "number 14", "x" * 200, "\n"])
def test_a_sentence_is_never_an_identifier(content: str) -> None:
    with pytest.raises(NotAnIdentifier):
        dataclasses.replace(LINK, detail={"why": content})


@pytest.mark.parametrize("value", [1.5, {"a": 1}, b"bytes", ["two words"], [1.5]])
def test_what_is_not_written_the_same_everywhere_is_refused(value: object) -> None:
    with pytest.raises(NotAnIdentifier):
        dataclasses.replace(LINK, detail={"value": value})  # type: ignore[dict-item]
