"""The site in other languages: nothing is left in English by accident, and what safety hangs on is never in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import report_house
import small_county
from django.conf import settings
from every_page import everywhere
from report_house import House
from reporter import Reporter
from texts import LEFT_TO_RIGHT, RIGHT_TO_LEFT, made_up

from lamplighter import signs
from lamplighter.report_site import clock
from lamplighter.sealing import make_words

ANSWERS = {
    "danger_now": "yes",
    "same_home": "yes",
    "kinds": ["cuckooing", "domestic_abuse", "not_sure"],
    "signs": ["cuckooing-all-hours"],
    "story": "0",
    "street": "1",
    "still_happening": "yes",
    "how_known": "saw",
}
ROLES = ("neighbour", "under_18", "affected", "professional")
OPEN_PAGES = ("", "g/", *(f"g/{n}" for n in range(1, 9)), "n/", "help", "privacy", "accessibility", "attribution", "no")
# What stays as it is in every language: names of services, and numbers.
NAMES = {name for line in signs.helplines() for name in (line.name, line.contact)} | {"GOV.UK Frontend", "MIT"}
# What must not stand in a browser's history; the parts of words that give it away.
TELLING = {
    "ro": re.compile("crim|infrac|poli|sesiz|abuz|drog|sex|sclav|band|viol|anonim|denun", re.IGNORECASE),
    "pl": re.compile("przest|polic|zgłosz|donos|przemoc|narko|seks|niewol|gang|gwał|anonim", re.IGNORECASE),
    "lt": re.compile("nusikal|polic|praneš|skund|smurt|narko|seks|verg|gauj|anonim", re.IGNORECASE),
}
# Each goes wrong in a way of its own; what is typed holds no word, so that any word shown is ours.
MISTAKES: dict[str, Callable[[Reporter], Reporter]] = {
    "no such page": lambda person: person.get(at("no/such")),
    "a method of its own": lambda person: person._go("PUT", at("t"), b"", {}),
    "a form from another site": lambda person: person.post(at("t"), {"go": "next"}, {"Origin": "https://0.example"}),
    "no form": lambda person: person._go("POST", at("t"), b"0", {"Content-Type": "text/plain"}),
    "too much": lambda person: person.post(at("o"), {"story": "0" * 5_000_000}),
    "too many answers": lambda person: person.post(at("t"), {f"a{n}": "0" for n in range(2000)}),
    "an old form": lambda person: person.post(at("t"), {"state": "0", "go": "next"}),
    "nothing said": lambda person: one_page(person).press("plain"),
    "no postcode": lambda person: one_page(person).press("plain", postcode="0", story="0"),
    "a postcode elsewhere": lambda person: one_page(person).press("plain", postcode="ZP77 7ZZ", story="0"),
    "too long": lambda person: one_page(person).press("plain", story="0" * 20_000, street="0" * 9_000),
    "not on the list": lambda person: one_page(person).press("plain", kinds=["0"], danger_now="0"),
    "no code words": lambda person: mailbox(person).press("open", words=""),
    "wrong code words": lambda person: mailbox(person).press("open", words="0 1 2 3 4 5 6 7"),
    "one wrong code word": lambda person: mailbox(person).press("open", words=f"{make_words(clock.today())[:-1]}0"),
    "a mailbox": lambda person: mailbox(person).press("open", words=make_words(clock.today())),
    "nothing written": lambda person: (
        mailbox(person).press("open", words=make_words(clock.today())).press("write", text="")
    ),
    "a mailbox that is over": lambda person: mailbox(person).press(
        "open", words=make_words(clock.today() - timedelta(days=400))
    ),
}
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")


class Said(HTMLParser):
    """What a page says in its own language: not the code words, and nothing that is marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        apart = tag == "textarea" or found.get("class") == "words" or (tag != "html" and "lang" in found)
        if self._skipped or apart:
            self._skipped += tag not in ("br", "input")

    def handle_endtag(self, _tag: str) -> None:
        self._skipped -= bool(self._skipped)

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.texts.append(data)


def at(path: str) -> str:
    return f"/{LEFT_TO_RIGHT}/{path}"


