"""A flood: danger never waits, copies wait behind new texts and none is dropped, everybody is slowed before any is refused."""

from __future__ import annotations

import threading
from contextlib import ExitStack

import pytest

from lamplighter.report_site.errors import LetterboxUnavailable
from lamplighter.report_site.flood import Copies, Gate, Lane, Lanes, copies
from lamplighter.report_site.flood.gate import HELD_AT_ONCE, LONGEST_PAUSE, pause
from lamplighter.report_site.flood.lanes import AT_ONCE, COPIES_EVERY

TEXT = "Different men go up to the flat at all hours and stay for a few minutes."


def served(arrivals: list[Lane]) -> list[Lane]:
    """The order in which these are served, who all wait while one place is taken."""
    lanes, order, threads = Lanes(at_once=1), list[Lane](), []

    def come(lane: Lane) -> None:
        with lanes.turn(lane):
            order.append(lane)

    with lanes.turn(Lane.NEW):
        for count, lane in enumerate(arrivals, start=1):
            threads.append(threading.Thread(target=come, args=(lane,)))
            threads[-1].start()
            while sum(lanes.waiting(each) for each in Lane) < count:
                threading.Event().wait(0.001)
    for thread in threads:
        thread.join()
    return order


def test_copies_wait_behind_texts_nobody_has_sent() -> None:
    order = served([Lane.COPIES, Lane.NEW, Lane.COPIES, Lane.NEW])
    assert order == [Lane.NEW, Lane.NEW, Lane.COPIES, Lane.COPIES]


def test_copies_are_never_kept_waiting_for_ever_and_none_is_dropped() -> None:
    new, few = [Lane.NEW] * (3 * COPIES_EVERY), [Lane.COPIES] * 3
    order = served(few + new)
    assert sorted(order, key=lambda lane: lane.value) == sorted(few + new, key=lambda lane: lane.value)
    assert [place for place, lane in enumerate(order, start=1) if lane is Lane.COPIES] == [
        COPIES_EVERY,
        2 * COPIES_EVERY,
        3 * COPIES_EVERY,
    ]


def test_a_place_is_given_back_when_keeping_a_report_fails() -> None:
    lanes = Lanes(at_once=1)
    with pytest.raises(LetterboxUnavailable), lanes.turn(Lane.NEW):
        raise LetterboxUnavailable
    with lanes.turn(Lane.COPIES):
        assert lanes.waiting(Lane.COPIES) == 0


def test_danger_enters_while_every_place_is_taken() -> None:
    gate = Gate(lambda: 1.0, sleep=lambda _seconds: None)
    with ExitStack() as taken:
        for number in range(AT_ONCE):
            taken.enter_context(gate.enter(envelope_id=f"{number}", danger=False))
        with gate.enter(envelope_id="urgent", danger=True, text=TEXT):
            assert gate._lanes.waiting(Lane.NEW) == 0


@pytest.mark.parametrize(
    "copy",
    [TEXT, TEXT.upper(), f"  {TEXT}\n", TEXT.replace(" ", "  ").replace(".", "!")],
    ids=["as it was", "in capitals", "with space around", "with other marks"],
)
def test_a_text_sent_by_another_is_a_copy(copy: str) -> None:
    known = Copies()
    assert not known.has(TEXT, "a")
    assert known.has(copy, "b")


def test_a_report_sent_again_is_no_copy_of_itself() -> None:
    known = Copies()
    assert [known.has(TEXT, each) for each in ("a", "a", "b", "a")] == [False, False, True, False]


def test_a_few_words_that_two_people_may_both_write_are_no_copy() -> None:
    known = Copies()
    assert [known.has(text, each) for text in ("", "They sell drugs there.") for each in ("a", "b")] == [False] * 4


def test_texts_are_forgotten_after_an_hour_or_two(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(copies.time, "monotonic", lambda: now[0])
    known = Copies()
    known.has(TEXT, "a")
    now[0] = copies.REMEMBERED_SECONDS + 1
    assert known.has(TEXT, "b")
    now[0] = 4 * copies.REMEMBERED_SECONDS
    known.has(TEXT + " Another text.", "c")
    now[0] = 8 * copies.REMEMBERED_SECONDS
    assert not known.has(TEXT, "d")


def test_no_more_texts_are_remembered_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MOST", 10)
    known = Copies()
    for number in range(100):
        known.has(f"{TEXT} {number}", f"{number}")
    assert len(known._now) + len(known._before) <= 20
    assert known.has(f"{TEXT} 99", "again")


def test_what_is_remembered_of_a_text_is_not_the_text() -> None:
    known, other = Copies(), Copies()
    for each in (known, other):
        each.has(TEXT, "a")
    assert "Different" not in repr(vars(known))
    # Without the key, which is another in each process, the hash says nothing.
    assert set(known._now).isdisjoint(other._now)


def test_nobody_is_slowed_while_the_letterbox_is_less_than_half_full() -> None:
    assert [pause(full) for full in (0.0, 0.3, 0.5)] == [0.0, 0.0, 0.0]
    assert 0 < pause(0.6) < pause(0.9) < pause(1.0) == LONGEST_PAUSE == pause(1.5)


def test_everybody_is_slowed_before_anybody_is_refused_and_danger_never() -> None:
    slept: list[float] = []
    gate = Gate(lambda: 0.8, sleep=slept.append)
    with gate.enter(envelope_id="a", danger=False, text=TEXT):
        assert slept == [pause(0.8)]
    with gate.enter(envelope_id="b", danger=True, text=TEXT):
        assert slept == [pause(0.8)]


def test_who_finds_too_many_held_back_is_told_to_come_again_and_danger_is_not() -> None:
    let_go, held = threading.Event(), threading.Semaphore(0)

    def sleep(_seconds: float) -> None:
        held.release()
        let_go.wait()

    gate = Gate(lambda: 1.0, sleep=sleep)
    entered: list[int] = []

    def come(number: int) -> None:
        with gate.enter(envelope_id=f"{number}", danger=False):
            entered.append(number)

    threads = [threading.Thread(target=come, args=(number,)) for number in range(HELD_AT_ONCE)]
    for thread in threads:
        thread.start()
        held.acquire()
    with pytest.raises(LetterboxUnavailable), gate.enter(envelope_id="late", danger=False):
        raise AssertionError("let in although too many wait")
    with gate.enter(envelope_id="urgent", danger=True):
        assert entered == []
    let_go.set()
    for thread in threads:
        thread.join()
    assert sorted(entered) == list(range(HELD_AT_ONCE))


def test_however_many_claim_danger_they_take_no_place_of_the_others() -> None:
    gate = Gate(lambda: 0.0)
    with ExitStack() as held:
        for _ in range(4 * AT_ONCE):
            held.enter_context(gate.enter(envelope_id="a", danger=True))
        for _ in range(AT_ONCE):
            held.enter_context(gate.enter(envelope_id="b", danger=False))
        assert gate._lanes._places == 0
