"""The bulletin pages the desk has published: the whole set is replaced at once, and checked before anyone sees it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lamplighter.report_site.errors import ChannelUnreadable

MOST_PAGES = 500
MOST_TEXT = 20_000
TEXTS = ("language", "title", "told", "did", "next", "cannot_say")


@dataclass(frozen=True)
class Count:
    """One number of a bulletin; small ones come as words ("fewer than 5")."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Bulletin:
    """One page of "you told us, we did"."""

    number: int
    language: str
    title: str
    day: date
    told: str
    did: str
    next: str
    cannot_say: str
    counts: tuple[Count, ...] = ()


def file_in(folder: Path) -> Path:
    return folder / "bulletins.json"


def read(path: Path) -> tuple[Bulletin, ...]:
    """The published pages, newest first."""
    found = tuple(_bulletin(page) for page in json.loads(path.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda page: page.number, reverse=True))


def replace(folder: Path, pages: object) -> int:
    """Publish exactly these pages, or none of them if one cannot be read."""
    if not isinstance(pages, list) or len(pages) > MOST_PAGES:
        raise ChannelUnreadable(why=f'"pages" must be a list of at most {MOST_PAGES} pages')
    checked = [_bulletin(page) for page in pages]
    if len({page.number for page in checked}) < len(checked):
        raise ChannelUnreadable(why="two pages have the same number")
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"bulletins.{os.getpid()}"
    partial.write_text(json.dumps([asdict(page) | {"day": page.day.isoformat()} for page in checked]), encoding="utf-8")
    partial.replace(file_in(folder))
    return len(checked)


def _bulletin(page: object) -> Bulletin:
    found = _mapping(page)
    number = found.get("number")
    if type(number) is not int or not 0 < number < 1_000_000:
        raise ChannelUnreadable(why='"number" must be a whole number above zero')
    texts = {name: _text(found, name) for name in TEXTS}
    counts = found.get("counts", [])
    if not isinstance(counts, list):
        raise ChannelUnreadable(why='"counts" must be a list')
    return Bulletin(number=number, day=_day(found), counts=tuple(_count(each) for each in counts), **texts)


def _count(each: object) -> Count:
    found = _mapping(each)
    return Count(_text(found, "label"), _text(found, "value"))


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ChannelUnreadable(why="an object was expected")
    return value


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        raise ChannelUnreadable(why=f'"{name}" must be text of at most {MOST_TEXT} characters')
    return value


def _day(found: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(_text(found, "day"))
    except ValueError:
        raise ChannelUnreadable(why='"day" must be a day such as 2027-01-31') from None
