"""The way through the pages, as pure functions of the answers."""

from __future__ import annotations

from itertools import pairwise

from lamplighter.report_site import journey
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.questions import BY_KEY, PAGES
from lamplighter.tips import MAX_STORY

NEIGHBOUR = Answers(role="neighbour", kinds=("cuckooing",), story="Visitors all night.", street="Mill Lane")


def test_going_on_and_back_are_each_other_s_reverse() -> None:
    shown = [page for page in PAGES if page.shown_when(NEIGHBOUR)]
    for page, following in pairwise(shown):
        assert journey.following(page, NEIGHBOUR) is following
        assert journey.before(following, NEIGHBOUR) is page


def test_before_the_first_page_is_the_first_page() -> None:
    assert journey.before(journey.FIRST, NEIGHBOUR) is journey.FIRST


def test_after_a_change_the_way_leads_straight_back_to_check() -> None:
    assert journey.following(BY_KEY["hazards"], NEIGHBOUR, returning=True) is journey.CHECK
    assert journey.following(BY_KEY["story"], NEIGHBOUR, returning=True) is journey.CHECK


def test_a_change_of_kind_asks_for_its_signs_before_check() -> None:
    assert journey.following(BY_KEY["kinds"], NEIGHBOUR, returning=True).key == "signs"
    assert journey.following(BY_KEY["signs"], NEIGHBOUR, returning=True) is journey.CHECK


def test_signs_of_a_kind_no_longer_ticked_are_dropped() -> None:
    before = NEIGHBOUR.changed(signs=("cuckooing-all-hours",))
    after, problems = journey.read(BY_KEY["kinds"], Form({"kinds": ("modern_slavery",)}), before)
    assert (after.signs, problems) == ((), [])


def test_what_was_typed_on_a_page_no_longer_asked_is_not_sent() -> None:
    written = NEIGHBOUR.changed(when="at night", people="two men", name="Jo", phone_or_email="01632 960001")
    assert journey.asked(written) == NEIGHBOUR.changed(when="at night", people="two men")
    assert journey.asked(written.changed(role="under_18")) == NEIGHBOUR.changed(role="under_18")
    assert journey.asked(written.changed(role="affected", named="yes")).phone_or_email == "01632 960001"
    assert journey.asked(written.changed(more="no")) == NEIGHBOUR.changed(more="no")


def test_a_story_or_a_kind_is_needed_and_nothing_else_about_what() -> None:
    assert journey.missing_on(BY_KEY["story"], Answers())[0].field == "story"
    assert journey.missing_on(BY_KEY["story"], Answers(kinds=("not_sure",)))
    assert not journey.missing_on(BY_KEY["story"], Answers(kinds=("cuckooing",)))
    assert not journey.missing_on(BY_KEY["story"], Answers(story="Something is wrong."))


def test_a_place_or_an_online_name_is_needed() -> None:
    assert journey.missing_on(BY_KEY["where"], Answers())[0].field == "street"
    for told in ({"street": "Mill Lane"}, {"postcode": "ZP1 1AA"}, {"town": "Sallow"}, {"online": "@somebody"}):
        assert not journey.missing_on(BY_KEY["where"], Answers(**told))


def test_no_other_page_needs_an_answer() -> None:
    for page in PAGES:
        if page.key not in ("story", "where"):
            assert journey.read(page, Form({}), NEIGHBOUR)[1] == []


def test_what_is_missing_is_found_wherever_it_was_left_out() -> None:
    page, problems = journey.missing(Answers(street="Mill Lane")) or (None, [])
    assert page is BY_KEY["story"]
    assert problems
    assert journey.missing(NEIGHBOUR) is None


def test_a_story_too_long_is_given_back_with_the_limit_and_its_length() -> None:
    story = "a" * (MAX_STORY + 1)
    answers, problems = journey.read(BY_KEY["story"], Form({"story": (story,)}), Answers())
    assert answers.story == story
    assert "20,000" in problems[0].sentence
    assert "20,001" in problems[0].sentence


def test_an_answer_that_is_not_on_the_list_is_refused() -> None:
    for page, form in ((BY_KEY["danger"], {"danger_now": ("perhaps",)}), (BY_KEY["kinds"], {"kinds": ("arson",)})):
        assert journey.read(page, Form(form), Answers())[1][0].field == page.fields[0].key


def test_not_wanting_to_say_is_no_answer() -> None:
    answers, problems = journey.read(BY_KEY["you"], Form({"role": ("rather_not",)}), Answers(role="neighbour"))
    assert (answers.role, problems) == ("", [])
