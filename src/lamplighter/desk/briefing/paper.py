"""The briefing as an accessible PDF (PDF/UA-1), with fonts that come with the typesetter, so it looks alike anywhere.

A letter that no such font has must not keep a commander from the briefing: it is printed as [?], and the paper says so.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from importlib.resources import as_file, files
from typing import Any

import typst
from django.utils.translation import gettext as _

from lamplighter.desk.briefing.document import Document, Paragraph
from lamplighter.desk.briefing.errors import NotPrintable

Kept = Callable[[str], bool]
LOST = "[?]"


def pdf(document: Document) -> bytes:
    """The same blocks as the page, typeset; letters are given up only as far as must be."""
    given = _mapped(asdict(document), lambda text: unicodedata.normalize("NFC", text))
    try:
        return _typeset(given)
    except typst.TypstError:
        said = _("Some letters cannot be printed and are shown as %(lost)s. The page on the desk has them.")
        note = Paragraph(said % {"lost": LOST}, strong=True)
        given = asdict(replace(document, blocks=(note, *document.blocks)))
    return _first_that_prints([_mapped(given, _only(kept)) for kept in (_european, str.isascii)])


def _first_that_prints(versions: Sequence[Any]) -> bytes:
    why = ""
    for given in versions:
        try:
            return _typeset(given)
        except typst.TypstError as error:
            why = str(error)
    raise NotPrintable(why=why)


def _typeset(given: Any) -> bytes:
    with as_file(files(__package__) / "briefing.typ") as template:
        made: bytes = typst.compile(
            str(template),
            format="pdf",
            sys_inputs={"document": json.dumps(given, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    return made


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same structure with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(part, change) for key, part in value.items()}
    return [_mapped(part, change) for part in value] if isinstance(value, list | tuple) else value


def _only(kept: Kept) -> Callable[[str], str]:
    return lambda text: "".join(letter if letter.isspace() or kept(letter) else LOST for letter in text)


def _european(letter: str) -> bool:
    """Letters and signs of the scripts that the typesetter's own fonts were drawn for."""
    return letter.isascii() or (ord(letter) < 0x2190 and unicodedata.name(letter, "").startswith(_SCRIPTS))


_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "EN DASH", "EM DASH", "LEFT", "RIGHT", "HORIZONTAL ELLIPSIS", "POUND", "EURO")
