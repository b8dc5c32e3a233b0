"""Danger is found in Romanian, Polish and Lithuanian, with or without marks on letters; calm talk is not taken for it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from lamplighter import signs
from lamplighter.cues import danger
from lamplighter.cues.errors import CueListUnreadable
from lamplighter.cues.lists import CueList, _both, in_other_languages

IMMEDIATE = {
    "ro": [
        "Vă rog chemați poliția, o bate chiar acum!",
        "Are un cuțit și e la ușă",
        "L-a amenințat cu cuțitul",
        "A zis că o să o omoare",
        "vrea sa ma omoare",
        "Mi-e frică să nu îl omoare",
        "Țipă după ajutor în apartamentul de sus",
        "nu mai respiră, e inconștient",
        "A fost înjunghiat un băiat pe scări",
        "Am auzit focuri de armă în stradă",
        "A luat prea multe pastile",
        "vrea să se sinucidă",
        "O ține închisă în pivniță",
        "Nu o lasă să iasă din casă",
        "Arde casa de lângă noi",
        "I-a pus cuțitul la gât",
        "ajutati-ma va rog",
        "O strânge de gât",
    ],
    "pl": [
        "On ją teraz bije, słyszę przez ścianę",
        "Dzwońcie po policję, on ma nóż w ręku",
        "Grozi jej nożem",
        "Powiedział, że ją zabije",
        "powiedzial ze mnie zabije",
        "Boję się o jej życie",
        "Krzyczy o pomoc",
        "Ratunku!",
        "Ona nie oddycha",
        "Leży nieprzytomny na klatce",
        "Padły strzały pod blokiem",
        "Został ugodzony nożem, dźgnął go nożem",
        "Wzięła za dużo tabletek",
        "Chce popełnić samobójstwo",
        "Trzymają go w piwnicy, pod kluczem",
        "Nie pozwala jej wyjść z domu",
        "Pali się mieszkanie obok",
        "Przyłożył jej nóż do gardła",
        "dusi ją",
    ],
    "lt": [
        "Jis ją dabar muša, girdžiu pro sieną",
        "Skambinkite policijai, jis lauke su peiliu",
        "Grasina jai peiliu",
        "Sakė, kad ją nužudys",
        "sake kad mane uzmus",
        "Bijau, kad jis nužudys vaiką",
        "Moteris šaukia pagalbos",
        "Gelbėkite!",
        "Žmogus nekvėpuoja",
        "Guli be sąmonės laiptinėje",
        "Girdėjau šūvius gatvėje",
        "Ką tik subadė vaikiną",
        "Išgėrė daug tablečių",
        "Ji nori nusižudyti",
        "Laiko ją užrakintą rūsyje, užrakino rūsyje",
        "Neišleidžia jos iš namų",
        "Dega namas šalia mūsų",
        "Pridėjo peilį jai prie gerklės",
        "Jis ją smaugia",
    ],
}
PRIORITY = {
    "ro": ["Își bate copilul în fiecare seară", "Copilul stă singur acasă toată noaptea"],
    "pl": ["Oni biją dzieci", "Dziecko jest samo w domu całą noc"],
    "lt": ["Jis muša vaiką", "Vaikai vieni namuose"],
}
CALM = {
    "ro": [
        "Nu are cuțit și nu a amenințat pe nimeni",
        "Zgomotul ne omoară pe toți",
        "Nu o bate acum, s-a liniștit",
        "Mulți oameni vin și stau câteva minute",
        "Vreau să mor de rușine",
        "Bate vântul acum",
        "Am nevoie de ajutor cu formularul",
        "Vând droguri în parcare, seara",
        "Lucrează multe ore și nu au acte",
        "Au cumpărat un cuțit de bucătărie",
    ],
    "pl": [
        "On jej nie bije",
        "Bije dzwon właśnie teraz",
        "Sprzedają narkotyki na parkingu wieczorem",
        "Potrzebuję pomocy z formularzem",
        "Dużo ludzi przychodzi na kilka minut",
        "Umiera ze śmiechu",
        "Mają drogie samochody i nie pracują",
        "Kupił nóż kuchenny",
        "Nie chce się zabić",
        "Boję się o swoją pracę",
    ],
    "lt": [
        "Jis jos nemuša",
        "Daug žmonių ateina kelioms minutėms",
        "Pardavinėja narkotikus aikštelėje vakare",
        "Reikia pagalbos su forma",
        "Turi brangių automobilių ir nedirba",
        "Nusipirko virtuvinį peilį",
        "Bijau dėl savo darbo",
        "Vaikai žaidžia kieme",
        "Dirba labai ilgai ir be dokumentų",
        "Kaimynas dega noru padėti",
    ],
}


def each(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, listed in texts.items() for text in listed]


def bare(text: str) -> str:
    """As it is typed on a telephone without the language's letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).replace("ł", "l")


@pytest.mark.parametrize(("language", "text"), each(IMMEDIATE))
def test_danger_now_is_found(language: str, text: str) -> None:
    for typed in (text, bare(text), text.upper()):
        found = [cue for cue in danger(typed) if cue.level == "immediate"]
        assert [cue for cue in found if cue.id.startswith(f"{language}_")], typed


@pytest.mark.parametrize(("language", "text"), each(PRIORITY))
def test_what_is_serious_and_not_now_asks_for_today(language: str, text: str) -> None:
    assert {(cue.id[:2], cue.level) for cue in danger(text)} == {(language, "priority")}


@pytest.mark.parametrize(("language", "text"), each(CALM))
def test_calm_talk_is_not_taken_for_danger(language: str, text: str) -> None:
    assert [cue.phrase for cue in danger(text) if cue.level == "immediate"] == []


def test_nothing_we_say_in_english_is_taken_for_danger_in_another_language(pytestconfig: pytest.Config) -> None:
    pages = [path.read_text() for path in Path(pytestconfig.rootpath, "docs").rglob("*.md")]
    texts = [*pages, *(sign.sentence for sign in signs.signs())]
    assert len(" ".join(texts)) > 100_000
    assert [cue for text in texts for cue in danger(text) if cue.id[2] == "_"] == []


def test_every_line_of_a_list_says_in_which_language_it_was_found() -> None:
    names = {"ro": "In Romanian: ", "pl": "In Polish: ", "lt": "In Lithuanian: "}
    entries = in_other_languages("danger", "cues", ("level", "why")).entries
    assert {name[:2] for name in entries} == set(names)
    assert all(entry["why"].startswith(names[name[:2]]) for name, entry in entries.items())


def test_two_languages_cannot_share_an_id() -> None:
    listed = CueList({}, {"xx_help": {"level": "priority", "why": "."}}, {})
    with pytest.raises(CueListUnreadable, match="xx_help"):
        _both("danger_yy", listed.entries, listed.entries)
