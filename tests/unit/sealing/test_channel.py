"""The channel: only the desk, only now, only once."""

from __future__ import annotations

import base64

import pytest

from lamplighter.sealing import errors, sign_request, verify_request
from lamplighter.sealing.channel import SigningKey, VerifyKey, verify_key_of

DESK = SigningKey(bytes(range(32)))
NOW = 1_795_000_000_000
BODY = b'{"limit":200}'


def verify(
    headers: dict[str, str],
    *,
    method: str = "POST",
    path: str = "/channel/collect",
    body: bytes = BODY,
    now: int = NOW,
    after: int | None = None,
    key: VerifyKey | None = None,
) -> int:
    return verify_request(key or verify_key_of(DESK), method, path, body, headers, now, after_ms=after)


def signed(at: int = NOW) -> dict[str, str]:
    return sign_request(DESK, "POST", "/channel/collect", BODY, at)


def test_the_desks_own_request_is_accepted_and_gives_its_time() -> None:
    assert verify(signed()) == NOW


def test_header_names_may_come_in_any_case() -> None:
    assert verify({name.upper(): value for name, value in signed().items()}) == NOW


def test_a_signature_is_64_bytes_over_the_written_text() -> None:
    assert len(base64.b64decode(signed()["Lamplighter-Signature"])) == 64
    assert signed()["Lamplighter-Timestamp"] == str(NOW)


@pytest.mark.parametrize("changed", [{"method": "GET"}, {"path": "/channel/keys"}, {"body": b"{}"}])
def test_a_request_changed_on_its_way_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(errors.SignatureWrong):
        verify(signed(), **changed)  # type: ignore[arg-type]  # one of three arguments, each of its own type


def test_a_request_another_key_signed_is_refused() -> None:
    with pytest.raises(errors.SignatureWrong):
        verify(signed(), key=verify_key_of(SigningKey(bytes(32))))


def test_a_changed_timestamp_is_refused() -> None:
    with pytest.raises(errors.SignatureWrong):
        verify({**signed(), "Lamplighter-Timestamp": str(NOW + 1)})


@pytest.mark.parametrize("late", [-60_001, 60_001])
def test_a_request_more_than_a_minute_away_is_refused(late: int) -> None:
    with pytest.raises(errors.RequestOutOfTime, match="60 seconds away"):
        verify(signed(), now=NOW + late)


@pytest.mark.parametrize("late", [-60_000, 0, 60_000])
def test_a_request_within_a_minute_is_accepted(late: int) -> None:
    assert verify(signed(), now=NOW + late) == NOW


def test_a_request_not_newer_than_the_last_accepted_is_refused() -> None:
    assert verify(signed(), after=NOW - 1) == NOW
    with pytest.raises(errors.RequestReplayed):
        verify(signed(), after=NOW)


@pytest.mark.parametrize("missing", ["Lamplighter-Timestamp", "Lamplighter-Signature"])
def test_a_request_without_both_headers_is_refused(missing: str) -> None:
    with pytest.raises(errors.SignatureMissing):
        verify({name: value for name, value in signed().items() if name != missing})


@pytest.mark.parametrize("timestamp", ["soon", "-1", "1e3", "٣", "9" * 16, "1\n2"])
def test_a_timestamp_is_plain_digits(timestamp: str) -> None:
    with pytest.raises(errors.SignatureWrong):
        verify({**signed(), "Lamplighter-Timestamp": timestamp})


def test_a_line_feed_in_a_path_cannot_move_the_parts_of_what_is_signed() -> None:
    with pytest.raises(errors.SignatureWrong):
        sign_request(DESK, "POST", "/channel\n1", BODY, NOW)
