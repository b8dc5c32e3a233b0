"""lamplighter import: take in recorded crime and other tables from elsewhere."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lamplighter.feeds.police_uk import ImportReport

imports = typer.Typer(help="Take in recorded crime from elsewhere.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the group `import`."""
    app.add_typer(imports, name="import")


@imports.callback()
def _group() -> None:
    """Take in recorded crime from elsewhere."""


@imports.command("police-uk")
def police_uk(
    paths: Annotated[
        list[Path], typer.Argument(help="Monthly CSV files (also .gz), ZIP archives, or folders of them.")
    ],
    store: Annotated[Path | None, typer.Option(help="The store. Default: that of the settings.")] = None,
    county: Annotated[Path | None, typer.Option(help="The county pack. Default: that of the settings.")] = None,
    report: Annotated[Path | None, typer.Option(help="Where refused rows are listed.")] = None,
) -> None:
    """Take in street-level crime of data.police.uk. A second import of the same rows adds nothing."""
    from rich.console import Console
    from rich.progress import Progress

    from lamplighter import config
    from lamplighter.feeds import police_uk as feed
    from lamplighter.places import Pack

    settings = config.load()
    pack_path = county or settings.county_pack
    with ExitStack() as stack:
        pack = stack.enter_context(Pack.open(pack_path)) if county or pack_path.is_file() else None
        bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
        task = bar.add_task("Reading")
        taken = feed.import_files(
            paths, store or settings.recorded_crime, pack,
            progress=lambda name, at, total: bar.update(task, description=name, completed=at - 1, total=total),
        )  # fmt: skip
    _tell(taken, pack_path if pack is None else None)
    if taken.refusals:
        listing = report or (store or settings.recorded_crime).with_name("refused_rows.csv")
        feed.write_refusals(taken, listing)
        typer.echo(f"Refused rows are listed in {listing}")


def _tell(taken: ImportReport, missing_pack: Path | None) -> None:
    typer.echo(str(taken))
    for name in taken.left_out:
        typer.echo(f"{name} is not street-level crime and was left out.")
    if missing_pack:
        typer.echo(f"No county pack at {missing_pack}, so no offence was put in an area. Build one and import again.")
