from __future__ import annotations

import pytest

from lamplighter.places import postcodes


@pytest.mark.parametrize(
    ("typed", "normal"),
    [("nn48ab", "NN4 8AB"), ("NN4 8AB", "NN4 8AB"), (" nn 4 8 a b ", "NN4 8AB"), ("EC1A1BB", "EC1A 1BB"),
     ("m1 1ae", "M1 1AE"), ("NN11-4AB.", "NN11 4AB")],
)  # fmt: skip
def test_a_well_formed_postcode_has_one_normal_form(typed: str, normal: str) -> None:
    assert postcodes.normal(typed) == normal


@pytest.mark.parametrize("typed", ["", "NN4", "NN4 8A", "NN4 8AC", "1NN 8AB", "NN4 8AB 9", "hello", "NN4" * 200])
def test_anything_else_has_none(typed: str) -> None:
    assert postcodes.normal(typed) is None


def test_the_typed_reading_comes_before_the_mended_ones() -> None:
    assert postcodes.readings("NN1 1LB")[0] == "NN1 1LB"


def test_postcodes_are_found_where_they_stand() -> None:
    text = "it is ZP1 1AB, not zp22ab. ZP3 IAB"
    found = [(text[typed.start : typed.end], typed.readings[0], typed.exact) for typed in postcodes.typed_in(text)]
    assert found == [("ZP1 1AB", "ZP1 1AB", True), ("zp22ab", "ZP2 2AB", True), ("ZP3 IAB", "ZP3 1AB", False)]


def test_outward_codes_and_sectors_are_found() -> None:
    assert [code for _, _, code in postcodes.outward_in("round ZP4 or zp11 8, not zp4x9")] == ["ZP4", "ZP11 8"]
