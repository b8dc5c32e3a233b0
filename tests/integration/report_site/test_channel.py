"""The desk's channel: signed, fresh, once, whichever worker answers; everything else is refused with a sentence."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.test import Client
from report_house import House, keyring
from reporter import whole_journey

from lamplighter.report_site import clock, freshness
from lamplighter.report_site.mailboxes import SIZE
from lamplighter.sealing import EnvelopeId, Keyring, open_envelope, sign_request
from lamplighter.sealing.lock import Cost

ENDPOINTS = ("collect", "acknowledge", "publish", "replies", "keys", "watch")
PAGE = {
    "number": 3,
    "language": "en",
    "title": "Mill Lane",
    "day": "2027-01-04",
    "told": "Visitors at night.",
    "did": "Visited.\nHelped two people.",
    "next": "More visits.",
    "cannot_say": "Names.",
    "counts": [{"label": "People helped", "value": "fewer than 5"}],
}
REPLY = {"mailbox": "f" * 32, "id": "a" * 32, "sealed": base64.b64encode(b"x" * SIZE).decode()}


def test_a_reply_is_kept_once_however_often_the_desk_sends_it(house: House) -> None:
    for _ in range(2):
        assert house.channel("/channel/replies", {"replies": [REPLY, REPLY]}) == (200, {"taken": 2})
    assert house.worker.mailboxes.sealed_in("f" * 32) == [b"x" * SIZE]


def test_the_desk_is_told_nothing_of_a_mailbox_that_was_ended(house: House) -> None:
    house.worker.mailboxes.end("f" * 32, until=clock.today() + timedelta(days=30))
    assert house.channel("/channel/replies", {"replies": [REPLY]}) == (200, {"taken": 1})
    assert house.worker.mailboxes.sealed_in("f" * 32) == []


def test_an_answer_is_of_one_length_whether_or_not_there_was_anything(house: House) -> None:
    def lengths() -> list[int]:
        told = [
            house.raw_channel("/channel/collect", {}),
            house.raw_channel("/channel/acknowledge", {"ids": []}),
            house.raw_channel("/channel/replies", {"replies": []}),
        ]
        return [len(each) for each in told]

    nothing = lengths()
    for number in range(4):
        whole_journey(house.visitor(), story=f"Something new, number {number}, at the garages.")
    house.channel("/channel/replies", {"replies": [REPLY]})
    assert len(house.channel("/channel/collect", {})[1]["envelopes"]) == 4
    assert lengths() == nothing == [64 * 1024, 1024, 1024]


def test_one_reply_that_makes_no_sense_keeps_the_whole_request_out(house: House) -> None:
    assert house.channel("/channel/replies", {"replies": [REPLY, REPLY | {"id": ""}]})[0] == 400
    assert house.worker.mailboxes.sealed_in("f" * 32) == []


@pytest.mark.parametrize("until", [None, "2027-01-04", "2026-01-01", "9999-12-31"])
def test_all_that_is_kept_of_when_a_mailbox_ends_is_a_month_and_never_past_the_set_time(
    house: House, until: str | None
) -> None:
    house.channel("/channel/replies", {"replies": [REPLY | {"until": until}]})
    with closing(sqlite3.connect(house.worker.settings.mailboxes / "mailboxes.sqlite3")) as file:
        ((kept,),) = file.execute("SELECT until FROM replies WHERE taken = 1").fetchall()
    day = date.fromisoformat(kept.decode())
    assert (day + timedelta(days=1)).day == 1
    assert day <= clock.today() + timedelta(days=house.worker.settings.mailbox_days + 31)


def test_a_tip_is_collected_opened_and_acknowledged(house: House) -> None:
    whole_journey(house.visitor(), story="Voices at night.")
    status, answer = house.channel("/channel/collect", {"limit": 10})
    assert status == 200
    assert answer["more"] is False
    (found,) = answer["envelopes"]
    assert set(found) == {"id", "day", "danger", "envelope"}
    assert found["day"] == clock.today().isoformat()
    opened = open_envelope(base64.b64decode(found["envelope"]), envelope_id=EnvelopeId(found["id"]), keyring=keyring())
    assert json.loads(opened)["story"] == "Voices at night."
    assert house.channel("/channel/acknowledge", {"ids": [found["id"]]}) == (200, {"cleared": 1})
    assert house.channel("/channel/collect")[1]["envelopes"] == []


def test_collecting_says_when_reports_were_last_collected(house: House) -> None:
    assert house.worker.word.collected is None
    house.channel("/channel/collect")
    collected = house.worker.word.collected
    assert collected is not None
    assert clock.now() - collected < timedelta(minutes=1)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_unsigned_request_is_refused(house: House, endpoint: str) -> None:
    response = Client().post(f"/channel/{endpoint}", b"{}", content_type="application/json")
    assert response.status_code == 403
    assert "not signed" in response.json()["error"]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_another_desk_s_signature_is_refused(house: House, endpoint: str) -> None:
    stranger = Keyring.make("somebody else's lamp and oil", cost=Cost(1, 1, 8))
    status, answer = house.channel(f"/channel/{endpoint}", signed_by=stranger)
    assert (status, "not signed by the desk" in answer["error"]) == (403, True)


def test_a_request_for_one_address_is_refused_at_another(house: House) -> None:
    headers = sign_request(keyring().signing_key, "POST", "/channel/collect", b"{}", clock.milliseconds())
    response = Client().generic("POST", "/channel/acknowledge", b"{}", "application/json", headers=headers)
    assert response.status_code == 403


def test_an_altered_body_is_refused(house: House) -> None:
    headers = sign_request(keyring().signing_key, "POST", "/channel/collect", b'{"limit":1}', clock.milliseconds())
    response = Client().generic("POST", "/channel/collect", b'{"limit":9}', "application/json", headers=headers)
    assert response.status_code == 403


def test_the_same_request_is_accepted_once_even_when_sent_at_the_same_moment(house: House) -> None:
    now = clock.milliseconds()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: house.channel("/channel/collect", at=now)[0], range(8)))
    assert sorted(answers) == [200] + [403] * 7


def test_an_older_request_is_refused_after_a_newer_one(house: House) -> None:
    now = clock.milliseconds()
    assert house.channel("/channel/collect", at=now)[0] == 200
    assert house.channel("/channel/collect", at=now - 1)[0] == 403
    assert house.channel("/channel/collect", at=now + 1)[0] == 200


def test_a_refused_request_does_not_move_the_clock(house: House) -> None:
    stranger = Keyring.make("somebody else's lamp and oil", cost=Cost(1, 1, 8))
    house.channel("/channel/collect", at=clock.milliseconds() + 50_000, signed_by=stranger)
    assert house.channel("/channel/collect")[0] == 200


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_request_far_from_our_clock_is_refused(house: House, minutes: int) -> None:
    status, answer = house.channel("/channel/collect", at=clock.milliseconds() + minutes * 60_000)
    assert (status, "clock" in answer["error"]) == (403, True)


@pytest.mark.parametrize(
    ("endpoint", "body"),
    [
        ("collect", {"limit": 0}),
        ("collect", {"limit": "many"}),
        ("collect", {"danger_only": "yes"}),
        ("collect", b"{"),
        ("collect", b"[]"),
        ("collect", b"\xff"),
        ("acknowledge", {"ids": "all"}),
        ("acknowledge", {}),
        ("publish", {"pages": {}}),
        ("publish", {"pages": [PAGE, PAGE]}),
        ("publish", {"pages": [PAGE | {"day": "today"}]}),
        ("publish", {"pages": [PAGE | {"number": 0}]}),
        ("publish", {"pages": [PAGE | {"counts": ["one"]}]}),
        ("publish", {"pages": [{"number": 1}]}),
        ("keys", {"bundle": {"format": "something else"}}),
        ("keys", {}),
        ("replies", {}),
        ("replies", {"replies": [REPLY] * 51}),
        ("replies", {"replies": ["one"]}),
        ("replies", {"replies": [REPLY | {"mailbox": "f" * 31}]}),
        ("replies", {"replies": [REPLY | {"id": 1}]}),
        ("replies", {"replies": [REPLY | {"sealed": "QUJD"}]}),
        ("replies", {"replies": [REPLY | {"sealed": "?"}]}),
        ("replies", {"replies": [REPLY | {"until": "soon"}]}),
        ("watch", {"watched": 1}),
        ("watch", {"watched": True, "until": "soon"}),
        ("watch", {"watched": True, "until": "2027-01-04T08:00:00"}),
    ],
)
def test_a_body_that_makes_no_sense_gets_a_sentence_and_changes_nothing(
    house: House, endpoint: str, body: object
) -> None:
    status, answer = house.channel(f"/channel/{endpoint}", body)
    assert status == 400
    assert answer["error"].endswith(".")
    assert house.worker.bulletins == ()
    assert house.worker.desk == keyring().public


def test_only_posts_reach_the_channel_and_no_page_elsewhere_may_read_it(house: House) -> None:
    assert Client().get("/channel/collect").status_code == 405
    response = Client().options("/channel/collect", headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 405
    assert not [name for name in response.headers if name.lower().startswith("access-control")]


def test_published_pages_are_shown_and_replaced_as_a_set(house: House) -> None:
    assert house.channel("/channel/publish", {"pages": [PAGE, PAGE | {"number": 4, "title": "Kiln Side"}]})[0] == 200
    person = house.visitor().get("/en/n/")
    assert person.text.index("Kiln Side") < person.text.index("Mill Lane")
    page = person.get("/en/n/3")
    assert all(
        told in page.text for told in ("Visitors at night.", "Helped two people.", "fewer than 5", "4 January 2027")
    )
    assert page.page.title == "News 3 - Lamplighter"
    house.channel("/channel/publish", {"pages": []})
    assert person.get("/en/n/3").status == 404
    assert "There is no news yet" in person.get("/en/n/").text


def test_new_keys_take_effect_at_once(house: House) -> None:
    turned = keyring().rotate()
    assert house.channel("/channel/keys", {"bundle": turned.public.to_json()})[0] == 200
    assert house.worker.desk == turned.public
    whole_journey(house.visitor(), story="Voices at night.")
    ((each, sealed),) = house.worker.letterbox.collect(1).envelopes
    assert open_envelope(sealed, envelope_id=EnvelopeId(each.envelope_id), keyring=turned)


def test_the_desk_can_say_that_nobody_watches_and_that_it_watches_again(house: House) -> None:
    house.channel("/channel/watch", {"watched": False, "until": "2099-01-04T08:00:00+00:00"})
    told = house.visitor().get("/en/").text
    assert "Nobody is reading reports now. That may stay so until Sunday 4 January, 08:00" in told
    house.channel("/channel/watch", {"watched": True, "until": None})
    assert "Nobody is reading reports now" not in house.visitor().get("/en/").text


class Desk:
    """The desk's requests as anybody on the way could record them."""

    def __init__(self, house: House) -> None:
        self.house = house

    def request(self, at: int, challenge: str = "") -> dict[str, str]:
        return sign_request(keyring().signing_key, "POST", "/channel/collect", b"{}", at, challenge)

    def send(self, headers: dict[str, str]) -> tuple[int, dict[str, object]]:
        response = Client().generic("POST", "/channel/collect", b"{}", "application/json", headers=headers)
        return response.status_code, json.loads(response.content)


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], int]:
    """Set the report site's clock."""
    now = [clock.milliseconds()]
    monkeypatch.setattr(clock, "milliseconds", lambda: now[0])

    def set_clock(milliseconds: int) -> int:
        now[0] = milliseconds
        return milliseconds

    return set_clock


