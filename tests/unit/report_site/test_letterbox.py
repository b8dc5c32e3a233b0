"""The letterbox: equal slots at random, overwritten in place, exactly one of each report, nothing but the day."""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from lamplighter.report_site.errors import LetterboxFull, LetterboxUnavailable
from lamplighter.report_site.letterbox import Letterbox, Receipt, slots, together, used, writer
from lamplighter.report_site.letterbox.connections import connect, transaction, truncate_log
from lamplighter.report_site.letterbox.slots import BATCHES, Deposit, Slots
from lamplighter.report_site.letterbox.writer import Writer
from lamplighter.sealing import EnvelopeId

SMALL, MIDDLE, LARGE = BATCHES
DAY = "2027-01-04"
PAGE = slots.PAGE_BYTES


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Letterbox]:
    opened = Letterbox(tmp_path / "box", most=10_000)
    yield opened
    opened.close()


def fresh_id() -> str:
    return secrets.token_hex(16)


def put(box: Letterbox, size: int = SMALL, *, danger: bool = False, envelope_id: str = "") -> tuple[str, bytes]:
    envelope_id, envelope = envelope_id or fresh_id(), secrets.token_bytes(size)
    box.deposit(envelope_id, envelope, danger=danger, day=DAY, choice="words")
    return envelope_id, envelope


def deposit(envelope: bytes, enclosures: Sequence[tuple[str, bytes]] = ()) -> Deposit:
    envelope_id = fresh_id()
    mark = used.mark(envelope_id, "plain")
    return Deposit(
        envelope_id=envelope_id, envelope=envelope, danger=False, day=DAY, mark=mark, enclosures=tuple(enclosures)
    )


def in_box(box: Letterbox, *, danger_only: bool = False) -> dict[str, bytes]:
    return {each.envelope_id: found for each, found in box.collect(1000, danger_only=danger_only).envelopes}


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY slot").fetchall()


def test_what_was_put_in_is_collected_with_its_day_and_flag(box: Letterbox) -> None:
    sent = dict(put(box, size) for size in BATCHES)
    assert in_box(box) == sent
    assert {each.day for each, _ in box.collect(10).envelopes} == {DAY}


def test_collecting_takes_nothing_out_until_it_is_acknowledged(box: Letterbox) -> None:
    first, second = put(box)[0], put(box)[0]
    assert set(in_box(box)) == {first, second}
    assert box.acknowledge([first, fresh_id()]) == 1
    assert set(in_box(box)) == {second}
    assert box.acknowledge([first]) == 0


def test_danger_comes_first_when_there_is_more_than_one_answer_holds(box: Letterbox) -> None:
    for _ in range(6):
        put(box)
    urgent = put(box, danger=True)[0]
    found = box.collect(1)
    assert [each.envelope_id for each, _ in found.envelopes] == [urgent]
    assert found.more
    assert set(in_box(box, danger_only=True)) == {urgent}


def test_one_answer_stays_within_its_size_and_says_that_more_wait(box: Letterbox) -> None:
    for _ in range(70):
        put(box, LARGE)
    found = box.collect(1000)
    assert 1 < len(found.envelopes) < 70
    assert found.more


def test_no_heap_of_large_envelopes_that_claim_danger_stands_before_a_small_one(box: Letterbox) -> None:
    for _ in range(5):
        put(box, LARGE, danger=True)
    urgent, _ = put(box, danger=True)
    put(box)
    assert [each.envelope_id for each, _ in box.collect(1).envelopes] == [urgent]


def test_what_is_collected_comes_in_no_order(box: Letterbox) -> None:
    sent = [put(box)[0] for _ in range(40)]
    answers = [[each.envelope_id for each, _ in box.collect(100).envelopes] for _ in range(2)]
    assert sent not in answers
    assert answers[0] != answers[1]


