"""The page finds the cues this room finds: over made-up reports, over talk made of the lists' own words, over any text."""

from __future__ import annotations

import re
from functools import cache

import made_up_tips
import page_code
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamplighter.cues import danger, giveaways, read
from lamplighter.cues.pages import for_pages

TURNS = 'he she they never not no but although and , . ! ? … ; the a years ago told me might used to TV in yesterday " “ ” „'
# What Unicode has had for long: a browser may know letters that this Python does not.
LETTERS = st.characters(max_codepoint=0x2FFF, exclude_categories=("Cn", "Cs", "Co"))


@cache
def own_words() -> list[str]:
    """Every word of every phrase and class, and the words that turn a sentence round."""
    found = set(TURNS.split())
    for name in ("contexts", "danger", "danger_in_other_languages", "giveaway"):
        listed = for_pages()[name]
        for lines in (*listed["phrases"].values(), *listed["words"].values()):
            found |= {word for line in lines for word in re.findall(r"(?:[^\W_]|[£'])+", line)}
    return sorted(found)


def found_here(text: str) -> tuple[list[list[str]], list[list[str]]]:
    """The cues that ask for a person to look now, which are all that a page acts on; and what may tell who wrote."""
    now = [[cue.id, cue.phrase] for cue in danger(text) if cue.level == "immediate"]
    return now, [[each.id, each.phrase] for each in giveaways(text)]


def agree(texts: list[str]) -> None:
    calls = [{"call": call, "text": text} for text in texts for call in ("danger", "giveaways")]
    answers = [answer["gives"] for answer in page_code.run(calls)]
    for text, now, telling in zip(texts, answers[::2], answers[1::2], strict=True):
        assert (now, telling) == found_here(text), text


def test_the_page_finds_the_same_in_made_up_reports() -> None:
    texts = [tip.text for name in ("tuning", "held_out") for tip in made_up_tips.made_up_tips(name)]
    assert len(texts) > 300
    assert sum(bool(found_here(text)[0]) for text in texts) > 15
    assert sum(bool(found_here(text)[1]) for text in texts) > 50
    agree(texts)


# Starting Node costs more than a hundred texts: each example is many.
MANY = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@MANY
@given(st.data())
def test_the_page_finds_the_same_in_talk_made_of_the_lists_own_words(data: st.DataObject) -> None:
    talk = st.lists(st.sampled_from(own_words()), min_size=3, max_size=30).map(" ".join)
    agree(data.draw(st.lists(talk, min_size=40, max_size=60)))


@MANY
@given(st.lists(st.text(LETTERS, max_size=60) | st.text("aeinst’'.…?!\n ,-£0159ſßﬁéöİıΣς", max_size=60), max_size=60))
def test_the_page_finds_the_same_in_any_text(texts: list[str]) -> None:
    agree(texts)


def test_the_page_cuts_any_text_into_the_same_words() -> None:
    """Whole plain words of every letter that folds to ours, where finding no cue would show nothing."""
    texts = [
        "ſtabbed Ｋnife ﬁre stab\u0301bed Didn’t İstanbul ıt ß ẞ Σας K 10pm 2330 ²³ ½ ５",
        "a.b p.m. e.g. then. Now\u2028so",
    ]
    answers = page_code.run([{"call": "read", "text": text} for text in texts])
    for text, answer in zip(texts, answers, strict=True):
        reading = read(text)
        assert answer["gives"] == [reading.words, reading.stems, reading.sentences, reading.clauses]
