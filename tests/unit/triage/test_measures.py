"""Triage agrees with a reader on most made-up tips it was not tuned on; docs/algorithms/triage.md has the table."""

from __future__ import annotations

import pytest
from made_up_tips import made_up_tips, measure

from lamplighter.signs import kinds
from lamplighter.triage import assess


@pytest.mark.parametrize(("name", "first", "macro_f1"), [("held_out", 0.8, 0.72), ("tuning", 0.9, 0.8)])
def test_the_right_kind_comes_first_in_most_tips(name, first, macro_f1):
    measured = measure(name)
    assert measured.first_right >= first
    assert measured.macro_f1 >= macro_f1


@pytest.mark.parametrize("name", ["held_out", "tuning"])
def test_no_tip_of_danger_now_is_missed(name):
    assert measure(name).recall("immediate") == 1.0


@pytest.mark.parametrize("name", ["held_out", "tuning"])
def test_nearly_every_tip_about_somebody_at_risk_is_a_priority(name):
    assert measure(name).recall("priority") >= 0.9


def test_no_held_out_tip_was_tuned_on():
    held_out = {tip.text for tip in made_up_tips("held_out")}
    assert held_out.isdisjoint(tip.text for tip in made_up_tips("tuning"))


def test_every_kind_and_none_is_held_out():
    named = {kind for tip in made_up_tips("held_out") for kind in tip.kinds}
    assert named == {"none", *(kind.id for kind in kinds())}


def test_hardly_any_everyday_tip_is_called_immediate():
    everyday = [tip for name in ("held_out", "tuning") for tip in made_up_tips(name) if tip.kinds == {"none"}]
    assert not any(assess(tip.text).danger_now for tip in everyday)
