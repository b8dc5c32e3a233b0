"""X-Wing keys are expanded from a seed as the Internet-Draft says."""

from __future__ import annotations

from hashlib import sha256

import pytest

from lamplighter.sealing import OpeningKey, SealingKey, errors

# First test vector of draft-connolly-cfrg-xwing-kem: its seed, and the public key known by start and digest.
SEED = bytes.fromhex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26")
PUBLIC_STARTS = "e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5b19cfc3d"
PUBLIC_SHA256 = "2e816deebcd76c5c80d0cd2d174478871658e8e2ff42bc9d4a6e486372e856bb"


def test_the_drafts_seed_gives_the_drafts_public_key() -> None:
    raw = OpeningKey(SEED).public.raw
    assert raw.hex().startswith(PUBLIC_STARTS)
    assert sha256(raw).hexdigest() == PUBLIC_SHA256


def test_a_private_key_never_shows_its_seed_when_printed() -> None:
    assert SEED.hex() not in repr(OpeningKey(SEED))
    assert repr(SEED) not in repr(OpeningKey(SEED))


@pytest.mark.parametrize("raw", [b"", bytes(1215), bytes(1217), b"\xff" * 1216])
def test_what_is_no_public_key_is_refused(raw: bytes) -> None:
    with pytest.raises(errors.NotASealingKey):
        SealingKey(raw)


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(errors.NotASealingKey):
        OpeningKey(bytes(31))
