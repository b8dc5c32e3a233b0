from __future__ import annotations

import re
from datetime import timedelta

import pytest
from desk import DAY, STORY, client_of, keys, officer, stored_tip, tip_document
from django.db import DatabaseError

from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.inbox.models import Tip, TipContent, TipKey
from lamplighter.desk.inbox.services import add_tips
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.queue import assessing, crowd, recent, selectors, services
from lamplighter.desk.queue.errors import AlreadyUndone, PlaceUnknown, ReasonMissing, UnknownValue
from lamplighter.desk.queue.models import Assessment, Decision

pytestmark = pytest.mark.django_db
DANGER = "He is stabbing her right now, she is screaming, please hurry"


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def standing(tip: Tip) -> Assessment:
    return Assessment.objects.get(pk=tip.pk)


def test_the_queue_begins_with_danger_and_then_the_longest_waiting() -> None:
    late = stored_tip("He parks his van badly every day of the week.", DAY)
    early = stored_tip("She parks her van badly every day of the week.", DAY - timedelta(days=5))
    danger = stored_tip(DANGER, DAY)
    page = client_of(officer()).get("/queue/").content.decode()
    positions = [page.index(str(tip.pk)) for tip in (danger, early, late)]
    assert positions == sorted(positions)
    assert "Danger now" in page


def test_an_empty_queue_says_what_will_happen() -> None:
    keys()
    page = client_of(officer()).get("/queue/").content.decode()
    assert "Nothing waits" in page
    assert "No tip matches" in client_of(officer()).get("/queue/", {"urgency": "immediate"}).content.decode()


@pytest.mark.parametrize(
    "nonsense", [{"page": "-1"}, {"page": "x"}, {"page": "9" * 30}, {"urgency": "soon"}, {"area": "%"}]
)
def test_nonsense_in_the_address_is_answered_with_a_page(nonsense: dict[str, str]) -> None:
    stored_tip()
    assert client_of(officer()).get("/queue/", nonsense).status_code == 200


def test_the_queue_can_be_narrowed_and_what_is_closed_is_left_out() -> None:
    tip, person = stored_tip(), officer()
    client = client_of(person)
    services.decide(tip, by=person, about="status", value="done", why="visited")
    assert str(tip.pk) not in client.get("/queue/").content.decode()
    assert str(tip.pk) in client.get("/queue/", {"status": "done"}).content.decode()
    assert str(tip.pk) not in client.get("/queue/", {"status": "done", "urgency": "immediate"}).content.decode()


def test_pages_follow_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "PAGE", 2)
    keys()
    add_tips([(DAY, tip_document(f"Story number {number} about a van.")) for number in range(5)], by="machine:test")
    services.assess_waiting()
    client = client_of(officer())
    seen = [
        tip
        for number in "123"
        for tip in re.findall(r"/queue/([0-9a-f-]{36})", client.get("/queue/", {"page": number}).content.decode())
    ]
    assert len(seen) == len(set(seen)) == 5


def test_a_tips_page_shows_its_whole_text_and_marks_what_decided() -> None:
    tip = stored_tip(DANGER)
    page = client_of(officer()).get(f"/queue/{tip.pk}").content.decode()
    assert "stabbing" in text_of(page)
    assert "<mark" in page
    for number in set(re.findall(r'href="#reason-(\d+)"', page)):
        assert page.count(f'id="reason-{number}"') == 1


def test_what_a_resident_wrote_is_never_read_as_markup() -> None:
    tip = stored_tip("<script>alert(1)</script> <b>He</b> & she")
    client = client_of(officer())
    for address in ("/queue/", f"/queue/{tip.pk}"):
        assert "<script>alert" not in client.get(address).content.decode()


def test_the_source_is_untested_and_the_claim_is_shown_as_a_claim() -> None:
    tip = stored_tip(how_known="saw")
    page = text_of(client_of(officer()).get(f"/queue/{tip.pk}").content.decode())
    assert "2 / D" in page
    assert "They say they saw it (their claim)" in page


def test_every_tip_shown_is_in_the_ledger_in_one_entry_a_page() -> None:
    tips = {str(stored_tip(f"{STORY} {word}").pk) for word in ("One.", "Two.", "Three.")}
    person = officer()
    client = client_of(person)
    before = Entry.objects.count()
    client.get("/queue/")
    entry = Entry.objects.latest("seq")
    assert Entry.objects.count() == before + 1
    assert (entry.actor, entry.action, entry.detail["page"]) == (f"user:{person.pk}", "viewed", "queue:list")
    assert set(entry.subjects) == tips


