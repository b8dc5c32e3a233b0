"""Parts of a tip, each encrypted under the tip's own key, so that destroying one key destroys them all."""

from __future__ import annotations

from collections.abc import Iterable

from lamplighter.desk.inbox import keys
from lamplighter.desk.inbox.models import Tip, TipContent, TipKey
from lamplighter.sealing import storage


def store_part(tip: Tip, part: str, content: bytes) -> None:
    """Encrypts one more part of a tip under the tip's own key, in place of an earlier one."""
    store_parts([(tip, content)], part)


def store_parts(contents: Iterable[tuple[Tip, bytes]], part: str) -> None:
    """The same for many tips at once."""
    contents = list(contents)
    storage_key = keys.required().storage_key
    wrapped = dict(TipKey.objects.filter(tip__in=[tip for tip, _ in contents]).values_list("tip_id", "wrapped"))
    TipContent.objects.bulk_create(
        [_encrypted(tip, part, content, storage_key, bytes(wrapped[tip.pk])) for tip, content in contents],
        update_conflicts=True,
        unique_fields=["tip", "part"],
        update_fields=["nonce", "ciphertext"],
    )


def _encrypted(tip: Tip, part: str, content: bytes, storage_key: storage.StorageKey, wrapped: bytes) -> TipContent:
    key = storage.unwrap(storage_key, str(tip.pk), wrapped)
    nonce, ciphertext = storage.encrypt_part(key, str(tip.pk), part, content)
    return TipContent(tip=tip, part=part, nonce=nonce, ciphertext=ciphertext)
