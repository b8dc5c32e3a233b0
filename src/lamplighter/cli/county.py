"""lamplighter county: build a county pack from open tables, and show what one holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lamplighter.places import Candidate

county = typer.Typer(help="Build a county pack from open tables, and show what one holds.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the group `county`."""
    app.add_typer(county, name="county")


@county.command()
def build(
    source: Annotated[Path, typer.Argument(help="A folder that holds county.yaml and its tables, or such a file.")],
    tables: Annotated[Path | None, typer.Option(help="The folder of the tables, where it is not that file's.")] = None,
    out: Annotated[Path | None, typer.Option(help="The pack to write. Default: the pack of the settings.")] = None,
) -> None:
    """Build a county pack: one read-only SQLite file. docs/county-pack.md describes its tables."""
    from rich.console import Console

    from lamplighter import config
    from lamplighter.feeds import county as feed

    console = Console(stderr=True)
    with console.status("Building the county pack") as status:
        report = feed.build(
            source, out or config.load().county_pack, tables=tables, progress=lambda step: status.update(f"{step} ...")
        )
    typer.echo(f"{report.path}: {report.name}, version {report.version}")
    for name, count in report.counts.items():
        typer.echo(f"{count:>9,}  {name}")
    for note in report.notes:
        typer.echo(f"Note: {note}")


@county.command()
def show(
    pack: Annotated[Path | None, typer.Argument(help="The pack. Default: the pack of the settings.")] = None,
    find: Annotated[str, typer.Option(help="Words to find in it, as a resident would write a place.")] = "",
) -> None:
    """Show a pack's name, version, numbers and credits, or what it makes of some words."""
    from lamplighter import config
    from lamplighter.places import Pack

    with Pack.open(pack or config.load().county_pack) as opened:
        if find:
            _show_found(opened.find(find))
            return
        typer.echo(f"{opened.name}, version {opened.version}")
        for name, count in opened.counts().items():
            typer.echo(f"{count:>9,}  {name}")
        for sentence in opened.attribution:
            typer.echo(sentence)


def _show_found(candidates: tuple[Candidate, ...]) -> None:
    for candidate in candidates:
        typer.echo(f"{candidate.score:.2f}  {candidate.precision:<8}  {candidate.label}  [{candidate.id}]")
        typer.echo(f"      {candidate.reason}")
    if not candidates:
        typer.echo("Nothing was found.")
