"""Whatever is typed into a form of the desk, the answer is a page that says what to do next: no fault, no empty page."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import answering
import pytest
from desk import client_of, county, keys, officer, stored_tip
from django import forms
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import lamplighter.desk
from lamplighter.desk.bulletin.services import draft
from lamplighter.desk.errors import DeskError
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.staff.roles import Role

pytestmark = pytest.mark.django_db
ODD = {
    "nothing": "",
    "spaces": "   ",
    "a nought": "a\x00b",
    "a long line": "9" * 5_000,
    "the first day there is": "0001-01-01",
    "the last day there is": "9999-12-31",
    "a number below nought": "-1",
    "a number no table holds": "9" * 30,
    "other letters": "ț\u202e\U0001f631",
    "markup": "<script>alert(1)</script>",
}
ROOMS = ("queue", "conversation", "crackdowns", "bulletin", "holds", "footholds", "inbox", "enclosures")
# What a sentence that says what to do next has in it: somebody is asked to do something.
ASKS = re.compile(
    r"(?:^|[.:,;}] |or |then |and )(?:say|choose|wait|look|write|ask|build|take|check|correct|open|close|plan|name|"
    r"search|start|decide|send|tell|give|try|put|change|set|add|fill|print|go)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _unlocked() -> None:
    keys()
    county()


def everyone() -> Client:
    """Somebody who may do everything, so that each refusal is of what was typed."""
    client = client_of(officer(*Role.values))
    client.raise_request_exception = False
    return client


def fields() -> set[str]:
    """The name of every field of every form of the desk."""
    found: set[str] = set()
    for room in ROOMS:
        if importlib.util.find_spec(f"lamplighter.desk.{room}.forms"):
            for _, kind in inspect.getmembers(
                importlib.import_module(f"lamplighter.desk.{room}.forms"), inspect.isclass
            ):
                found |= set(kind.base_fields) if issubclass(kind, forms.BaseForm) else set()
    return found


def addresses(tip: Tip, numbers: dict[str, str]) -> Iterator[str]:
    """Every address of these rooms, with what is there put into it."""
    for prefix, pattern in patterns(get_resolver().url_patterns, ""):
        path = prefix + str(pattern.pattern)
        if path.split("/")[0] in ROOMS:
            yield "/" + re.sub(r"<(\w+:)?(\w+)>", lambda found: numbers.get(found[2], str(tip.pk)), path)


def patterns(found: list[Any], prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, prefix + str(each.pattern))
        else:
            yield prefix, each


@pytest.mark.parametrize("odd", ODD)
def test_nothing_typed_into_any_form_ends_in_a_fault_or_an_empty_page(odd: str) -> None:
    tip, task = stored_tip(), answering.task()
    bulletin = draft(
        by=officer("commander"), crackdown=task.crackdown, title="News", told="a", did="b", next="c", cannot_say="d",
        first=task.crackdown.starts, last=task.crackdown.starts,
    )  # fmt: skip
    client, body = everyone(), dict.fromkeys(sorted(fields()), ODD[odd])
    assert len(body) > 20
    numbers = {"pk": str(task.pk), "named": "1", "outcome": "1", "judgement": "1", "about": "urgency", "move": "start"}
    asked = list(addresses(tip, numbers | {"move": "start"}))
    assert len(asked) > 30
    assert bulletin.pk
    for address in asked:
        answer = client.post(address, body, follow=True)
        # A page of its own is a refusal, and is told as one; whatever was done leads on to another page.
        assert answer.redirect_chain or answer.status_code in {403, 404, 405, 422}, (address, answer.status_code)
        assert answer.status_code == 405 or words(answer.content.decode()), (address, "says nothing")


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_an_address_that_names_nothing_says_so(number: str) -> None:
    tip, client = stored_tip(), everyone()
    named = dict.fromkeys(("pk", "named", "outcome", "judgement"), number)
    for address in addresses(tip, named | {"about": "urgency", "move": "start"}):
        for answer in (client.get(address), client.post(address, {"why": "Because it is so, as was said."})):
            assert answer.status_code < 500, (address, answer.status_code)


def words(page: str) -> str:
    """What the main part of a page says."""
    main = page.partition("<main")[2].partition("</main>")[0] or page
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def below(kind: type[DeskError]) -> Iterator[type[DeskError]]:
    for each in kind.__subclasses__():
        yield from below(each) if each.__subclasses__() else [each]


def test_every_refusal_says_what_to_do_next() -> None:
    for module in pkgutil.walk_packages(lamplighter.desk.__path__, "lamplighter.desk."):
        if module.name.endswith((".errors", ".channel")):
            importlib.import_module(module.name)
    sentences = {each.__name__: " ".join((each.__doc__ or "").split()) for each in below(DeskError)}
    assert len(sentences) > 50
    assert [name for name, said in sentences.items() if not ASKS.search(said)] == []
