"""Crackdowns, tasks and assessed tips for tests, without the machine that would assess them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import count
from typing import Any

import desk
from django.utils import timezone

from lamplighter.desk.crackdowns import services
from lamplighter.desk.crackdowns.hurdles import AddressState, TaskKind
from lamplighter.desk.crackdowns.models import Crackdown, Task
from lamplighter.desk.footholds.models import Foothold, ScanRun, Stream
from lamplighter.desk.inbox.models import Tip
from lamplighter.desk.queue.models import Assessment
from lamplighter.desk.staff.models import User
from lamplighter.places import Area

WHY = "The housing officer who knows the family said so on the phone."
ANSWERS = {
    "children": "None known, because the school and the health visitor know of none.",
    "adults": "An older man lives there alone; his social worker comes along.",
    "interpreter": "None known to be needed, because he speaks English.",
    "referral": "Adult social care has been told to expect him today.",
    "at_the_door": "We say that we are visiting everyone in the street.",
}
INDEPENDENT = services.Independent(
    what="The landlord reported the same flat in April.",
    whose="Housing association, case of 3 April",
    why_apart="He lives elsewhere and saw it himself at an inspection.",
)
_numbers = count(1)
_chance = random.Random(7)


def sketch() -> bytes:
    """The wording of nobody else."""
    return _chance.randbytes(256)


def assessed_tip(day: date | None = None, *, area: str = "E01", words: bytes | None = None, **fields: Any) -> Tip:
    day = day or timezone.localdate()
    tip = Tip.objects.create(day=day, language="en", channel="form")
    given = {
        "urgency": "routine", "urgency_rank": 2, "machine_urgency": "routine", "completeness": 0.5, "novelty": 1.0,
        "top_kind": "cuckooing", "kinds": [["cuckooing", 0.9]], "precision": "street", "place_by": "machine",
    } | fields  # fmt: skip
    Assessment.objects.create(tip=tip, day=day, version="test", area=area, sketch=words or sketch(), **given)
    return tip


def scan_run(day: date | None = None, *, stream: str = Stream.TIPS, **fields: Any) -> ScanRun:
    day = day or timezone.localdate()
    given = {"since": day - timedelta(days=181), "until": day, "cases": 100, "settings": {"replicates": 999}}
    return ScanRun.objects.create(date=day, stream=stream, **given | fields)


def foothold(run: ScanRun | None = None, **fields: Any) -> Foothold:
    run = run or scan_run()
    given = {
        "rank": 1, "alarm": True, "centre": "E01", "areas": ["E01", "E02"], "named": "Zedton 001A", "lat": 52.2,
        "lon": -0.8, "radius_km": 0.8, "start": run.date - timedelta(days=9), "end": run.date, "observed": 9,
        "expected": 1.5, "relative_risk": 6.0, "test_statistic": 9.1, "p_value": 0.001,
        "recurrence_interval_days": 1000.0, "kinds": {"cuckooing": 9},
    }  # fmt: skip
    return Foothold.objects.create(run=run, **given | fields)


def crackdown(by: User | None = None, **fields: Any) -> Crackdown:
    given = {
        "name": f"Operation {next(_numbers)}", "aim": "People in the county can open their own door again.",
        "kinds": ["cuckooing"], "areas": [], "starts": timezone.localdate(),
    }  # fmt: skip
    return services.start_crackdown(by=by or desk.officer("commander"), **given | fields)


def task(
    kind: TaskKind = TaskKind.WELFARE, *, by: User | None = None, within: Crackdown | None = None, **fields: Any
) -> Task:
    given = {
        "title": "Mill Lane visit",
        "purpose": "See whether he is safe and what he needs.",
        "address": "1 Mill Lane",
    }
    if not {"tips", "foothold"} & set(fields):
        given["tips"] = (assessed_tip(),)
    plan = services.Plan(kind=kind, **given | fields)
    return services.plan_task(within or crackdown(), plan, by=by or desk.officer("commander"))


def fill(task: Task, *, by: User | None = None, **changed: str) -> None:
    services.fill_check(task, by=by or desk.officer("commander"), answers=ANSWERS | changed)


def confirm(
    task: Task, *, by: User | None = None, state: AddressState = AddressState.CONFIRMED, **changed: Any
) -> None:
    given = {
        "address": task.address, "established_by": "PC 12 Made-Up", "established_on": timezone.localdate(),
        "how": "The council's tenancy record names the flat and who lives there.",
    } | changed  # fmt: skip
    services.confirm_address(task, by=by or desk.officer("commander"), state=state, **given)


def started(task: Task, *, by: User | None = None) -> Task:
    by = by or desk.officer("commander")
    services.move_task(task, "make_ready", by=by)
    return services.move_task(task, "start", by=by)


def closed(within: Crackdown, *, on: date | None = None, by: User | None = None, **findings: Any) -> Task:
    """A welfare visit from its plan to what was found."""
    made = task(within=within)
    fill(made)
    started(made)
    found = services.Findings(on=on or timezone.localdate(), **findings or {"nothing_found": True})
    services.close_task(made, by=by or desk.officer("commander"), findings=found)
    return made


def area(number: str, *, column: int, row: int) -> Area:
    """One area of a county laid out as a grid, a kilometre and a half between middles."""
    x, y = 1500.0 * column, 1500.0 * row
    lat, lon = 52.0 + y / 111_320, -1.0 + x / 68_500
    return Area(number, f"Gridton {number}", lat, lon, x, y, 1500, 5, "Grid District", "Gridton")
