"""Every text in every language we offer: said, whole, and in the words the glossary chose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Message
from texts import tool

from lamplighter import signs
from lamplighter.report_site import catalogues, wording
from lamplighter.report_site.errors import NotHere, TooLarge
from lamplighter.report_site.questions import PAGES
from lamplighter.sealing.errors import StateExpired

LANGUAGES = [language.code for language in catalogues.found(tool.LOCALE)]
TO_FILL = re.compile(r"%\(\w+\)s|\{\w*\}")
TAGS = re.compile(r"</?\w+")


def said(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (list, tuple)) else [str(message.string)]


def asked(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, (list, tuple)) else [str(message.id)]


def messages(language: str) -> list[Message]:
    """What the language says; what it does not say yet has a test of its own."""
    return [message for message in tool.read(language) if message.id and all(said(message))]


def ids(catalogue: object) -> set[object]:
    return {(message.context, message.id) for message in catalogue if message.id}  # type: ignore[attr-defined]


def test_questions_signs_helplines_and_errors_are_all_gathered() -> None:
    gathered = {text for message in tool.gathered() if message.id for text in asked(message)}
    questions = {str(text) for page in PAGES for text in (page.heading, *(field.label for field in page.fields))}
    assert questions <= gathered
    assert {sign.sentence for sign in signs.signs()} <= gathered
    assert {kind.question for kind in signs.kinds()} <= gathered
    assert {line.about for line in signs.helplines()} <= gathered
    assert {wording.sentence(kind) for kind in (NotHere, TooLarge, StateExpired)} <= gathered


def test_what_only_the_desk_reads_is_not_gathered() -> None:
    gathered = {message.id for message in tool.gathered()}
    assert not {wording.sentence(kind) for kind in wording.NOT_FOR_VISITORS} & gathered


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_exactly_the_texts_of_the_site(language: str) -> None:
    assert ids(tool.read(language)) == ids(tool.gathered()), "run make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_said_and_none_is_a_guess(language: str) -> None:
    assert [message.id for message in tool.empty(tool.read(language))] == [], "see docs/how-to/add-a-language.md"
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_and_every_tag_is_kept(language: str) -> None:
    wrong = [
        (text, message.id)
        for message in messages(language)
        for text in said(message)
        if sorted(TO_FILL.findall(text)) != sorted(TO_FILL.findall(asked(message)[-1]))
        or sorted(TAGS.findall(text)) != sorted(TAGS.findall(asked(message)[-1]))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_in_english(language: str) -> None:
    same = {asked(message)[0] for message in messages(language) if asked(message)[0] in said(message)}
    assert {text for text in same if not tool.DATE.fullmatch(text)} - SAME.get(language, set()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_ends_as_its_english_does(language: str) -> None:
    wrong = [
        text
        for message in messages(language)
        for text in said(message)
        if not tool.DATE.fullmatch(asked(message)[0])
        if end(text) != end(asked(message)[-1]) or text != text.strip()
    ]
    assert wrong == []


def end(text: str) -> str:
    bare = re.sub(r"<[^>]*>", "", text)
    return bare[-1:] if bare.endswith((".", "?", "!", ":")) else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_text_for_every_plural_form_of_the_language(language: str) -> None:
    forms = tool.read(language).num_plurals
    counted = [message for message in messages(language) if isinstance(message.id, (list, tuple))]
    assert counted
    assert {len(said(message)) for message in counted} == {forms}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_glossary_are_used(language: str) -> None:
    glossary = yaml.safe_load((tool.LOCALE / language / "glossary.yaml").read_text())
    wrong = [
        (term["en"], text)
        for term in glossary["terms"]
        for message in messages(language)
        if re.search(rf"\b(?:{term['en']})\b", asked(message)[-1], re.IGNORECASE)
        for text in said(message)
        if not re.search(term["found_by"], text, re.IGNORECASE)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_glossary_says_how_the_reader_is_spoken_to_and_why_each_word_was_chosen(language: str) -> None:
    glossary = yaml.safe_load((tool.LOCALE / language / "glossary.yaml").read_text())
    assert len(glossary["register"]) > 40
    assert all(set(term) == {"en", "say", "found_by", "why"} for term in glossary["terms"])
    assert {"cuckooing", "county lines", "code words?"} <= {term["en"] for term in glossary["terms"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str, tmp_path: Path) -> None:
    tool.compile_one(tool.read(language), tmp_path / "django.mo")
    assert tool.po(language).with_suffix(".mo").read_bytes() == (tmp_path / "django.mo").read_bytes(), "run make"


def test_a_text_the_site_does_not_have_is_not_taken(tmp_path: Path) -> None:
    filled = tmp_path / "filled.yaml"
    filled.write_text('- {en: "No page says this.", say: "Nimic"}\n')
    with pytest.raises(SystemExit, match="No page says this"):
        tool.fill("ro", [filled])


def test_a_made_up_language_keeps_tags_places_to_fill_in_and_date_formats() -> None:
    assert tool.marked("<strong>Wait</strong> %(minutes)s {limit}") == "⟦<strong>Wáît</strong> %(minutes)s {limit} ··⟧"
    assert tool.marked("l j E, H:i") == "l j E, H:i"


# Words that happen to be the same in both languages.
SAME = {"pl": {"Problem:"}}
