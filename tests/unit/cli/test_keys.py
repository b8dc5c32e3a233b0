"""`lamplighter keys`: nothing private on the screen, nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lamplighter.cli.keys import keys
from lamplighter.sealing import DeskPublic, Keyring, errors, read_passphrase


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LAMPLIGHTER_HOME", str(tmp_path))
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(keys, arguments)


def test_keys_are_made_shown_rotated_and_backed_up(home: Path) -> None:
    assert run("make", "--generate-passphrase").exit_code == 0
    first = DeskPublic.load(home / "report_site" / "desk_public.json")
    assert first.fingerprints["sealing key"] in run("show").output
    assert run("rotate").exit_code == 0
    second = DeskPublic.load(home / "report_site" / "desk_public.json")
    assert second.sealing_key != first.sealing_key
    assert second.verify_key == first.verify_key
    assert "older sealing keys kept: 1" in run("show").output
    assert run("backup", str(home / "copy.json")).exit_code == 0
    assert Keyring.load(home / "copy.json", read_passphrase(home / "desk" / "passphrase")).public == second


def test_keys_that_are_there_are_not_made_again(home: Path) -> None:
    run("make", "--generate-passphrase")
    before = (home / "desk" / "keyring.json").read_bytes()
    again = run("make")
    assert isinstance(again.exception, errors.KeyringExists)
    assert (home / "desk" / "keyring.json").read_bytes() == before


def test_making_keys_without_a_passphrase_says_where_it_should_be(home: Path) -> None:
    assert isinstance(run("make").exception, errors.PassphraseMissing)
    assert not (home / "desk" / "keyring.json").exists()


def test_a_passphrase_others_can_read_is_warned_about(home: Path) -> None:
    run("make", "--generate-passphrase")
    (home / "desk" / "passphrase").chmod(0o644)
    assert "chmod 600" in run("show").output


def test_nothing_private_is_printed(home: Path) -> None:
    printed = run("make", "--generate-passphrase").output + run("show").output + run("rotate").output
    keyring = Keyring.load(home / "desk" / "keyring.json", read_passphrase(home / "desk" / "passphrase"))
    secrets = [keyring.sealing.seed, keyring.signing_key, keyring.storage_key]
    assert not [secret for secret in secrets if secret.hex() in printed]
    assert read_passphrase(home / "desk" / "passphrase") not in printed
