"""What stands between a task and its start, as a rule over everything that can be known about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.desk.crackdowns.errors import (
    AddressNotConfirmed,
    NothingIndependentNamed,
    RestsOnAFootholdAlone,
    RestsOnOneSource,
    SafeguardingNotChecked,
)
from lamplighter.desk.crackdowns.hurdles import ENFORCEMENT, AddressState, Standing, TaskKind, hurdles

CLEAR = Standing(TaskKind.WARRANT, (), waived=False, address=AddressState.CONFIRMED, corroborated=True, foothold=False, tips=1, sources=1)  # fmt: skip
standings = st.builds(
    Standing,
    kind=st.sampled_from(list(TaskKind)),
    unanswered=st.lists(st.sampled_from(["children", "interpreter"]), unique=True).map(tuple),
    waived=st.booleans(),
    address=st.sampled_from(list(AddressState)),
    corroborated=st.booleans(),
    foothold=st.booleans(),
    tips=st.integers(0, 3),
    sources=st.integers(0, 3),
)


def test_a_warrant_with_everything_said_has_nothing_in_its_way() -> None:
    assert hurdles(CLEAR) == ()


@pytest.mark.parametrize(
    ("changed", "hurdle"),
    [
        ({"unanswered": ("children",)}, SafeguardingNotChecked),
        ({"address": AddressState.PROBABLE}, AddressNotConfirmed),
        ({"corroborated": False, "tips": 2, "sources": 2}, NothingIndependentNamed),
        ({"corroborated": False}, RestsOnOneSource),
        ({"corroborated": False, "tips": 0, "sources": 0, "foothold": True}, RestsOnAFootholdAlone),
    ],
)
def test_each_thing_that_is_missing_is_said(changed: dict[str, object], hurdle: type[Exception]) -> None:
    assert hurdle in {type(each) for each in hurdles(replace(CLEAR, **changed))}


@given(standings)
def test_nothing_is_ever_without_a_check_or_a_waiver(standing: Standing) -> None:
    blocked = any(isinstance(each, SafeguardingNotChecked) for each in hurdles(standing))
    assert blocked == (bool(standing.unanswered) and not standing.waived)


@given(standings)
def test_enforcement_never_rests_on_a_foothold_or_one_source_alone(standing: Standing) -> None:
    if not hurdles(standing) and standing.kind in ENFORCEMENT:
        assert standing.corroborated or standing.sources >= 2


@given(standings)
def test_a_warrant_always_has_a_confirmed_address_and_something_independent(standing: Standing) -> None:
    if not hurdles(standing) and standing.kind == TaskKind.WARRANT:
        assert standing.address == AddressState.CONFIRMED
        assert standing.corroborated


@given(standings)
def test_a_welfare_visit_asks_for_the_check_and_for_nothing_else(standing: Standing) -> None:
    found = hurdles(replace(standing, kind=TaskKind.WELFARE))
    assert all(isinstance(each, SafeguardingNotChecked) for each in found)


@given(standings)
def test_every_hurdle_is_one_sentence_and_leads_to_a_part_of_the_page(standing: Standing) -> None:
    for each in hurdles(standing):
        assert each.anchor in {"check", "address", "corroboration"}
        assert str(each).endswith((".", "visit."))
        assert "{" not in str(each)
