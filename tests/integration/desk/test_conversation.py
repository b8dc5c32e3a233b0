from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import answering
import pytest
from desk import DAY, client_of, county, envelope_json, keys, officer, sealed, tip_document
from django.conf import settings as django_settings
from django.utils import timezone
from fake_report_site import FakeReportSite, running
from pytest_django.fixtures import Settings

from lamplighter import tips
from lamplighter.cli import conversations
from lamplighter.desk.conversation import selectors, sending
from lamplighter.desk.conversation import services as conversation
from lamplighter.desk.conversation.errors import BoundaryReasonMissing, MailboxEnded, MailboxFull, NoMailbox
from lamplighter.desk.conversation.models import Delivery, Letter, Mailbox
from lamplighter.desk.crackdowns.services import Findings, close_task
from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.inbox import collecting, services
from lamplighter.desk.inbox.models import Envelope, Tip, TipKey
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.queue.models import Assessment
from lamplighter.desk.queue.services import assess_waiting, decide
from lamplighter.sealing import CodeWords, EnvelopeId, mailbox_keys, make_words, open_envelope
from lamplighter.tips.errors import NotApproved

pytestmark = pytest.mark.django_db
DANGER = "He has a knife and is going to kill her right now."


@pytest.fixture(autouse=True)
def _unlocked() -> None:
    keys()
    county()


@pytest.fixture
def site(settings: Settings) -> Iterator[FakeReportSite]:
    with running(keys().public.verify_key) as (site, origin):
        settings.LAMPLIGHTER = settings.LAMPLIGHTER.model_copy(
            update={"report_origin": origin, "reply_delay_seconds": 1}
        )
        yield site


def reply_to(words: CodeWords) -> tips.ReplyTo:
    found = mailbox_keys(words)
    return tips.ReplyTo(mailbox=found.mailbox, public_key=base64.b64encode(found.public_key).decode())


def received(document: tips.Document, *, danger: bool = False, day: date | None = None) -> Envelope:
    number, envelope = sealed(document)  # type: ignore[arg-type]
    return services.receive(number, day or timezone.localdate(), danger, envelope)


def opened() -> list[Tip]:
    found = services.open_waiting()
    assess_waiting()
    return found


def tip_with_words(words: CodeWords, *, day: date | None = None, **fields: Any) -> Tip:
    received(tip_document(reply_to=reply_to(words), **fields), day=day)
    return opened()[0]


def message(words: CodeWords, text: str) -> tips.Message:
    return tips.Message(mailbox=mailbox_keys(words).mailbox, text=text, language="en")


def written(words: CodeWords, text: str, *, danger: bool = False) -> None:
    received(message(words, text), danger=danger)
    opened()


def told(tip: Tip) -> list[str]:
    with reading.by_machine():
        return [each.text for each in selectors.letters(tip)]


def due_now() -> None:
    Delivery.objects.update(due=timezone.now() - timedelta(seconds=1))


def sent(site: FakeReportSite) -> list[dict[str, str]]:
    return [each for path, asked in site.asked if path == "/channel/replies" for each in asked["replies"]]


def test_what_a_reporter_writes_back_joins_their_tip_under_its_key() -> None:
    words = make_words()
    tip = tip_with_words(words)
    written(words, "It is the blue door with a zebra on it.")
    assert told(tip) == ["It is the blue door with a zebra on it."]
    letter = Letter.objects.get()
    assert b"zebra" not in bytes(letter.ciphertext)
    assert Assessment.objects.get(pk=tip.pk).messages == 1
    TipKey.objects.filter(tip=tip).delete()
    assert told(tip) == []


def test_a_tip_without_code_words_has_no_mailbox() -> None:
    received(tip_document())
    (tip,) = opened()
    with reading.by_machine():
        assert selectors.conversation(tip) is None
    with pytest.raises(NoMailbox):
        conversation.reply(tip, by=officer(), text="thanks")


