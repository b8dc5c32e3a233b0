"""When the disk takes no more, or the letterbox is locked, people are told plainly; nothing thanked for is lost or doubled.

Who may mount gets a small disk of memory to fill. The limit on file sizes stands in for a read-only disk, and for a full
one where nothing may be mounted: it makes every write fail, in processes that run already, on any machine.
"""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
import report_house
import report_server
import senders

from lamplighter.report_site.letterbox.connections import BUSY_SECONDS

SMALL_LOG = 64 * 1024


@contextmanager
def no_file_longer_than(server: report_server.Server, size: int) -> Iterator[None]:
    """Let no process of the site write behind this place in any file."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in family(server.process.pid)}
    try:
        for pid, (_, hard) in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family(int(child)))]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB, or a plain folder where none may be mounted."""
    mount = shutil.which("mount")
    command = [mount or "false", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(tmp_path)]
    mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    yield tmp_path
    if mounted:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@contextmanager
def full(disk: Path, server: report_server.Server) -> Iterator[None]:
    if not disk.is_mount():
        with no_file_longer_than(server, SMALL_LOG):
            yield
        return
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space left"):
        fill(filler)
    try:
        yield
    finally:
        filler.unlink()


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            continue


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold every file of the letterbox as another process might."""
    with ExitStack() as held:
        for path in sorted(report_house.settings(home).letterbox.glob("*.sqlite3")):
            connection = held.enter_context(closing(sqlite3.connect(path, isolation_level=None, timeout=60)))
            connection.execute("BEGIN IMMEDIATE")
        yield


def test_a_full_disk_loses_nothing_and_people_are_told(small_disk: Path) -> None:
    with report_server.running(small_disk) as server, senders.sending(server) as load:
        load.wait(thanked=20)
        with full(small_disk, server):
            load.wait(told=6)
        load.wait(thanked=20)
    senders.check_none_lost_and_none_doubled(load.thanked, senders.collected(small_disk))


def test_a_read_only_disk_loses_nothing_and_people_are_told(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server, senders.sending(server) as load:
        load.wait(thanked=20)
        with no_file_longer_than(server, 0):
            load.wait(told=6)
        load.wait(thanked=20)
    senders.check_none_lost_and_none_doubled(load.thanked, senders.collected(tmp_path))


def test_a_locked_letterbox_loses_nothing_and_people_are_told_in_seconds(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server, senders.sending(server) as load:
        load.wait(thanked=20)
        with locked(tmp_path):
            load.wait(told=6)
        load.wait(thanked=20)
    assert BUSY_SECONDS <= 5
    senders.check_none_lost_and_none_doubled(load.thanked, senders.collected(tmp_path))


def test_what_sqlite_itself_says_of_a_read_only_disk_is_told_plainly_too(tmp_path: Path) -> None:
    with report_house.house(tmp_path) as house:
        person = senders.at_send(house.visitor(), "Voices at night.")
        connection = house.worker.letterbox._writer._connection
        connection.execute("PRAGMA query_only = ON")
        person.press("words")
        assert (person.status, "NOT kept" in person.text, house.tips()) == (503, True, [])
        connection.execute("PRAGMA query_only = OFF")
        assert len(person.press("words").words) == 8
        assert len(house.tips()) == 1
