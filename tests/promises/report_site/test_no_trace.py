"""A whole visit with photo, a way to be reached and a conversation leaves no word in a file, a log, a process or an open file."""

from __future__ import annotations

import base64
import os
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest
import report_server
from pictures import SECRET, jpeg
from reporter import Reporter

from lamplighter import tips
from lamplighter.report_site import clock
from lamplighter.sealing import EnvelopeId, mailbox_keys, read_words, seal

# What one person writes, each on a page or in a field of its own; none is in a page or a setting of ours.
WRITTEN = {
    "story": "Quillfeather says men come and go at night.",
    "street": "behind Marzipan Yard",
    "people": "they call him Lanternfish",
    "contacts": "07700 900461",
    "name": "Ploverdown Made-Up",
    "phone_or_email": "ploverdown@example.org",
    "safe_time": "between nine and Gorseblossom",
    "safe_way": "ring twice, Thistlewick",
    "agreed_word": "Bramblecote",
}
MESSAGE = "The door is green, Nettlecombe."
REPLY = "Thank you for what you told us, Hazelmere."
FILE_NAME = "Dandelionfield-2231.jpg"
AGENT = "Mozilla/5.0 (Foxgloveton 4711)"
SOUGHT = (
    *("Quillfeather", "Marzipan Yard", "Lanternfish", "07700 900461", "Ploverdown", "ploverdown@", "Gorseblossom"),
    *("Thistlewick", "Bramblecote", "Nettlecombe", "Hazelmere", "Dandelionfield", "Foxgloveton", SECRET.decode()),
)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place for temporary files that the site is told of."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


@dataclass
class Watch:
    """Looks, over and over, at what anybody on the machine could see of the site's processes and open files."""

    session: int
    seen: set[bytes] = field(default_factory=set)
    processes: set[str] = field(default_factory=set)
    _stop: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self._stop.is_set():
            for process in self._ours():
                self.processes.add(process.name)
                self.seen |= set(told_by(process))
            time.sleep(0.01)

    def _ours(self) -> Iterator[Path]:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(process.name)) == self.session:
                    yield process
            except OSError:
                continue  # it ended

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self.look)
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stop.set()
        self._thread.join()


def told_by(process: Path) -> Iterator[bytes]:
    """Its arguments, its surroundings, the names of its files, and what is in those that no folder lists any more."""
    try:
        for name in ("cmdline", "environ"):
            yield (process / name).read_bytes()
        for each in (process / "fd").iterdir():
            target = str(each.readlink())
            yield target.encode()
            if target.endswith("(deleted)") and each.is_file():
                yield each.read_bytes()
    except OSError:
        return  # it ended, or closed the file


def forms(marker: str) -> list[bytes]:
    """The ways in which a disk could hold it."""
    plain = [marker.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    coded = [base64.b64encode(b"-" * shift + marker.encode())[4:-4] for shift in range(3)]
    return [*plain, marker.lower().encode(), marker.upper().encode(), marker.encode().hex().encode(), *coded]


def found_in(held: dict[str, bytes], sought: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (where, marker) for marker in sought for form in forms(marker) for where, data in held.items() if form in data
    ]


def on_disk(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def visit(server: report_server.Server) -> list[str]:
    """Somebody it is happening to tells it, adds a photo, leaves a way to be reached, is answered and writes back."""
    person = server.visitor(**{"User-Agent": AGENT, "X-Forwarded-For": "203.0.113.77"}).begin()
    given = {**WRITTEN, "role": "affected", "kinds": ["cuckooing"], "named": "yes", "more": "yes"}
    while person.heading != "Send it":
        person.press(**{key: value for key, value in given.items() if key in person.asks})
    words = person.attach("words", jpeg((900, 600)), names=[FILE_NAME]).words
    assert len(words) == 8, person.text
    server.channel("/channel/collect", {"limit": 200})
    leave_reply(server, " ".join(words))
    talk(server.visitor(**{"User-Agent": AGENT}), " ".join(words))
    return words


def leave_reply(server: report_server.Server, words: str) -> None:
    keys = mailbox_keys(read_words(words))
    document = tips.dump_reply(tips.Reply(text=REPLY, day=clock.today().isoformat()))
    sealed = base64.b64encode(seal(document, envelope_id=EnvelopeId(keys.mailbox), to=keys.private.public)).decode()
    one = {"mailbox": keys.mailbox, "id": secrets.token_hex(16), "sealed": sealed}
    server.channel("/channel/replies", {"replies": [one]})


def talk(person: Reporter, words: str) -> None:
    person.get("/en/m").press("begin").press("open", words=words)
    assert REPLY in person.text
    person.press("write", text=MESSAGE)
    while "write" not in person.heading.lower() and "kept" not in person.heading:
        person.press("on")
    person.press("show").press("end").press("end_now")


def test_no_word_is_in_a_file_a_log_a_process_or_an_open_file(tmp_path: Path, temporary: Path) -> None:
    home = tmp_path / "home"
    with report_server.running(home) as server, Watch(server.process.pid) as watch:
        words = visit(server)
        running = on_disk(tmp_path)
    sought = (*SOUGHT, " ".join(words[:3]), " ".join(words[-3:]))
    assert len(watch.processes) >= 4, "the site, two workers and a decoder"
    told = {f"{number} of the processes": data for number, data in enumerate(watch.seen)}
    assert found_in(running | told | on_disk(tmp_path), sought) == []
    assert list(temporary.iterdir()) == []


def test_the_search_would_find_a_word_however_it_was_written_down() -> None:
    story = f"x{WRITTEN['story']}y"
    ways = [story.encode("utf-16-le"), story.upper().encode(), story.encode().hex().encode()]
    ways += [base64.b64encode(b"z" * shift + story.encode()) for shift in range(3)]
    assert [found_in({"a file": each}, ("Quillfeather",)) != [] for each in ways] == [True] * 6


def test_a_site_that_breaks_leaves_no_picture_of_its_memory(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server:
        server.visitor().get("/en/")
        parent = server.process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        limits = [Path(f"/proc/{each}/limits").read_text() for each in (parent, *children)]
    assert len(limits) > 2
    for each in limits:
        (line,) = [line for line in each.splitlines() if line.startswith("Max core file size")]
        assert line.split()[4:6] == ["0", "0"]
