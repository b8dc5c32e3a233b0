"""The catalogue is whole, and a wrong file is refused with a sentence."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy

import pytest
import yaml

from lamplighter import signs
from lamplighter.signs.catalogue import KIND_IDS, catalogue_of, data
from lamplighter.signs.documents import KindDocument, read
from lamplighter.signs.errors import CatalogueUnreadable, MissingKind, RepeatedSign, UnknownKind, UnknownSign

OWN_SIGNS = dict(zip(KIND_IDS, (22, 23, 23, 23, 18, 22, 22, 22), strict=True))


def documents() -> list[dict]:
    return [yaml.safe_load((data() / f"{name}.yaml").read_text(encoding="utf-8")) for name in KIND_IDS]


def made_of(changed: list[dict]) -> object:
    return catalogue_of(KindDocument.model_validate(each) for each in changed)


def test_the_kinds_come_in_the_order_others_rely_on():
    assert tuple(kind.id for kind in signs.kinds()) == KIND_IDS
    assert [kind.number for kind in signs.kinds()] == list(range(1, 9))


def test_there_are_175_signs_and_each_list_is_whole():
    assert len(signs.signs()) == 175
    assert Counter(sign.kinds[0] for sign in signs.signs()) == OWN_SIGNS


@pytest.mark.parametrize("kind_id", KIND_IDS)
def test_the_signs_of_a_kind_start_with_its_own(kind_id):
    found = signs.signs_of(kind_id)
    assert len(found) >= OWN_SIGNS[kind_id]
    assert all(sign.kinds[0] == kind_id for sign in found[: OWN_SIGNS[kind_id]])
    assert all(kind_id in sign.kinds for sign in found)


def test_no_kind_is_all_weak_or_all_strong():
    for kind_id in KIND_IDS:
        assert {sign.strength for sign in signs.signs_of(kind_id)} == {"weak", "moderate", "strong"}


def test_every_sign_says_where_it_was_drawn_from():
    assert all(len(sign.source) > 20 for sign in signs.signs())


def test_every_sentence_is_short_plain_and_its_own():
    sentences = [sign.sentence for sign in signs.signs()]
    assert len(set(sentences)) == 175
    assert all(re.fullmatch(r"[A-Z].*\.", sentence) for sentence in sentences)
    assert max(len(sentence.split()) for sentence in sentences) <= 25


def test_no_sentence_calls_a_person_a_criminal_or_promises_proof():
    wrong = re.compile(r"\b(dealers?|criminals?|prostitutes?|addicts?|proves?|guilty|suspects?)\b", re.IGNORECASE)
    assert [sign.id for sign in signs.signs() if wrong.search(sign.sentence)] == []


def test_a_kind_and_a_sign_are_found_by_id():
    assert signs.kind("modern_slavery") == signs.kind_by_number(6)
    assert signs.sign("cuckooing-all-hours").kinds == ("cuckooing", "drug_supply")


@pytest.mark.parametrize("ask", [lambda: signs.kind("arson"), lambda: signs.kind_by_number(9)])
def test_an_unknown_kind_is_refused(ask):
    with pytest.raises(UnknownKind):
        ask()


def test_an_unknown_sign_is_refused():
    with pytest.raises(UnknownSign, match="moon-landing"):
        signs.sign("moon-landing")


def test_a_repeated_id_is_refused():
    changed = documents()
    changed[1]["signs"].append(deepcopy(changed[0]["signs"][0]))
    changed[1]["signs"][-1].pop("also")
    with pytest.raises(RepeatedSign, match="cuckooing-more-visitors"):
        made_of(changed)


def test_a_sign_of_an_unknown_kind_is_refused():
    changed = documents()
    changed[0]["signs"][0]["also"] = ["arson"]
    with pytest.raises(UnknownKind, match="arson"):
        made_of(changed)


def test_a_sign_without_a_known_source_is_refused():
    changed = documents()
    changed[0]["signs"][0]["source"] = "hearsay"
    with pytest.raises(CatalogueUnreadable, match="names no source"):
        made_of(changed)


def test_a_missing_kind_is_refused_by_name():
    with pytest.raises(MissingKind, match="cuckooing"):
        made_of(documents()[1:])


@pytest.mark.parametrize(
    "text",
    ["colour: red", "id: [", "- a\n- b", "id: cuckooing\nnumber: nine"],
)
def test_a_broken_file_is_refused_by_name(tmp_path, text):
    broken = tmp_path / "broken.yaml"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueUnreadable, match=re.escape("broken.yaml")):
        read(broken, KindDocument)


def test_an_unknown_key_is_refused(tmp_path):
    changed = documents()[0] | {"colour": "red"}
    file = tmp_path / "kind.yaml"
    file.write_text(yaml.safe_dump(changed), encoding="utf-8")
    with pytest.raises(CatalogueUnreadable, match="colour"):
        read(file, KindDocument)
