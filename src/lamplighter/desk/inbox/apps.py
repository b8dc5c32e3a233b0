"""The inbox duty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Alarm, Duty, MenuItem, Tile
from lamplighter.desk.rhythm import Job, every, nightly
from lamplighter.desk.staff.roles import Permit

if TYPE_CHECKING:
    from datetime import datetime

    from lamplighter.desk.inbox.keys import Lock
    from lamplighter.desk.inbox.models import Trouble
    from lamplighter.desk.inbox.refused import Unopened
    from lamplighter.desk.staff.models import User


class InboxDuty(Duty):
    name = "lamplighter.desk.inbox"
    label = "inbox"
    prefix = "inbox/"
    menu = (MenuItem(_("Inbox"), "inbox:list", Permit.SEE_INBOX),)
    jobs = (
        Job(
            "lamplighter.desk.inbox.tasks.collect_danger",
            every(lambda s: (0.8 * s.collect_danger_seconds, s.collect_danger_seconds)),
        ),
        Job("lamplighter.desk.inbox.tasks.collect_all", every(lambda s: (10, s.collect_seconds))),
        Job("lamplighter.desk.inbox.tasks.open_and_assess", every(lambda _s: (60, 90))),
        Job("lamplighter.desk.inbox.tasks.tell_watch", every(lambda _s: (50, 60))),
        Job("lamplighter.desk.inbox.tasks.tidy", nightly(3)),
    )

    def tiles(self, user: User) -> Sequence[Tile]:
        from lamplighter.desk.inbox import refused, selectors  # noqa: PLC0415  # models exist only once apps are loaded

        if not user.may(Permit.SEE_INBOX):
            return ()
        counts = selectors.counts()
        waiting, unopened = counts["waiting"], refused.unopened()
        here = reverse("inbox:list")
        return (
            *([Tile(_t("Waiting to be opened"), waiting, here)] if waiting else []),
            *([Tile(_t("Enclosures without their tip"), late, here)] if (late := selectors.long_apart()) else []),
            *([_unopened(unopened, here)] if unopened.new else []),
        )

    def alarms(self) -> Sequence[Alarm]:
        from lamplighter.desk.inbox import keys, selectors  # noqa: PLC0415  # as above

        told = _alarms(keys.state(), selectors.troubles(), selectors.last_reached(), **selectors.standing_still())
        return list(told)


def _unopened(unopened: Unopened, here: str) -> Tile:
    """One tile for all of them, however many: what nobody has looked through yet."""
    note = _t("Far more than the day before. Somebody may be sending junk; real tips are not held up.")
    return Tile(
        _t("Could not be opened"),
        unopened.new,
        here,
        urgent=unopened.danger,
        note=note if unopened.rises else "",
    )


def _alarms(
    lock: Lock, troubles: Sequence[Trouble], reached: datetime | None, *, silent: bool, unreached: bool
) -> Iterator[Alarm]:
    here = reverse("inbox:list")
    if lock.keyring is None:
        yield Alarm(
            _t("The desk's keys are locked. Tips wait sealed and nobody can read them. {why}").format(why=lock.why),
            here,
        )
    if silent:
        why = _t("The worker is not running. Start it with: lamplighter serve worker")
        yield Alarm(_nothing_since(reached, why), here)
    if unreached and lock.keyring and not silent and not any(trouble.kind == "unreachable" for trouble in troubles):
        yield Alarm(_nothing_since(reached, _t("No fault was noted. Start the worker anew.")), here)
    yield from (Alarm(_sentence(trouble, reached), here) for trouble in troubles if trouble.kind != "locked")


def _sentence(trouble: Trouble, reached: datetime | None) -> str:
    if trouble.kind == "clocks":
        told = _t("{why} Tips are collected all the same. Let both machines set their clocks by a time server.")
        return told.format(why=trouble.sentence)
    return _nothing_since(reached, trouble.sentence)


def _nothing_since(reached: datetime | None, why: str) -> str:
    """Since when a person in danger may have written, and nobody here knows."""
    if reached is None:
        return _t("No tip has been collected yet, nor any report of danger. {why}").format(why=why)
    since = date_format(localtime(reached), "j M H:i")
    told = _t("Nothing has been collected since {since}, reports of danger included. {why}")
    return told.format(since=since, why=why)
