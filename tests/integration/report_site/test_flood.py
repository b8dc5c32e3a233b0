"""What people meet in a flood: copies are all kept, a full letterbox still takes danger, and the refusal is plain."""

from __future__ import annotations

from pathlib import Path

import report_house
from reporter import Reporter

from lamplighter.report_site.flood import Gate
from lamplighter.report_site.letterbox.slots import RESERVE
from lamplighter.sealing import new_envelope_id, seal
from lamplighter.tips import Tip, dump

STORY = "Different men go up to the flat at all hours and stay for a few minutes."
MOST = 100


def at_send(person: Reporter, story: str = STORY, danger_now: str = "no") -> Reporter:
    person.begin().press(danger_now=danger_now)
    if danger_now == "yes":
        person.press()
    person.press(role="neighbour").press().press(kinds=["cuckooing"]).press().press(story=story).press(
        street="Mill Lane"
    )
    while person.heading != "Send it":
        person.press()
    return person


def test_copies_of_one_text_are_all_kept_and_nothing_of_them_is_told_on_the_disk(house: report_house.House) -> None:
    for _ in range(6):
        assert at_send(house.visitor()).press("plain").heading == "Thank you. Your report is kept."
    assert len(house.tips()) == 6
    copies = house.worker.gate._copies
    files = [path for path in house.worker.settings.home.rglob("*") if path.is_file()]
    disk = b"".join(path.read_bytes() for path in files)
    assert len(copies._now) == 1
    assert not [secret for secret in (copies._key, *copies._now, *copies._now.values()) if secret in disk]


def test_a_letterbox_full_of_other_reports_still_takes_one_about_danger(tmp_path: Path) -> None:
    with report_house.house(tmp_path, letterbox_most=MOST, report_workers=1) as house:
        house.worker.gate = Gate(lambda: 0.0)
        one = at_send(house.visitor()).page.values
        fill(house, MOST - MOST // RESERVE)
        refused = house.visitor().post("/en/t", {**one, "go": "plain"})
        assert refused.status == 503
        assert "It was NOT kept" in refused.text
        assert at_send(house.visitor(), danger_now="yes").press("plain").heading == "Thank you. Your report is kept."
        assert [flag for _tip, flag in house.tips() if flag] == [True]


def test_the_fuller_the_letterbox_the_longer_it_takes_and_danger_takes_no_longer(tmp_path: Path) -> None:
    slept: list[float] = []
    with report_house.house(tmp_path, letterbox_most=MOST, report_workers=1) as house:
        house.worker.gate = Gate(lambda: house.worker.letterbox.fullness, sleep=slept.append)
        fill(house, MOST // 2)
        at_send(house.visitor()).press("plain")
        fill(house, MOST // 4)
        at_send(house.visitor()).press("plain")
        assert 0 < slept[0] < slept[1]
        at_send(house.visitor(), danger_now="yes").press("plain")
        assert len(slept) == 2
        assert [tip.story for tip, _flag in house.tips()].count(STORY) == 3


def fill(house: report_house.House, count: int) -> None:
    """Reports of other people."""
    to = report_house.keyring().public.sealing_key
    for _ in range(count):
        number = new_envelope_id()
        envelope = seal(dump(Tip(language="en", story="Another report.")), envelope_id=number, to=to)
        house.worker.letterbox.deposit(number, envelope, danger=False, day="2027-01-04", choice="plain")
