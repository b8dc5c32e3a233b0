from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.desk.queue.standing import stand, standing_decisions

MACHINE = {"urgency": "routine", "place": {"by": ""}, "kinds": ["none"]}


@dataclass(frozen=True)
class Judgement:
    pk: int
    about: str
    value: Any
    undoes_id: int | None = None


def test_without_decisions_the_machine_stands() -> None:
    standing = stand(MACHINE, [])
    assert (standing.urgency, standing.status, standing.kinds, standing.decided) == (
        "routine",
        "open",
        ("none",),
        frozenset(),
    )


def test_the_latest_decision_stands() -> None:
    given_ = [Judgement(1, "urgency", "immediate"), Judgement(2, "urgency", "priority")]
    assert stand(MACHINE, given_).urgency == "priority"


def test_an_undone_decision_gives_way_to_the_one_before_it() -> None:
    given_ = [
        Judgement(1, "urgency", "immediate"),
        Judgement(2, "urgency", "priority"),
        Judgement(3, "urgency", "priority", undoes_id=2),
    ]
    assert stand(MACHINE, given_).urgency == "immediate"


def test_when_all_is_undone_the_machine_stands_again() -> None:
    given_ = [Judgement(1, "status", "done"), Judgement(2, "status", "done", undoes_id=1)]
    assert stand(MACHINE, given_).status == "open"


@given(st.lists(st.sampled_from(["immediate", "priority", "routine"]), max_size=8))
def test_undoing_the_last_decision_is_as_if_it_was_never_made(values: list[str]) -> None:
    before = [Judgement(number, "urgency", value) for number, value in enumerate(values)]
    after = [*before, Judgement(100, "urgency", "routine"), Judgement(101, "urgency", "routine", undoes_id=100)]
    assert stand(MACHINE, after) == stand(MACHINE, before)
    assert standing_decisions(after) == before
