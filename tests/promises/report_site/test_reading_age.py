"""Every page of the site, in English, can be read by somebody of eleven: the measure is in `reading_age`."""

from __future__ import annotations

import html.parser
from pathlib import Path

import pytest
import report_house
from every_page import BULLETIN, everywhere
from reading_age import age, grade, sentences, syllables

from lamplighter import signs
from lamplighter.report_site.options import YOUNG
from lamplighter.report_site.questions import PAGES

MOST = 11.0
BLOCKS = {"p", "li", "h1", "h2", "h3", "legend", "label", "dt", "dd", "summary", "div", "button", "br", "title"}
# Names cannot be made easier, and numbers are not read as words.
NAMES = sorted({text for line in signs.helplines() for text in (line.name, line.contact)}, key=len, reverse=True)
SERVICES = (
    "Police Anti-Corruption and Abuse Reporting Service",
    "Independent Office for Police Conduct",
    "Information Commissioner",
    "Female genital mutilation",
    "British Sign Language",
    "GOV.UK Frontend",
)


class Said(html.parser.HTMLParser):
    """The blocks of text in the main part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within = self._within or ("id", "main") in attrs
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "main"
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self._within:
            self.blocks[-1] += data


def blocks(body: bytes) -> list[str]:
    page = Said()
    page.feed(body.decode())
    return [without_names(" ".join(block.split())) for block in page.blocks]


def without_names(text: str) -> str:
    for name in (*NAMES, *SERVICES):
        text = text.replace(name, "it")
    return text


def test_every_page_can_be_read_at_eleven(tmp_path: Path) -> None:
    found: dict[str, float] = {}
    with report_house.house(tmp_path) as house:
        house.channel("/channel/publish", {"pages": [BULLETIN]})
        person = house.visitor()
        for page in everywhere(person):
            found[page] = max(found.get(page, 0.0), age(blocks(person.body)))
    assert len(found) >= 55
    assert {page: round(years, 1) for page, years in found.items() if years > MOST} == {}


@pytest.mark.parametrize("kind", signs.kinds(), ids=lambda kind: kind.id)
def test_the_signs_of_each_kind_can_be_read_at_eleven(kind: signs.Kind) -> None:
    assert age([kind.question, kind.summary, *(sign.sentence for sign in signs.signs_of(kind.id))]) <= MOST


def test_the_questions_can_be_read_at_eleven_and_those_for_the_young_at_ten() -> None:
    asked = [str(text) for page in PAGES for field in page.fields for text in (field.label, field.hint)]
    assert age(asked) <= MOST
    assert age(str(label) for label in YOUNG.values()) <= 10.0


def test_the_measure_tells_an_easy_text_from_a_hard_one() -> None:
    easy = ["The cat sat on the mat. It was a big cat and it ate a lot."]
    hard = [
        "Notwithstanding the aforementioned considerations, interlocutory determinations necessitate authorisation."
    ]
    assert grade(easy) < 2
    assert grade(hard) > 20


def test_the_measure_counts_syllables_and_sentences() -> None:
    counted = {"house": 1, "houses": 2, "called": 1, "wanted": 2, "people": 2, "danger": 2, "emergency": 4, "the": 1}
    assert {word: syllables(word) for word in counted} == counted
    assert sentences(["Yes", "You can call us now. You can also write to us."]) == [
        "You can call us now",
        "You can also write to us",
    ]