def test_an_acknowledged_envelope_is_overwritten_everywhere_on_the_disk(box: Letterbox, tmp_path: Path) -> None:
    envelope_id, envelope = put(box)
    box.acknowledge([envelope_id])
    held = b"".join(path.read_bytes() for path in (tmp_path / "box").iterdir())
    assert envelope[100:200] not in held
    assert bytes.fromhex(envelope_id) not in held


def test_slots_are_chosen_at_random(tmp_path: Path) -> None:
    slots.make(tmp_path / "0.sqlite3")
    with closing(connect(tmp_path / "0.sqlite3")) as connection:
        kept = Slots(connection, most=1000)
        chosen = []
        for _ in range(60):
            one = deposit(secrets.token_bytes(SMALL))
            kept.keep([one])
            chosen += [
                each.slot
                for each in slots.waiting(connection, danger_only=False)
                if each.envelope_id == one.envelope_id
            ]
    assert chosen != sorted(chosen)
    assert max(chosen) - min(chosen) > BATCHES[SMALL] // 2


def test_a_tip_is_written_over_its_slot_and_nothing_else_moves(tmp_path: Path) -> None:
    path = tmp_path / "0.sqlite3"
    slots.make(path)
    with closing(connect(path)) as connection:
        kept, before = Slots(connection, most=1000), pages(path)
        one = deposit(secrets.token_bytes(LARGE))
        for change in (lambda: kept.keep([one]), lambda: slots.clear(connection, [one.envelope_id])):
            change()
            truncate_log(connection)
            after = pages(path)
            changed = sum(old != new for old, new in zip(before, after, strict=True))
            # The envelope's own pages, one row of `slots`, one of `used`, and the counter on the first page.
            assert LARGE // PAGE <= changed <= LARGE // PAGE + 6
            before = after
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] == 0


def pages(path: Path) -> list[bytes]:
    held = path.read_bytes()
    return [held[start : start + PAGE] for start in range(0, len(held), PAGE)]


def test_every_row_of_a_size_is_as_long_taken_as_free(tmp_path: Path, box: Letterbox) -> None:
    put(box)
    found = {(row[1], len(row[4]), len(row[5])) for row in rows(tmp_path / "box" / "0.sqlite3", "slots")}
    assert found == {(size, 16, 10) for size in BATCHES}
    assert {len(row[1]) for row in rows(tmp_path / "box" / "0.sqlite3", "boxes")} == set(BATCHES)


def test_more_slots_are_made_before_the_last_is_taken(tmp_path: Path) -> None:
    slots.make(tmp_path / "0.sqlite3")
    with closing(connect(tmp_path / "0.sqlite3")) as connection:
        kept = Slots(connection, most=1000)
        assert kept.keep([deposit(bytes(LARGE)) for _ in range(3 * BATCHES[LARGE])]) == [None] * (3 * BATCHES[LARGE])
        kept.make_room()
        assert len(list(slots.waiting(connection, danger_only=False))) == 3 * BATCHES[LARGE]
        made = connection.execute("SELECT count(*) FROM slots WHERE size = ?", (LARGE,)).fetchone()[0]
    assert made > 3 * BATCHES[LARGE]


def test_above_the_cap_a_tip_is_refused_and_the_others_of_its_batch_are_kept(tmp_path: Path) -> None:
    slots.make(tmp_path / "0.sqlite3")
    with closing(connect(tmp_path / "0.sqlite3")) as connection:
        kept = Slots(connection, most=2)
        outcome = kept.keep([deposit(bytes(SMALL)) for _ in range(3)])
        assert [type(each) for each in outcome] == [type(None), type(None), LetterboxFull]
        waiting = list(slots.waiting(connection, danger_only=False))
        slots.clear(connection, [waiting[0].envelope_id])
        assert kept.keep([deposit(bytes(SMALL))]) == [None]


def test_a_report_sent_twice_is_kept_once_and_remembers_its_choice(box: Letterbox) -> None:
    envelope_id = fresh_id()
    first = box.deposit(envelope_id, bytes(SMALL), danger=False, day=DAY, choice="plain")
    again = box.deposit(envelope_id, bytes(SMALL), danger=False, day=DAY, choice="words")
    assert (first.repeated, again.repeated, again.choice) == (False, True, "plain")
    assert len(in_box(box)) == 1


