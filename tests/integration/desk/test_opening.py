from __future__ import annotations

from datetime import timedelta

import pytest
from desk import DAY, PASSPHRASE, client_of, keys, officer, sealed, tip_document
from django.db import connection
from pytest_django.fixtures import Settings

from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.inbox import keys as desk_keys
from lamplighter.desk.inbox import parts, selectors, services
from lamplighter.desk.inbox.errors import DeskLocked, NotRefused, TipDestroyed
from lamplighter.desk.inbox.models import Envelope, Tip, TipContent, TipKey
from lamplighter.desk.inbox.services import Sealed
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.errors import ReadOutsideARecordedView
from lamplighter.desk.ledger.models import Entry
from lamplighter.sealing import EnvelopeId, Keyring, new_envelope_id, open_envelope, seal
from lamplighter.sealing.lock import Cost

pytestmark = pytest.mark.django_db
SECRET = "the man at number fourteen has a zebra"


@pytest.fixture(autouse=True)
def _unlocked() -> None:
    keys()


@pytest.fixture
def locked(settings: Settings) -> None:
    """A desk whose passphrase file is missing."""
    elsewhere = settings.LAMPLIGHTER.home / "nothing here"
    settings.LAMPLIGHTER = settings.LAMPLIGHTER.model_copy(update={"passphrase_file": elsewhere})


def receive(story: str = SECRET, *, danger: bool = False, **fields: object) -> Envelope:
    number, envelope = sealed(tip_document(story, **fields))
    return services.receive(number, DAY, danger, envelope)


def refused(envelope: bytes) -> str:
    """The sentence an envelope is refused with."""
    kept = services.receive(new_envelope_id(), DAY, False, envelope)
    services.open_waiting()
    kept.refresh_from_db()
    assert kept.state == Envelope.State.REFUSED
    assert bytes(kept.sealed or b"") == envelope
    return kept.refusal


def test_an_envelope_becomes_a_tip_and_its_sealed_bytes_are_let_go() -> None:
    envelope = receive()
    (tip,) = services.open_waiting()
    envelope.refresh_from_db()
    assert (envelope.state, envelope.sealed, tip.envelope_id, tip.day) == ("opened", None, envelope.pk, DAY)
    with reading.by_machine():
        assert selectors.content(tip).story == SECRET


def test_the_same_envelope_twice_is_one_tip() -> None:
    number, envelope = sealed(tip_document())
    for _ in range(2):
        services.receive(number, DAY, False, envelope)
        services.open_waiting()
    assert services.receive_many([Sealed(number, DAY, False, envelope)] * 3) == 0
    assert Tip.objects.count() == 1


def test_no_word_of_a_tip_is_in_the_database() -> None:
    receive()
    services.open_waiting()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            stored = b"".join(_bytes(value) for row in cursor.fetchall() for value in row)
            assert b"zebra" not in stored, table


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_without_its_key_a_tip_is_gone() -> None:
    receive()
    (tip,) = services.open_waiting()
    TipKey.objects.all().delete()
    with reading.by_machine(), pytest.raises(TipDestroyed):
        selectors.content(tip)


def test_a_tip_cannot_be_read_where_no_view_is_recorded() -> None:
    receive()
    (tip,) = services.open_waiting()
    with pytest.raises(ReadOutsideARecordedView):
        selectors.content(tip)


@pytest.mark.parametrize("outside", [False, True])
@pytest.mark.parametrize("ticked", ["", "yes", "no"])
@pytest.mark.parametrize("story", ["My neighbour grows tomatoes.", "He is stabbing her right now, she is screaming"])
def test_danger_is_raised_by_any_of_the_three_who_may_see_it(outside: bool, ticked: str, story: str) -> None:
    receive(story, danger=outside, danger_now=ticked)
    (tip,) = services.open_waiting()
    assert tip.danger_flag == (outside or ticked == "yes" or "stabbing" in story)


def test_an_altered_envelope_is_refused_with_its_reason_and_kept() -> None:
    number, envelope = sealed(tip_document())
    altered = envelope[:-1] + bytes([envelope[-1] ^ 1])
    services.receive(number, DAY, False, altered)
    services.open_waiting()
    kept = Envelope.objects.get(envelope_id=number)
    assert "altered" in kept.refusal
    assert bytes(kept.sealed or b"") == altered


def test_an_envelope_under_another_id_is_refused() -> None:
    _, envelope = sealed(tip_document())
    assert "another envelope id" in refused(envelope)


def test_an_envelope_to_another_desk_is_refused() -> None:
    other = Keyring.make(PASSPHRASE, cost=Cost(1, 1, 64))
    assert "not in this keyring" in refused(seal(b"{}", envelope_id=new_envelope_id(), to=other.public.sealing_key))


@pytest.mark.parametrize("envelope", [b"", b"LAMP", b"\x00" * 9_000, b"<html>not found</html>"])
def test_what_is_not_an_envelope_is_refused(envelope: bytes) -> None:
    assert refused(envelope)


