"""The inbox duty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lamplighter.desk.duties import Alarm, Duty, MenuItem, Tile
from lamplighter.desk.rhythm import Job, every, nightly
from lamplighter.desk.staff.roles import Permit

if TYPE_CHECKING:
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

        silent, unreached = selectors.worker_is_silent(), selectors.inbox_is_unreached()
        return list(_alarms(keys.state(), selectors.troubles(), silent=silent, unreached=unreached))


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


def _alarms(lock: Lock, troubles: Sequence[Trouble], *, silent: bool, unreached: bool) -> Iterator[Alarm]:
    here = reverse("inbox:list")
    if lock.keyring is None:
        yield Alarm(
            _t("The desk's keys are locked. Tips wait sealed and nobody can read them. {why}").format(why=lock.why),
            here,
        )
    if silent:
        yield Alarm(
            _t("The worker is not running, so no tip is being collected. Start it with: lamplighter serve worker"), here
        )
    if unreached and lock.keyring and not silent and not any(trouble.kind == "unreachable" for trouble in troubles):
        yield Alarm(
            _t("No tip has been collected for ten minutes, and no fault was noted. Start the worker anew."), here
        )
    yield from (Alarm(_sentence(trouble), here) for trouble in troubles if trouble.kind != "locked")


def _sentence(trouble: Trouble) -> str:
    if trouble.kind == "clocks":
        told = _t("{why} Tips are collected all the same. Let both machines set their clocks by a time server.")
    else:
        told = _t("Tips cannot be collected. {why}")
    return told.format(why=trouble.sentence)