def test_a_message_opens_what_was_closed_and_danger_raises_it() -> None:
    words = make_words()
    tip = tip_with_words(words)
    by = officer()
    decide(tip, by=by, about="status", value="no_further_action", why="Nothing in it.")
    decide(tip, by=by, about="urgency", value="routine", why="Nothing in it.")
    written(words, "Number 14.")
    assert stands(tip) == ("open", "routine", False)
    decide(tip, by=by, about="status", value="done", why="Handed on.")
    written(words, DANGER)
    assert stands(tip) == ("open", "immediate", True)
    decide(tip, by=by, about="urgency", value="priority", why="I rang the control room.")
    assert stands(tip)[1] == "priority"
    written(words, "Number 16, not 14.")
    assert stands(tip)[1] == "priority"


def stands(tip: Tip) -> tuple[str, str, bool]:
    found = Assessment.objects.get(pk=tip.pk)
    return found.status, found.urgency, found.danger_now


def test_the_flag_outside_the_seal_raises_a_message_whose_words_say_nothing() -> None:
    words = make_words()
    tip = tip_with_words(words)
    written(words, "Te rog, acum.", danger=True)
    assert stands(tip)[1:] == ("immediate", True)


def test_a_message_that_comes_in_the_same_batch_as_its_tip_joins_it() -> None:
    words = make_words()
    received(message(words, "One more thing."))
    received(tip_document(reply_to=reply_to(words)))
    (tip,) = opened()
    assert told(tip) == ["One more thing."]
    assert stands(tip)[0] == "open"


def test_a_message_whose_tip_is_not_here_becomes_a_tip_that_somebody_reads() -> None:
    words = make_words()
    received(message(words, DANGER))
    (stray,) = opened()
    assert stands(stray) == ("open", "immediate", True)
    tip = tip_with_words(words)
    written(words, "Number 14.")
    assert told(tip) == ["Number 14."]
    with reading.by_machine():
        found, other = selectors.conversation(tip), selectors.conversation(stray)
    assert found is not None
    assert other is not None
    assert (found.others, other.others) == ((stray,), (tip,))
    assert (found.answerable, other.answerable) == (True, False)
    with pytest.raises(NoMailbox):
        conversation.reply(stray, by=officer(), text="thanks")


def test_a_message_is_kept_once_however_often_its_envelope_comes() -> None:
    words = make_words()
    tip = tip_with_words(words)
    number, envelope = sealed(message(words, "Once."))  # type: ignore[arg-type]
    for _ in range(2):
        services.receive(number, DAY, False, envelope)
        opened()
    assert told(tip) == ["Once."]


def test_the_database_knows_a_mailbox_only_by_a_hash_under_its_own_key() -> None:
    words = make_words()
    tip_with_words(words)
    name = Mailbox.objects.get().name
    assert mailbox_keys(words).mailbox not in name
    assert name == conversation.name_of(mailbox_keys(words).mailbox)


def test_a_reply_waits_a_random_while_and_reaches_the_mailbox_sealed_to_its_words(site: FakeReportSite) -> None:
    words, by = make_words(), officer()
    tip = tip_with_words(words)
    conversation.reply(tip, by=by, text="thanks")
    Delivery.objects.update(due=timezone.now() + timedelta(hours=1))
    assert sending.send_due() == 0
    due_now()
    assert sending.send_due() == 1
    (found,) = sent(site)
    box = mailbox_keys(words)
    document = open_envelope(base64.b64decode(found["sealed"]), envelope_id=EnvelopeId(box.mailbox), keyring=box)
    reply = tips.parse_reply(document)
    assert reply.text == tips.approved_text("thanks").text
    assert reply.day == timezone.localdate().isoformat()
    assert found["mailbox"] == box.mailbox
    assert sending.send_due() == 0
    assert len(sent(site)) == 1


def test_the_site_is_asked_at_every_turn_whether_or_not_anything_is_due(site: FakeReportSite) -> None:
    sending.send_due()
    assert site.asked == [("/channel/replies", {"replies": []})]


def test_a_reply_whose_answer_was_lost_is_sent_again_under_the_same_number(site: FakeReportSite) -> None:
    tip = tip_with_words(make_words())
    conversation.reply(tip, by=officer(), text="thanks")
    due_now()
    site.broken = {"/channel/replies"}
    with pytest.raises(Exception, match="refused"):
        sending.send_due()
    site.broken = set()
    assert sending.send_due() == 1
    assert len({each["id"] for each in sent(site)}) == 1
    # The seal is made anew, so that what waits here and what lies there are never the same bytes.
    assert len({each["sealed"] for each in sent(site)}) == len(sent(site)) > 1


