"""After a whole journey no address, browser string or word of the tip is anywhere on the report site's disk."""

from __future__ import annotations

import base64
from pathlib import Path

import report_house
import report_server
from reporter import Reporter, whole_journey

from lamplighter.sealing import EnvelopeId, open_envelope
from lamplighter.tips import parse

STORY = "Quillfeather says men come and go all night. He has a knife and will kill her right now."
AGENT = "Mozilla/5.0 (Marzipan 4711; rv:99) Lanternfish/12"
FORWARDED = "203.0.113.77"
# Words of the story and of the page, in the ways a disk could hold them.
MARKERS = ("Quillfeather", "Marzipan", "Lanternfish", FORWARDED, "127.0.0.1", "two men in their thirties", "Mill Road")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def forms(marker: str) -> list[bytes]:
    plain = [marker.encode(encoding) for encoding in ENCODINGS]
    return [*plain, marker.lower().encode(), base64.b64encode(marker.encode())[:-4], marker.encode().hex().encode()]


def found_on_disk(home: Path, markers: tuple[str, ...]) -> list[tuple[str, str]]:
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    held = {str(path): path.read_bytes() for path in files}
    return [
        (path, marker) for path, data in held.items() for marker in markers for form in forms(marker) if form in data
    ]


def journey(server: report_server.Server) -> Reporter:
    person = server.visitor(**{"User-Agent": AGENT, "X-Forwarded-For": FORWARDED, "Accept-Language": "ro-Lanternfish"})
    person.get("/en/Quillfeather")
    person.post("/en/t", {"state": "Quillfeather", "story": STORY})
    person._go("POST", "/en/t", b"photo=Quillfeather", {"Content-Type": "multipart/form-data; boundary=Quillfeather"})
    person = whole_journey(person, story=STORY)
    assert person.heading == "Thank you. Your report is kept."
    return person


def test_no_address_browser_string_or_word_of_a_tip_is_on_the_disk(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server:
        person = journey(server)
        while_running = found_on_disk(tmp_path / "report_site", MARKERS)
        in_the_log = found_on_disk(tmp_path, tuple(set(MARKERS) - {"127.0.0.1"}))
        ids = [found["id"] for found in server.channel("/channel/collect", {})["envelopes"]]
        assert len(ids) == 1
        words = tuple(person.words)
    after_stopping = found_on_disk(tmp_path / "report_site", MARKERS)
    assert (while_running, in_the_log, after_stopping) == ([], [], [])
    # Eight in a row: a single short word may stand in random bytes by chance.
    assert found_on_disk(tmp_path, (" ".join(words), " ".join(words[:3]))) == []


def test_the_tip_is_there_all_the_same_for_the_desk_alone(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server:
        journey(server)
        (found,) = server.channel("/channel/collect", {})["envelopes"]
    sealed = base64.b64decode(found["envelope"])
    opened = open_envelope(sealed, envelope_id=EnvelopeId(found["id"]), keyring=report_house.keyring())
    assert parse(opened).story == STORY
    assert found["danger"] is True


def test_the_log_of_a_whole_run_tells_nothing_of_who_came(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server:
        journey(server)
    log = (tmp_path / "log").read_text()
    assert log.splitlines()[0].startswith("The report site is at http://127.0.0.1:")
    assert "/en/" not in log
    assert "POST" not in log
    assert "127.0.0.1" not in "".join(log.splitlines()[1:])


def test_the_report_site_s_folder_holds_no_key_that_opens_anything(tmp_path: Path) -> None:
    with report_server.running(tmp_path) as server:
        journey(server)
    desk = report_house.keyring()
    secrets = [key.seed for key in desk.opening_keys.values()] + [desk.signing_key, desk.storage_key]
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in secrets:
        assert bytes(secret) not in held
        assert base64.b64encode(bytes(secret)) not in held
