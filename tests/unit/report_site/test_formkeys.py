"""The form keys: replaced, forgotten, and shared by processes that were forked after they were made."""

from __future__ import annotations

import multiprocessing

import pytest

from lamplighter.report_site.answers import Answers
from lamplighter.report_site.formkeys import KEY, FormKeys
from lamplighter.report_site.state import LIFE_MINUTES, Draft, seal, unseal
from lamplighter.sealing.errors import StateBroken, StateExpired

DRAFT = Draft(answers=Answers(story="Voices at night.", kinds=("cuckooing",)), envelope_id="ab" * 16, words="one two")
NOW = 1_800_000_000.0


def test_answers_come_back_as_they_were() -> None:
    keys = FormKeys()
    assert unseal(seal(DRAFT, keys, now=NOW), keys, now=NOW) == DRAFT


def test_answers_are_unreadable_in_the_page() -> None:
    assert "Voices" not in seal(DRAFT, FormKeys(), now=NOW)


def test_one_rotation_keeps_half_written_answers_and_two_forget_them() -> None:
    keys = FormKeys()
    token = seal(DRAFT, keys, now=NOW)
    keys.rotate()
    assert unseal(token, keys, now=NOW) == DRAFT
    keys.rotate()
    with pytest.raises(StateBroken):
        unseal(token, keys, now=NOW)


def test_a_forgotten_key_is_no_longer_in_memory() -> None:
    keys = FormKeys()
    first = keys.known()[0]
    keys.rotate()
    keys.rotate()
    assert first not in keys._memory[:]


def test_the_current_key_is_never_all_zeros() -> None:
    keys = FormKeys()
    for _ in range(7):
        keys.rotate()
        assert bytes(KEY) not in keys.known()
        assert len(set(keys.known())) == 2


def test_answers_expire_after_half_an_hour() -> None:
    keys = FormKeys()
    token = seal(DRAFT, keys, now=NOW)
    assert unseal(token, keys, now=NOW + 60 * (LIFE_MINUTES - 1)) == DRAFT
    with pytest.raises(StateExpired):
        unseal(token, keys, now=NOW + 60 * (LIFE_MINUTES + 2))


def test_answers_sealed_by_another_run_of_the_site_do_not_open() -> None:
    with pytest.raises(StateBroken):
        unseal(seal(DRAFT, FormKeys(), now=NOW), FormKeys(), now=NOW)


def test_a_worker_forked_before_a_rotation_sees_the_new_key() -> None:
    context = multiprocessing.get_context("fork")
    keys, told, seen = FormKeys(), context.Event(), context.SimpleQueue()

    def worker() -> None:
        told.wait(30)
        seen.put(keys.known())

    process = context.Process(target=worker)
    process.start()
    keys.rotate()
    told.set()
    assert seen.get() == keys.known()
    process.join(30)
