"""Everyone can be told who else to turn to."""

from __future__ import annotations

import re

import pytest

from lamplighter import signs
from lamplighter.signs.errors import UnknownKind


def test_every_kind_offers_emergency_crimestoppers_and_the_police():
    for kind in signs.kinds():
        contacts = [line.contact for line in signs.helplines(kind.id)]
        assert {"999", "101", "0800 555 111"} <= set(contacts)


@pytest.mark.parametrize(
    ("kind_id", "contact"),
    [
        ("modern_slavery", "08000 121 700"),
        ("domestic_abuse", "0808 2000 247"),
        ("child_sexual_exploitation", "0800 1111"),
        ("sexual_violence", "0808 500 2222"),
    ],
)
def test_the_line_made_for_a_kind_comes_before_the_general_ones(kind_id, contact):
    contacts = [line.contact for line in signs.helplines(kind_id)]
    assert contacts.index(contact) < contacts.index("999")


def test_a_line_of_another_kind_is_not_offered():
    assert "08000 121 700" not in [line.contact for line in signs.helplines("domestic_abuse")]


def test_without_a_kind_all_lines_are_given_once():
    names = [line.name for line in signs.helplines()]
    assert len(names) == len(set(names)) >= 10


def test_each_contact_is_a_telephone_number_or_a_web_address():
    assert all(re.fullmatch(r"[0-9 ]+|[a-z.]+\.[a-z]+", line.contact) for line in signs.helplines())


def test_an_unknown_kind_has_no_lines():
    with pytest.raises(UnknownKind):
        signs.helplines("arson")
