"""lamplighter import satscan, export satscan, export clusters: runs and results to and from other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lamplighter.cli.imports import imports

export = typer.Typer(help="Write runs and results for other programs.", no_args_is_help=True)


class Format(StrEnum):
    """What clusters are written as."""

    GEOJSON = "geojson"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Adds the group `export`; `import satscan` joins the group that is there."""
    app.add_typer(export, name="export")


@export.callback()
def _group() -> None:
    """Write runs and results for other programs."""


@imports.command("satscan")
def import_satscan(
    parameters: Annotated[Path, typer.Argument(help="SaTScan's parameter file, .prm.")],
    out: Annotated[Path, typer.Option(help="The folder to write the settings and tables to.")],
    covariate: Annotated[
        list[str] | None, typer.Option(help="A covariate's name, in the order of the case file; may be given again.")
    ] = None,
) -> None:
    """Turn a SaTScan run into settings and tables for `lamplighter scan`; what cannot be kept is named."""
    from lamplighter.feeds.satscan import import_run
    from lamplighter.scanning.run import read_run

    imported = import_run(parameters, out, covariates=tuple(covariate or ()))
    for remark in imported.remarks:
        typer.echo(remark, err=True)
    read_run(imported.settings)  # what our own scan would refuse is said now, not at the first run
    typer.echo(f"{imported.cases} rows of cases, {imported.areas} areas. Scan them with:")
    typer.echo(f"lamplighter scan --settings {imported.settings} --out {imported.settings.with_suffix('.result.json')}")


@export.command("satscan")
def export_satscan(
    settings: Annotated[Path, typer.Argument(help="The settings file of a scan.")],
    out: Annotated[Path, typer.Option(help="The folder to write SaTScan's files to.")],
) -> None:
    """Write a run's settings and tables as SaTScan's parameter, case, coordinates, population and control files."""
    from lamplighter.feeds.satscan import export_run

    exported = export_run(settings, out)
    for remark in exported.remarks:
        typer.echo(remark, err=True)
    for file in exported.files:
        typer.echo(str(file))


@export.command("clusters")
def export_clusters(
    result: Annotated[Path, typer.Argument(help="The result file of a scan.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    form: Annotated[Format, typer.Option("--format", help="geojson for a map, csv for a spreadsheet.")],
    areas: Annotated[
        Path | None, typer.Option(help="The scan's table of areas, with lat and lon; for geojson.")
    ] = None,
) -> None:
    """Write a scan's clusters: circles, centres and areas as GeoJSON, or one row a cluster and one a place as CSV."""
    from lamplighter.feeds.clusters import write_csv, write_geojson

    if form is Format.CSV:
        for file in write_csv(result, out):
            typer.echo(str(file))
        return
    if areas is None:
        raise typer.BadParameter("GeoJSON needs the areas' points.", param_hint="--areas")
    typer.echo(f"{write_geojson(result, areas, out)} clusters: {out}")
