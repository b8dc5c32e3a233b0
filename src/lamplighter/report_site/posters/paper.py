"""A poster as an accessible PDF (PDF/UA-1), with a font that comes with the typesetter: it looks alike anywhere.

The typesetter is no part of the base install; only whoever prints posters needs it.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from importlib import import_module
from importlib.resources import as_file, files
from typing import Any

from lamplighter.report_site.posters.errors import NoLetters
from lamplighter.report_site.posters.words import Poster


def pdf(poster: Poster) -> bytes:
    """The sheet; a letter that no font has is refused, since a poster with holes in it helps nobody."""
    typst: Any = import_module("typst")
    given = json.dumps(asdict(poster) | {"qr": _square(poster.address)}, ensure_ascii=False)
    try:
        with as_file(files(__package__) / "poster.typ") as template:
            made: bytes = typst.compile(
                str(template),
                format="pdf",
                sys_inputs={"poster": given},
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
            )
    except typst.TypstError as error:
        raise NoLetters(language=poster.language, why=str(error)) from error
    return made


def _square(address: str) -> str:
    """A QR code (ISO/IEC 18004) that can lose a quarter of itself to rain and scratches, as SVG."""
    segno: Any = import_module("segno")
    drawn = io.BytesIO()
    segno.make(address, error="q", micro=False).save(drawn, kind="svg", border=2, scale=8)
    return drawn.getvalue().decode()