def test_a_report_and_its_enclosures_are_kept_together(box: Letterbox) -> None:
    sent = {fresh_id(): secrets.token_bytes(size) for size in (SMALL, LARGE, LARGE, SMALL)}
    send_whole(box, sent, danger=True)
    assert in_box(box, danger_only=True) == sent
    assert send_whole(box, sent, danger=True).repeated
    assert in_box(box) == sent


def test_a_report_whose_enclosures_have_no_room_is_not_kept_at_all(tmp_path: Path) -> None:
    box = Letterbox(tmp_path / "box", most=3)
    sent = {fresh_id(): bytes(size) for size in (SMALL, LARGE, LARGE, LARGE)}
    with pytest.raises(LetterboxFull):
        send_whole(box, sent)
    assert in_box(box) == {}
    fewer = dict(list(sent.items())[:3])
    assert not send_whole(box, fewer).repeated
    assert in_box(box) == fewer
    box.close()


def test_enclosures_that_cannot_be_written_leave_nothing_and_the_letterbox_goes_on(tmp_path: Path) -> None:
    slots.make(tmp_path / "0.sqlite3")
    with closing(connect(tmp_path / "0.sqlite3")) as connection:
        kept = Slots(connection, most=1000)
        many = [(fresh_id(), bytes(LARGE)) for _ in range(2 * BATCHES[LARGE])]
        with pytest.raises(ValueError, match="hexadecimal"):
            kept.keep([deposit(bytes(SMALL), enclosures=(*many, ("not an id", bytes(LARGE))))])
        assert list(slots.waiting(connection, danger_only=False)) == []
        assert kept.keep([deposit(bytes(SMALL), enclosures=many)]) == [None]
        assert len(list(slots.waiting(connection, danger_only=False))) == 1 + len(many)


def send_whole(box: Letterbox, sent: dict[str, bytes], *, danger: bool = False) -> Receipt:
    (first, envelope), *rest = sent.items()
    enclosures = [(EnvelopeId(each), found) for each, found in rest]
    return box.deposit(first, envelope, danger=danger, day=DAY, choice="words", enclosures=enclosures)


def test_a_report_the_desk_has_taken_is_still_not_kept_a_second_time(box: Letterbox) -> None:
    envelope_id, _ = put(box)
    box.acknowledge([envelope_id])
    assert box.deposit(envelope_id, bytes(SMALL), danger=False, day=DAY, choice="words").repeated
    assert in_box(box) == {}


