"""`lamplighter scan`: where and when more happens than chance explains."""

from __future__ import annotations

import gc
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress


class Engine(StrEnum):
    """Where replicates run."""

    LOCAL = "local"
    SPARK = "spark"


def scan(
    settings: Annotated[Path, typer.Option(help="The settings file: what to scan and how.")],
    out: Annotated[Path, typer.Option(help="Where to write the result.")],
    threads: Annotated[int | None, typer.Option(min=1, help="Threads; one for each processor if left out.")] = None,
    engine: Annotated[Engine, typer.Option(help="Where replicates run.")] = Engine.LOCAL,
) -> None:
    """Scan cases for clusters in space and time."""
    # The compiler's modules are a million objects and no rubbish. Looking for some, as they load and once more as
    # Python ends, would take longer than a small scan.
    gc.disable()
    from lamplighter.scanning import run_file
    from lamplighter.scanning.engines.local import Local
    from lamplighter.scanning.engines.spark import Spark

    gc.freeze()
    gc.enable()
    where = Spark() if engine == Engine.SPARK else Local(threads)
    console = Console(stderr=True)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Replicates", total=None)
        result = run_file(
            settings, out, engine=where, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if result.outside:
        console.print(f"{result.outside} cases fell outside the study period and were left out.")
    console.print(f"{len(result.clusters)} clusters, {result.replicates} replicates, {result.seconds:.2f} s: {out}")


def register(app: typer.Typer) -> None:
    app.command("scan")(scan)
