"""What each duty puts on every page: its menu entry, its tiles on the home page, its jobs, its alarms and its news.

An app's `apps.py` holds one `Duty`; menu, home page, banner, addresses and schedule follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig, apps
from django.urls import reverse

from lamplighter.desk.rhythm import Job

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text

    from lamplighter.desk.staff.models import User


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu, shown to those who hold the permit."""

    title: Text
    page: str  # the name of its address, such as "queue:list"
    permit: str

    @property
    def app(self) -> str:
        return self.page.split(":")[0]

    @property
    def href(self) -> str:
        return reverse(self.page)


@dataclass(frozen=True)
class Tile:
    """One number on the home page that somebody should act on, and the page where they do."""

    title: Text
    count: int
    href: str
    urgent: bool = False
    note: Text = ""
    more: bool = False  # the count stopped there


@dataclass(frozen=True)
class Alarm:
    """Something that keeps the desk from doing its work, said on every page until it is put right."""

    sentence: Text
    href: str = ""


@dataclass(frozen=True)
class News:
    """Something that came while a page lay open, for whoever has it before them."""

    sentence: Text
    href: str


class Duty(AppConfig):
    """One app of the desk. `prefix` is where its addresses begin; `tiles`, `alarms` and `news` read its own selectors."""

    default_auto_field = "django.db.models.BigAutoField"
    default = False  # Django takes the one app config of a module that says True: never this one, always its child
    prefix: ClassVar[str]
    menu: ClassVar[Sequence[MenuItem]] = ()
    jobs: ClassVar[Sequence[Job]] = ()

    def __init_subclass__(cls) -> None:
        cls.default = True

    def tiles(self, _user: User) -> Sequence[Tile]:
        return ()

    def alarms(self) -> Sequence[Alarm]:
        return ()

    def news(self, _user: User, _since: datetime) -> Sequence[News]:
        return ()


def duties() -> Iterator[Duty]:
    return (config for config in apps.get_app_configs() if isinstance(config, Duty))


def jobs() -> list[Job]:
    return [job for duty in duties() for job in duty.jobs]


def alarms() -> list[Alarm]:
    return [alarm for duty in duties() for alarm in duty.alarms()]


def news(user: User, since: datetime) -> list[News]:
    return [each for duty in duties() for each in duty.news(user, since)]


def tiles(user: User) -> list[Tile]:
    return [tile for duty in duties() for tile in duty.tiles(user)]
