"""Documents of every version ever released are kept here and must stay readable, byte for byte (docs/tip-document.md)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lamplighter.tips import Tip, TipPlace, Work, dump, errors, parse

VERSION_1 = (
    '{"at_risk":"his daughter, about 9","channel":"form","contacts":"","danger_now":"no","hazards":"","how_known":"saw",'
    '"how_often":"","kinds":["cuckooing"],"language":"en","people":"","place":{"candidate":"street:1","label":"Mill Lane",'
    '"lat":50.5,"lon":-6.25,"postcode":"ZP4 7QT","precision":"street","text":"the flats"},"reply_to":null,'
    '"role":"neighbour","signs":[],"still_happening":"yes","story":"Caf\u00e9 \u201clights\u201d all night\\nevery night",'
    '"vehicles":"","version":1,"when":"","who_else_knows":""}'
).encode()

TIP_1 = Tip(
    language="en",
    story="Café “lights” all night\nevery night",
    kinds=("cuckooing",),
    role="neighbour",
    danger_now="no",
    place=TipPlace(
        text="the flats",
        postcode="ZP4 7QT",
        candidate="street:1",
        label="Mill Lane",
        lat=50.5,
        lon=-6.25,
        precision="street",
    ),
    still_happening="yes",
    how_known="saw",
    at_risk="his daughter, about 9",
)


VERSION_2 = (
    VERSION_1.replace(b'"people":""', b'"people":"","photos":2')
    .replace(b'"signs":[]', b'"sealed_by":"server","signs":[]')
    .replace(b'"version":1', b'"version":2')
    .replace(b'"role":"neighbour"', b'"role":"professional"')
    .replace(b'"who_else_knows":""', b'"who_else_knows":"","work":{"basis":"safeguarding","threshold":"adult_at_risk"}')
)

TIP_2 = replace(
    TIP_1,
    role="professional",
    sealed_by="server",
    photos=2,
    work=Work(threshold="adult_at_risk", basis="safeguarding"),
)


def test_a_version_1_document_means_what_it_meant() -> None:
    assert parse(VERSION_1) == TIP_1


def test_a_version_2_document_means_what_it_meant() -> None:
    assert parse(VERSION_2) == TIP_2


def test_a_version_2_tip_is_still_written_as_it_was() -> None:
    assert dump(TIP_2) == VERSION_2


def test_a_version_1_document_is_written_again_as_version_2_and_means_the_same() -> None:
    assert b'"version":2' in dump(parse(VERSION_1))
    assert parse(dump(parse(VERSION_1))) == TIP_1


def test_a_version_1_document_cannot_hold_what_version_2_added() -> None:
    for added in (b'"photos":1,', b'"sealed_by":"server",', b'"work":null,'):
        with pytest.raises(errors.UnknownField):
            parse(VERSION_1.replace(b"{", b"{" + added, 1))
