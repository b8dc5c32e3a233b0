"""The table of questions: what is asked of whom, and what a browser's history will show of it."""

from __future__ import annotations

import pytest

from lamplighter import signs
from lamplighter.report_site.answers import NOT_SURE, Answers
from lamplighter.report_site.options import YOUNG, every_sign, kind_options, sign_options
from lamplighter.report_site.prompts import AFFECTED, BY_KIND, GENERAL, PROFESSIONAL, UNDER_18, prompts
from lamplighter.report_site.questions import PAGES
from lamplighter.tips import ANSWERS, BASES, HOW_KNOWN, ROLES, THRESHOLDS

TELLING = ("crime", "police", "tip", "report", "abuse", "drug", "sex", "slave", "gang", "violence", "anonymous")


def shown_to(answers: Answers) -> list[str]:
    return [page.key for page in PAGES if page.shown_when(answers)]


NEIGHBOUR = Answers(role="neighbour", kinds=("cuckooing",))
DETAILS = ["when", "people", "vehicles", "contacts", "know", "others", "hazards", "at_risk"]


def test_every_page_has_a_name_of_its_own() -> None:
    assert len({page.key for page in PAGES}) == len(PAGES)


def test_no_page_title_says_what_the_site_is_for() -> None:
    told = [str(page.title).lower() for page in PAGES]
    assert not [title for title in told if any(word in title for word in TELLING)]


def test_a_neighbour_is_asked_everything_but_what_only_others_need() -> None:
    assert shown_to(NEIGHBOUR) == [
        *("before", "danger", "you", "home", "kinds", "signs", "story", "where", "more"),
        *DETAILS,
        *("check", "send"),
    ]


def test_whoever_has_said_enough_goes_straight_to_the_end() -> None:
    short = shown_to(NEIGHBOUR.changed(more="no"))
    assert short[short.index("more") :] == ["more", "check", "send"]


def test_somebody_under_18_gets_a_short_path_without_lists_of_abuse() -> None:
    path = shown_to(Answers(role="under_18", kinds=("child_sexual_exploitation",)))
    assert path == ["before", "danger", "you", "first", "home", "kinds", "story", "where", "check", "send"]


def test_somebody_under_18_is_asked_in_words_of_their_own() -> None:
    offered = [str(option.label) for option in kind_options(Answers(role="under_18"))]
    assert offered[:-1] == [str(YOUNG[kind.id]) for kind in signs.kinds()]


def test_a_professional_says_why_it_is_shared_and_may_want_a_receipt() -> None:
    path = shown_to(Answers(role="professional", kinds=("cuckooing",)))
    assert path[2:7] == ["you", "first", "work", "basis", "kinds"]
    assert "receipt" in path
    assert not {"home", "sign", "named", "reach"} & set(path)
    assert "sign" in shown_to(Answers(role="professional", receipt="yes"))


def test_whoever_it_happens_to_is_offered_help_first_and_a_named_way_last() -> None:
    path = shown_to(Answers(role="affected", kinds=("domestic_abuse",)))
    assert path.index("first") < path.index("home")
    assert path[-3:] == ["named", "check", "send"]
    assert not {"signs", "know", "others", "receipt", "work"} & set(path)
    assert shown_to(Answers(role="affected", named="yes"))[-4:] == ["named", "reach", "check", "send"]


@pytest.mark.parametrize("role", ["", "neighbour", "family_friend", "under_18"])
def test_nobody_else_is_asked_for_a_name(role: str) -> None:
    asked = {
        field.key
        for page in PAGES
        if page.shown_when(Answers(role=role, named="yes", receipt="yes"))
        for field in page.fields
    }
    assert not {"name", "phone_or_email", "organisation"} & asked


@pytest.mark.parametrize("role", ["under_18", "affected", "professional"])
def test_help_comes_before_the_questions_for_those_who_need_it(role: str) -> None:
    path = shown_to(Answers(role=role))
    assert path.index("first") < path.index("kinds")


def test_the_999_page_is_shown_when_danger_is_ticked_and_only_then() -> None:
    assert [bool("call" in shown_to(Answers(danger_now=answer))) for answer in ANSWERS] == [False, True, False, False]


def test_signs_are_asked_only_for_kinds_that_were_ticked() -> None:
    assert "signs" not in shown_to(Answers(kinds=(NOT_SURE,)))
    assert "signs" not in shown_to(Answers())


def test_every_kind_can_be_ticked_and_so_can_not_being_sure() -> None:
    assert [option.value for option in kind_options(Answers())] == [kind.id for kind in signs.kinds()] + [NOT_SURE]


def test_a_sign_of_two_kinds_is_offered_once() -> None:
    offered = [option.value for option in sign_options(Answers(kinds=("cuckooing", "drug_supply")))]
    assert len(offered) == len(set(offered))
    assert {sign.id for kind in ("cuckooing", "drug_supply") for sign in signs.signs_of(kind)} == set(offered)


def test_all_signs_at_once_are_each_offered_once() -> None:
    assert sorted(option.value for option in every_sign(Answers())) == sorted(sign.id for sign in signs.signs())


def test_every_answer_that_can_be_picked_is_one_the_tip_document_knows() -> None:
    allowed = {
        "role": ROLES,
        "danger_now": ANSWERS,
        "still_happening": ANSWERS,
        "how_known": HOW_KNOWN,
        "threshold": THRESHOLDS,
        "basis": BASES,
    }
    fields = [field for page in PAGES for field in page.fields if field.key in allowed]
    assert len(fields) == len(allowed)
    for field in fields:
        picked = {option.value for option in field.options(Answers())} - {"rather_not"}
        assert picked == set(allowed[field.key]) - {""}


def test_every_kind_has_its_own_prompts() -> None:
    assert set(BY_KIND) == {kind.id for kind in signs.kinds()}


def test_somebody_under_18_is_never_asked_for_details_of_abuse() -> None:
    for kind in signs.kinds():
        assert prompts(Answers(role="under_18", kinds=(kind.id,))) == UNDER_18


def test_whoever_it_happens_to_is_asked_what_would_help_and_not_what_they_watched() -> None:
    assert prompts(Answers(role="affected", kinds=("cuckooing",))) == AFFECTED
    assert "do not have to describe" in str(prompts(Answers(role="affected", kinds=("sexual_violence",)))[0])


def test_a_professional_is_reminded_to_keep_fact_and_hearsay_apart() -> None:
    assert prompts(Answers(role="professional", kinds=("cuckooing",)))[:2] == PROFESSIONAL


def test_children_and_sexual_violence_are_met_with_no_need_to_describe_it() -> None:
    for kind in ("child_sexual_exploitation", "sexual_violence"):
        assert "do not have to describe" in str(prompts(Answers(kinds=(kind,)))[0])


def test_without_a_kind_the_prompts_are_general() -> None:
    assert prompts(Answers(kinds=(NOT_SURE,))) == GENERAL
