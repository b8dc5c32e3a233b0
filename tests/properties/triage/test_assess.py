"""Whatever the text: no crash, offsets that slice it, danger that only rises, probabilities that are ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lamplighter.triage import assess
from lamplighter.triage.urgency import RANK

VOICE = (
    "he she never not my neighbour flat drugs selling weed strangers all hours two minutes knife stabbed going to kill "
    "her girl 14 boyfriend older man hotel van boss passport gun KV19 ABC 07700 900123 £20 3am Mill Lane . , ! but and "
    "kids school missing phone cash told me years ago might bruises husband screaming no wages locked in"
)
TALK = st.lists(st.sampled_from(VOICE.split()), max_size=40).map(" ".join)
ANY = st.text(max_size=200)
DANGERS = st.sampled_from(["He has a knife to her throat.", "She cannot breathe.", "They are going to kill him."])


@settings(max_examples=150, deadline=None)
@given(ANY | TALK)
def test_any_text_is_assessed_and_every_offset_slices_it(text):
    found = assess(text)
    assert all(0.0 <= each.probability <= 1.0 for each in found.kinds)
    assert 0.0 <= found.completeness <= 1.0
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text != ""
    for sign in found.signs:
        assert text[sign.start : sign.end]
    for reason in found.reasons:
        assert " ".join(text[reason.start : reason.end].split())[:20] in reason.sentence


@settings(max_examples=100, deadline=None)
@given(ANY | TALK, ANY | TALK)
def test_a_further_paragraph_never_lowers_danger(text, more):
    alone, together = assess(text), assess(f"{text}\n\n{more}")
    assert together.danger_now >= alone.danger_now
    if alone.danger_now:
        assert together.urgency == "immediate"


@settings(max_examples=60, deadline=None)
@given(ANY | TALK, DANGERS)
def test_a_danger_after_any_paragraph_is_immediate(text, phrase):
    found = assess(f"{text}\n\n{phrase}")
    assert (found.urgency, found.danger_now) == ("immediate", True)


@settings(max_examples=60, deadline=None)
@given(ANY | TALK, st.sampled_from(["", "yes", "no", "not_sure"]))
def test_the_writer_s_answer_never_lowers_urgency(text, ticked):
    assert RANK[assess(text, danger_ticked=ticked).urgency] >= RANK[assess(text).urgency]


@settings(max_examples=60, deadline=None)
@given(ANY | TALK)
def test_the_same_text_gives_the_same_answer(text):
    one, other = assess(text), assess(text)
    assert (one.kinds, one.signs, one.mentions, one.reasons) == (
        other.kinds,
        other.signs,
        other.mentions,
        other.reasons,
    )
    assert (one.sketch == other.sketch).all()
