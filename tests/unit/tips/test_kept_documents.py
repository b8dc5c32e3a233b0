"""Documents of every version ever released are kept here and must stay readable, byte for byte (docs/tip-document.md)."""

from __future__ import annotations

from lamplighter.tips import Tip, TipPlace, dump, parse

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


def test_a_version_1_document_means_what_it_meant() -> None:
    assert parse(VERSION_1) == TIP_1


def test_a_version_1_tip_is_still_written_as_it_was() -> None:
    assert dump(TIP_1) == VERSION_1