def test_a_reply_to_a_mailbox_that_ended_or_a_tip_that_was_destroyed_is_given_up(site: FakeReportSite) -> None:
    ended, destroyed = tip_with_words(make_words()), tip_with_words(make_words())
    for tip in (ended, destroyed):
        conversation.reply(tip, by=officer(), text="thanks")
    due_now()
    Tip.objects.filter(pk=ended.pk).update(day=timezone.localdate() - timedelta(days=180))
    TipKey.objects.filter(tip=destroyed).delete()
    assert sending.send_due() == 0
    assert sent(site) == []
    assert Delivery.objects.filter(given_up=True).count() == 2


def test_only_approved_texts_can_be_sent_by_those_who_may_and_only_so_many() -> None:
    tip = tip_with_words(make_words())
    with pytest.raises(NotApproved):
        conversation.reply(tip, by=officer(), text="please watch the house")
    with pytest.raises(NotPermitted):
        conversation.reply(tip, by=officer("analyst"), text="thanks")
    for _ in range(8):
        conversation.reply(tip, by=officer(), text="thanks")
    with pytest.raises(MailboxFull):
        conversation.reply(tip, by=officer(), text="thanks")


def test_nothing_is_written_to_a_mailbox_that_has_ended() -> None:
    tip = tip_with_words(make_words(), day=timezone.localdate() - timedelta(days=180))
    with pytest.raises(MailboxEnded):
        conversation.reply(tip, by=officer(), text="thanks")


def test_every_letter_is_in_the_ledger_without_its_words() -> None:
    words, by = make_words(), officer()
    tip = tip_with_words(words)
    conversation.reply(tip, by=by, text="which_home")
    written(words, "The zebra door.")
    entries = {entry.action: entry for entry in Entry.objects.order_by("seq")}
    assert entries["reply.written"].actor == f"user:{by.pk}"
    assert entries["reply.written"].detail == {"text": "which_home"}
    assert str(tip.pk) in entries["message.received"].subjects
    assert "zebra" not in str(list(Entry.objects.values_list("detail", "subjects")))


def test_a_question_needs_a_reason_where_the_boundary_warns_and_thanks_do_not() -> None:
    words, by = make_words(), officer()
    tip = tip_with_words(words, role="under_18")
    with reading.by_machine():
        conversation.reply(tip, by=by, text="thanks")
        with pytest.raises(BoundaryReasonMissing):
            conversation.reply(tip, by=by, text="which_home")
        letter = conversation.reply(tip, by=by, text="which_home", why="The source unit agreed.")
        (asked,) = [each for each in selectors.letters(tip) if each.letter.pk == letter.pk]
    assert asked.why == "The source unit agreed."


def test_three_contacts_are_warned_of_on_the_page_of_the_tip() -> None:
    words = make_words()
    tip = tip_with_words(words)
    page = client_of(officer())
    assert "turning into a source" not in page.get(f"/queue/{tip.pk}").content.decode()
    for text in ("Number 14.", "And a blue van."):
        written(words, text)
    shown = page.get(f"/queue/{tip.pk}").content.decode()
    assert "turning into a source" in shown
    assert "three times or more" in shown
    assert "And a blue van." in shown


def test_an_officer_writes_from_the_page_and_reads_what_was_written(site: FakeReportSite) -> None:
    words = make_words()
    tip = tip_with_words(words)
    page = client_of(officer())
    answer = page.post(f"/conversation/{tip.pk}/reply", {"text": "still_happening"}, follow=True).content.decode()
    assert tips.approved_text("still_happening").text in answer
    assert "waits to be sent" in answer
    due_now()
    sending.send_due()
    assert "in the mailbox" in page.get(f"/queue/{tip.pk}").content.decode()


@pytest.mark.parametrize("text", ["", "please_watch", "which_home; DROP"])
def test_a_text_that_is_not_approved_is_refused_with_a_sentence(text: str) -> None:
    tip = tip_with_words(make_words())
    answer = client_of(officer()).post(f"/conversation/{tip.pk}/reply", {"text": text}, follow=True)
    assert "Choose one of the approved texts" in answer.content.decode()
    assert not Letter.objects.exists()


