"""The word list: the one the code was made for, and calm, common, distinct words."""

from __future__ import annotations

from functools import cache
from math import log2
from pathlib import Path

import pytest

from lamplighter.sealing import errors
from lamplighter.sealing.wordlist import COUNT, word_list


def test_the_list_is_prime_sized_and_seven_words_are_over_90_bits() -> None:
    assert len(word_list()) == len(set(word_list())) == COUNT
    assert all(COUNT % divisor for divisor in range(2, int(COUNT**0.5) + 1))
    assert 7 * log2(COUNT) > 90


def test_a_list_that_is_not_there_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(errors.WordListMissing, match="Run `make`"):
        word_list(tmp_path / "words.txt")


def test_another_list_is_refused_and_says_how_to_build_the_right_one(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("\n".join([*word_list()[:-1], "zzz"]))
    with pytest.raises(errors.WordListAltered, match="Run `make`"):
        word_list(tmp_path / "words.txt")


def test_no_two_words_are_one_slip_apart() -> None:
    blanked: dict[str, str] = {}
    for word in word_list():
        for at in range(len(word)):
            before, letter, after = word[:at], word[at], word[at + 1 :]
            assert blanked.setdefault(f"{before}?{after}", word) == word, "one letter changed"
            assert before + after not in word_set(), "one letter dropped"
            swapped = before + after[:1] + letter + after[1:]
            assert swapped == word or swapped not in word_set(), "two letters swapped"


@cache
def word_set() -> frozenset[str]:
    return frozenset(word_list())


SOUND_ALIKE = """
    weather/whether flower/flour piece/peace write/right/rite/wright there/their hear/here night/knight sale/sail
    meet/meat week/weak wait/weight bread/bred stair/stare pear/pair allowed/aloud berry/bury board/bored
    brake/break cell/sell cereal/serial check/cheque choose/chews coarse/course creak/creek dear/deer draft/draught
    fair/fare feat/feet hair/hare heal/heel hole/whole idle/idol lead/led leased/least mail/male main/mane
    medal/meddle minor/miner missed/mist morning/mourning muscle/mussel none/nun pain/pane plain/plane pray/prey
    principal/principle profit/prophet rain/reign/rein raise/rays road/rode/rowed role/roll root/route scene/seen
    seam/seem soul/sole some/sum stake/steak storey/story tail/tale through/threw throne/thrown tide/tied vain/vein
    waist/waste ware/wear/where weigh/way which/witch whine/wine wood/would yolk/yoke cymbal/symbol currant/current
    council/counsel colonel/kernel canvas/canvass bolder/boulder bridal/bridle base/bass ascent/assent aisle/isle
    altar/alter lesson/lessen mantel/mantle naval/navel palate/palette pedal/peddle bazaar/bizarre faint/feint
    flair/flare gorilla/guerrilla guessed/guest marshal/martial patience/patients presence/presents
    residence/residents sauce/source sweet/suite tacked/tact tighten/titan cruise/crews bruise/brews caught/court
    chord/cord days/daze flea/flee genes/jeans grate/great groan/grown hall/haul hoarse/horse knead/need knot/naught
    leak/leek loan/lone made/maid mode/mowed moor/more nose/knows paws/pause peak/peek/pique peal/peel peer/pier
    pole/poll poor/pour/pore practice/practise quarts/quartz rapped/wrapped reed/read rest/wrest ring/wring
    sight/site/cite slay/sleigh soar/sore stile/style straight/strait taught/taut team/teem tire/tyre vale/veil
    wail/whale cheap/cheep beach/beech steal/steel tease/teas wade/weighed wave/waive rough/ruff tough/tuff
    chute/shoot basis/bases build/billed bough/bows carat/carrot ceiling/sealing cellar/seller dual/duel find/fined
    flew/flue/flu foul/fowl frees/freeze/frieze guise/guys hertz/hurts higher/hire hoard/horde leader/lieder
    liar/lyre links/lynx packed/pact passed/past pleas/please rota/rotor rouse/rows sachet/sashay sealing/ceiling
    sighs/size sleight/slight staid/stayed tents/tense tracked/tract trussed/trust tucks/tux wares/wears wheel/weal
    prince/prints mince/mints finish/finnish desert/dessert loose/lose accept/except affect/effect advice/advise
    device/devise angel/angle quiet/quite affluent/effluent elicit/illicit ensure/insure envelop/envelope
    eminent/imminent farther/father formally/formerly allusion/illusion adapt/adopt diner/dinner breath/breathe
    bath/bathe cloth/clothe human/humane moral/morale personal/personnel precede/proceed statue/statute
"""
FORMS_OF_ONE_WORD = """
    colour/color centre/center realise/realize walk/walks/walked/walking garden/gardens/gardener happy/happily/happiness city/cities
"""


@pytest.mark.parametrize("alike", [*SOUND_ALIKE.split(), *FORMS_OF_ONE_WORD.split()])
def test_words_that_sound_or_mean_alike_are_not_both_there(alike: str) -> None:
    assert len(word_set() & set(alike.split("/"))) <= 1


@pytest.mark.parametrize(
    "word",
    ["police", "murder", "dead", "death", "crime", "knife", "drug", "rape", "kill", "help", "secret", "password"],
)
def test_words_that_would_be_noticed_are_not_there(word: str) -> None:
    assert not [other for other in word_list() if other.startswith(word)]