def test_a_tips_page_names_the_tips_like_it_in_its_entry() -> None:
    tip, copy = stored_tip(), stored_tip()
    client_of(officer()).get(f"/queue/{tip.pk}")
    assert set(Entry.objects.latest("seq").subjects) == {str(tip.pk), str(copy.pk)}


def test_without_the_ledger_no_content_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    tip = stored_tip()

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr("lamplighter.desk.ledger.middleware.record", broken)
    answer = client_of(officer()).get(f"/queue/{tip.pk}")
    assert answer.status_code == 503
    assert "number 14" not in answer.content.decode()
    assert "nothing is shown" in answer.content.decode()


def test_a_role_that_may_not_read_tips_is_told_so() -> None:
    tip = stored_tip()
    for role in ("auditor", "administrator"):
        client = client_of(officer(role))
        assert client.get("/queue/").status_code == 403
        assert client.get(f"/queue/{tip.pk}").status_code == 403
        assert client.post(f"/queue/{tip.pk}/decide/status", {"value": "done", "why": "x"}).status_code == 403


def test_a_decision_is_in_force_at_once_kept_with_its_reason_and_can_be_undone() -> None:
    tip, person = stored_tip(), officer()
    client, before = client_of(person), standing(tip).urgency
    client.post(f"/queue/{tip.pk}/decide/urgency", {"value": "immediate", "why": "I know this address"})
    assert standing(tip).urgency == "immediate"
    page = text_of(client.get(f"/queue/{tip.pk}").content.decode())
    assert "I know this address" in page
    decision = Decision.objects.get()
    client.post(f"/queue/{tip.pk}/undo/{decision.pk}", {"why": "the wrong house"})
    assert standing(tip).urgency == before
    page = text_of(client.get(f"/queue/{tip.pk}").content.decode())
    assert "the wrong house" in page
    assert "I know this address" in page


def test_a_decision_without_a_reason_is_refused_on_the_page() -> None:
    tip = stored_tip()
    answer = client_of(officer()).post(f"/queue/{tip.pk}/decide/status", {"value": "done", "why": "  "})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not Decision.objects.exists()
    with pytest.raises(ReasonMissing):
        services.decide(tip, by=officer(), about="status", value="done", why=" ")


@pytest.mark.parametrize(
    ("about", "value"), [("urgency", "soon"), ("status", "lost"), ("kind", ["piracy"]), ("kind", []), ("colour", "red")]
)
def test_only_values_the_queue_knows_can_be_decided(about: str, value: object) -> None:
    tip = stored_tip()
    with pytest.raises(UnknownValue):
        services.decide(tip, by=officer(), about=about, value=value, why="because")


def test_a_role_that_may_not_decide_is_refused_where_the_decision_is_made() -> None:
    tip, auditor = stored_tip(), officer("auditor")
    decision = services.decide(tip, by=officer(), about="status", value="looking", why="mine")
    for change in (
        lambda: services.decide(tip, by=auditor, about="urgency", value="routine", why="because"),
        lambda: services.decide_many([tip], by=auditor, status="done", why="because"),
        lambda: services.undo(decision, by=auditor, why="because"),
    ):
        with pytest.raises(NotPermitted):
            change()
    assert Decision.objects.count() == 1


def test_a_place_that_is_not_in_the_county_pack_is_refused() -> None:
    tip = stored_tip()
    with pytest.raises(PlaceUnknown):
        services.decide(tip, by=officer(), about="place", value="street:nowhere", why="because")


def test_a_decision_is_undone_once() -> None:
    tip, person = stored_tip(), officer()
    decision = services.decide(tip, by=person, about="status", value="looking", why="mine")
    undoing = services.undo(decision, by=person, why="not mine")
    for done in (decision, undoing):
        with pytest.raises(AlreadyUndone):
            services.undo(done, by=person, why="again")


def test_a_change_and_its_entry_are_stored_together_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    tip, person = stored_tip(), officer()

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(services, "record", broken)
    with pytest.raises(DatabaseError):
        services.decide(tip, by=person, about="status", value="done", why="because")
    assert not Decision.objects.exists()
    assert standing(tip).status == "open"


def test_the_reason_of_a_decision_is_not_in_the_ledger() -> None:
    tip = stored_tip()
    services.decide(tip, by=officer(), about="status", value="looking", why="zebra crossing")
    entry = Entry.objects.latest("seq")
    assert entry.action == "tip.status_decided"
    assert "zebra" not in f"{entry.detail}{entry.subjects}"


