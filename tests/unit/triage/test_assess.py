"""An assessment weighs words in their context and says why."""

from __future__ import annotations

import pytest

from lamplighter.triage import Assessment, assess

DEALING = "They are selling drugs from the flat. People knock, stay two minutes and go."


def chance(found: Assessment, kind: str) -> float:
    return next(each.probability for each in found.kinds if each.kind == kind)


def test_a_tip_that_says_nothing_of_any_kind_is_none_first():
    found = assess("The hedge is too tall.")
    assert found.top_kind == "none"
    assert found.urgency == "routine"
    assert found.reasons == ()


def test_an_empty_tip_is_none_and_complete_in_nothing():
    found = assess("")
    assert (found.top_kind, found.completeness, found.novelty) == ("none", 0.0, 1.0)


def test_every_kind_and_none_has_a_probability_best_first():
    found = assess(DEALING)
    listed = [each.probability for each in found.kinds]
    assert len(listed) == 9
    assert listed == sorted(listed, reverse=True)
    assert found.top_kind == "drug_supply"


@pytest.mark.parametrize(
    "denied",
    [
        "I have never seen drugs there.",
        "There is no sign of anyone selling drugs at that flat.",
        "I don't think they are selling drugs.",
        "He doesn't hit her and she has no bruises.",
        "Nobody there is being kept against their will.",
    ],
)
def test_what_is_denied_counts_nothing(denied):
    found = assess(denied)
    assert found.top_kind == "none"
    assert found.urgency == "routine"
    assert found.signs == ()


@pytest.mark.parametrize("doubt", ["My neighbour told me that ", "Years ago ", "I am worried that maybe "])
def test_doubt_lowers_the_weight_and_keeps_the_reason(doubt):
    plain, doubted = assess("He hits his wife."), assess(f"{doubt}he hits his wife.")
    assert 0.1 < chance(doubted, "domestic_abuse") < chance(plain, "domestic_abuse")
    assert any("hits his wife" in reason.sentence and "(" in reason.sentence for reason in doubted.reasons)


def test_a_tip_about_the_television_is_none():
    assert assess("I watched a documentary about county lines.").top_kind == "none"


def test_several_kinds_may_be_likely_at_once():
    found = assess(
        "Dealers have taken over a disabled man's flat. They sell heroin from it and he sleeps on his own floor."
    )
    assert min(chance(found, "cuckooing"), chance(found, "drug_supply")) > 0.5


def test_reasons_quote_the_tip_and_slice_it():
    for reason in assess(DEALING).reasons:
        assert reason.start is not None
        assert DEALING[reason.start : reason.end] in reason.sentence


def test_a_sign_carries_its_weight():
    assert all(sign.weight > 0 for sign in assess(DEALING).signs)


def test_what_the_writer_ticked_adds_evidence():
    plain = assess("Something is wrong there.")
    ticked = assess("Something is wrong there.", ticked_kinds=["cuckooing"], ticked_signs=["cuckooing-never-alone"])
    assert chance(ticked, "cuckooing") > chance(plain, "cuckooing")
    assert ticked.top_kind == "cuckooing"
    assert any(reason.sentence.startswith("The writer ticked: ") for reason in ticked.reasons)
    assert any(reason.sentence.startswith("The writer chose: ") for reason in ticked.reasons)


def test_a_sign_both_told_and_ticked_counts_once():
    told = assess(DEALING)
    both = assess(DEALING, ticked_signs=[sign.sign for sign in told.signs])
    assert both.kinds == told.kinds


@pytest.mark.parametrize(
    ("ticked", "urgency", "now"),
    [("yes", "immediate", True), ("not_sure", "priority", False), ("no", "routine", False), ("", "routine", False)],
)
def test_the_writer_s_word_on_danger_may_only_raise(ticked, urgency, now):
    found = assess("The hedge is too tall.", danger_ticked=ticked)
    assert (found.urgency, found.danger_now) == (urgency, now)


def test_no_in_the_box_does_not_lower_danger_in_the_words():
    assert assess("He has a knife to her throat", danger_ticked="no").urgency == "immediate"


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("He has a knife to her throat right now.", "immediate"),
        ("My neighbour's son is being used to carry drugs.", "priority"),
        ("They grow cannabis in the garage.", "routine"),
        ("He keeps a shotgun under the bed.", "priority"),
        ("The hedge is too tall.", "routine"),
    ],
)
def test_urgency_follows_who_is_at_risk_and_the_danger_words(text, urgency):
    assert assess(text).urgency == urgency


def test_completeness_rises_with_who_what_where_when_and_how():
    thin = assess("They sell drugs.")
    full = assess("I saw Kyle sell drugs at 14 Mill Lane every Friday night, from a white Ford Transit, reg KV19 ABC.")
    assert 0 < thin.completeness < full.completeness == 1.0


def test_a_misspelt_tip_is_still_read():
    found = assess("there sellin canabis and herion from that house peopel in and out all nite")
    assert found.top_kind == "drug_supply"
