"""`lamplighter keys`: make, show, rotate and back up the desk's keys. Nothing private is ever printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from lamplighter.config import Settings
    from lamplighter.sealing import Keyring

keys = typer.Typer(help="Make, show, rotate and back up the desk's keys.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(keys, name="keys")


@keys.command("make")
def make_keys(
    generate_passphrase: Annotated[
        bool, typer.Option("--generate-passphrase", help="Also make a passphrase and write it to its file.")
    ] = False,
) -> None:
    """Make the desk's keys; keys that are there already are never overwritten."""
    from lamplighter.config import load
    from lamplighter.sealing import Keyring, read_passphrase
    from lamplighter.sealing.passphrase import generate_passphrase as generate

    settings = load()
    refuse_if_there(settings.keyring)
    secret = generate(settings.passphrase_file) if generate_passphrase else read_passphrase(settings.passphrase_file)
    keyring = Keyring.make(secret)
    keyring.save(settings.keyring)
    publish(keyring, settings)
    typer.echo("The desk's keys are made. Back them up now: lamplighter keys backup FILE")


@keys.command()
def show() -> None:
    """Show the fingerprints of the desk's keys, to be compared aloud."""
    settings, keyring = opened()
    show_fingerprints(keyring)
    typer.echo(f"older sealing keys kept: {len(keyring.older)}")
    warn_if_exposed(settings)


@keys.command()
def rotate() -> None:
    """Make a new sealing key; the ones before it are kept and still open what was sealed to them."""
    settings, keyring = opened()
    keyring = keyring.rotate()
    keyring.save(settings.keyring, replace=True)
    publish(keyring, settings)
    typer.echo("The sealing key is changed. The backups made before do not hold the new one: make another.")


@keys.command()
def backup(path: Annotated[Path, typer.Argument(help="Where to write the copy; it must not exist yet.")]) -> None:
    """Write a copy of the keyring and prove that it opens; its passphrase is not in it."""
    from lamplighter.sealing import read_passphrase

    settings, keyring = opened()
    keyring.backup(path, read_passphrase(settings.passphrase_file))
    typer.echo(f"{path} opens to the same keys. Keep it and the passphrase in two different places.")


def opened() -> tuple[Settings, Keyring]:
    from lamplighter.config import load
    from lamplighter.sealing import Keyring, read_passphrase

    settings = load()
    return settings, Keyring.load(settings.keyring, read_passphrase(settings.passphrase_file))


def refuse_if_there(path: Path) -> None:
    """Refuse before a passphrase is made; the keyring's own exclusive write decides a race."""
    from lamplighter.sealing.errors import KeyringExists

    if path.exists():
        raise KeyringExists(path=path)


def publish(keyring: Keyring, settings: Settings) -> None:
    """Put the public half where a report site on this machine reads it, and say what it is."""
    keyring.public.save(settings.desk_public)
    show_fingerprints(keyring)
    typer.echo(f"public keys for the report site: {settings.desk_public}")


def show_fingerprints(keyring: Keyring) -> None:
    typer.echo(f"sealing key id: {keyring.public.key_id}")
    for name, fingerprint in keyring.public.fingerprints.items():
        typer.echo(f"{name}: {fingerprint}")


def warn_if_exposed(settings: Settings) -> None:
    from lamplighter.sealing.passphrase import exposed

    for path in (settings.keyring, settings.passphrase_file):
        if exposed(path):
            typer.echo(f"Others on this machine may read {path}. Close it with: chmod 600 {path}", err=True)
