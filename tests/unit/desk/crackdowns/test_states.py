"""The ways between the states of a task."""

from __future__ import annotations

from lamplighter.desk.crackdowns.states import MOVES, State, move_called, moves_from


def test_the_only_way_to_started_from_before_is_from_ready_past_the_hurdles() -> None:
    into = [move for move in MOVES if move.target == State.STARTED and move.source != State.CLOSED]
    assert [(move.name, move.source, move.past_the_hurdles) for move in into] == [("start", State.READY, True)]


def test_what_has_started_never_goes_back_to_before() -> None:
    assert {move.target for move in moves_from(State.STARTED)} == {State.CANCELLED}


def test_a_move_is_found_only_from_its_own_state() -> None:
    assert move_called("start", State.PLANNED) is None
    assert move_called("start", State.READY) is not None


def test_every_end_of_work_can_be_undone_or_says_why() -> None:
    assert moves_from(State.CLOSED)
    assert moves_from(State.CANCELLED)
    assert all(move.needs_reason for move in MOVES if move.target == State.CANCELLED)