def test_a_report_sent_to_two_workers_at_once_is_kept_once(tmp_path: Path) -> None:
    boxes = [Letterbox(tmp_path / "box", most=1000) for _ in range(2)]
    ids = [fresh_id() for _ in range(25)]
    with ThreadPoolExecutor(16) as pool:
        receipts = list(pool.map(lambda job: put_one(boxes[job % 2], ids[job // 4]), range(100)))
    assert sum(not repeated for repeated in receipts) == 25
    assert set(in_box(boxes[0])) == set(in_box(boxes[1])) == set(ids)
    for each in boxes:
        each.close()


def put_one(box: Letterbox, envelope_id: str) -> bool:
    return box.deposit(envelope_id, bytes(SMALL), danger=False, day=DAY, choice="words").repeated


def test_each_worker_has_its_own_file_and_the_next_run_takes_them_up_again(tmp_path: Path) -> None:
    first, second = (Letterbox(tmp_path / "box", most=1000) for _ in range(2))
    sent = dict([put(first), put(second)])
    assert len(list((tmp_path / "box").glob("*.sqlite3"))) == 2
    first.close()
    second.close()
    again = Letterbox(tmp_path / "box", most=1000)
    assert in_box(again) == sent
    again.close()
    assert len(list((tmp_path / "box").glob("*.sqlite3"))) == 2


def test_a_file_half_made_when_the_power_went_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "0.making").write_bytes(b"SQLite format 3\x00 and then nothing")
    box = Letterbox(tmp_path / "box", most=1000)
    assert put(box)[0] in in_box(box)
    box.close()


def test_the_log_is_cut_to_nothing_when_the_writer_rests(tmp_path: Path) -> None:
    slots.make(tmp_path / "0.sqlite3")
    with closing(connect(tmp_path / "0.sqlite3")):  # a second connection keeps the log from vanishing with the first
        writer = Writer(tmp_path / "0.sqlite3", most=1000)
        for _ in range(5):
            writer.keep(deposit(secrets.token_bytes(SMALL)))
        writer.close()
        assert (tmp_path / "0.sqlite3-wal").stat().st_size == 0


def test_nobody_is_told_that_a_tip_is_kept_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer(tmp_path / "0.sqlite3", most=1000)
    monkeypatch.setattr(writer._slots, "keep", failing(sqlite3.OperationalError("database or disk is full")))
    with pytest.raises(LetterboxUnavailable):
        writer.keep(deposit(bytes(SMALL)))
    monkeypatch.undo()
    writer.keep(deposit(bytes(SMALL)))
    writer.close()


def test_a_writer_that_died_refuses_instead_of_keeping_people_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)
    writer = Writer(tmp_path / "0.sqlite3", most=1000)
    monkeypatch.setattr(writer._slots, "keep", failing(RuntimeError("a fault of ours")))
    for _ in range(2):
        with pytest.raises(LetterboxUnavailable):
            writer.keep(deposit(bytes(SMALL)))
    writer.close()


def failing(error: Exception) -> Callable[[object], None]:
    def fail(_deposits: object) -> None:
        raise error

    return fail


def test_marks_are_forgotten_after_two_whole_days_and_leave_nothing(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.sqlite3", isolation_level=None)) as connection:
        connection.execute(used.SCHEMA)
        together.prepare(connection)
        used.add_shelf(connection)
        marks = {day: used.mark(fresh_id(), "plain") for day in ("2027-01-01", "2027-01-02", "2027-01-04")}
        with transaction(connection):
            for day, mark in marks.items():
                used.add(connection, {mark: day})
        used.forget(connection, date(2027, 1, 4))
        assert used.seen(connection, marks.values()) == {marks["2027-01-02"], marks["2027-01-04"]}
        assert not connection.execute("SELECT 1 FROM used WHERE hash = ?", (marks["2027-01-01"],)).fetchone()


def test_marks_find_room_however_many_there_are(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.sqlite3", isolation_level=None)) as connection:
        connection.execute(used.SCHEMA)
        together.prepare(connection)
        marks = [used.mark(fresh_id(), "words") for _ in range(4000)]
        with transaction(connection):
            for start in range(0, len(marks), 100):
                used.add(connection, dict.fromkeys(marks[start : start + 100], DAY))
        assert used.seen(connection, marks) == set(marks)
        assert not used.seen(connection, [used.mark(fresh_id(), "words")])


def test_tips_are_mixed_into_slots_made_after_them(tmp_path: Path) -> None:
    box, size = Letterbox(tmp_path, most=10_000), min(BATCHES)
    early = [secrets.token_hex(16) for _ in range(BATCHES[size] // 2 + 40)]
    for envelope_id in early:
        box.deposit(envelope_id, secrets.token_bytes(size), danger=False, day="2027-01-04", choice="plain")
    box.close()
    with closing(connect(tmp_path / "0.sqlite3")) as connection:
        found = list(slots.waiting(connection, danger_only=False))
        made = connection.execute("SELECT count(*) FROM slots WHERE size = ?", (size,)).fetchone()[0]
    assert {each.envelope_id for each in found} == set(early)
    later = sum(each.slot > sum(BATCHES.values()) for each in found)
    # As many as their share of the slots, give or take four standard deviations.
    share = 1 - BATCHES[size] / made
    assert later > len(early) * share - 4 * (len(early) * share) ** 0.5 > 0


def test_the_file_is_written_to_though_nobody_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "COVER_SECONDS", 0.01)
    box = Letterbox(tmp_path, most=10_000)
    made = (tmp_path / "0.sqlite3").stat().st_mtime_ns
    while (tmp_path / "0.sqlite3").stat().st_mtime_ns == made:
        threading.Event().wait(0.01)
    assert box.collect(10).envelopes == ()
    box.close()


def test_the_last_places_are_kept_for_reports_about_danger(tmp_path: Path) -> None:
    box = Letterbox(tmp_path / "box", most=slots.RESERVE)
    for _ in range(slots.RESERVE - 1):
        put(box)
    with pytest.raises(LetterboxFull):
        put(box)
    urgent, _ = put(box, danger=True)
    assert set(in_box(box, danger_only=True)) == {urgent}
    with pytest.raises(LetterboxFull):
        put(box, danger=True)
    box.close()


def test_many_reports_are_kept_at_once_each_in_a_place_of_its_own(tmp_path: Path) -> None:
    slots.make(tmp_path / "0.sqlite3")
    with closing(connect(tmp_path / "0.sqlite3")) as connection:
        kept = Slots(connection, most=5000)
        sent = [deposit(secrets.token_bytes(SMALL)) for _ in range(3 * BATCHES[SMALL])]
        for start in range(0, len(sent), 128):
            assert set(kept.keep(sent[start : start + 128])) == {None}
        found = {
            each.envelope_id: slots.contents(connection, each) for each in slots.waiting(connection, danger_only=False)
        }
        assert found == {each.envelope_id: each.envelope for each in sent}
        assert used.seen(connection, [each.mark for each in sent]) == {each.mark for each in sent}


def test_a_clock_that_leaps_ahead_and_is_set_back_lets_no_report_be_kept_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days, seconds = [date(2027, 1, 4)], [0.0]
    monkeypatch.setattr(writer.clock, "today", lambda: days[-1])
    monkeypatch.setattr(writer.time, "monotonic", lambda: seconds[-1])
    box = Letterbox(tmp_path / "box", most=1000)
    first, _ = put(box)
    for day in (date(2028, 1, 4), date(2027, 1, 4)):
        days.append(day)
        put(box)
    assert box.deposit(first, bytes(SMALL), danger=False, day=DAY, choice="words").repeated
    box.close()


def test_marks_are_forgotten_when_a_new_day_has_lasted_an_hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days, seconds = [date(2027, 1, 4)], [0.0]
    monkeypatch.setattr(writer.clock, "today", lambda: days[-1])
    monkeypatch.setattr(writer.time, "monotonic", lambda: seconds[-1])
    kept = Writer(tmp_path / "0.sqlite3", most=1000)
    old = deposit(bytes(SMALL))
    kept.keep(old)
    days.append(date(2027, 1, 7))
    kept.keep(deposit(bytes(SMALL)))
    seconds.append(writer.NEW_DAY_SECONDS + 1)
    kept.keep(deposit(bytes(SMALL)))
    kept.close()
    with closing(connect(tmp_path / "0.sqlite3")) as connection:
        assert used.seen(connection, [old.mark]) == set()


def test_under_steady_load_the_log_is_begun_anew_and_then_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "REST_SECONDS", 60.0)
    slots.make(tmp_path / "0.sqlite3")
    log = tmp_path / "0.sqlite3-wal"
    with closing(connect(tmp_path / "0.sqlite3")):  # a second connection keeps the log from vanishing with the first
        kept = Writer(tmp_path / "0.sqlite3", most=1000)
        sizes = []
        for _ in range(2 * writer.ROUNDS_A_CUT * writer.COMMITS_A_ROUND):
            kept.keep(deposit(bytes(SMALL)))
            sizes.append(log.stat().st_size)
        kept.close()
        assert log.stat().st_size == 0
    one_round = max(sizes[: writer.COMMITS_A_ROUND])
    assert max(sizes) < 2 * one_round
    assert min(sizes[writer.COMMITS_A_ROUND :]) < one_round / 2
