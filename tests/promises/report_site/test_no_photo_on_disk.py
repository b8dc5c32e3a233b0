"""After a post with photos nothing of them is on any disk the site can write to: not as sent, not as made anew, not parked."""

from __future__ import annotations

import base64
import threading
import time
from pathlib import Path

import pytest
import report_house
import report_server
from pictures import SECRET, jpeg, png
from reporter import Reporter

from lamplighter.sealing import EnvelopeId, open_envelope
from lamplighter.tips import Enclosure, join, read

STORY = "Quillfeather says men come and go all night."
NAME = "Quillfeather-2231.jpg"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place for temporary files that the site is told of."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def at_send(person: Reporter) -> Reporter:
    person.begin()
    given = {"story": STORY, "street": "Mill Lane", "more": "no"}
    while person.heading != "Send it":
        person.press(**{key: value for key, value in given.items() if key in person.asks})
    return person


def everything_under(folder: Path) -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]


def pieces(photo: bytes) -> list[bytes]:
    """Stretches of a photo long enough that none is anywhere by chance."""
    return [photo[start : start + 24] for start in range(200, len(photo) - 24, 997)]


def test_no_byte_of_a_photo_is_on_the_disk_nor_its_name(tmp_path: Path, temporary: Path) -> None:
    sent = [jpeg((1800, 1200)), png((300, 200))]
    with report_server.running(tmp_path / "home") as server:
        person = at_send(server.visitor()).attach("words", *sent, names=[NAME, NAME])
        assert "2 photos are kept with it." in person.text
        refused = at_send(server.visitor()).attach("words", b"%PDF-1.7 " + SECRET, names=[NAME])
        assert refused.heading == "Send it"
        while_running = everything_under(tmp_path)
        made = made_anew(server)
    assert [len(photo) > 400 for photo in made] == [True, True]
    sought = [SECRET, NAME.encode(), b"IMG_2231", *(piece for photo in [*sent, *made] for piece in pieces(photo))]
    held = [*while_running, *everything_under(tmp_path)]
    assert any(path.suffix == ".sqlite3" for path, _ in held)
    assert [(path, marker) for path, data in held for marker in sought if marker in data] == []
    assert list(temporary.iterdir()) == []


def made_anew(server: report_server.Server) -> list[bytes]:
    """The photos as the desk would join them."""
    waiting = server.channel("/channel/collect", {})["envelopes"]
    documents = [
        read(
            open_envelope(
                base64.b64decode(found["envelope"]), envelope_id=EnvelopeId(found["id"]), keyring=report_house.keyring()
            )
        )
        for found in waiting
    ]
    parts = [document for document in documents if isinstance(document, Enclosure)]
    return [join([part for part in parts if part.number == number]) for number in (1, 2)]


def test_no_photo_is_in_the_arguments_or_surroundings_of_any_process(tmp_path: Path) -> None:
    """While photos are being made anew, as anybody on the machine could look."""
    seen: list[bytes] = []
    stop = threading.Event()
    watching = threading.Thread(target=watch, args=(seen, stop))
    with report_server.running(tmp_path) as server:
        person = at_send(server.visitor())
        watching.start()
        person.attach("plain", jpeg((3000, 2000)), names=[NAME])
        stop.set()
        watching.join()
    decoders = [each for each in seen if b"lamplighter.photos.child" in each]
    assert decoders
    assert [each for each in decoders if SECRET in each or b"Quillfeather" in each or b"LAMPLIGHTER_" in each] == []


def watch(seen: list[bytes], stop: threading.Event) -> None:
    while not stop.is_set():
        for process in Path("/proc").glob("[0-9]*"):
            try:
                seen.append((process / "cmdline").read_bytes() + b"|" + (process / "environ").read_bytes())
            except OSError:
                continue  # it ended, or is not ours
        del seen[:-20_000]
        time.sleep(0.005)
