"""A stream is what a county's residents might really send, and its truth file knows every tip."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import simulated

from lamplighter.signs import kinds, signs
from lamplighter.simulation import stream
from lamplighter.simulation.errors import CrackdownOutsideStream, StreamTooShort
from lamplighter.simulation.voices import voices
from lamplighter.tips import full_text

PHONE = re.compile(r"(?:\+44 ?|\b0)\d[\d ]{7,}\d")
RESERVED = re.compile(r"(?:0|44)(?:7700900\d{3}|1632960\d{3})")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b", re.IGNORECASE)
SMALL = 60_000


def shares(key: str) -> Counter[object]:
    truth = simulated.told().truth["tips"].values()
    count: Counter[object] = Counter(tip[key] for tip in truth)
    return Counter({value: times / len(truth) for value, times in count.items()})


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        stream(simulated.pack_of(SMALL), tmp_path / name, seed=8, start=date(2026, 1, 5), weeks=8, footholds=())
    files = sorted(file.relative_to(tmp_path / "one") for file in (tmp_path / "one").rglob("*") if file.is_file())
    assert len(files) == 4
    assert [(tmp_path / "one" / f).read_bytes() for f in files] == [(tmp_path / "two" / f).read_bytes() for f in files]


def test_another_seed_is_another_stream() -> None:
    assert simulated.told(1).lines[0] != simulated.told(2).lines[0]


def test_every_line_is_a_tip_with_its_truth_in_order_of_day() -> None:
    told = simulated.told()
    assert len(told.tips) == len(told.lines) == told.made.tips
    assert {line["id"] for line in told.lines} == set(told.truth["tips"])
    days = [line["day"] for line in told.lines]
    assert days == sorted(days)
    assert told.truth["start"] <= days[0]
    assert days[-1] <= told.truth["end"]
    assert all(line["source"] == told.truth["tips"][line["id"]]["source"] for line in told.lines)


def test_23_tips_a_day_come_before_the_crackdown_and_seven_times_as_many_in_its_first_week() -> None:
    days = Counter(line["day"] for line in simulated.told().lines)
    before = [count for day, count in days.items() if day < "2026-10-10"]
    launch = [days[f"2026-10-{day:02d}"] for day in range(10, 17)]
    # April to October is the fuller half of the year.
    assert sum(before) / 187 == pytest.approx(25, rel=0.08)
    assert sum(launch) / 7 == pytest.approx(7 * 23, rel=0.25)


def test_eight_in_a_hundred_are_repeats_and_two_to_four_are_made_up() -> None:
    told = simulated.told()
    repeats = sum(tip["repeats"] is not None for tip in told.truth["tips"].values()) / len(told.lines)
    assert 0.065 < repeats < 0.095
    assert 0.02 < shares("role")["hoax"] + shares("role")["malicious"] < 0.04


def test_a_repeat_comes_later_and_from_the_same_source_unless_copied() -> None:
    truth = simulated.told().truth["tips"]
    repeats = [tip for tip in truth.values() if tip["repeats"]]
    assert all(tip["day"] >= truth[tip["repeats"]]["day"] for tip in repeats)
    assert all((tip["source"] != truth[tip["repeats"]]["source"]) == tip["copied"] for tip in repeats)
    assert 0.2 < sum(tip["copied"] for tip in repeats) / len(repeats) < 0.4


def test_less_than_one_in_a_hundred_tells_of_danger_now() -> None:
    assert 0.002 < shares("danger")[True] < 0.01


def test_all_eight_kinds_are_told_of_and_drugs_most() -> None:
    count = Counter(tip["kinds"][0] for tip in simulated.told().truth["tips"].values() if tip["kinds"])
    assert set(count) == {kind.id for kind in kinds()}
    assert count.most_common(1)[0][0] == "drug_supply"
    assert min(count.values()) > 50


def test_all_signs_are_told_of_somewhere() -> None:
    told = {sign for tip in simulated.told().truth["tips"].values() for sign in tip["signs"]}
    assert told == {sign.id for sign in signs()}


def test_the_feud_is_one_person_against_one_house() -> None:
    truth = simulated.told().truth
    mine = [truth["tips"][tip] for tip in truth["feud"]["tips"]]
    assert len(mine) >= 10
    assert {tip["source"] for tip in mine} == {truth["feud"]["source"]}
    assert {tip["area"] for tip in mine} == {truth["feud"]["area"]}
    assert all(truth["feud"]["area"] not in foothold["areas"] for foothold in truth["footholds"])


def test_every_voice_is_heard_in_one_line_and_in_long_stories() -> None:
    assert set(shares("voice")) == set(voices())
    lengths = sorted(len(tip.story) for tip in simulated.told().tips)
    assert lengths[len(lengths) // 20] < 60
    assert lengths[-len(lengths) // 20] > 600


def test_hardly_two_stories_are_the_same() -> None:
    stories = Counter(tip.story for tip in simulated.told().tips)
    assert len(stories) > 0.93 * len(simulated.told().tips)


def test_some_are_shouted_some_have_no_capitals() -> None:
    stories = [tip.story for tip in simulated.told().tips if len(tip.story) > 40]
    assert 0.02 < sum(story.isupper() for story in stories) / len(stories) < 0.08
    assert 0.1 < sum(story.islower() for story in stories) / len(stories) < 0.4


def test_every_telephone_number_is_reserved_for_drama() -> None:
    found = [number for tip in simulated.told().tips for number in PHONE.findall(full_text(tip))]
    assert len(found) > 100
    assert [number for number in found if not RESERVED.search(re.sub(r"\D", "", number))] == []


def test_every_postcode_is_in_the_area_code_nobody_uses() -> None:
    told = simulated.told()
    codes = [tip.place.postcode for tip in told.tips if tip.place and tip.place.postcode]
    codes += [code for tip in told.tips for code in POSTCODE.findall(tip.place.text if tip.place else "")]
    assert len(codes) > 1000
    assert {code[:2].upper() for code in codes} == {"ZP"}


def test_places_are_said_in_many_ways_and_picked_ones_are_in_the_pack() -> None:
    told, pack = simulated.told(), simulated.pack_of()
    picked = [tip.place for tip in told.tips if tip.place and tip.place.candidate]
    assert 0.25 < len(picked) / len(told.tips) < 0.4
    assert all(pack.candidate(place.candidate) for place in picked[:200])
    assert sum(tip.place is None for tip in told.tips) > 100
    assert any(tip.place.text.startswith(("near ", "by ", "opposite ")) for tip in told.tips if tip.place)


def test_nothing_says_at_what_hour_a_tip_came() -> None:
    line = simulated.told().lines[0]
    assert set(line) == {"id", "day", "source", "tip"}
    assert date.fromisoformat(line["day"]).isoformat() == line["day"]


def test_a_stream_of_no_weeks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StreamTooShort):
        stream(simulated.pack_of(SMALL), tmp_path, seed=1, start=date(2026, 1, 1), weeks=0)


def test_a_crackdown_outside_the_stream_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CrackdownOutsideStream, match="starts on 2027-01-01, outside the stream"):
        stream(
            simulated.pack_of(SMALL),
            tmp_path,
            seed=1,
            start=date(2026, 1, 1),
            weeks=2,
            crackdown_start=date(2027, 1, 1),
        )


def test_a_short_stream_without_footholds_is_still_a_stream(tmp_path: Path) -> None:
    made = stream(simulated.pack_of(SMALL), tmp_path, seed=3, start=date(2026, 1, 1), weeks=2, footholds=())
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert made.tips == len(truth["tips"]) > 5
    assert truth["footholds"] == []
    assert truth["feud"] is None
