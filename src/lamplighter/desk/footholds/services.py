"""Scanning for a date, and judging what was found. A scan of a date replaces that date's earlier one, unless judged."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from lamplighter.desk import county
from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.footholds import history, joining, levels, naming, permuted, selectors, streams, watched
from lamplighter.desk.footholds.errors import NoCountyPack, NotTheLatestJudgement, WhyIsMissing
from lamplighter.desk.footholds.models import Foothold, FootholdJudgement, Judgement, ScanRun, Stage, Stream
from lamplighter.desk.footholds.sightings import Look, Sighting
from lamplighter.desk.footholds.streams import Events
from lamplighter.desk.ledger.services import record
from lamplighter.desk.sentences import is_an_answer
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit
from lamplighter.places import Pack
from lamplighter.scanning.alarms.errors import StillLearning

MOST = 12
WORKER = "machine:worker"
Tell = Callable[[str, int, int], None]
"""Told which stream is scanned, how much of it is done, and how much there is."""


def run_scans(day: date, tell: Tell | None = None) -> list[ScanRun]:
    """Scans every stream there is as of one day; the same day and the same events give the same answer."""
    pack = county.pack()
    if pack is None:
        raise NoCountyPack
    areas = {area.id: area for area in pack.areas()}
    found = [streams.tips(day, areas), streams.recorded(day, areas)]
    looks = {events.stream: _look(events, day, pack, tell) for events in found if events}
    return _store_all(looks, day, pack)


def _look(events: Events, day: date, pack: Pack, tell: Tell | None) -> Look:
    """The watch where its level is learnt and the history is long enough, else the permutation scan."""
    began = time.perf_counter()

    def progress(done: int, total: int) -> None:
        if tell:
            tell(events.stream.value, done, total)

    progress(0, 1)
    own = history.record(events.stream, day, {area.id: row for row, area in enumerate(pack.areas())})
    level, stage = levels.in_force(events.stream, pack), Stage.LEARNING if own is None else Stage.NO_LEVEL
    if own and level:
        try:
            return replace(watched.look(events, own, level, pack), seconds=time.perf_counter() - began)
        except StillLearning:
            stage = Stage.LEARNING
    return replace(permuted.look(events, stage, day, pack, progress), seconds=time.perf_counter() - began)


@transaction.atomic
def _store_all(looks: Mapping[Stream, Look], day: date, pack: Pack) -> list[ScanRun]:
    runs = [_store(look, looks, day, pack) for look in looks.values()]
    joining.join(runs)
    return runs


def _store(look: Look, looks: Mapping[Stream, Look], day: date, pack: Pack) -> ScanRun:
    events = look.events
    _make_way(day, events.stream)
    run = ScanRun.objects.create(
        date=day,
        stream=events.stream,
        since=events.since,
        until=events.until,
        history_since=events.history_since,
        cases=events.count,
        left_out=events.left_out,
        stage=look.stage,
        learning=look.stage != Stage.WATCHED,
        level=look.level,
        settings=dict(look.kept),
        version=version("lamplighter"),
        seconds=round(look.seconds, 3),
    )
    other = next((each for each in looks.values() if each is not look), None)
    found = [
        _foothold(run, rank, each, pack) | _counts(each, look, other)
        for rank, each in enumerate(look.sightings[:MOST], 1)
    ]
    Foothold.objects.bulk_create(Foothold(**each) for each in found)
    record(WORKER, "footholds.scanned", [f"scan:{run.pk}"], stream=run.stream, date=day.isoformat(), found=len(found))
    return run


def _make_way(day: date, stream: str) -> None:
    """An earlier run of the day goes, unless a person judged it or planned from it: then it stays, marked replaced."""
    judged = FootholdJudgement.objects.filter(foothold__run=OuterRef("pk"))
    used = Foothold.objects.filter(run=OuterRef("pk"), tasks__isnull=False)
    kept = Q(Exists(judged)) | Q(Exists(used))
    earlier = ScanRun.objects.filter(date=day, stream=stream, replaced=False)
    earlier.filter(kept).update(replaced=True)
    earlier.delete()


def _foothold(run: ScanRun, rank: int, seen: Sighting, pack: Pack) -> dict[str, Any]:
    centre = pack.area(seen.areas[0])
    inside = selectors.tips_within(seen.areas, seen.start, seen.end) if run.stream == Stream.TIPS else []
    kinds = Counter(kind for _, kind in inside) if inside else _categories(run, seen.areas, seen.start, seen.end)
    return {
        "run": run,
        "rank": rank,
        "alarm": seen.alarm,
        "alarm_since": seen.alarm_since,
        "centre": seen.areas[0],
        "areas": list(seen.areas),
        "named": naming.in_words(seen.areas, pack)[:300],
        "lat": centre.lat if centre else 0.0,
        "lon": centre.lon if centre else 0.0,
        "radius_km": seen.radius_km,
        "start": seen.start,
        "end": seen.end,
        "observed": seen.observed,
        "expected": seen.expected,
        "relative_risk": seen.observed / seen.expected,
        "test_statistic": seen.statistic,
        "p_value": seen.p_value,
        "recurrence_interval_days": seen.interval_days,
        "kinds": dict(kinds.most_common()),
        "tips": [str(tip) for tip, _ in inside],
        "learning": run.learning,
    }


def _counts(seen: Sighting, look: Look, other: Look | None) -> dict[str, Any]:
    """What is usual there by the stream's own measure, week by week too, and what the other stream says of it."""
    own, beside = look.around(seen), other.around(seen) if other else None
    return {
        "expected_low": own.low if own else None,
        "expected_high": own.high if own else None,
        "weeks": look.series(seen),
        "beside": beside.as_kept() if beside else {},
    }


def _categories(run: ScanRun, areas: Sequence[str], start: date, end: date) -> Counter[str]:
    found = selectors.offences_within(areas, start, end) if run.stream == Stream.RECORDED else []
    return Counter(offence.category for offence in found)


@transaction.atomic
def judge(foothold: Foothold, *, by: User, value: Judgement, why: str) -> FootholdJudgement:
    """Keeps what a person makes of a foothold; the latest judgement that was not taken back counts."""
    _require(by)
    if not is_an_answer(why):
        raise WhyIsMissing
    made = FootholdJudgement.objects.create(foothold=foothold, by=by, value=value, why=why.strip())
    record(by, "footholds.judged", [f"foothold:{foothold.pk}"], value=value.value, judgement=made.pk)
    return made


@transaction.atomic
def take_back(judgement: FootholdJudgement, *, by: User) -> FootholdJudgement:
    """Undoes the latest judgement; both rows stay."""
    _require(by)
    latest = selectors.judgement(judgement.foothold)
    if latest is None or latest.pk != judgement.pk:
        raise NotTheLatestJudgement
    made = FootholdJudgement.objects.create(foothold=judgement.foothold, by=by, undoes=judgement)
    record(by, "footholds.judgement_undone", [f"foothold:{judgement.foothold_id}"], judgement=judgement.pk)
    return made


def _require(by: User) -> None:
    if not by.may(Permit.JUDGE_FOOTHOLDS):
        raise NotPermitted(permit=Permit.JUDGE_FOOTHOLDS)
