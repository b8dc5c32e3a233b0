"""Whatever the text: no crash, offsets that slice it, and danger that only rises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lamplighter.cues import contexts, danger

VOICE = (
    "he she never not no knife stabbed killed the going to kill her people but and , . ! ? years ago might told me "
    "locked in room fire blood child now screaming gun don't won't let leave used to TV"
)
WORDS = st.sampled_from(VOICE.split())
TALK = st.lists(WORDS, max_size=30).map(" ".join)
ANY = st.text(max_size=300)
DANGERS = st.sampled_from(
    [
        "He has a knife to her throat.",
        "She cannot breathe.",
        "They are going to kill him.",
        "The house is on fire.",
        "A girl is held there against her will.",
    ]
)


def levels(text: str) -> list[tuple[str, str]]:
    return sorted((cue.id, cue.level) for cue in danger(text))


@given(ANY | TALK)
def test_any_text_is_read_and_every_offset_slices_it(text):
    for cue in danger(text):
        assert text[cue.start : cue.end] == cue.phrase != ""


@given(ANY | TALK, st.integers(0, 300), st.integers(0, 300))
def test_contexts_answer_for_any_span(text, start, end):
    assert contexts(text).at(start, end) <= {"negated", "hearsay", "past", "hypothetical", "elsewhere"}


@settings(max_examples=200)
@given(ANY | TALK, ANY | TALK)
def test_a_further_paragraph_never_lowers_danger(text, more):
    alone, together = levels(text), levels(f"{text}\n\n{more}")
    assert _highest(together) >= _highest(alone)
    assert len(together) >= len(alone)


@given(ANY | TALK, DANGERS)
def test_a_danger_after_any_paragraph_is_immediate(text, phrase):
    assert danger(f"{text}\n\n{phrase}")[0].level == "immediate"


@given(ANY | TALK, DANGERS)
def test_a_danger_before_any_paragraph_is_immediate(text, phrase):
    assert danger(f"{phrase}\n\n{text}")[0].level == "immediate"


def _highest(found: list[tuple[str, str]]) -> int:
    return max((2 if level == "immediate" else 1 for _, level in found), default=0)
