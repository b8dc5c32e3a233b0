"""One statement for many rows: between two statements Python lets another thread in, so fewer are faster under load.

Rows are changed through triggers, which write each one exactly where it was. An UPDATE ... FROM would take it out and put
it in again, and the order of the pages would tell which came first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from typing import Literal

TRIGGERS = (
    "CREATE TEMP VIEW IF NOT EXISTS arriving (slot, danger, id, day, box) AS SELECT NULL, NULL, NULL, NULL, NULL",
    """CREATE TEMP TRIGGER IF NOT EXISTS arrives INSTEAD OF INSERT ON arriving BEGIN
    UPDATE slots SET taken = 1, danger = NEW.danger, id = NEW.id, day = NEW.day WHERE slot = NEW.slot;
    UPDATE boxes SET box = NEW.box WHERE slot = NEW.slot;
    END""",
    "CREATE TEMP VIEW IF NOT EXISTS remembering (slot, hash, day) AS SELECT NULL, NULL, NULL",
    """CREATE TEMP TRIGGER IF NOT EXISTS remembers INSTEAD OF INSERT ON remembering BEGIN
    UPDATE used SET kept = 1, hash = NEW.hash, day = NEW.day WHERE slot = NEW.slot;
    END""",
    # A free slot looks as if something were in it.
    "CREATE TEMP VIEW IF NOT EXISTS leaving (slot) AS SELECT NULL",
    """CREATE TEMP TRIGGER IF NOT EXISTS leaves INSTEAD OF INSERT ON leaving BEGIN
    UPDATE slots SET taken = 0, danger = 0, id = randomblob(16), day = randomblob(10) WHERE slot = NEW.slot;
    UPDATE boxes SET box = randomblob(length(box)) WHERE slot = NEW.slot;
    END""",
    # What was collected meanwhile stays away, and nothing is put on top of another.
    "CREATE TEMP VIEW IF NOT EXISTS moving (slot, target) AS SELECT NULL, NULL",
    """CREATE TEMP TRIGGER IF NOT EXISTS moves INSTEAD OF INSERT ON moving
    WHEN (SELECT taken FROM slots WHERE slot = NEW.slot) = 1 AND (SELECT taken FROM slots WHERE slot = NEW.target) = 0
    BEGIN
    UPDATE slots SET (taken, danger, id, day) = (SELECT taken, danger, id, day FROM slots WHERE slot = NEW.slot)
        WHERE slot = NEW.target;
    UPDATE boxes SET box = (SELECT box FROM boxes WHERE slot = NEW.slot) WHERE slot = NEW.target;
    INSERT INTO leaving VALUES (NEW.slot);
    END""",
)
What = Literal["arriving", "remembering", "leaving", "moving"]
STATEMENTS: Mapping[What, str] = {
    "arriving": "INSERT INTO arriving VALUES {rows}",
    "remembering": "INSERT INTO remembering VALUES {rows}",
    "leaving": "INSERT INTO leaving VALUES {rows}",
    "moving": "INSERT INTO moving VALUES {rows}",
}


def prepare(connection: sqlite3.Connection) -> None:
    """Make the triggers, in the memory of this connection alone."""
    for statement in TRIGGERS:
        connection.execute(statement)


def put(connection: sqlite3.Connection, what: What, rows: Collection[tuple[object, ...]]) -> None:
    """Do one of the things above to every row."""
    if rows:
        many(connection, STATEMENTS[what], rows)


def many(connection: sqlite3.Connection, statement: str, rows: Collection[tuple[object, ...]]) -> sqlite3.Cursor:
    """Run one statement over many rows, which stand in it for `{rows}`; there must be at least one."""
    width = len(next(iter(rows)))
    values = ",".join([f"({','.join('?' * width)})"] * len(rows))
    return connection.execute(statement.format(rows=values), [value for row in rows for value in row])
