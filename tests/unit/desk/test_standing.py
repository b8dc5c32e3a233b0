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


@dataclass(frozen=True)
class Message:
    urgency: str
    after: int


def test_a_message_opens_what_was_closed_and_raises_it() -> None:
    closed = [Judgement(1, "status", "no_further_action"), Judgement(2, "urgency", "routine")]
    standing = stand(MACHINE, closed, [Message("immediate", after=2)])
    assert (standing.status, standing.urgency) == ("open", "immediate")


def test_whoever_decides_after_a_message_decides() -> None:
    after = [Judgement(3, "status", "done"), Judgement(4, "urgency", "routine")]
    standing = stand(MACHINE, after, [Message("immediate", after=2)])
    assert (standing.status, standing.urgency) == ("done", "routine")


def test_a_message_with_nothing_urgent_in_it_opens_a_tip_and_leaves_its_urgency() -> None:
    standing = stand(MACHINE, [Judgement(1, "urgency", "priority"), Judgement(2, "status", "done")], [Message("", 2)])
    assert (standing.status, standing.urgency) == ("open", "priority")


urgencies = st.sampled_from(["immediate", "priority", "routine"])
judgements = st.lists(st.tuples(st.sampled_from(["urgency", "status"]), urgencies), max_size=5)


@given(urgencies, judgements, st.lists(st.sampled_from(["", "immediate", "priority"]), max_size=4))
def test_messages_that_come_last_only_ever_raise(machine: str, judged: list[tuple[str, str]], added: list[str]) -> None:
    decisions = [Judgement(number, about, value) for number, (about, value) in enumerate(judged, 1)]
    before = stand({**MACHINE, "urgency": machine}, decisions)
    after = stand({**MACHINE, "urgency": machine}, decisions, [Message(each, len(decisions)) for each in added])
    order = ["immediate", "priority", "routine"]
    assert order.index(after.urgency) <= order.index(before.urgency)
    assert after.status == "open" if added else after == before
