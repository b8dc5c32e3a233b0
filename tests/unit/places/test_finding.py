from __future__ import annotations

import pytest

from lamplighter.places import Pack


def best(pack: Pack, text: str) -> tuple[str, str]:
    found = pack.find(text)[0]
    return found.label, found.precision


@pytest.mark.parametrize(
    "text",
    [
        "High Street, Alder",
        "high st alder",
        "HIGH ST. ALDER",
        "High Street ZP1",
        "alder, the high street",
        "Hihg Street, Alder",
        "High Streat Alder",
    ],
)
def test_a_street_and_its_town_are_found_however_they_are_typed(pack: Pack, text: str) -> None:
    assert best(pack, text) == ("High Street, Alder", "street")


def test_words_around_the_street_are_said_to_be_unplaced(pack: Pack) -> None:
    first = pack.find("the flats behind the Co-op on High Street, Birch")[0]
    assert first.label == "High Street, Birch"
    assert first.precision == "street"
    assert "“the flats behind the Co-op” could not be placed exactly" in first.reason


def test_a_street_name_alone_gives_every_street_of_that_name_and_no_certainty(pack: Pack) -> None:
    found = pack.find("High Street")
    assert {each.label for each in found} == {"High Street, Alder", "High Street, Birch"}
    assert all(each.score < 0.6 for each in found)
    assert "one of 2 streets of this name" in found[0].reason


def test_a_name_that_only_one_street_has_says_so(pack: Pack) -> None:
    (only,) = pack.find("Mill Ln")
    assert only.label == "Mill Lane, Alder"
    assert "the only street of this name" in only.reason


def test_a_misspelling_is_named_in_the_reason(pack: Pack) -> None:
    first = pack.find("Eustn Rd, Alder")[0]
    assert first.label == "Euston Road, Alder"
    assert "“Eustn Rd” read as “Euston Road”" in first.reason
    assert first.score < 0.97


def test_a_wrong_street_word_still_finds_the_street(pack: Pack) -> None:
    assert best(pack, "Euston Avenue Alder")[0] == "Euston Road, Alder"


def test_a_house_number_stays_in_the_label_but_the_place_is_the_street(pack: Pack) -> None:
    first = pack.find("flat 3, 12a High Street, Alder")[0]
    assert first.label == "flat 3, 12a High Street, Alder"
    assert first.precision == "street"
    assert "not placed" in first.reason


def test_no_house_is_ever_made_up(pack: Pack) -> None:
    for text in ("High Street, Alder", "the house on Mill Lane", "ZP1 1AB"):
        assert not any(
            character.isdigit() for each in pack.find(text) if each.kind == "street" for character in each.label
        )


@pytest.mark.parametrize("text", ["ZP1 1AB", "zp11ab", "Zp1  1aB.", "they live at zp1 1ab I think"])
def test_a_full_postcode_is_certain(pack: Pack, text: str) -> None:
    first = pack.find(text)[0]
    assert (first.id, first.score, first.precision) == ("postcode:zp11ab", 1.0, "postcode")


@pytest.mark.parametrize("text", ["ZPI 1AB", "ZP1 IAB", "zpl 1ab"])
def test_letters_typed_for_digits_are_read_and_said(pack: Pack, text: str) -> None:
    first = pack.find(text)[0]
    assert first.id == "postcode:zp11ab"
    assert "read as ZP1 1AB" in first.reason
    assert first.score < 1


def test_an_unknown_postcode_gives_its_surroundings_with_that_reason(pack: Pack) -> None:
    first = pack.find("ZP1 1XX")[0]
    assert (first.label, first.precision) == ("ZP1 1, Alder", "area")
    assert "is not in the list of postcodes" in first.reason


def test_a_postcode_known_without_a_place_is_not_given_one(pack: Pack) -> None:
    assert pack.find("ZP9 9ZZ") == ()


def test_a_postcode_no_longer_in_use_says_so(pack: Pack) -> None:
    assert "no longer in use" in pack.find("ZP1 1ZZ")[0].reason


def test_a_town_alone_is_a_town(pack: Pack) -> None:
    assert best(pack, "birch") == ("Birch", "town")
    assert best(pack, "somewhere in Brich") == ("Birch", "town")


def test_a_ward_is_found_by_each_of_the_names_people_use(pack: Pack) -> None:
    for text in ("Old Cedar and Dogwood", "cedar", "Dogwood"):
        assert pack.find(text)[0].id == "ward:w1"


def test_a_street_that_is_not_in_the_named_town_ranks_behind_the_town(pack: Pack) -> None:
    found = pack.find("Quince Street, Birch")
    assert found[0].label == "Birch"
    assert "No street like “Quince Street” is known" in found[0].reason


def test_a_landmark_with_a_name_of_its_own_is_found_by_it(pack: Pack) -> None:
    first = pack.find("flats opposite the Hare & Bell")[0]
    assert (first.label, first.kind, first.precision) == ("The Hare and Bell, Birch", "landmark", "street")


def test_a_kind_of_place_needs_a_town_beside_it(pack: Pack) -> None:
    assert pack.find("supermarket") == ()
    assert pack.find("the supermarket in Alder")[0].kind == "landmark"


@pytest.mark.parametrize("text", ["", "   ", "?!", "zzzz qqqq", "12", "the green car", "\x00", "😀" * 50])
def test_nothing_found_is_an_empty_answer(pack: Pack, text: str) -> None:
    assert pack.find(text) == ()


def test_no_more_candidates_than_asked_for(pack: Pack) -> None:
    assert len(pack.find("High Street", limit=1)) == 1
    assert pack.find("High Street", limit=0) == ()


def test_a_very_long_text_is_cut_and_says_so(pack: Pack) -> None:
    first = pack.find("High Street, Alder. " + "x " * 500_000)[0]
    assert first.label == "High Street, Alder"
    assert "Only the first 1,000 characters were read" in first.reason


def test_an_id_gives_its_place_back_without_the_words_of_the_text(pack: Pack) -> None:
    chosen = pack.find("12 High Street, Alder")[0]
    again = pack.candidate(chosen.id)
    assert again is not None
    assert (again.label, again.lat, again.area) == ("High Street, Alder", chosen.lat, "A1")
    assert pack.candidate("postcode:zp11ab") is not None


@pytest.mark.parametrize("unknown", ["", "street:none", "postcode:", "postcode:zp99zz", "\ud800", "x" * 100_000])
def test_an_unknown_id_gives_none(pack: Pack, unknown: str) -> None:
    assert pack.candidate(unknown) is None
