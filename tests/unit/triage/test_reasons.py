from __future__ import annotations

from lamplighter.triage import assess

STORY = (
    "Two men have moved into the flat of the old man at the end of our road. Callers come at all hours and stay two "
    "minutes. He looks scared."
)


def test_words_that_only_lean_are_shown_for_likely_kinds_alone() -> None:
    found = assess(STORY)
    leaning = [reason.sentence for reason in found.reasons if "Words that lean towards" in reason.sentence]
    likely = {found.kinds[0].kind} | {kind.kind for kind in found.kinds if kind.probability >= 0.5}
    assert found.kinds[0].kind == "cuckooing"
    assert any("home taken over" in sentence for sentence in leaning)
    assert not any("sexual violence" in sentence for sentence in leaning)
    assert "sexual_violence" not in likely
