"""Visits every page of the public site, on every branch, as somebody with a text browser does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from reporter import Reporter

from lamplighter.report_site import clock
from lamplighter.sealing import make_words

OPEN_PAGES = (
    "",
    "g/",
    *(f"g/{n}" for n in range(1, 9)),
    "n/",
    "n/1",
    "o",
    "after",
    "m",
    "help",
    "privacy",
    "accessibility",
    "attribution",
    "nowhere",
)
BULLETIN = {
    "number": 1,
    "language": "en",
    "title": "Mill Lane",
    "day": "2027-01-04",
    "told": "You told us of visitors at night.",
    "did": "We helped two people.",
    "next": "We go on.",
    "cannot_say": "Names.",
    "counts": [{"label": "People helped", "value": "fewer than 5"}],
}
ROLES = ("under_18", "affected", "professional", "neighbour")
STORY = "Different men come to the flat all night. I see it from my window."
GIVEN: dict[str, str | list[str]] = {
    "danger_now": "yes",
    "same_home": "yes",
    "kinds": ["cuckooing", "domestic_abuse"],
    "story": STORY,
    "street": "Mill Lane",
    "named": "yes",
    "receipt": "yes",
}
AT_MY_WINDOW = "My son and I saw it from my kitchen window."
DANGER = "He has a knife and is going to kill her right now."


def everywhere(person: Reporter, language: str = "en") -> Iterator[str]:
    """Visits every page of every branch, and yields what each is called."""
    for path in OPEN_PAGES:
        person.get(f"/{language}/{path}")
        yield path
    for role in ROLES:
        yield from branch(person, role, language)
    yield from single(person, language)
    yield from mailbox(person, language)


def single(person: Reporter, language: str = "en") -> Iterator[str]:
    """The whole report on one page: something left out, then everything there is to think over, then twice."""
    yield called(person.get(f"/{language}/o").press("begin", scripts="1"))
    yield called(person.get(f"/{language}/o").press("begin"))
    yield called(person.press("plain"))
    form = {**person.page.values, **{key: value for key, value in GIVEN.items() if key in person.asks}}
    form |= {"danger_now": "no", "people": DANGER, "go": "words"}
    yield called(person.post(f"/{language}/o", form))
    yield called(person.press("words"))
    yield called(person.press("words"))
    yield called(person.post(f"/{language}/o", form))


def mailbox(person: Reporter, language: str = "en") -> Iterator[str]:
    """Every page of a mailbox, with wrong words first."""
    words = make_words(clock.today())
    yield called(person.get(f"/{language}/m").press("begin"))
    yield called(person.press("open", words="garden"))
    yield called(person.press("open", words=words))
    yield called(person.press("write", text=""))
    yield called(person.press("write", text=DANGER))
    yield called(person.press("on"))
    yield called(person.press("show"))
    yield called(person.press("write", text=AT_MY_WINDOW))
    yield called(person.press("again").press("end"))
    yield called(person.press("end_now"))
    old = make_words(clock.today() - timedelta(days=400))
    yield called(person.get(f"/{language}/m").press("begin").press("open", words=old))


def branch(person: Reporter, role: str, language: str = "en") -> Iterator[str]:
    """One way from its first page to the code words, with the map where there is one."""
    person.get(f"/{language}/t")
    while not person.words:
        yield called(person)
        if person.status == 200 and "map" in person.offers:
            yield from there_and_back(person)
        fill_in(person, role)
    yield called(person)


def there_and_back(person: Reporter) -> Iterator[str]:
    """The map, and from its first square the closest one."""
    yield called(person.press("map"))
    for _ in range(3):
        square = next((go for go in person.offers if go.startswith("map:")), "again")
        person.press(square)
    yield called(person)
    if "again" in person.offers:
        person.press("again")


def fill_in(person: Reporter, role: str) -> None:
    """What each page needs to go on, with one mistake on the way."""
    given = {key: value for key, value in {**GIVEN, "role": role}.items() if key in person.asks}
    if person.status == 200 and "street" in person.asks:
        given = {}
    person.press("words" if "words" in person.offers else "next", **given)


def called(person: Reporter) -> str:
    return f"{person.heading} ({person.status})"
