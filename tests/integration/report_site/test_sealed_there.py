"""A report sealed in the page: kept as it came, told nothing of, refused where it has not even the form of an envelope."""

from __future__ import annotations

import base64
import re
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import report_house
from report_house import House
from reporter import Reporter

from lamplighter.report_site.errors import LetterboxFull
from lamplighter.report_site.flood import Gate, Lane
from lamplighter.report_site.flood.lanes import AT_ONCE
from lamplighter.sealing import DeskPublic, EnvelopeId, SealingKey, new_envelope_id, seal
from lamplighter.tips import MEDIA, Contact, Enclosure, Tip, dump, dump_contact, enclose

THANKS = "Thank you. Your report is kept."
TIP = Tip(language="en", story="Shouting every night.", sealed_by="browser")


@dataclass
class Page:
    """The page as its script reads it."""

    person: Reporter
    state: str
    id: EnvelopeId
    key: SealingKey

    def send(self, **fields: str | list[str]) -> Reporter:
        return self.person.post("/en/o", {"state": self.state, **fields})

    def sealed(self, tip: Tip = TIP) -> str:
        return text(seal(dump(tip), envelope_id=self.id, to=self.key))


def text(envelope: bytes) -> str:
    return base64.b64encode(envelope).decode()


def at_page(house: House) -> Page:
    person = house.visitor().get("/en/o").press("begin", scripts="1")
    found = dict(re.findall(r'data-(id|key)="([^"]*)"', person.body.decode()))
    return Page(
        person, person.page.values["state"][0], EnvelopeId(found["id"]), SealingKey(base64.b64decode(found["key"]))
    )


def test_the_page_offers_the_desk_s_own_key(house: House) -> None:
    assert DeskPublic(at_page(house).key, house.worker.desk.verify_key) == report_house.keyring().public  # type: ignore[union-attr] # the house has a desk


@pytest.mark.parametrize("danger", ["", "1"])
def test_an_envelope_is_kept_under_its_id_with_the_flag_that_came_with_it(house: House, danger: str) -> None:
    page = at_page(house)
    assert page.send(sealed=page.sealed(), danger=danger).heading == THANKS
    assert house.tips() == [(TIP, danger == "1")]


def test_the_last_page_tells_nothing_of_words_and_is_the_same_for_everybody(house: House) -> None:
    first, second = at_page(house), at_page(house)
    thanked = first.send(sealed=first.sealed()).body
    assert thanked == second.send(sealed=second.sealed(), danger="1").body
    assert first.person.words == []
    assert b'id="with-words" hidden' in thanked
    assert b'id="without-words" hidden' in thanked


def test_a_way_to_be_reached_comes_in_an_envelope_of_its_own(house: House) -> None:
    page, apart = at_page(house), new_envelope_id()
    (part,) = enclose(page.id, "contact", 1, MEDIA["contact"], dump_contact(Contact(name="Dr Quill")))
    enclosed = text(seal(dump(part), envelope_id=apart, to=page.key))
    assert page.send(sealed=page.sealed(), apart=enclosed, apart_id=apart).heading == THANKS
    kept = [document for document, _ in house.documents()]
    assert len(kept) == 2
    assert [each for each in kept if isinstance(each, Enclosure)] == [part]


def test_sent_again_it_is_kept_once_and_the_page_is_told_so(house: House) -> None:
    page = at_page(house)
    sealed = page.sealed()
    first = page.send(sealed=sealed).body
    assert page.send(sealed=sealed).heading == THANKS
    assert (b"data-repeated" in first, b"data-repeated" in page.person.body) == (False, True)
    assert len(house.tips()) == 1


WRONG = [
    "not base64!",
    text(b"LAMP"),
    text(b"x" * 9_344),
    text(b"LAMP\x00\x01\x00\x01" + bytes(100)),
    text(b"LAMP\x00\x02\x00\x01" + bytes(9_336)),
    text(b"LAMP\x00\x01\x00\x07" + bytes(9_336)),
    "é" * 40,
]


