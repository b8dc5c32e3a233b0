"""Form state: unreadable, unalterable, short-lived."""

from __future__ import annotations

import base64

import pytest

from lamplighter.sealing import errors, new_state_key, open_state, seal_state

KEY = bytes(range(32))
NOW = 1_795_000_030.9


def test_a_token_is_safe_in_a_form_and_shows_nothing() -> None:
    token = seal_state(KEY, b"the house with the blue door", NOW)
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert b"blue door" not in base64.urlsafe_b64decode(token + "==")


def test_the_same_answers_never_give_the_same_token() -> None:
    assert seal_state(KEY, b"", NOW) != seal_state(KEY, b"", NOW)


def test_a_token_opens_with_a_key_that_was_in_use_an_hour_ago() -> None:
    assert open_state([new_state_key(), KEY], seal_state(KEY, b"answers", NOW), NOW) == b"answers"


def test_a_token_is_lost_with_its_key_and_the_sentence_says_why() -> None:
    with pytest.raises(errors.StateBroken, match="restarted"):
        open_state([new_state_key()], seal_state(KEY, b"answers", NOW), NOW)


def test_a_token_lives_half_an_hour_and_then_says_so() -> None:
    token = seal_state(KEY, b"answers", NOW)
    assert open_state([KEY], token, NOW + 1_800) == b"answers"
    with pytest.raises(errors.StateExpired, match="more than 30 minutes"):
        open_state([KEY], token, NOW + 1_860)


def test_a_token_holds_the_minute_it_was_made_and_no_second() -> None:
    early, late = seal_state(KEY, b"", NOW), seal_state(KEY, b"", NOW + 20)
    for now in (NOW + 1_800, NOW + 1_860):
        outcomes = {outcome(token, now) for token in (early, late)}
        assert len(outcomes) == 1


def outcome(token: str, now: float) -> str:
    try:
        return open_state([KEY], token, now).decode()
    except errors.StateExpired:
        return "expired"


def test_a_token_from_the_future_is_refused() -> None:
    with pytest.raises(errors.StateBroken):
        open_state([KEY], seal_state(KEY, b"", NOW + 300), NOW)


@pytest.mark.parametrize("at", [0, 5, 20, -2])
def test_an_altered_token_is_refused(at: int) -> None:
    token = list(seal_state(KEY, b"answers", NOW))
    token[at] = "A" if token[at] != "A" else "B"
    with pytest.raises(errors.StateBroken):
        open_state([KEY], "".join(token), NOW)


@pytest.mark.parametrize("token", ["", "A", "AQ", "é", "AQ" * 10, "a b c"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(errors.StateBroken):
        open_state([KEY], token, NOW)
