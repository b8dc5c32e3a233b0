from __future__ import annotations

import pytest
from desk import client_of, county, in_county, officer, stored_tip
from pytest_django.fixtures import Settings

from lamplighter.desk.queue import services
from lamplighter.desk.queue.models import Assessment
from lamplighter.desk.queue.placing import NOWHERE, SURE, candidates, place
from lamplighter.places import Candidate, Pack
from lamplighter.tips import TipPlace

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(settings: Settings) -> Pack:
    settings.LAMPLIGHTER = in_county()
    return county()


def some_street(pack: Pack) -> Candidate:
    """A street whose name is found without doubt."""
    streets = pack.places("kind = 'street' AND area <> ''")
    found = (pack.find(street.label, 1) for street in streets)
    return next(best[0] for best in found if best and best[0].score > 0.9 and best[0].precision == "street")


def place_of(**fields: object) -> Assessment:
    return Assessment.objects.get(pk=stored_tip("Something is wrong there.", **fields).pk)


def test_the_place_the_reporter_picked_is_used(pack: Pack) -> None:
    street = some_street(pack)
    placed = place_of(place=TipPlace(text="somewhere else entirely", candidate=street.id))
    assert (placed.place_by, placed.place_label, placed.area) == ("reporter", street.label, street.area)
    assert (placed.lat, placed.lon) == (street.lat, street.lon)


def test_a_point_the_reporter_put_on_a_map_is_used(pack: Pack) -> None:
    area = pack.areas()[0]
    placed = place_of(place=TipPlace(text="behind the shop", lat=area.lat, lon=area.lon, precision="street"))
    assert (placed.place_by, placed.place_label, placed.area) == ("reporter", area.name, area.id)


def test_what_is_stored_of_a_place_in_the_clear_is_the_county_s_name_for_it_and_none_of_the_tip_s_words(
    pack: Pack,
) -> None:
    street = some_street(pack)
    placed = place_of(place=TipPlace(text=f"Flat 5, 66 {street.label}"))
    assert (placed.place_by, placed.place_label) == ("machine", street.label)
    assert (placed.machine_place["label"], placed.machine_place["reason"]) == (street.label, "")
    assert "66" in client_of(officer()).get(f"/queue/{placed.pk}").content.decode()


def test_words_are_a_proposal_of_the_machine_with_its_reason(pack: Pack) -> None:
    street = some_street(pack)
    placed = place_of(place=TipPlace(text=street.label))
    assert (placed.place_by, placed.place_label) == ("machine", street.label)
    page = client_of(officer()).get(f"/queue/{placed.pk}").content.decode()
    assert "proposed by the machine" in page
    assert street.label in page


def test_a_place_that_was_sealed_in_the_page_as_it_was_typed_is_looked_up_here(pack: Pack) -> None:
    street = some_street(pack)
    placed = place_of(place=TipPlace(text=street.label.lower()), sealed_by="browser")
    assert (placed.place_by, placed.place_label, placed.area) == ("machine", street.label, street.area)


def test_words_that_fit_several_places_put_a_tip_in_none_of_them() -> None:
    def guess(number: int) -> Candidate:
        return Candidate(
            f"street:{number}", "Church Lane", "street", "street", 52, -1, 0, 0, "", SURE - 0.1, "one of 13"
        )

    assert place(None, [guess(1), guess(2)], None) == NOWHERE


def test_a_town_is_no_small_area(pack: Pack) -> None:
    town = next(place for place in pack.places("kind = 'town'"))
    placed = place_of(place=TipPlace(text=town.name, candidate=town.id))
    assert (placed.precision, placed.area) == ("town", "")


def test_without_a_county_pack_a_tip_is_taken_without_a_place() -> None:
    assert candidates("High Street", "on High Street", None) == ()
    assert place_of(place=TipPlace(text="High Street")).place_by == ""


def test_a_person_corrects_the_place_and_can_take_it_back(pack: Pack) -> None:
    street, person = some_street(pack), officer()
    tip = stored_tip("Something is wrong somewhere.")
    client = client_of(person)
    assert street.label in client.get(f"/queue/{tip.pk}", {"place": street.label}).content.decode()
    client.post(f"/queue/{tip.pk}/decide/place", {"value": street.id, "why": "the caller said so"})
    placed = Assessment.objects.get(pk=tip.pk)
    assert (placed.place_by, placed.place_label, placed.area) == ("person", street.label, street.area)
    services.undo(tip.decisions.get(), by=person, why="another street")
    assert Assessment.objects.get(pk=tip.pk).place_by == ""


def test_the_map_draws_the_county_and_a_browser_may_keep_it(pack: Pack) -> None:
    answer = client_of(officer()).get("/queue/county.json")
    assert len(answer.json()["features"]) > 0
    assert answer.headers["Cache-Control"] == "private, max-age=86400"