NOON, DAY_MS = 1_800_000_000_000, 86_400_000


def test_after_a_clock_that_was_ahead_is_set_back_a_challenge_lets_the_desk_in(
    desk: Desk, at: Callable[[int], int]
) -> None:
    assert desk.send(desk.request(at(NOON + DAY_MS)))[0] == 200
    at(NOON)
    status, late = desk.send(desk.request(NOON))
    assert (status, late["last"], late["clock"]) == (403, NOON + DAY_MS, NOON)
    answer = desk.request(NOON + 5, str(late["challenge"]))
    assert desk.send(answer)[0] == 200
    assert desk.send(answer)[0] == 403


def test_nothing_recorded_while_the_clock_was_ahead_can_be_sent_again(desk: Desk, at: Callable[[int], int]) -> None:
    recorded = [desk.request(at(NOON + DAY_MS + number)) for number in range(3)]
    assert [desk.send(each)[0] for each in recorded] == [200] * 3
    at(NOON)
    late = desk.send(desk.request(NOON))[1]
    assert desk.send(desk.request(NOON + 1, str(late["challenge"])))[0] == 200
    at(NOON + DAY_MS)
    assert [desk.send(each)[0] for each in recorded] == [403] * 3
    assert desk.send(desk.request(at(NOON + DAY_MS + 1000)))[0] == 200


