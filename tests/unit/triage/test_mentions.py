"""What a tip names is found with offsets that slice it and a value in one form."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lamplighter.cues import read
from lamplighter.triage.mentions import mentions


def found(text: str, kind: str) -> list[tuple[str, str]]:
    listed = mentions(read(text))
    assert all(text[mention.start : mention.end] == mention.text for mention in listed)
    return [(mention.text, mention.value) for mention in listed if mention.type == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A car, reg KV19 ABC.", [("KV19 ABC", "KV19ABC")]),
        ("reg kv19abc", [("kv19abc", "KV19ABC")]),
        ("It was KV 19 ABC", [("KV 19 ABC", "KV19ABC")]),
        ("an old one, P123 XYZ", [("P123 XYZ", "P123XYZ")]),
        ("plate ABC 123D", [("ABC 123D", "ABC123D")]),
        ("number plate ABZ 1234", [("ABZ 1234", "ABZ1234")]),
        ("plate ends KXR", [("KXR", "KXR")]),
        ("the reg starts with KV19", [("KV19", "KV19")]),
        ("in a white Ford Transit van", [("white Ford Transit van", "white ford transit van")]),
        ("a dark blue BMW", [("dark blue BMW", "dark blue bmw")]),
        ("a grey Golf", [("grey Golf", "grey golf")]),
        ("a Corsa", [("Corsa", "corsa")]),
        ("a red moped", [("red moped", "red moped")]),
        ("They play golf with a partner and focus on a van", []),
        ("on the M1 AND home, flat A12 THE end", []),
    ],
)
def test_vehicles(text, expected):
    assert found(text, "vehicle") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ring 07700 900123 for it", [("07700 900123", "+447700900123")]),
        ("+44 7700 900123", [("+44 7700 900123", "+447700900123")]),
        ("01632 960001", [("01632 960001", "+441632960001")]),
        ("call 999 or 101 at 10.30 on 12/11/2026", []),
    ],
)
def test_phones(text, expected):
    assert found(text, "phone") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he is @big_dave99 on there", [("@big_dave99", "big_dave99")]),
        ("his snapchat is Dave.x22 ok", [("Dave.x22", "dave.x22")]),
        ("snap is the best", []),
        ("mail me@example.org", []),
    ],
)
def test_handles(text, expected):
    assert found(text, "handle") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 14 Mill Lane", [("14 Mill Lane", "14 mill lane")]),
        ("Flat 3, 14a Mill Lane", [("Flat 3, 14a Mill Lane", "flat 3 14a mill lane")]),
        ("live at number 22", [("number 22", "number 22")]),
        ("in flat 3b", [("flat 3b", "flat 3b")]),
        ("on Mill Lane", []),
        ("20 men on the street", []),
    ],
)
def test_addresses(text, expected):
    assert found(text, "address") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("near Mill Lane, ZP1 2AB", [("Mill Lane", "mill lane"), ("ZP1 2AB", "ZP1 2AB")]),
        ("zp12ab", [("zp12ab", "ZP1 2AB")]),
        ("just off mill lane", [("mill lane", "mill lane")]),
        ("on the main road", []),
    ],
)
def test_places_without_a_pack(text, expected):
    assert found(text, "place") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a man called Kyle Brown", [("Kyle Brown", "kyle brown")]),
        ("goes by biggz", [("biggz", "biggz")]),
        ("old Mr Harris", [("Harris", "harris")]),
        ("Dave's flat", [("Dave", "dave")]),
        ("I called the police", []),
        ("they called me", []),
    ],
)
def test_people(text, expected):
    assert found(text, "person") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 3am", ["3am"]),
        ("about 10:30 pm", ["10:30 pm"]),
        ("every Friday night", ["every friday night"]),
        ("since last March", ["last march"]),
        ("on 12/11/2026", ["12/11/2026"]),
        ("on 3rd of May", ["3rd of may"]),
        ("for the past three weeks", ["for the past three weeks"]),
        ("two days ago", ["two days ago"]),
        ("in a house", []),
    ],
)
def test_times(text, expected):
    assert [value for _, value in found(text, "time")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("owes £1,500", ["GBP 1500"]),
        ("about 2 grand", ["GBP 2000"]),
        ("£5k in cash", ["GBP 5000"]),
        ("20 quid", ["GBP 20"]),
        ("half an ounce", ["half an ounce"]),
        ("two kilos", ["two kilos"]),
    ],
)
def test_amounts(text, expected):
    assert [value for _, value in found(text, "amount")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("smell of skunk", ["cannabis"]),
        ("he sells b and c", ["heroin", "cocaine"]),
        ("selling white and green", ["cocaine", "cannabis"]),
        ("a white door and a green gate, c and b", []),
        ("crack house", ["crack"]),
        ("a can of coke with weed killer", []),
        ("ket and balloons for sale, dealing all day", ["ketamine", "nitrous oxide"]),
        ("my friend Charlie is here", []),
    ],
)
def test_drugs(text, expected):
    assert [value for _, value in found(text, "drug")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a machete and a zombie knife", ["machete", "knife"]),
        ("he had a pistol", ["gun"]),
        ("a water pistol, a glue gun", []),
        ("with a baseball bat", ["baseball bat"]),
    ],
)
def test_weapons(text, expected):
    assert [value for _, value in found(text, "weapon")] == expected


def test_mentions_do_not_overlap_and_come_in_order():
    listed = mentions(read("Kyle, 14 Mill Lane, KV19 ABC, 07700 900123, £20 of weed at 3am"))
    assert [m.type for m in listed] == ["person", "address", "vehicle", "phone", "amount", "drug", "time"]
    assert all(one.end <= other.start for one, other in pairwise(listed))
