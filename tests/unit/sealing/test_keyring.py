"""The keyring: opened by its passphrase, closed to everyone else, and never overwritten by accident."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from lamplighter.sealing import Keyring, errors, new_envelope_id, open_envelope, read_passphrase, seal
from lamplighter.sealing.bundle import DeskPublic
from lamplighter.sealing.lock import Cost
from lamplighter.sealing.passphrase import exposed, generate_passphrase, passphrase

SECRET = "seven calm words and one to check"
QUICK = Cost(iterations=1, lanes=1, memory_kib=64)


def made() -> Keyring:
    return Keyring.make(SECRET, cost=QUICK)


def test_a_saved_keyring_opens_with_its_passphrase_and_is_its_owners_alone(tmp_path: Path) -> None:
    keyring = made()
    keyring.save(tmp_path / "desk" / "keyring.json")
    assert Keyring.load(tmp_path / "desk" / "keyring.json", SECRET) == keyring
    assert stat.S_IMODE((tmp_path / "desk" / "keyring.json").stat().st_mode) == 0o600
    assert list((tmp_path / "desk").iterdir()) == [tmp_path / "desk" / "keyring.json"]


def test_a_keyring_file_holds_no_key_in_the_clear(tmp_path: Path) -> None:
    keyring = made()
    keyring.save(tmp_path / "keyring.json")
    content = (tmp_path / "keyring.json").read_bytes()
    for secret in (keyring.sealing.seed, keyring.signing_key, keyring.storage_key):
        assert secret not in content
        assert secret.hex().encode() not in content


def test_a_printed_keyring_shows_no_key() -> None:
    keyring = made()
    for secret in (keyring.sealing.seed, keyring.signing_key, keyring.storage_key, keyring.lock.key):
        assert repr(secret) not in repr(keyring)


def test_another_passphrase_is_refused_by_a_sentence(tmp_path: Path) -> None:
    made().save(tmp_path / "keyring.json")
    with pytest.raises(errors.WrongPassphrase, match="does not open this keyring"):
        Keyring.load(tmp_path / "keyring.json", "another long passphrase")


def test_a_passphrase_is_the_same_however_a_keyboard_spells_it(tmp_path: Path) -> None:
    keyring = Keyring.make("caf\u00e9 at the corner", cost=QUICK)
    keyring.save(tmp_path / "keyring.json")
    assert Keyring.load(tmp_path / "keyring.json", "cafe\u0301 at the corner\n") == keyring


def test_a_keyring_is_not_overwritten_unless_that_is_said(tmp_path: Path) -> None:
    first = made()
    first.save(tmp_path / "keyring.json")
    with pytest.raises(errors.KeyringExists):
        made().save(tmp_path / "keyring.json")
    assert Keyring.load(tmp_path / "keyring.json", SECRET) == first
    first.rotate().save(tmp_path / "keyring.json", replace=True)
    assert Keyring.load(tmp_path / "keyring.json", SECRET).older == (first.sealing,)


def test_an_old_key_still_opens_what_was_sealed_to_it(tmp_path: Path) -> None:
    keyring = made()
    name = new_envelope_id()
    envelope = seal(b"before", envelope_id=name, to=keyring.public.sealing_key)
    keyring.rotate().rotate().save(tmp_path / "keyring.json")
    reopened = Keyring.load(tmp_path / "keyring.json", SECRET)
    assert open_envelope(envelope, envelope_id=name, keyring=reopened) == b"before"
    assert reopened.public.key_id != keyring.public.key_id
    assert reopened.storage_key == keyring.storage_key


def test_a_backup_is_proven_by_opening_it(tmp_path: Path) -> None:
    keyring = made()
    keyring.backup(tmp_path / "elsewhere" / "copy.json", SECRET)
    assert Keyring.load(tmp_path / "elsewhere" / "copy.json", SECRET) == keyring
    with pytest.raises(errors.WrongPassphrase):
        keyring.backup(tmp_path / "other.json", "not the passphrase")


def test_a_keyring_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(errors.KeyringMissing, match="lamplighter keys make"):
        Keyring.load(tmp_path / "keyring.json", SECRET)


def saved(path: Path) -> dict[str, Any]:
    made().save(path)
    found: dict[str, Any] = json.loads(path.read_text())
    return found


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"format": "other"},
        {"lock": None},
        {"lock": {}},
        {"keys": "not base64!"},
        {"keys": ""},
        {"keys": "AAAA" * 40},
        {"keys": None},
    ],
)
def test_a_damaged_keyring_is_said_to_be_damaged(tmp_path: Path, change: dict[str, Any]) -> None:
    found = saved(tmp_path / "keyring.json")
    (tmp_path / "keyring.json").write_text(json.dumps({**found, **change}))
    with pytest.raises(errors.KeyringDamaged, match="Restore it from a backup"):
        Keyring.load(tmp_path / "keyring.json", SECRET)


@pytest.mark.parametrize(
    "change", [{"memory_kib": 2**40}, {"iterations": 0}, {"name": "scrypt"}, {"salt": "AA=="}, {"lanes": "many"}]
)
def test_a_lock_that_makes_no_sense_is_refused_before_it_costs_anything(tmp_path: Path, change: dict[str, Any]) -> None:
    found = saved(tmp_path / "keyring.json")
    (tmp_path / "keyring.json").write_text(json.dumps({**found, "lock": {**found["lock"], **change}}))
    with pytest.raises(errors.KeyringDamaged):
        Keyring.load(tmp_path / "keyring.json", SECRET)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe"])
def test_what_is_no_keyring_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keyring.json").write_bytes(content)
    with pytest.raises(errors.KeyringDamaged):
        Keyring.load(tmp_path / "keyring.json", SECRET)


def test_the_public_half_comes_back_from_its_file(tmp_path: Path) -> None:
    public = made().public
    public.save(tmp_path / "public.json")
    assert DeskPublic.load(tmp_path / "public.json") == public
    assert stat.S_IMODE((tmp_path / "public.json").stat().st_mode) == 0o644


@pytest.mark.parametrize(
    "change",
    [
        {"key_id": "0" * 16},
        {"verify_key": "AAAA"},
        {"verify_key": 7},
        {"sealing_key": "AAAA"},
        {"sealing_key": "é"},
        {"version": 2},
        {"signing_key": "AAAA"},
    ],
)
def test_a_public_half_that_does_not_hold_together_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(errors.NotADeskBundle):
        DeskPublic.from_json({**made().public.to_json(), **change})


@pytest.mark.parametrize("content", ["", "[]", "nonsense"])
def test_what_is_no_public_half_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "public.json").write_text(content)
    with pytest.raises(errors.NotADeskBundle):
        DeskPublic.load(tmp_path / "public.json")


def test_a_missing_public_half_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(errors.NotADeskBundle, match="there is no file"):
        DeskPublic.load(tmp_path / "public.json")


def test_fingerprints_are_eight_groups_that_can_be_read_aloud() -> None:
    for fingerprint in made().public.fingerprints.values():
        assert [len(group) for group in fingerprint.split(" ")] == [4] * 8


def test_a_short_passphrase_is_refused_by_a_sentence() -> None:
    with pytest.raises(errors.PassphraseTooShort, match="at least 16 characters; this one has 6"):
        passphrase("short\u00e9\n")


def test_a_passphrase_is_read_without_the_line_feed_an_editor_adds(tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(f"{SECRET}\n")
    assert read_passphrase(tmp_path / "passphrase") == SECRET


def test_a_systemd_credential_comes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "passphrase").write_text("the one that is in the file")
    (tmp_path / "lamplighter-passphrase").write_text("the one systemd gives")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert read_passphrase(tmp_path / "passphrase") == "the one systemd gives"


def test_a_missing_passphrase_says_where_it_was_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with pytest.raises(errors.PassphraseMissing, match=str(tmp_path)):
        read_passphrase(tmp_path / "passphrase")


def test_a_generated_passphrase_is_eight_words_only_its_owner_can_read(tmp_path: Path) -> None:
    generated = generate_passphrase(tmp_path / "passphrase")
    assert len(generated.split()) == 8
    assert read_passphrase(tmp_path / "passphrase") == generated
    assert not exposed(tmp_path / "passphrase")
    (tmp_path / "passphrase").chmod(0o644)
    assert exposed(tmp_path / "passphrase")
