"""The briefing as an accessible PDF (PDF/UA-1), with fonts that come with the typesetter, so it looks alike anywhere."""

from __future__ import annotations

import json
from importlib.resources import as_file, files

import typst

from lamplighter.desk.briefing.document import Document
from lamplighter.desk.briefing.errors import NotPrintable


def pdf(document: Document) -> bytes:
    """The same blocks as the page, typeset."""
    given = {"document": json.dumps(document.as_json(), ensure_ascii=False)}
    with as_file(files(__package__) / "briefing.typ") as template:
        try:
            made: bytes = typst.compile(
                str(template), format="pdf", sys_inputs=given, ignore_system_fonts=True, pdf_standards=["ua-1"]
            )
        except typst.TypstError as error:
            raise NotPrintable(why=str(error)) from error
    return made
