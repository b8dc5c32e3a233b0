"""Templates hold no style and no script of their own, and no words that cannot be translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lamplighter.desk

ROOM = Path(lamplighter.desk.__file__).parent
# The briefing as a file is opened from a disk, where there is no desk to fetch a style sheet from.
FILES = {"briefing/file.html"}
TEMPLATES = sorted(path for path in ROOM.rglob("templates/**/*.html") if "/".join(path.parts[-2:]) not in FILES)
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
TRANSLATED = re.compile(
    r"{%\s*blocktrans.*?endblocktrans\s*%}|{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->", re.DOTALL
)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r"\s(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"")
# Codes of the trade, keys of the keyboard, and letters that are part of an entity are nobody's language.
CODES = re.compile(r"<kbd>.*?</kbd>|<code>.*?</code>|2 / D|PDF|HTML|&[a-z]+;|%")
named = pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 15


@named
def test_a_template_holds_no_style_and_no_script(template: Path) -> None:
    assert not INLINE.search(template.read_text())


@named
def test_every_word_of_a_template_can_be_translated(template: Path) -> None:
    bare = CODES.sub(" ", TRANSLATED.sub(" ", template.read_text()))
    words = [*SPOKEN.findall(bare), TAG.sub(" ", bare)]
    left = [word for part in words for word in re.findall(r"[^\W\d_]{2,}", part)]
    assert left == []
