"""Sketches estimate how much two texts share."""

from __future__ import annotations

import numpy as np

from lamplighter.cues import read
from lamplighter.triage import similarity
from lamplighter.triage.novelty import HASHES, novelty, sketch

LONG = " ".join(f"word{number}" for number in range(200))


def of(text: str) -> np.ndarray:
    return sketch(read(text))


def test_a_sketch_is_64_numbers_the_same_on_every_run():
    found = of("People knock at all hours and stay two minutes.")
    assert (found.shape, found.dtype) == ((HASHES,), np.uint32)
    assert int(found[:4].astype(np.uint64).sum()) == int(
        of("people KNOCK at all hours, and stay two minutes")[:4].astype(np.uint64).sum()
    )


def test_the_same_text_is_not_new_and_another_is():
    assert novelty(of(LONG), [of(LONG)]) == 0.0
    assert novelty(of("Nothing like it"), [of(LONG)]) > 0.9


def test_the_first_tip_is_new():
    assert novelty(of(LONG), []) == 1.0


def test_the_share_of_runs_in_common_is_estimated():
    half = " ".join(LONG.split()[:100])
    assert 0.3 < similarity(of(LONG), of(half)) < 0.7


def test_two_empty_texts_are_the_same():
    assert similarity(of(""), of(" ... ")) == 1.0


def test_the_most_like_earlier_tip_decides():
    assert novelty(of(LONG), np.array([of("something else entirely here"), of(LONG)])) == 0.0
