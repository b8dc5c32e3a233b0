"""How fast this machine seals and derives: the numbers behind docs/sealing.md and `lamplighter bench intake`."""

from __future__ import annotations

import time
from collections.abc import Callable

from lamplighter.sealing.envelope import SIZES, new_envelope_id, open_envelope, seal
from lamplighter.sealing.keyring import Keyring
from lamplighter.sealing.lock import Cost
from lamplighter.sealing.mailbox import mailbox_keys
from lamplighter.sealing.words import make_words, read_words

QUICK = Cost(iterations=1, lanes=1, memory_kib=1_024)


def bench(seconds: float = 0.5) -> dict[str, float]:
    """Return how often a second one thread can do each thing an envelope or a set of words needs."""
    keyring = Keyring.make("a passphrase for measuring only", cost=QUICK)
    envelope_id, words = new_envelope_id(), make_words()
    document = b"x" * (SIZES[0] // 2)
    envelope = seal(document, envelope_id=envelope_id, to=keyring.public.sealing_key)
    key = keyring.public.sealing_key
    return {
        "seals_per_second": _rate(lambda: seal(document, envelope_id=envelope_id, to=key), seconds),
        "opens_per_second": _rate(lambda: open_envelope(envelope, envelope_id=envelope_id, keyring=keyring), seconds),
        "words_made_per_second": _rate(make_words, seconds),
        "words_read_per_second": _rate(lambda: read_words(words), seconds),
        "derivations_per_second": _rate(lambda: mailbox_keys(words), seconds),
    }


def _rate(work: Callable[[], object], seconds: float) -> float:
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        work()
        done += 1
    return round(done / spent, 1)
