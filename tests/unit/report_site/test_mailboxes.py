"""The mailboxes' file: equal slots in no order, each reply once, nothing left of what was ended or is over."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from lamplighter.report_site.errors import MailboxesUnavailable
from lamplighter.report_site.mailboxes import MOST_IN_ONE, SIZE, Mailboxes, Reply, drip, ended, lasting, slots

DAY = date(2027, 5, 31)
MAILBOX = "0123456789abcdef" * 2


@pytest.fixture
def boxes(tmp_path: Path) -> Iterator[Mailboxes]:
    made = Mailboxes(tmp_path)
    yield made
    made.close()


def reply(mailbox: str = MAILBOX, *, number: str = "", until: date = DAY) -> Reply:
    number = number or secrets.token_hex(16)
    return Reply(mailbox=mailbox, number=number, sealed=secrets.token_bytes(SIZE), until=until)


def disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_what_is_put_in_a_mailbox_is_found_there_and_in_no_other(boxes: Mailboxes) -> None:
    one, two, other = reply(), reply(), reply("f" * 32)
    boxes.put([one, two, other])
    assert sorted(boxes.sealed_in(MAILBOX)) == sorted([one.sealed, two.sealed])
    assert boxes.sealed_in("f" * 32) == [other.sealed]
    assert boxes.sealed_in("e" * 32) == []


def test_the_same_reply_again_is_kept_once(boxes: Mailboxes) -> None:
    sent = reply()
    again = Reply(mailbox=MAILBOX, number=sent.number, sealed=secrets.token_bytes(SIZE), until=DAY)
    boxes.put([sent, sent])
    boxes.put([again])
    assert boxes.sealed_in(MAILBOX) == [sent.sealed]


def test_a_mailbox_holds_no_more_than_are_shown(boxes: Mailboxes) -> None:
    boxes.put([reply() for _ in range(MOST_IN_ONE + 3)])
    assert len(boxes.sealed_in(MAILBOX)) == MOST_IN_ONE


def test_an_ended_mailbox_is_empty_and_stays_empty(boxes: Mailboxes, tmp_path: Path) -> None:
    sent = reply()
    boxes.put([sent])
    assert sent.sealed[:64] in disk(tmp_path)
    boxes.end(MAILBOX, until=DAY)
    boxes.put([reply()])
    assert boxes.sealed_in(MAILBOX) == []
    assert sent.sealed[:64] not in disk(tmp_path)


def test_a_mailbox_that_never_was_can_be_ended_like_any_other(boxes: Mailboxes) -> None:
    boxes.end("e" * 32, until=DAY)
    boxes.end("e" * 32, until=DAY)
    assert boxes.sealed_in("e" * 32) == []


def test_replies_are_overwritten_after_their_day_and_not_before(boxes: Mailboxes, tmp_path: Path) -> None:
    sent = reply(until=DAY)
    boxes.put([sent])
    boxes.forget(DAY)
    assert boxes.sealed_in(MAILBOX) == [sent.sealed]
    boxes.forget(DAY + timedelta(days=1))
    assert boxes.sealed_in(MAILBOX) == []
    assert sent.sealed[:64] not in disk(tmp_path)


def test_that_a_mailbox_was_ended_is_forgotten_after_its_day(boxes: Mailboxes) -> None:
    boxes.end(MAILBOX, until=DAY)
    boxes.forget(DAY + timedelta(days=1))
    later = reply(until=DAY + timedelta(days=30))
    boxes.put([later])
    assert boxes.sealed_in(MAILBOX) == [later.sealed]


def test_no_mailbox_and_no_number_of_a_reply_stands_on_the_disk(boxes: Mailboxes, tmp_path: Path) -> None:
    sent = reply()
    boxes.put([sent])
    boxes.end("d" * 32, until=DAY)
    held = disk(tmp_path)
    for secret in (MAILBOX, sent.number, "d" * 32):
        assert secret.encode() not in held
        assert bytes.fromhex(secret) not in held


def test_more_room_is_made_before_half_of_it_is_taken(boxes: Mailboxes) -> None:
    many = [reply(secrets.token_hex(16)) for _ in range(slots.FIRST_BATCH)]
    boxes.put(many)
    assert all(boxes.sealed_in(each.mailbox) == [each.sealed] for each in many)


def test_filling_a_slot_makes_the_file_no_longer(boxes: Mailboxes, tmp_path: Path) -> None:
    before = (tmp_path / "mailboxes.sqlite3").stat().st_size
    boxes.put([reply(secrets.token_hex(16)) for _ in range(50)])
    boxes.end(MAILBOX, until=DAY)
    assert (tmp_path / "mailboxes.sqlite3").stat().st_size == before


def test_a_flood_of_endings_fills_nothing_and_keeps_no_reply_out(boxes: Mailboxes, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "mailboxes.sqlite3")) as file, file:
        for _ in range(3 * ended.BIN * ended.BINS // 2):
            ended.add(file, secrets.token_hex(16), DAY)
        assert file.execute("SELECT count(*) FROM ended").fetchone() == (ended.BIN * ended.BINS,)
    sent = reply()
    boxes.put([sent])
    assert boxes.sealed_in(MAILBOX) == [sent.sealed]


def flood(boxes: Mailboxes, count: int) -> None:
    """Somebody ends mailboxes that never were, as fast as they can."""

    def end_many(file: sqlite3.Connection) -> None:
        for _ in range(count):
            boxes._end(file, secrets.token_hex(16), DAY)

    boxes._write(end_many)


def test_no_flood_of_endings_pushes_out_one_from_before_it(boxes: Mailboxes) -> None:
    boxes.end(MAILBOX, until=DAY)
    flood(boxes, 3 * ended.BIN * ended.BINS)
    boxes.put([reply()])
    assert boxes.sealed_in(MAILBOX) == []


def test_in_the_midst_of_a_flood_a_mailbox_that_had_a_reply_is_ended_for_good(boxes: Mailboxes) -> None:
    boxes.put([reply()])
    flood(boxes, drip.AT_ONCE + 1)
    boxes.end(MAILBOX, until=DAY)
    flood(boxes, 3 * ended.BIN * ended.BINS)
    boxes.put([reply()])
    assert boxes.sealed_in(MAILBOX) == []


def test_an_ending_that_kept_a_reply_out_is_kept_for_good_from_then_on(boxes: Mailboxes) -> None:
    flood(boxes, drip.AT_ONCE + 1)
    boxes.end(MAILBOX, until=DAY)
    boxes.put([reply()])
    flood(boxes, 3 * ended.BIN * ended.BINS)
    boxes.put([reply()])
    assert boxes.sealed_in(MAILBOX) == []


def test_what_may_be_made_up_leaves_room_for_what_is_real(
    tmp_path: Path, boxes: Mailboxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lasting, "BINS", 1)
    with closing(sqlite3.connect(tmp_path / "mailboxes.sqlite3")) as file:
        made_up = [lasting.add(file, secrets.token_hex(16), DAY, real=False) for _ in range(lasting.MARKS)]
        real = [lasting.add(file, secrets.token_hex(16), DAY, real=True) for _ in range(lasting.MARKS)]
    assert (sum(made_up), sum(real)) == (lasting.MARKS - lasting.KEPT_FOR_REAL, lasting.KEPT_FOR_REAL)


def test_made_up_endings_are_kept_for_good_a_few_at_once_and_then_one_every_so_often() -> None:
    now = [1000.0]
    drops = drip.Drip(lambda: now[0])
    assert [drops.take() for _ in range(drip.AT_ONCE + 2)] == [True] * drip.AT_ONCE + [False] * 2
    now[0] += 2 * drip.SECONDS_EACH
    assert [drops.take() for _ in range(3)] == [True, True, False]
    now[0] += 10_000 * drip.SECONDS_EACH
    assert sum(drops.take() for _ in range(2 * drip.AT_ONCE)) == drip.AT_ONCE


def test_a_year_of_made_up_endings_at_full_speed_fits_beside_the_real_ones() -> None:
    """From eight workers, and as long as a mailbox lives, with the rest of its last month."""
    workers, days = 8, 180 + 31
    most = workers * (drip.AT_ONCE + days * 86_400 / drip.SECONDS_EACH)
    assert most < lasting.BINS * (lasting.MARKS - lasting.KEPT_FOR_REAL) * 0.7


def test_a_file_from_before_endings_were_kept_for_good_gets_the_room_for_them(tmp_path: Path) -> None:
    Mailboxes(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "mailboxes.sqlite3")) as file, file:
        file.execute("DROP TABLE lasting")
    made = Mailboxes(tmp_path)
    try:
        made.end(MAILBOX, until=DAY)
        made.put([reply()])
        assert made.sealed_in(MAILBOX) == []
    finally:
        made.close()


def test_every_worker_sees_what_another_was_given(boxes: Mailboxes, tmp_path: Path) -> None:
    other = Mailboxes(tmp_path)
    try:
        sent = reply()
        boxes.put([sent])
        assert other.sealed_in(MAILBOX) == [sent.sealed]
        other.end(MAILBOX, until=DAY)
        assert boxes.sealed_in(MAILBOX) == []
    finally:
        other.close()


def test_a_file_that_is_no_database_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "mailboxes.sqlite3").write_bytes(b"no database" * 1000)
    made = Mailboxes(tmp_path)
    try:
        with pytest.raises(MailboxesUnavailable):
            made.sealed_in(MAILBOX)
    finally:
        made.close()
