"""Storage: one key a tip, each part bound to its tip and its name."""

from __future__ import annotations

import pytest

from lamplighter.sealing import StorageKey, decrypt_part, encrypt_part, errors, new_tip_key, unwrap, wrap

STORAGE = StorageKey(bytes(range(32)))


def test_a_tips_key_comes_back_for_its_own_tip_only() -> None:
    key = new_tip_key()
    wrapped = wrap(STORAGE, "tip-1", key)
    assert unwrap(STORAGE, "tip-1", wrapped) == key
    with pytest.raises(errors.StorageError):
        unwrap(STORAGE, "tip-2", wrapped)


def test_a_wrapped_key_needs_the_storage_key() -> None:
    with pytest.raises(errors.StorageError):
        unwrap(StorageKey(bytes(32)), "tip-1", wrap(STORAGE, "tip-1", new_tip_key()))


def test_a_part_decrypts_as_that_part_of_that_tip_only() -> None:
    key = new_tip_key()
    nonce, ciphertext = encrypt_part(key, "tip-1", "tip", b"words")
    assert decrypt_part(key, "tip-1", "tip", nonce, ciphertext) == b"words"
    for tip, part in (("tip-1", "assessment"), ("tip-2", "tip")):
        with pytest.raises(errors.StorageError):
            decrypt_part(key, tip, part, nonce, ciphertext)


def test_a_part_is_lost_with_its_key() -> None:
    nonce, ciphertext = encrypt_part(new_tip_key(), "tip-1", "tip", b"words")
    with pytest.raises(errors.StorageError, match="key is destroyed"):
        decrypt_part(new_tip_key(), "tip-1", "tip", nonce, ciphertext)


@pytest.mark.parametrize("wrapped", [b"", b"short", bytes(60)])
def test_what_is_no_wrapped_key_is_refused(wrapped: bytes) -> None:
    with pytest.raises(errors.StorageError):
        unwrap(STORAGE, "tip-1", wrapped)


def test_the_same_words_are_never_stored_as_the_same_bytes() -> None:
    key = new_tip_key()
    assert encrypt_part(key, "tip-1", "tip", b"words") != encrypt_part(key, "tip-1", "tip", b"words")


def test_bytes_read_from_a_database_may_be_memoryviews() -> None:
    key = new_tip_key()
    nonce, ciphertext = encrypt_part(key, "tip-1", "tip", b"words")
    wrapped = memoryview(wrap(STORAGE, "tip-1", key))
    assert unwrap(STORAGE, "tip-1", wrapped) == key  # type: ignore[arg-type]  # psycopg gives memoryviews
    assert decrypt_part(key, "tip-1", "tip", memoryview(nonce), memoryview(ciphertext)) == b"words"  # type: ignore[arg-type]  # as above
