"""Puts the command groups together; a group whose extra is not installed says how to install it."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from lamplighter.errors import LamplighterError

# Each module has `register(app)`, which adds its own commands; they import their engines only when they run.
GROUPS: tuple[str, ...] = (
    "bench",
    "briefing",
    "collect",
    "county",
    "demo",
    "evaluate",
    "displacement",
    "calibrate",
    "imports",
    "satscan",
    "keys",
    "ledger",
    "levels",
    "posters",
    "proxy_pages",
    "scan",
    "serve",
    "signs",
    "staff",
    "serve_desk",
    "simulate",
    "triage",
)

app = typer.Typer(
    help="Lamplighter: from a resident's sealed tip to protection.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Runs one command; an error we expected is one sentence on standard error and exit code 1."""
    for group in GROUPS:
        import_module(f"lamplighter.cli.{group}").register(app)
    try:
        app()
    except LamplighterError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except ModuleNotFoundError as error:
        typer.echo(f"This command needs {error.name}. Install it with: pip install 'lamplighter[desk]'", err=True)
        sys.exit(1)
