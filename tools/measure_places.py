"""Measures how well and how fast a county pack finds places: writes the figures of docs/algorithms/places.md.

    python tools/measure_places.py PACK [--queries 1000] [--seed 1]

The questions are made from the pack's own streets, towns, codes and postcodes, spoilt the way people spoil them; the pack
is never told which ones. A hit is the right street (within 400 m), or the right postcode.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from lamplighter.places import Candidate, Pack
from lamplighter.places.gazetteer import Place, metres_between

NEAR_M = 400.0
SHORT = {"Street": "st", "Road": "rd", "Avenue": "ave", "Close": "cl", "Drive": "dr", "Lane": "ln", "Crescent": "cres"}
Question = tuple[str, float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with Pack.open(given.pack) as pack:
        pack.find("High Street")  # the first question also reads the names
        streets = pack.places(
            "kind = 'street' AND outcodes != '' AND town IN (SELECT name FROM place WHERE kind = 'town')"
        )
        print(f"{'questions':<44}{'first':>7}{'in five':>9}{'median ms':>11}{'p95 ms':>8}")
        for name, ask in KINDS.items():
            measure(
                pack,
                name,
                [ask(seeded(f"{given.seed} {name} {n}"), pack, streets) for n in range(given.queries)],
            )


def seeded(words: str) -> random.Random:
    return random.Random(words)  # noqa: S311 (questions for a measurement, not a secret)


def measure(pack: Pack, name: str, questions: list[Question]) -> None:
    first = five = 0
    times = []
    for text, lat, lon in questions:
        start = time.perf_counter()
        found = pack.find(text)
        times.append(1000 * (time.perf_counter() - start))
        right = [metres_between(each.lat, each.lon, lat, lon) <= reach(pack, each) for each in found]
        first += any(right[:1])
        five += any(right)
    n = len(questions)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name:<44}{first / n:>7.1%}{five / n:>9.1%}{statistics.median(times):>11.2f}{p95:>8.2f}")


def reach(pack: Pack, found: Candidate) -> float:
    """A long street is found when its middle is; a town or area is not a street."""
    if found.kind == "street":
        return max(NEAR_M, pack.places("id = ?", (found.id,))[0].spread_m)
    return 1.0 if found.kind == "postcode" else -1.0


def spoilt(rng: random.Random, text: str) -> str:
    """One slip of the finger: a letter left out, doubled, changed, or swapped with its neighbour."""
    at = rng.randrange(1, max(2, len(text) - 1))
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + rng.choice("aeiourstln") + text[at + 1 :]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def shortened(name: str) -> str:
    words = name.split()
    return " ".join([*words[:-1], SHORT.get(words[-1], words[-1])]).lower()


def street_and_town(rng: random.Random, _: Pack, streets: list[Place]) -> Question:
    street = rng.choice(streets)
    return f"{street.name}, {street.town}", street.lat, street.lon


def lazily_typed(rng: random.Random, _: Pack, streets: list[Place]) -> Question:
    street = rng.choice(streets)
    return f"{shortened(street.name)} {street.town.lower()}", street.lat, street.lon


def with_outcode(rng: random.Random, _: Pack, streets: list[Place]) -> Question:
    street = rng.choice(streets)
    return f"{street.name} {rng.choice(sorted(street.outcodes))}", street.lat, street.lon


def with_a_slip(rng: random.Random, _: Pack, streets: list[Place]) -> Question:
    street = rng.choice(streets)
    return f"{spoilt(rng, street.name)}, {street.town}", street.lat, street.lon


def with_two_slips(rng: random.Random, _: Pack, streets: list[Place]) -> Question:
    street = rng.choice(streets)
    return f"{spoilt(rng, street.name)}, {spoilt(rng, street.town)}", street.lat, street.lon


def in_a_sentence(rng: random.Random, _: Pack, streets: list[Place]) -> Question:
    street = rng.choice(streets)
    form = rng.choice(("the flats behind the shops on {}, {}", "house next to the church, {} in {}", "number 4 {} {} i think",
                       "just off {} near the park in {}", "{} {} opposite the school"))  # fmt: skip
    return form.format(shortened(street.name), street.town), street.lat, street.lon


def street_alone(rng: random.Random, _: Pack, streets: list[Place]) -> Question:
    street = rng.choice(streets)
    return street.name, street.lat, street.lon


def postcode(rng: random.Random, pack: Pack, _: list[Place]) -> Question:
    codes = pack.query("SELECT postcode, lat, lon FROM postcode WHERE lat IS NOT NULL AND live")
    code, lat, lon = rng.choice(codes)
    typed = rng.choice((code.lower(), code.replace(" ", ""), code.replace(" ", "  "), code.replace("0", "O"),
                        code.replace("1", "I")))  # fmt: skip
    return typed, lat, lon


KINDS: dict[str, Callable[[random.Random, Pack, list[Place]], Question]] = {
    "street, town": street_and_town,
    "street and town, short forms, lower case": lazily_typed,
    "street and outward code": with_outcode,
    "street with one slip, town": with_a_slip,
    "street and town, one slip each": with_two_slips,
    "in a sentence, short forms": in_a_sentence,
    "street alone": street_alone,
    "postcode as typed": postcode,
}

if __name__ == "__main__":
    main()
