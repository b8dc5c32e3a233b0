"""Scanning for a date, and judging what was found. A scan of a date replaces that date's earlier one, unless judged."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from lamplighter.desk import county
from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.footholds import naming, selectors, streams
from lamplighter.desk.footholds.errors import NoCountyPack, NotTheLatestJudgement, WhyIsMissing
from lamplighter.desk.footholds.models import Foothold, FootholdJudgement, Judgement, ScanRun, Stream
from lamplighter.desk.footholds.streams import Events
from lamplighter.desk.ledger.services import record
from lamplighter.desk.sentences import is_an_answer
from lamplighter.desk.staff.models import User
from lamplighter.desk.staff.roles import Permit
from lamplighter.places import Pack
from lamplighter.scanning import Areas, Cases, Cluster, ScanResult, ScanSettings, scan

RADIUS_KM = 3.0
LONGEST = {Stream.TIPS: 28, Stream.RECORDED: 3}  # days; months
SHORTEST_STUDY_DAYS = 28
MOST = 12
WEAKEST = 0.25  # chance makes a pattern this strong in every fourth scan of a stream; below that nobody should look
DAYS_A_YEAR = 365
WORKER = "machine:worker"


@dataclass(frozen=True)
class Scanned:
    """One stream's events with what the scan made of them; no result where there was too little to scan."""

    events: Events
    settings: ScanSettings | None
    result: ScanResult | None
    seconds: float


def run_scans(day: date) -> list[ScanRun]:
    """Scans every stream there is as of one day; the same day and the same events give the same answer."""
    pack = county.pack()
    if pack is None:
        raise NoCountyPack
    areas = {area.id: area for area in pack.areas()}
    found = [streams.tips(day, areas), streams.recorded(day, areas)]
    scanned = [_scanned(events, day, pack) for events in found if events]
    return [_store(each, day, pack) for each in scanned]


def _scanned(events: Events, day: date, pack: Pack) -> Scanned:
    began = time.perf_counter()
    if len(set(events.areas)) < 2 or (events.until - events.since).days < SHORTEST_STUDY_DAYS:
        return Scanned(events, None, None, 0.0)
    chosen = scan_settings(events, day)
    areas = pack.areas()
    points = np.array([(area.x, area.y) for area in areas]) / 1000
    result = scan(Cases(events.areas, events.days, events.counts), Areas([area.id for area in areas], points), chosen)
    return Scanned(events, chosen, result, time.perf_counter() - began)


def scan_settings(events: Events, day: date) -> ScanSettings:
    """What is searched: circles up to 3 km, windows that reach the last day; the seed is the date, so runs repeat."""
    return ScanSettings(
        coordinates="x_y",
        model="permutation",
        scan="prospective",
        time_unit="day" if events.stream == Stream.TIPS else "month",
        start=events.since,
        end=events.until,
        max_radius_km=RADIUS_KM,
        max_duration=LONGEST[events.stream],
        replicates=settings.LAMPLIGHTER.scan_replicates,
        seed=int(day.strftime("%Y%m%d")),
    )


@transaction.atomic
def _store(scanned: Scanned, day: date, pack: Pack) -> ScanRun:
    events, result = scanned.events, scanned.result
    _make_way(day, events.stream)
    run = ScanRun.objects.create(
        date=day,
        stream=events.stream,
        since=events.since,
        until=events.until,
        cases=events.count,
        left_out=events.left_out,
        learning=events.learning,
        settings=_as_kept(scanned.settings),
        version=result.version if result else "",
        seconds=round(scanned.seconds, 3),
    )
    worth_a_look = [cluster for cluster in result.clusters if cluster.p_value <= WEAKEST] if result else []
    found = [_foothold(run, rank, cluster, pack) for rank, cluster in enumerate(worth_a_look[:MOST], 1)]
    Foothold.objects.bulk_create(found)
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


def _as_kept(chosen: ScanSettings | None) -> dict[str, object]:
    if chosen is None:
        return {}
    kept = ("model", "scan", "time_unit", "max_radius_km", "max_duration", "max_share", "replicates", "seed")
    return {name: getattr(chosen, name) for name in kept}


def _foothold(run: ScanRun, rank: int, cluster: Cluster, pack: Pack) -> Foothold:
    centre = pack.area(cluster.centre)
    interval = cluster.recurrence_interval_days or 0.0
    start, end = cluster.start or run.since, cluster.end or run.until  # a scan through time always has both
    inside = selectors.tips_within(cluster.areas, start, end) if run.stream == Stream.TIPS else []
    kinds = Counter(kind for _, kind in inside) if inside else _categories(run, cluster.areas, start, end)
    return Foothold(
        run=run,
        rank=rank,
        alarm=not run.learning and interval >= DAYS_A_YEAR / settings.LAMPLIGHTER.false_alarms_a_year,
        centre=cluster.centre,
        areas=list(cluster.areas),
        named=naming.in_words(cluster.areas, pack)[:300],
        lat=centre.lat if centre else 0.0,
        lon=centre.lon if centre else 0.0,
        radius_km=cluster.radius_km,
        start=start,
        end=end,
        observed=cluster.observed,
        expected=cluster.expected,
        relative_risk=cluster.observed / cluster.expected,
        test_statistic=cluster.test_statistic,
        p_value=cluster.p_value,
        recurrence_interval_days=interval,
        kinds=dict(kinds.most_common()),
        tips=[str(tip) for tip, _ in inside],
        learning=run.learning,
    )


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
