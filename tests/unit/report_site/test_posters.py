"""Posters: one page each, in every language, with every letter, and a way back to the site."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest
import segno
from django.conf import settings
from django.utils import translation

from lamplighter import signs
from lamplighter.report_site.posters import general, of_kind
from lamplighter.report_site.posters.errors import NoLetters
from lamplighter.report_site.posters.paper import _square, pdf

ORIGIN = "https://lantern.example"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def pages(made: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(made)).pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_poster_is_one_page_and_says_999_and_the_address(language: str) -> None:
    with translation.override(language):
        posters = [general(ORIGIN), *(of_kind(kind, ORIGIN) for kind in signs.kinds())]
    for poster in posters:
        (page,) = pages(pdf(poster))
        assert "999" in page
        assert "lantern.example" in page
        # Hyphenation and line ends aside, the first words of every sign are there.
        assert [line for line in poster.signs if line.split()[0] not in page] == []


def test_a_poster_shows_the_strongest_signs_of_its_kind() -> None:
    kind = signs.kind("cuckooing")
    shown = set(of_kind(kind, ORIGIN).signs)
    strong = {sign.sentence for sign in signs.signs_of("cuckooing") if sign.strength == "strong"}
    assert strong
    assert strong <= shown


def test_the_square_leads_to_the_site_in_the_posters_language() -> None:
    with translation.override("en"):
        poster = general(ORIGIN)
    drawn = io.BytesIO()
    segno.make("https://lantern.example/en/", error="q", micro=False).save(drawn, kind="svg", border=2, scale=8)
    assert poster.address == "https://lantern.example/en/"
    assert _square(poster.address) == drawn.getvalue().decode()


def test_letters_that_no_font_has_are_refused_and_not_left_out() -> None:
    with pytest.raises(NoLetters, match="cannot be printed"):
        pdf(replace(general(ORIGIN), lead="\u13e3\u13b3\u13a9 ᠮᠣᠩᠭᠣᠯ"))


def test_words_are_never_taken_for_the_typesetters_commands() -> None:
    (page,) = pages(pdf(replace(general(ORIGIN), lead="#panic() $x$ *bold* <b>")))
    assert "#panic() $x$ *bold* <b>" in page