def one_page(person: Reporter) -> Reporter:
    return person.get(at("o")).press("begin")


def mailbox(person: Reporter) -> Reporter:
    return person.get(at("m")).press("begin")


@pytest.fixture
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("locale")
    with made_up(folder):
        yield folder


def journey(person: Reporter, language: str, role: str) -> Iterator[str]:
    """Every page of one person's way through, to the end."""
    person.get(f"/{language}/t")
    for _ in range(40):
        yield person.body.decode()
        buttons = [value for _name, value in person.page.buttons]
        if not buttons:
            return
        asked = {key: value for key, value in (ANSWERS | {"role": role}).items() if key in person.asks}
        person.press(next(go for go in ("next", "on", "words", "plain") if go in buttons), **asked)
    raise AssertionError(f"{role} never reached the end")


def left_over(body: str) -> str:
    """What a page says that no translation said."""
    page = Said()
    page.feed(body)
    told = " ".join(page.texts)
    before = ""
    while told != before:
        before, told = told, MARKED.sub(" ", told)
    for name in sorted(NAMES, key=len, reverse=True):
        told = told.replace(name, " ")
    return " ".join(re.findall(r"[^\W\d_]{2,}", told))


def allowed(house: House) -> set[str]:
    chosen = house.worker.settings
    return set(re.findall(r"[^\W\d_]{2,}", f"{chosen.site_name} {chosen.receiver}"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.usefixtures("marked")
def test_on_no_page_of_a_journey_is_a_text_left_untranslated(house: House, role: str) -> None:
    for body in journey(house.visitor(), LEFT_TO_RIGHT, role):
        assert set(left_over(body).split()) - allowed(house) == set(), body


@pytest.mark.parametrize("path", OPEN_PAGES)
@pytest.mark.usefixtures("marked")
def test_on_no_other_page_is_a_text_left_untranslated(house: House, path: str) -> None:
    body = house.visitor().get(f"/{LEFT_TO_RIGHT}/{path}").body.decode()
    assert set(left_over(body).split()) - allowed(house) == set()


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.usefixtures("marked")
def test_no_mistake_is_answered_with_a_text_left_untranslated(tmp_path: Path, mistake: str) -> None:
    pack = small_county.build(tmp_path / "county")
    with report_house.house(tmp_path, pack) as house:
        body = MISTAKES[mistake](house.visitor()).body.decode()
        assert "⟦" in body
        assert set(left_over(body).split()) - allowed(house) - {"Smallshire", "ZP"} == set()


@pytest.mark.usefixtures("marked")
def test_a_language_that_runs_from_right_to_left_is_laid_out_so(house: House) -> None:
    body = house.visitor().get(f"/{RIGHT_TO_LEFT}/").body.decode()
    assert f'<html lang="{RIGHT_TO_LEFT}" dir="rtl"' in body
    assert "plain.rtl.css" in body
    assert "plain.css" not in body


def test_english_is_laid_out_from_left_to_right(house: House) -> None:
    body = house.visitor().get("/en/").body.decode()
    assert '<html lang="en" dir="ltr"' in body
    assert "plain.rtl.css" not in body


@pytest.mark.usefixtures("marked")
def test_where_no_person_has_checked_a_language_the_danger_advice_stands_in_english_too(house: House) -> None:
    person = house.visitor().get(f"/{LEFT_TO_RIGHT}/t").press()
    assert "⟦" in person.text
    assert "If you cannot speak: call 999 from a mobile, listen, and press 55" in person.text
    assert 'lang="en" dir="ltr"' in person.body.decode()


def test_a_language_a_person_has_checked_shows_no_english_beside_it(house: House, marked: Path) -> None:
    (marked / LEFT_TO_RIGHT / "about.yaml").write_text('name: "Marked"\nreviewed_by: "A. Person, 2027-01-31"\n')
    person = house.visitor().get(f"/{LEFT_TO_RIGHT}/t").press()
    assert "⟦" in person.text
    assert "If you cannot speak" not in person.text


@pytest.mark.usefixtures("marked")
def test_every_page_says_that_no_person_has_checked_its_language(house: House) -> None:
    for path in OPEN_PAGES:
        assert "no person has checked them yet" in house.visitor().get(f"/{LEFT_TO_RIGHT}/{path}").text
    assert "no person has checked them yet" not in house.visitor().get("/en/").text


@pytest.mark.usefixtures("marked")
def test_the_first_page_offers_every_language_in_its_own_name(house: House) -> None:
    body = house.visitor().get("/en/").body.decode()
    for code, name in settings.LANGUAGES:
        assert re.search(rf'<(a|strong)[^>]* lang="{code}"[^>]*>{name}</\1>', body)


@pytest.mark.parametrize("code", ["xx", "ENG", "de"])
def test_there_is_no_page_in_a_language_we_do_not_have(house: House, code: str) -> None:
    assert house.visitor().get(f"/{code}/").status == 404


@pytest.mark.usefixtures("marked")
def test_a_tip_says_in_which_language_it_was_written(house: House) -> None:
    for _body in journey(house.visitor(), LEFT_TO_RIGHT, "neighbour"):
        pass
    ((tip, _danger),) = house.tips()
    assert tip.language == LEFT_TO_RIGHT


def test_every_language_with_a_catalogue_is_offered(house: House) -> None:
    assert {code for code, _name in settings.LANGUAGES} == {"en", "ro", "pl", "lt"}, "run make, which compiles them"
    for code, _name in settings.LANGUAGES:
        person = house.visitor().get(f"/{code}/")
        assert (person.status, person.answer_headers["Content-Language"]) == (200, code)


@pytest.mark.parametrize("code", TELLING)
def test_titles_say_nothing_of_crime_in_any_language(house: House, code: str) -> None:
    person = house.visitor()
    titles = [person.get(f"/{code}/{path}").page.title for path in (*OPEN_PAGES, "m")]
    for role in ROLES:
        titles += [re.findall("<title>(.*?)</title>", body, re.DOTALL)[0] for body in journey(person, code, role)]
    assert len(set(titles)) > 15
    assert [title for title in titles if TELLING[code].search(title)] == []


class InTwoLanguages(HTMLParser):
    """What the main part of a page says in its own language, and what it says in English beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.own, self.english = "", ""
        self._within: list[bool] = []
        self._main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._main = self._main or ("id", "main") in attrs
        if tag not in ("br", "input", "meta", "link"):
            self._within.append(("lang", "en") in attrs or bool(self._within and self._within[-1]))

    def handle_endtag(self, tag: str) -> None:
        self._main = self._main and tag != "main"
        if tag not in ("br", "input", "meta", "link"):
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if self._main and self._within[-1]:
            self.english += f" {data}"
        elif self._main:
            self.own += f" {data}"


def without_helplines(told: str) -> str:
    """A name and a number are the same in every language."""
    for line in signs.helplines():
        told = told.replace(f"{line.name}: {line.contact}", "")
    return told


# On pages with these addresses or questions the sentence stands in English too.
SAFETY = {
    "": "If somebody is in danger now, call 999.",
    "o": "Home Wi-Fi, a work network or an app that parents use",
    "after": "A senior officer must decide that",
    "help": "Some keyboards remember what you type",
    "m": "Is somebody near you who should not see this?",
    "story": "Please do not take risks, confront or follow anybody",
    "named": "Leave a number only if nobody else can see that phone.",
    "name": "If it gets worse, call 999",
    "photo": "Never send a sexual picture",
    "text": "Please do not go and find out more, and take no risk for us.",
}


@pytest.mark.parametrize("language", ["ro", "pl", "lt"])
def test_what_safety_hangs_on_stands_in_english_beside_an_unchecked_language(house: House, language: str) -> None:
    person, found = house.visitor(), set[str]()
    for name in everywhere(person, language):
        page = InTwoLanguages()
        page.feed(person.body.decode())
        assert ("999" in without_helplines(page.own)) <= ("999" in page.english), name
        for where in {name, *person.asks} & set(SAFETY):
            told = " ".join(page.english.split())
            found |= {where} if SAFETY[where] in told else set()
    assert found == set(SAFETY)
