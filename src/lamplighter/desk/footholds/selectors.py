"""Reads of the footholds: the runs of a date, what is inside each foothold, and what people made of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from lamplighter.desk.errors import NotHere
from lamplighter.desk.footholds.models import Foothold, FootholdJudgement, HandScan, Judgement, ScanRun, Stream
from lamplighter.desk.footholds.streams import CATEGORIES, VAGUE
from lamplighter.desk.queue.models import Assessment
from lamplighter.feeds.recorded import Offence, Store

RECENT = timedelta(days=28)
MOST_OFFENCES = 200


@dataclass(frozen=True)
class Found:
    """One foothold with what people made of it; `earlier` is a judgement of what looks like the same pattern before."""

    foothold: Foothold
    judgement: FootholdJudgement | None
    earlier: FootholdJudgement | None


@dataclass(frozen=True)
class Scans:
    """Everything found for one date: alarms first, then patterns that chance could well make.

    What two streams carry together is listed once.
    """

    date: date | None
    runs: Sequence[ScanRun]
    alarms: Sequence[Found]
    weaker: Sequence[Found]

    @property
    def learning(self) -> Sequence[ScanRun]:
        return [run for run in self.runs if run.learning]

    @property
    def provisional(self) -> bool:
        """Whether any of the alarms is one only until more is known of what is usual."""
        return any(each.foothold.provisional for each in self.alarms)

    @property
    def found(self) -> Sequence[Found]:
        return [*self.alarms, *self.weaker]


def latest_date(until: date | None = None) -> date | None:
    runs = ScanRun.objects.filter(replaced=False)
    if until:
        runs = runs.filter(date__lte=until)
    return runs.order_by("-date").values_list("date", flat=True).first()


def scans(day: date | None = None) -> Scans:
    """The runs of a day, or of the latest day there is."""
    day = day or latest_date()
    runs = list(ScanRun.objects.filter(date=day, replaced=False).order_by("-stream")) if day else []
    footholds = list(
        Foothold.objects.filter(run__in=runs, part_of=None)
        .select_related("run")
        .prefetch_related("parts__run")
        .order_by("-run__stream", "rank")
    )
    found = _with_judgements(footholds)
    return Scans(day, runs, [f for f in found if f.foothold.alarm], [f for f in found if not f.foothold.alarm])


def _with_judgements(footholds: Sequence[Foothold]) -> list[Found]:
    own = _latest(FootholdJudgement.objects.filter(foothold__in=footholds))
    recent = _recent(footholds)
    return [Found(each, own.get(each.pk), _of_the_same_pattern(each, recent)) for each in footholds]


def _latest(judgements: QuerySet[FootholdJudgement]) -> dict[int, FootholdJudgement]:
    """The judgement in force of each foothold: the last that is not, and was not, undone."""
    rows = judgements.filter(undoes=None, undone_by=None).select_related("by", "foothold__run").order_by("pk")
    return {row.foothold_id: row for row in rows}


def _recent(footholds: Sequence[Foothold]) -> list[FootholdJudgement]:
    if not footholds:
        return []
    last = max(each.run.date for each in footholds)
    before = FootholdJudgement.objects.filter(foothold__run__date__lte=last, foothold__run__date__gte=last - RECENT)
    return sorted(_latest(before.exclude(foothold__in=footholds)).values(), key=lambda row: -row.pk)


def _of_the_same_pattern(one: Foothold, judged: Iterable[FootholdJudgement]) -> FootholdJudgement | None:
    """The latest judgement of an earlier day's foothold in the same stream that shares half its areas and some days."""
    return next((row for row in judged if _same_pattern(one, row.foothold)), None)


def _same_pattern(one: Foothold, other: Foothold) -> bool:
    shared = len(set(one.areas) & set(other.areas))
    near = shared * 2 >= min(len(one.areas), len(other.areas))
    return one.run.stream == other.run.stream and near and one.start <= other.end and other.start <= one.end


def hand_scan(pk: int) -> HandScan:
    found = HandScan.objects.select_related("by").filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def foothold(pk: int) -> Foothold:
    rows = Foothold.objects.select_related("run", "part_of__run").prefetch_related("parts__run")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def judgement(of: Foothold) -> FootholdJudgement | None:
    return _latest(of.judgements.all()).get(of.pk)


def judgements(of: Foothold) -> QuerySet[FootholdJudgement]:
    return of.judgements.select_related("by", "undoes").order_by("-pk")


def earlier_judgement(of: Foothold) -> FootholdJudgement | None:
    return _of_the_same_pattern(of, _recent([of]))


def settled(stream: Stream | str, since: date) -> list[Foothold]:
    """Footholds of a stream that are not chance: judged real or explained, and other days' alarms of the same pattern.

    What is judged of a foothold is judged of the other stream's that is one with it, too.
    """
    answered = FootholdJudgement.objects.filter(foothold__end__gte=since)
    judged = [
        row.foothold_id for row in _latest(answered).values() if row.value in (Judgement.REAL, Judgement.EXPLAINED)
    ]
    rows = Foothold.objects.filter(run__stream=stream, end__gte=since).select_related("run").order_by("start", "pk")
    found = list(rows.filter(Q(pk__in=judged) | Q(part_of__in=judged)))
    rest = list(rows.filter(alarm=True, run__replaced=False).exclude(pk__in=[each.pk for each in found]))
    added = found
    while added:
        added = [one for one in rest if any(_same_pattern(one, other) for other in added)]
        rest = [one for one in rest if one not in added]
        found += added
    return found


def unjudged() -> int:
    """Alarms of the latest scans that nobody has judged, neither now nor as an earlier day's pattern."""
    return sum(1 for each in scans().alarms if not each.judgement and not each.earlier)


def tips_within(areas: Sequence[str], start: date, end: date) -> list[tuple[UUID, str]]:
    """Every tip of the areas and days with its kind, near-copies included, newest first."""
    rows = Assessment.objects.filter(area__in=areas, day__gte=start, day__lte=end).exclude(top_kind="none")
    return list(rows.exclude(precision__in=VAGUE).order_by("-day", "pk").values_list("pk", "top_kind"))


def tips_inside(of: Foothold) -> list[Assessment]:
    """The assessments of the tips a foothold was made of, as they stand now; of recorded crime, those of its place."""
    if of.run.stream == Stream.TIPS:
        return list(Assessment.objects.filter(pk__in=of.tips).order_by("-day", "pk"))
    around = Q(day__gte=of.start, day__lte=max(of.end, of.run.date))
    return list(Assessment.objects.filter(around, area__in=of.areas).order_by("-day", "pk"))


def offences_within(areas: Sequence[str], start: date, end: date) -> list[Offence]:
    path = settings.LAMPLIGHTER.recorded_crime
    if not path.exists():
        return []
    wanted = set(areas)
    with Store(path) as store:
        found = store.offences(since=start, until=end, categories=CATEGORIES)
        return [offence for offence in found if offence.area in wanted]


def offences_inside(of: Foothold) -> list[Offence]:
    """Recorded crime of its areas in its months; for a foothold of tips that is what the records say of the place."""
    return sorted(offences_within(of.areas, of.start, of.end), key=lambda one: (one.month, one.category), reverse=True)


def neighbouring_dates(day: date | None) -> tuple[date | None, date | None]:
    """The scanned days before and after one."""
    if day is None:
        return None, None
    dates = ScanRun.objects.filter(replaced=False).values_list("date", flat=True)
    earlier = dates.filter(date__lt=day).order_by("-date").first()
    return earlier, dates.filter(date__gt=day).order_by("date").first()