@pytest.mark.parametrize("document", [b"", b"[]", b"\xff\xfe", b'{"version": 9}', b"[" * 5_000])
def test_what_is_not_a_tip_is_refused(document: bytes) -> None:
    number = new_envelope_id()
    envelope = seal(document, envelope_id=number, to=keys().public.sealing_key)
    services.receive(number, DAY, False, envelope)
    services.open_waiting()
    assert Envelope.objects.get(envelope_id=number).refusal


def test_an_unforeseen_fault_refuses_one_envelope_and_not_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = receive("bad"), receive("good")

    def faulty(envelope: bytes, *, envelope_id: EnvelopeId, keyring: Keyring) -> bytes:
        if envelope_id == bad.envelope_id:
            raise ZeroDivisionError
        return open_envelope(envelope, envelope_id=envelope_id, keyring=keyring)

    monkeypatch.setattr("lamplighter.desk.inbox.opening.open_envelope", faulty)
    services.open_waiting()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == ("refused", "opened")
    assert "not foreseen" in bad.refusal


@pytest.mark.usefixtures("locked")
def test_while_the_desk_is_locked_envelopes_wait_and_every_page_says_so() -> None:
    envelope = receive()
    assert services.open_waiting() == []
    envelope.refresh_from_db()
    assert envelope.state == "waiting"
    client = client_of(officer())
    for address in ("/", "/inbox/", "/queue/"):
        assert "The desk&#x27;s keys are locked" in client.get(address).content.decode()
    assert client.get("/queue/").status_code == 503
    with pytest.raises(DeskLocked):
        desk_keys.required()


def test_what_waited_while_locked_is_opened_once_unlocked(settings: Settings) -> None:
    open_settings = settings.LAMPLIGHTER
    settings.LAMPLIGHTER = open_settings.model_copy(update={"passphrase_file": open_settings.home / "nothing"})
    receive()
    assert services.open_waiting() == []
    settings.LAMPLIGHTER = open_settings
    assert len(services.open_waiting()) == 1


def test_a_wrong_passphrase_is_said_and_a_right_one_unlocks_without_a_restart(settings: Settings) -> None:
    file = settings.LAMPLIGHTER.home / "another passphrase"
    settings.LAMPLIGHTER = settings.LAMPLIGHTER.model_copy(update={"passphrase_file": file})
    file.write_text("not the passphrase at all")
    assert "does not open" in desk_keys.state().why
    file.unlink()
    file.write_text(PASSPHRASE)
    assert desk_keys.unlocked() is not None


def test_a_refused_envelope_is_listed_and_can_be_tried_again() -> None:
    refused(b"not an envelope")
    client = client_of(officer())
    page = client.get("/inbox/").content.decode()
    kept = Envelope.objects.get()
    assert kept.refusal in page
    assert client.post(f"/inbox/{kept.pk}/try-again").status_code == 302
    kept.refresh_from_db()
    assert kept.state == "waiting"
    assert Entry.objects.filter(action="envelope.tried_again", subjects=[kept.envelope_id]).exists()


def test_danger_that_could_not_be_opened_stands_out_on_the_home_page() -> None:
    home = client_of(officer())
    refused(b"not an envelope")
    assert "desk-tile--urgent" not in tile(home.get("/").content.decode())
    Envelope.objects.update(danger=True)
    assert "desk-tile--urgent" in tile(home.get("/").content.decode())


def tile(page: str) -> str:
    """What the home page says of what could not be opened."""
    (found,) = [each for each in page.split("<li") if "Could not be opened" in each]
    return found


def test_a_role_that_may_not_decide_cannot_have_an_envelope_tried_again() -> None:
    refused(b"not an envelope")
    with pytest.raises(NotPermitted):
        services.try_again(Envelope.objects.get(), by=officer("administrator"))


def test_an_envelope_that_was_not_refused_is_not_tried_again() -> None:
    envelope = receive()
    with pytest.raises(NotRefused):
        services.try_again(envelope, by=officer())
    assert client_of(officer()).post("/inbox/999/try-again").status_code == 404


def test_what_happens_to_envelopes_goes_to_the_ledger_by_number_only() -> None:
    envelope = receive()
    (tip,) = services.open_waiting()
    actions = {entry.action: entry.subjects for entry in Entry.objects.all()}
    assert actions["envelopes.collected"] == [envelope.envelope_id]
    assert actions["tips.opened"] == [str(tip.pk)]


def test_many_tips_are_opened_in_order_of_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 3)
    for number in range(7):
        receive(danger=number == 5)
    sizes: list[int] = []
    opened = services.open_waiting(progress=sizes.append)
    assert sizes == [3, 3, 1]
    assert [tip.danger_flag for tip in opened].index(True) == 0


def test_a_tip_keeps_the_day_it_arrived() -> None:
    early = DAY - timedelta(days=200)
    number, envelope = sealed(tip_document())
    services.receive(number, early, False, envelope)
    assert services.open_waiting()[0].day == early


def test_a_part_can_be_stored_again_in_place_of_an_earlier_one() -> None:
    receive()
    (tip,) = services.open_waiting()
    for content in (b"1", b"2"):
        parts.store_part(tip, TipContent.Part.ASSESSMENT, content)
    with reading.by_machine():
        assert selectors.assessment_detail(tip) == 2
