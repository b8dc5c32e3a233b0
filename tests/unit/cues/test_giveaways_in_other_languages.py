"""What may tell who wrote is pointed out in Romanian, Polish and Lithuanian too."""

from __future__ import annotations

import pytest

from lamplighter.cues import giveaways

TELLING = [
    ("Eu sunt vecina lui", "own_name"),
    ("Vecinul meu vinde droguri", "own_tie"),
    ("fiica mea l-a văzut", "own_family"),
    ("Locuiesc vizavi de ei", "own_view"),
    ("I-am văzut de la fereastra mea", "own_view"),
    ("Se aude prin peretele nostru", "own_view"),
    ("El mi-a spus că are o armă", "only_you"),
    ("Doar eu știu asta", "only_you"),
    ("Vin la ora 19:40", "exact_time"),
    ("A fost pe 3 mai", "exact_time"),
    ("Mój sąsiad sprzedaje narkotyki", "own_tie"),
    ("Mój syn to widział", "own_family"),
    ("Mieszkam naprzeciwko", "own_view"),
    ("Widzę to z mojego okna", "own_view"),
    ("Stoją na naszej klatce", "own_view"),
    ("Powiedział mi, że ma broń", "only_you"),
    ("Tylko ja o tym wiem", "only_you"),
    ("Przyjechali o godzinie 19:40", "exact_time"),
    ("To było 3 maja", "exact_time"),
    ("Mano kaimynas pardavinėja narkotikus", "own_tie"),
    ("Mano sūnus tai matė", "own_family"),
    ("Gyvenu priešais", "own_view"),
    ("Matau pro mano langą", "own_view"),
    ("Jie renkasi mūsų laiptinėje", "own_view"),
    ("Jis man pasakė, kad turi ginklą", "only_you"),
    ("Tik aš tai žinau", "only_you"),
    ("Atvažiavo 19.40 val.", "exact_time"),
    ("Tai buvo gegužės 3 d.", "exact_time"),
]
HARMLESS = [
    "Mulți oameni vin noaptea și stau câteva minute.",
    "Persoana care locuiește acolo pare speriată.",
    "Dużo ludzi przychodzi w nocy i zostaje kilka minut.",
    "Osoba, która tam mieszka, wygląda na wystraszoną.",
    "Daug žmonių ateina naktį ir pabūna kelias minutes.",
    "Ten gyvenantis žmogus atrodo išsigandęs.",
]


@pytest.mark.parametrize(("text", "expected"), TELLING)
def test_what_may_tell_who_wrote_is_pointed_out(text: str, expected: str) -> None:
    assert expected in {found.id for found in giveaways(text)}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_anybody_could_have_seen_is_left_alone(text: str) -> None:
    assert [found.phrase for found in giveaways(text)] == []
