"""Log-odds add up, fade, and are lowered by everyday talk."""

from __future__ import annotations

from math import exp

import pytest

from lamplighter.signs.errors import UnknownKind
from lamplighter.triage.evidence import Evidence
from lamplighter.triage.weighing import FADE, PRIOR, log_odds, weigh


def says(kind: str, weight: float) -> Evidence:
    return Evidence("sign", "", ((kind, weight),), "x", 0, 1)


def test_no_evidence_leaves_the_prior():
    assert log_odds([]) == PRIOR


def test_the_strongest_counts_whole_and_the_next_fade():
    assert log_odds([1.0, 2.0]) == pytest.approx(PRIOR + 2.0 + 1.0 * FADE)


def test_a_probability_is_the_logistic_of_the_log_odds():
    first = weigh([says("cuckooing", 5.0)])[0]
    assert (first.kind, first.probability) == ("cuckooing", pytest.approx(1 / (1 + exp(-(PRIOR + 5.0))), abs=1e-4))


def test_evidence_for_one_kind_leaves_the_others_alone():
    found = {each.kind: each.probability for each in weigh([says("cuckooing", 5.0)])}
    assert len({found[kind] for kind in found if kind not in {"cuckooing", "none"}}) == 1


def test_everyday_talk_speaks_against_every_kind_up_to_a_limit():
    def cuckooing(everyday: int) -> float:
        return next(k.probability for k in weigh([says("cuckooing", 3.0)], everyday=everyday) if k.kind == "cuckooing")

    assert cuckooing(0) > cuckooing(1) > cuckooing(3) == cuckooing(30)


def test_an_unknown_ticked_kind_is_refused():
    with pytest.raises(UnknownKind):
        weigh([], ticked_kinds=["arson"])
