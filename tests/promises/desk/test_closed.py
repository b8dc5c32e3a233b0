"""Nobody without a login sees anything, and every page asks for a permit by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {"health", "staff:login"}
FOR_ALL_STAFF = {"home", "lookout", "staff:logout"}
EXAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1", "slug": "x", "str": "x"}


def views(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Every view with its name and an address that leads to it."""
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry, address, f"{entry.app_name}:" if entry.app_name else space)
        else:
            yield f"{space}{entry.name}", address, entry


def example(address: str, entry: URLPattern, whole: str) -> str:
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        whole = whole.replace(f"<{kind}:{name}>", EXAMPLES.get(kind, "1")).replace(f"<{name}>", "x")
    return f"/{whole}"


ALL = [(name, example(address, entry, address), entry) for name, address, entry in views(get_resolver())]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "address"), [(name, address) for name, address, _ in ALL])
def test_a_visitor_is_sent_to_the_login_from_every_page_but_two(name: str, address: str) -> None:
    for answer in (Client().get(address), Client().post(address)):
        sent_away = answer.status_code == 302 and answer.headers["Location"].startswith("/staff/login")
        assert sent_away != (name in OPEN)


@pytest.mark.parametrize(("name", "entry"), [(name, entry) for name, _, entry in ALL])
def test_every_page_names_the_permit_it_asks_for(name: str, entry: URLPattern) -> None:
    asks = hasattr(entry.callback, "permit")
    assert asks != (name in OPEN | FOR_ALL_STAFF)


def test_there_are_views_to_ask() -> None:
    assert {name for name, _, _ in ALL} >= OPEN | FOR_ALL_STAFF | {"queue:tip", "ledger:list"}
