"""lamplighter posters: sheets to print, one for each kind of hidden crime and one for any wall, in each language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lamplighter.report_site.posters import Poster

Languages = Annotated[list[str] | None, typer.Option("--language", help="Given again for more. Default: all.")]


def register(app: typer.Typer) -> None:
    """Adds the command `posters`."""
    app.command()(posters)


def posters(
    out: Annotated[Path | None, typer.Option(help="Folder. Default: where the report site offers them.")] = None,
    language: Languages = None,
) -> None:
    """Make the posters as PDF, with the site's address as a QR code."""
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "lamplighter.report_site.settings"
    django.setup()
    from django.conf import settings

    from lamplighter import config
    from lamplighter.report_site.posters.errors import NoSuchLanguage
    from lamplighter.report_site.posters.paper import pdf

    loaded, known = config.load(), [code for code, _ in settings.LANGUAGES]
    folder = out or loaded.published / "posters"
    folder.mkdir(parents=True, exist_ok=True)
    for code in language or known:
        if code not in known:
            raise NoSuchLanguage(language=code, known=", ".join(known))
        for number, poster in _sheets(code, loaded.report_origin):
            (folder / f"{code}-{number}.pdf").write_bytes(pdf(poster))
    typer.echo(f"Posters are in {folder}")


def _sheets(language: str, origin: str) -> Iterator[tuple[int, Poster]]:
    """Number 0 is the general one; the others have their kinds' numbers."""
    from django.utils import translation

    from lamplighter import signs
    from lamplighter.report_site.posters import general, of_kind

    with translation.override(language):
        yield 0, general(origin)
        for kind in signs.kinds():
            yield kind.number, of_kind(kind, origin)
