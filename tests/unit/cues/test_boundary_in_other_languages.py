"""Closeness and offers in Romanian, Polish and Lithuanian; what a neighbour sees is left alone there too."""

from __future__ import annotations

import unicodedata

import pytest

from lamplighter import cues

CLOSE = [
    "Soțul meu vinde din casă.",
    "Fosta mea prietenă stă acolo. Mi-a spus că îi este frică.",
    "Îl cunosc bine pe cel care vine noaptea.",
    "L-am întrebat ce are în geantă.",
    "Am vorbit cu ei ieri seară.",
    "Am fost la el acasă duminică.",
    "Lucrez cu ea la spălătorie.",
    "Mój brat tam pracuje.",
    "Znam go od lat.",
    "Rozmawiałam z nią w sklepie.",
    "Zapytalem go, co ma w torbie.",
    "Powiedział mi, że jest im winien pieniądze.",
    "Mieszkam z nimi od roku.",
    "Byłem u niego w niedzielę.",
    "Mano vyras ten dirba.",
    "Aš jį pažįstu.",
    "Kalbėjau su juo vakar.",
    "Jis man pasakė, kad bijo.",
    "Paklausiau jos, kas atsitiko.",
    "Buvau pas juos sekmadienį.",
]
OFFERING = [
    "Pot să aflu mai multe.",
    "Vreți să filmez cine intră?",
    "O să stau cu ochii pe ei.",
    "Aș putea întreba vecinii.",
    "Ce altceva vreți să aflu?",
    "Mogę się dowiedzieć więcej.",
    "Chcecie, żebym go nagrał?",
    "Będę obserwował ten dom.",
    "Czy mam zrobić zdjęcia?",
    "Galiu sužinoti daugiau.",
    "Ar norite, kad nufilmuočiau?",
    "Stebėsiu juos toliau.",
    "Ką dar reikia sužinoti?",
]
QUIET = [
    "Nu îl cunosc. Bărbați diferiți intră și ies toată noaptea.",
    "Nu mi-a spus nimeni nimic.",
    "Vecinul meu are un câine.",
    "Mașina mea a fost blocată de o dubă.",
    "Nu vreau să aflu mai mult, îmi este frică.",
    "Se ceartă și îi aud prin perete.",
    "O fată tânără nu iese niciodată.",
    "Nie znam go. Przychodzą różni mężczyźni.",
    "Nikt mi nie powiedział, co tam jest.",
    "Mój samochód był zablokowany.",
    "Nie mogę się dowiedzieć, kto tam mieszka.",
    "Krzyczą na siebie i słyszę to przez ścianę.",
    "Młoda dziewczyna nigdy nie wychodzi.",
    "Aš jų nepažįstu. Vyrai vaikšto visą naktį.",
    "Niekas man nesakė, kas ten gyvena.",
    "Mano automobilis buvo užblokuotas.",
    "Jie rėkia ir aš girdžiu per sieną.",
    "Jauna moteris niekada neišeina.",
    "Men come at night and a girl never leaves. The smell is strong.",
]


@pytest.mark.parametrize("text", CLOSE)
def test_closeness_is_noticed(text: str) -> None:
    assert "close" in {cue.id for cue in cues.boundary(text)}


@pytest.mark.parametrize("text", OFFERING)
def test_an_offer_is_noticed(text: str) -> None:
    assert "offering" in {cue.id for cue in cues.boundary(text)}


@pytest.mark.parametrize("text", QUIET)
def test_what_a_neighbour_sees_and_what_is_denied_is_left_alone(text: str) -> None:
    assert [(cue.id, cue.phrase) for cue in cues.boundary(text)] == []


@pytest.mark.parametrize("text", [*CLOSE, *OFFERING])
def test_marks_on_letters_do_not_matter(text: str) -> None:
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    assert {cue.id for cue in cues.boundary(plain)} == {cue.id for cue in cues.boundary(text)}