@pytest.mark.parametrize("sealed", WRONG)
def test_what_has_not_the_form_of_an_envelope_is_refused_with_a_sentence(house: House, sealed: str) -> None:
    person = at_page(house).send(sealed=sealed)
    assert person.status == 422
    assert "NOT kept" in person.text
    assert house.documents() == []


@pytest.mark.parametrize("wrong", [{"apart_id": "zz"}, {"apart_id": "0" * 32}, {"apart": "x"}, {"apart": ["x", "y"]}])
def test_what_is_apart_must_have_an_id_each(house: House, wrong: dict[str, str | list[str]]) -> None:
    page = at_page(house)
    assert page.send(sealed=page.sealed(), **wrong).status == 422
    assert house.documents() == []


def test_three_photos_of_four_parts_and_a_way_to_be_reached_are_kept_in_one_go_and_no_more(house: House) -> None:
    page = at_page(house)
    ids = [new_envelope_id() for _ in range(14)]
    envelopes = [text(seal(b"{}", envelope_id=each, to=page.key)) for each in ids]
    assert page.send(sealed=page.sealed(), apart=envelopes, apart_id=ids).status == 422
    assert house.worker.letterbox.collect(100).envelopes == ()
    assert page.send(sealed=page.sealed(), apart=envelopes[:13], apart_id=ids[:13]).heading == THANKS
    assert len(house.worker.letterbox.collect(100).envelopes) == 14


def test_a_full_letterbox_says_that_it_was_not_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise LetterboxFull

    page = at_page(house)
    monkeypatch.setattr(house.worker.letterbox, "deposit", full)
    person = page.send(sealed=page.sealed())
    assert person.status == 503
    assert "NOT kept" in person.text


def test_what_does_not_open_is_kept_all_the_same_for_the_desk_to_list(house: House) -> None:
    page = at_page(house)
    other = text(seal(dump(TIP), envelope_id=new_envelope_id(), to=page.key))
    assert page.send(sealed=other).heading == THANKS
    assert len(house.worker.letterbox.collect(10).envelopes) == 1


def test_a_sealed_report_is_slowed_like_any_other_and_danger_is_not(house: House) -> None:
    slept: list[float] = []
    house.worker.gate = Gate(lambda: 0.9, sleep=slept.append)
    page = at_page(house)
    assert page.send(sealed=page.sealed()).heading == THANKS
    assert len(slept) == 1
    page = at_page(house)
    assert page.send(sealed=page.sealed(), danger="1").heading == THANKS
    assert len(slept) == 1


def test_a_sealed_report_waits_for_its_turn_and_one_about_danger_does_not(house: House) -> None:
    waiting, urgent = at_page(house), at_page(house)
    sending = threading.Thread(target=waiting.send, kwargs={"sealed": waiting.sealed()})
    with ExitStack() as held:
        for _ in range(AT_ONCE):
            held.enter_context(house.worker.gate.enter(envelope_id=new_envelope_id(), danger=False))
        sending.start()
        assert urgent.send(sealed=urgent.sealed(), danger="1").heading == THANKS
        while not house.worker.gate._lanes.waiting(Lane.NEW):
            threading.Event().wait(0.001)
        assert len(house.documents()) == 1
    sending.join()
    assert waiting.person.heading == THANKS


def test_what_is_enclosed_takes_room_as_reports_do_and_a_full_letterbox_still_takes_danger(tmp_path: Path) -> None:
    with report_house.house(tmp_path, letterbox_most=100, report_workers=1) as house:
        house.worker.gate = Gate(lambda: 0.0)
        statuses = [with_thirteen(house) for _ in range(8)]
        assert statuses == [200] * 6 + [503] * 2
        page = at_page(house)
        assert page.send(sealed=page.sealed(), danger="1").heading == THANKS


def with_thirteen(house: House) -> int:
    """A report with all that may be enclosed, by somebody who seals rubbish."""
    page = at_page(house)
    ids = [new_envelope_id() for _ in range(13)]
    rubbish = [text(seal(b"{}", envelope_id=each, to=page.key)) for each in ids]
    return page.send(sealed=page.sealed(), apart=rubbish, apart_id=ids).status
