"""Every sign of the catalogue is recognised in an ordinary resident's wording of it."""

from __future__ import annotations

from collections import Counter

import pytest
from made_up_tips import lines

from lamplighter import signs
from lamplighter.triage import assess

WORDINGS = [tuple(line) for line in lines("signs")]


@pytest.mark.parametrize(("sign", "text"), WORDINGS)
def test_a_resident_s_wording_of_a_sign_is_recognised(sign, text):
    assert sign in {found.sign for found in assess(text).signs}


def test_every_sign_has_a_wording():
    told = Counter(sign for sign, _ in WORDINGS)
    assert set(told) == {sign.id for sign in signs.signs()}


def test_three_in_five_single_signs_already_name_a_kind_of_theirs():
    named = sum(assess(text).top_kind in signs.sign(sign).kinds for sign, text in WORDINGS)
    assert named / len(WORDINGS) >= 0.6
