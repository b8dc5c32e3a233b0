"""A whole report in Lynx, a text browser, at a terminal: what stands on the screen, and only the keys somebody presses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import report_server

import lynx

STORY = "Callers all night at the flat over the shop"
# What only scripts need, which nobody without them should be told.
HIDDEN = ("That did not reach us", "Your browser cannot lock", "It sounds as if", "%(limit)s")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with report_server.running(tmp_path_factory.mktemp("site")) as started:
        yield started.address


def test_a_report_is_written_and_sent_in_a_text_browser(site: str) -> None:
    with lynx.at(f"{site}/en/") as reader:
        reader.sees("Tell us what you have noticed")
        for _ in told(reader):
            assert not [each for each in HIDDEN if each in reader.screen.text], reader.screen
            keep(reader.screen)
        reader.sees("Thank you. Your report is kept.")
        assert "8. " in reader.screen.text


def told(reader: lynx.Lynx) -> Iterator[None]:
    yield reader.follow("Start", "What it cannot hide")
    yield reader.follow("Continue", "Is somebody in danger now?")
    # Nothing was picked yet, so nothing is said by going on.
    assert "(*) Skip this question" in reader.screen.text
    reader.tick("No")
    yield reader.follow("Continue", "Which of these are you?")
    assert "(*) I would rather not say" in reader.screen.text
    yield reader.follow("Continue", "Do you live with anybody")
    yield reader.follow("Continue", "What is it about?")
    reader.tick("Drugs are being sold")
    yield reader.follow("Continue", "What have you noticed?")
    yield reader.follow("Continue", "Tell us what you noticed")
    reader.fill("In your own words", STORY)
    yield reader.follow("Continue", "Where is it?")
    yield reader.follow("Continue", "There is a problem")
    reader.fill("Street, building", "Mill Lane")
    yield reader.follow("Continue", "Can you say more?")
    reader.tick("No, that is all")
    yield reader.follow("Continue", "Check your answers")
    assert STORY in reader.screen.text
    assert "Which of these are you? Not answered" in reader.screen.text
    yield reader.follow("Go to the last page", "Send it")
    yield reader.follow("Send and show me code words", "Your code words")


def test_nothing_for_scripts_is_read_out_on_the_form_on_one_page(site: str) -> None:
    with lynx.at(f"{site}/en/o") as reader:
        reader.sees("What it cannot hide")
        reader.follow("Go on", "Right now")
        assert not [each for each in HIDDEN if each in reader.screen.text], reader.screen
        assert "(*) Skip this question" in reader.screen.text
        assert "(*) Yes" not in reader.screen.text


def keep(screen: lynx.Screen) -> None:
    """Puts the screen among the pictures, where a folder for them is named."""
    folder = os.environ.get("LAMPLIGHTER_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        with (Path(folder) / "text-browser.txt").open("a", encoding="utf-8") as file:
            file.write(f"{screen}\n{'=' * 80}\n")