def test_a_challenge_is_given_only_to_what_the_desk_signed_and_only_for_a_minute(
    desk: Desk, at: Callable[[int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    at(NOON)
    headers = desk.request(NOON - DAY_MS)
    assert "challenge" not in desk.send({**headers, "Lamplighter-Signature": base64.b64encode(bytes(64)).decode()})[1]
    challenge = str(desk.send(headers)[1]["challenge"])
    monkeypatch.setattr(freshness, "since_start", lambda since=freshness.since_start: since() + 60_001)
    assert desk.send(desk.request(NOON - DAY_MS, challenge))[0] == 403


def test_a_challenge_answered_by_anybody_else_lets_nobody_in(desk: Desk, at: Callable[[int], int]) -> None:
    at(NOON)
    challenge = str(desk.send(desk.request(NOON - DAY_MS))[1]["challenge"])
    recorded = desk.request(NOON - DAY_MS)
    assert desk.send({**recorded, "Lamplighter-Challenge": challenge})[0] == 403
    assert desk.send(desk.request(NOON - DAY_MS, challenge))[0] == 200


def test_more_challenges_than_are_kept_open_drop_the_oldest(desk: Desk, at: Callable[[int], int]) -> None:
    at(NOON)
    given = [str(desk.send(desk.request(NOON - DAY_MS))[1]["challenge"]) for _ in range(freshness.MOST_OPEN + 2)]
    assert desk.send(desk.request(NOON - DAY_MS, given[0]))[0] == 403
    assert desk.send(desk.request(NOON - DAY_MS, given[-2]))[0] == 200


def test_a_file_of_times_that_cannot_be_read_asks_for_a_challenge_and_lets_nothing_old_in(
    desk: Desk, at: Callable[[int], int], house: House
) -> None:
    file = house.worker.settings.letterbox.parent / "channel_clock"
    assert desk.send(desk.request(at(NOON)))[0] == 200
    file.write_text("what is this")
    status, late = desk.send(desk.request(at(NOON + 1000)))
    assert status == 403
    assert desk.send(desk.request(NOON + 1001, str(late["challenge"])))[0] == 200