def test_assessing_again_keeps_what_people_decided() -> None:
    tip = stored_tip()
    services.decide(tip, by=officer(), about="urgency", value="immediate", why="I know")
    services.decide(tip, by=officer(), about="kind", value=["drug_supply"], why="I know")
    services.assess_tip(tip)
    assert (standing(tip).urgency, standing(tip).top_kind) == ("immediate", "drug_supply")


def test_danger_flagged_outside_the_seal_is_immediate_whatever_the_words_say() -> None:
    keys()
    (tip,) = add_tips([(DAY, tip_document("Nothing much.", danger_now="yes"))], by="machine:test")
    assert services.assess_tip(tip).urgency == "immediate"


def test_two_tips_in_nearly_the_same_words_know_of_one_another() -> None:
    first, second = stored_tip(), stored_tip(f"{STORY} Please help.")
    assert standing(first).similar == standing(second).similar == 1
    with reading.by_machine():
        assert [found.row.tip for found in selectors.similar_nearby(first)] == [second.pk]
        assert [found.row.tip for found in selectors.similar_nearby(second)] == [first.pk]
    services.assess_tip(second)
    assert standing(first).similar == standing(second).similar == 1


def test_a_tip_the_assessment_breaks_on_still_reaches_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(assessing, "_assess", broken)
    tip = stored_tip()
    assert standing(tip).urgency == "priority"
    assert "was not assessed" in client_of(officer()).get(f"/queue/{tip.pk}").content.decode()


def test_a_flood_is_assessed_on_every_core_with_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    keys()
    stories = [f"{STORY} It is flat {number}." for number in range(12)]
    added = add_tips([(DAY, tip_document(story)) for story in stories], by="machine:test")
    monkeypatch.setattr(crowd, "MANY", 10)
    assert services.assess_waiting() == 12
    together = {tip.pk: standing(tip) for tip in added}
    for tip in added[:3]:
        alone = services.assess_tip(tip)
        assert (alone.kinds, alone.urgency, alone.sketch) == (
            together[tip.pk].kinds,
            together[tip.pk].urgency,
            together[tip.pk].sketch,
        )


def test_a_tip_that_another_process_assessed_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    tip = stored_tip()
    first = standing(tip).created
    with reading.by_machine(), crowd.assessors(1) as assess:
        done = services._assessed([tip], recent.load(tip.day, but=tip), assess)
        assert services._store(done, again=False) == 0
    assert standing(tip).created == first


def test_a_tip_that_was_disposed_of_does_not_break_the_list_it_was_in() -> None:
    gone, kept = stored_tip(), stored_tip()
    TipKey.objects.filter(tip=gone).delete()
    client = client_of(officer())
    page = text_of(client.get("/queue/").content.decode())
    assert "It cannot be read any more" in page
    assert "number 14" in page
    assert client.get(f"/queue/{gone.pk}").status_code == 422
    assert client.get(f"/queue/{kept.pk}").status_code == 200


def test_one_altered_tip_does_not_hold_up_the_others() -> None:
    keys()
    altered, sound = add_tips([(DAY, tip_document()), (DAY, tip_document("A van, every night."))], by="machine:test")
    TipContent.objects.filter(tip=altered).update(ciphertext=b"\x00" * 40)
    TipKey.objects.filter(tip=altered).update(wrapped=b"\x00" * 60)
    assert services.assess_waiting() == 2
    assert (standing(altered).urgency, standing(sound).version) == ("priority", "1")
    page = client_of(officer()).get("/queue/").content.decode()
    assert "It cannot be read any more" in page
    assert "A van, every night" in page


def test_a_tip_that_is_not_there_is_not_found() -> None:
    client = client_of(officer())
    missing = "/queue/00000000-0000-4000-8000-000000000000"
    assert client.get(missing).status_code == 404
    assert client.post(f"{missing}/decide/status", {"value": "done", "why": "x"}).status_code == 404
    assert client.post(f"{missing}/undo/1", {"why": "x"}).status_code == 404
    tip = stored_tip()
    assert client.post(f"/queue/{tip.pk}/decide/colour", {"value": "red", "why": "x"}).status_code == 404


def test_the_home_page_counts_what_waits_and_leads_there() -> None:
    stored_tip(DANGER)
    page = client_of(officer()).get("/").content.decode()
    assert "urgency=immediate&amp;status=open" in page
    assert re.search(r"tile__count\">1</span> <span class=\"desk-tile__title\">Danger now", page)
