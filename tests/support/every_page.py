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
DANGER = "He has a knife and is going to kill her right now."


def everywhere(person: Reporter) -> Iterator[str]:
    """Visits every page of every branch, and yields what each is called."""
    for path in OPEN_PAGES:
        person.get(f"/en/{path}")
        yield path
    for role in ROLES:
        yield from branch(person, role)
    yield from single(person)
    yield from mailbox(person)


def single(person: Reporter) -> Iterator[str]:
    """The whole report on one page: something left out, then everything there is to think over, then twice."""
    yield called(person.get("/en/o").press("begin").press("plain"))
    form = {**person.page.values, **{key: value for key, value in GIVEN.items() if key in person.asks}}
    form |= {"danger_now": "no", "people": DANGER, "go": "words"}
    yield called(person.post("/en/o", form))
    yield called(person.press("words"))
    yield called(person.press("words"))
    yield called(person.post("/en/o", form))


def mailbox(person: Reporter) -> Iterator[str]:
    """Every page of a mailbox, with wrong words first."""
    words = make_words(clock.today())
    yield called(person.get("/en/m").press("begin").press("open", words="garden"))
    yield called(person.press("open", words=words))
    yield called(person.press("write", text=""))
    yield called(person.press("write", text=DANGER))
    yield called(person.press("on"))
    yield called(person.press("show").press("end"))
    yield called(person.press("end_now"))
    old = make_words(clock.today() - timedelta(days=400))
    yield called(person.get("/en/m").press("begin").press("open", words=old))


def branch(person: Reporter, role: str) -> Iterator[str]:
    person.get("/en/t")
    while person.heading != "Thank you. Your report is kept.":
        yield called(person)
        fill_in(person, role)
    yield called(person)


def fill_in(person: Reporter, role: str) -> None:
    """What each page needs to go on, with one mistake on the way."""
    given = {key: value for key, value in {**GIVEN, "role": role}.items() if key in person.asks}
    if person.status == 200 and person.heading == "Where is it?":
        given = {}
    person.press("words" if person.heading == "Send it" else "next", **given)


def called(person: Reporter) -> str:
    return f"{person.heading} ({person.status})"
