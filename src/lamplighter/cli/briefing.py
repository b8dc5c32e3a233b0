"""`lamplighter briefing`: what a commander reads for a date, as a page, on paper and as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lamplighter.errors import LamplighterError


class NotADay(LamplighterError):
    """The date must be a day such as 2026-07-14, not "{given}"."""


def register(app: typer.Typer) -> None:
    app.command()(briefing)


def briefing(
    on: Annotated[str, typer.Option("--date", help="The day, such as 2026-07-14.")],
    out: Annotated[Path, typer.Option(help="The folder to write into; made if need be.")],
) -> None:
    """Scans a day and writes briefing.html, briefing.pdf and footholds.json."""
    day = _day(on)
    from lamplighter.config import load
    from lamplighter.desk import serve

    serve.set_up(load())
    from lamplighter.desk.briefing.services import scan_and_write

    written = scan_and_write(day, out)
    for path in (written.html, written.pdf, written.footholds):
        typer.echo(path)
    typer.echo(f"{written.alarms} alarms, {written.weaker} weaker patterns")


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise NotADay(given=given) from None