def test_who_may_only_read_cannot_write() -> None:
    tip = tip_with_words(make_words())
    analyst = client_of(officer("analyst"))
    assert "Write to the reporter" not in analyst.get(f"/queue/{tip.pk}").content.decode()
    assert analyst.post(f"/conversation/{tip.pk}/reply", {"text": "thanks"}).status_code == 403


def test_the_view_of_a_conversation_is_in_the_ledger() -> None:
    words = make_words()
    tip = tip_with_words(words)
    written(words, "Number 14.")
    client_of(officer()).get(f"/queue/{tip.pk}")
    last = Entry.objects.order_by("-seq").first()
    assert last is not None
    assert str(tip.pk) in last.subjects


def test_messages_show_in_the_queue_and_on_the_home_page() -> None:
    words = make_words()
    tip_with_words(words)
    written(words, "Number 14.")
    page = client_of(officer())
    assert "1 message" in page.get("/queue/").content.decode()
    assert "whose writer added something" in page.get("/").content.decode()


def test_the_demo_s_conversations_are_shown_one_answered_and_one_ended() -> None:
    person, today = officer(), timezone.localdate()
    words = conversations.hold(django_settings.LAMPLIGHTER, today, lambda _username: person)
    answered = Mailbox.objects.get(name=conversation.name_of(mailbox_keys(words).mailbox)).tip
    ended = Tip.objects.exclude(pk=answered.pk).get()
    pages = {tip: client_of(person).get(f"/queue/{tip.pk}").content.decode() for tip in (answered, ended)}
    assert "which house or flat is it" in pages[answered]
    assert "the green door" in pages[answered]
    assert "waits to be sent" in pages[answered]
    assert "The reporter wrote" in pages[ended]
    assert "Nothing more can be sent." in pages[ended]
    assert "Nothing more can be sent." not in pages[answered]
    assert {each.tip for each in Assessment.objects.filter(status="open")} == {answered}


def test_a_request_is_of_one_length_whether_or_not_a_reply_is_due(site: FakeReportSite) -> None:
    person, words = officer(), make_words()
    tip = tip_with_words(words)
    sending.send_due()
    for _ in range(6):
        conversation.reply(tip, by=person, text="thanks")
    due_now()
    assert [sending.send_due() for _ in range(3)] == [4, 2, 0]
    assert site.lengths == [("/channel/replies", 64 * 1024)] * 4
    assert len(sent(site)) == 6


def test_a_collection_looks_alike_whether_or_not_anything_came(site: FakeReportSite) -> None:
    collecting.collect()
    quiet, site.lengths = site.lengths, []
    site.waiting = [envelope_json(tip_document()) for _ in range(2)]
    assert collecting.collect() == 2
    assert site.lengths == quiet == [("/channel/collect", 1024), ("/channel/acknowledge", 16 * 1024)]


def test_nothing_the_desk_does_with_a_tip_is_told_to_the_report_site(site: FakeReportSite) -> None:
    """So its mailbox cannot tell: read, decided, planned for, visited and closed are the same silence on the line."""
    words, person = make_words(), officer("commander", "duty_officer", "safeguarding_lead")
    site.waiting = [envelope_json(tip_document(reply_to=reply_to(words)), day=timezone.localdate())]
    collecting.collect()
    (tip,) = opened()
    heard = len(site.asked)
    assert client_of(person).get(f"/queue/{tip.pk}").status_code == 200
    decide(tip, by=person, about="urgency", value="immediate", why="A child is there.")
    task = answering.task(by=person, tips=(tip,))
    answering.fill(task, by=person)
    answering.started(task, by=person)
    found = Findings(timezone.localdate(), adults_safeguarded=1, place_closed=True)
    close_task(task, by=person, findings=found)
    decide(tip, by=person, about="status", value="no_further_action", why="Somebody was helped.")
    assert [path for path, _ in site.asked[heard:]] == []
    sending.send_due()
    assert site.asked[heard:] == [("/channel/replies", {"replies": []})]
