from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lamplighter.desk.queue.highlighting import Piece, Span, pieces


def test_a_phrase_is_marked_with_its_reason() -> None:
    assert pieces("he has a knife", [Span(9, 14, 1)]) == [Piece("he has a "), Piece("knife", (1,))]


def test_where_phrases_overlap_the_shared_part_carries_both_reasons() -> None:
    assert pieces("abcdef", [Span(0, 4, 1), Span(2, 6, 2)]) == [
        Piece("ab", (1,)),
        Piece("cd", (1, 2)),
        Piece("ef", (2,)),
    ]


def test_a_phrase_outside_the_text_is_left_out() -> None:
    assert pieces("abc", [Span(2, 9, 1), Span(-1, 2, 2), Span(1, 1, 3)]) == [Piece("abc")]


spans = st.lists(st.builds(Span, st.integers(-2, 40), st.integers(-2, 40), st.integers(1, 9)), max_size=8)


@given(st.text(max_size=40), spans)
def test_the_pieces_are_the_text_whatever_is_marked(text: str, marked: list[Span]) -> None:
    assert "".join(piece.text for piece in pieces(text, marked)) == text


@given(st.text(min_size=1, max_size=40), spans)
def test_every_letter_carries_exactly_the_reasons_of_the_phrases_over_it(text: str, marked: list[Span]) -> None:
    position = 0
    for piece in pieces(text, marked):
        for offset in range(position, position + len(piece.text)):
            over = {s.reason for s in marked if 0 <= s.start <= offset < s.end <= len(text)}
            assert set(piece.reasons) == over
        position += len(piece.text)
