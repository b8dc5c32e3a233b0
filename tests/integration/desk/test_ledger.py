from __future__ import annotations

import pytest
from desk import client_of, officer
from django.db import DatabaseError, connection, transaction

from lamplighter.desk.ledger import selectors
from lamplighter.desk.ledger.chain import GENESIS
from lamplighter.desk.ledger.errors import NotAnIdentifier
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.ledger.selectors import Head
from lamplighter.desk.ledger.services import record

pytestmark = pytest.mark.django_db


def some_entries(count: int = 5) -> list[Entry]:
    return [record("machine:test", "test.done", [f"tip-{number}"], number=number) for number in range(count)]


def tamper(statement: str) -> None:
    """Changes the ledger as someone with the database's own keys could: past the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")
        else:
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
            cursor.execute("DROP TRIGGER ledger_entry_no_delete")
        cursor.execute(statement)


def test_each_entry_follows_the_one_before() -> None:
    first, second, *_ = some_entries()
    assert first.previous == GENESIS
    assert second.previous == first.hash
    assert second.seq == first.seq + 1


def test_a_whole_ledger_holds() -> None:
    entries = some_entries()
    assert selectors.verify().broken is None
    assert selectors.head() == Head(entries[-1].seq, entries[-1].hash)


def test_an_empty_ledger_holds() -> None:
    assert selectors.verify().entries == 0
    assert selectors.head() == Head(0, GENESIS)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET actor = 'user:9' WHERE seq = 3",
        "DELETE FROM ledger_entry WHERE seq = 3",
        "DELETE FROM ledger_entry",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(statement: str) -> None:
    some_entries()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert selectors.verify().entries == 5


def test_the_database_refuses_to_put_another_entry_in_place_of_one() -> None:
    some_entries()
    columns = "seq, at, 'user:9', action, subjects, detail, previous"
    entry = f"INTO ledger_entry SELECT {columns}, hash FROM ledger_entry WHERE seq = 3"
    statement = f"INSERT OR REPLACE {entry}"
    if connection.vendor == "postgresql":
        statement = f"INSERT {entry} ON CONFLICT (seq) DO UPDATE SET actor = 'user:9'"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert selectors.verify().broken is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET actor = 'user:9' WHERE seq = 3",
        "UPDATE ledger_entry SET at = '2020-01-01 00:00:00+00:00' WHERE seq = 3",
        "UPDATE ledger_entry SET subjects = '[]' WHERE seq = 3",
        "UPDATE ledger_entry SET detail = '{\"number\": 7}' WHERE seq = 3",
        "UPDATE ledger_entry SET action = 'two words' WHERE seq = 3",
        "DELETE FROM ledger_entry WHERE seq = 3",
        "UPDATE ledger_entry SET previous = hash WHERE seq = 3",
    ],
)
def test_a_change_past_the_triggers_is_found_and_named(statement: str) -> None:
    some_entries()
    tamper(statement)
    verdict = selectors.verify()
    assert verdict.broken == 3
    assert verdict.why


def test_cutting_off_the_end_is_found_by_a_head_noted_earlier() -> None:
    some_entries()
    noted = selectors.head()
    tamper("DELETE FROM ledger_entry WHERE seq > 3")
    assert selectors.verify().broken is None
    assert selectors.verify(keep=noted).broken == 4


def test_a_ledger_written_anew_is_found_by_a_head_noted_earlier() -> None:
    some_entries()
    noted = selectors.head()
    tamper("DELETE FROM ledger_entry")
    some_entries()
    assert selectors.verify().broken is None
    assert selectors.verify(keep=noted).broken == noted.seq


def test_a_sentence_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(NotAnIdentifier):
        record("machine:test", "test.done", [], why="because he said so")
    assert not Entry.objects.exists()


def test_a_change_that_is_rolled_back_leaves_no_entry() -> None:
    with transaction.atomic():
        some_entries()
        transaction.set_rollback(True)
    assert selectors.verify().entries == 0


def test_an_auditor_sees_the_entries_and_the_head_and_can_narrow_them() -> None:
    entries = some_entries()
    client = client_of(officer("auditor"))
    page = client.get("/ledger/").content.decode()
    assert selectors.head().hash in page
    narrowed = client.get("/ledger/", {"subject": "tip-3"}).content.decode()
    assert entries[3].hash[:12] in narrowed
    assert entries[2].hash[:12] not in narrowed


def test_nobody_else_sees_the_ledger() -> None:
    assert client_of(officer("duty_officer", "analyst", "commander")).get("/ledger/").status_code == 403
