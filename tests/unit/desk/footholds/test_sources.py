"""How many people may be behind several tips: links are followed, and nothing but wording, area and days decides."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lamplighter.desk.footholds.sources import ALIKE, WITHIN, Told, grouped

FIRST = date(2026, 3, 1)


def sketch(*changed: int) -> bytes:
    """One wording with some of its 64 numbers changed; each change takes a 64th of the likeness."""
    numbers = np.arange(64, dtype="<u4")
    numbers[list(changed)] += 1000 + np.arange(len(changed), dtype="<u4")
    return numbers.tobytes()


def tip(number: int, *, day: int = 0, area: str = "A", words: bytes | None = None) -> Told:
    return Told(UUID(int=number), FIRST + timedelta(days=day), area, words if words is not None else sketch())


def test_a_copy_with_a_few_words_changed_is_the_same_source() -> None:
    few = int(64 * (1 - ALIKE))
    assert len(grouped([tip(1), tip(2, words=sketch(*range(few)))])) == 1
    assert len(grouped([tip(1), tip(2, words=sketch(*range(few + 1)))])) == 2


def test_a_tip_that_is_like_two_others_makes_all_three_one_source() -> None:
    left, right = sketch(*range(10)), sketch(*range(20, 30))
    assert len(grouped([tip(1, words=left), tip(2, words=right)])) == 2
    assert len(grouped([tip(1, words=left), tip(2, words=right), tip(3, day=1)])) == 1


def test_the_first_of_a_group_is_the_earliest() -> None:
    (group,) = grouped([tip(1, day=5), tip(2, day=0), tip(3, day=9)])
    assert [each.tip.int for each in group] == [2, 1, 3]


tips = st.lists(
    st.tuples(
        st.integers(0, 40), st.sampled_from("AB"), st.sampled_from([(), (1, 2), tuple(range(10)), tuple(range(40))])
    ),
    max_size=14,
).map(lambda rows: [tip(n, day=day, area=area, words=sketch(*changed)) for n, (day, area, changed) in enumerate(rows)])


@given(tips)
def test_groups_are_the_connected_parts_of_who_is_alike(told: list[Told]) -> None:
    found = {frozenset(each.tip.int for each in group) for group in grouped(told)}
    assert found == plainly(told)


def plainly(told: list[Told]) -> set[frozenset[int]]:
    """The obvious slow way: from each tip, follow every likeness until nothing is added."""
    return {frozenset(reached({each}, told)) for each in told}


def reached(known: set[Told], told: list[Told]) -> set[int]:
    more = known | {other for other in told if any(alike(other, each) for each in known)}
    return {each.tip.int for each in known} if more == known else reached(more, told)


def alike(one: Told, other: Told) -> bool:
    same = np.mean(np.frombuffer(one.sketch, "<u4") == np.frombuffer(other.sketch, "<u4")) >= ALIKE
    return bool(same) and one.area == other.area and abs(one.day - other.day) <= WITHIN
