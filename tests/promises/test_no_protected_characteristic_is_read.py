"""No list that triage reads holds a word for where people come from, what they believe, or their colour."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

LISTS = [
    *sorted((files("lamplighter.triage") / "lexicon").iterdir(), key=lambda file: file.name),
    *sorted((files("lamplighter.cues") / "data").iterdir(), key=lambda file: file.name),
    *sorted((files("lamplighter.signs") / "data").iterdir(), key=lambda file: file.name),
]
# Names find a person in a text and colours find a vehicle or a drug; no score reads either list. What may give the writer
# away ("we go to the same mosque") is shown to the writer before sending, and to nobody else (tested below).
NOT_SCORED = {"forenames.yaml", "vehicles.yaml", "drugs.yaml", "giveaway.yaml"}
PROTECTED = re.compile(
    r"\b(asian|african|caribbean|arab|gypsy|gypsies|traveller|travellers|roma|romanian|polish|pole|poles|albanian|"
    r"albanians|bulgarian|lithuanian|latvian|vietnamese|chinese|pakistani|bangladeshi|indian|somali|nigerian|turkish|"
    r"kurdish|afghan|iraqi|iranian|syrian|eritrean|irish|scottish|welsh|jamaican|eastern european|foreign|foreigner|"
    r"foreigners|immigrant|immigrants|migrant|migrants|refugee|refugees|asylum|ethnic|ethnicity|race|racial|nationality|"
    r"religion|religious|muslim|muslims|islam|christian|christians|jewish|jew|jews|hindu|sikh|buddhist|catholic|mosque|"
    r"synagogue|temple|halal|hijab|burka|turban|gay|lesbian|transgender|trans|bisexual|dark skinned|white skinned|"
    r"brown skinned|skin colour|coloured man|black (?:man|men|lad|lads|guy|guys|male|males|boy|boys|youth|youths)|"
    r"white (?:man|men|lad|lads|guy|guys|male|males|boy|boys|youth|youths))\b",
    re.IGNORECASE,
)
# "Foreign writing" on a packet is about the packet; "race" is also what cars do; "in Polish" is the language a phrase is in,
# and danger counts the same in every language.
ALLOWED = re.compile(
    r"foreign writing|race races? ?raced|race raced|^forced$|\bforeign forced\b|\bin (?:Romanian|Polish|Lithuanian)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("file", [file for file in LISTS if file.name not in NOT_SCORED], ids=lambda file: file.name)
def test_no_list_holds_a_protected_characteristic(file):
    text = ALLOWED.sub(" ", file.read_text(encoding="utf-8"))
    assert PROTECTED.findall(text) == []


def test_what_may_give_the_writer_away_is_never_looked_for_at_the_desk():
    house = Path(str(files("lamplighter")))
    read = [
        path for room in ("triage", "desk", "scanning", "feeds", "evaluation") for path in (house / room).rglob("*.py")
    ]
    assert len(read) > 100
    assert [path.name for path in read if "giveaway" in path.read_text(encoding="utf-8")] == []


def test_the_pattern_would_find_one():
    assert PROTECTED.search("men with a Polish plate")
    assert PROTECTED.search("two black men")


@pytest.mark.parametrize("group", ["Polish", "Somali", "Muslim", "Black", "White", "Irish", "gay", "foreign"])
def test_naming_a_group_changes_no_score(group):
    from lamplighter.triage import assess

    plain = assess("A man sells drugs from the flat and people knock at all hours.")
    named = assess(f"A {group} man sells drugs from the flat and people knock at all hours.")
    assert named.kinds == plain.kinds
    assert named.urgency == plain.urgency
    assert named.completeness == plain.completeness
