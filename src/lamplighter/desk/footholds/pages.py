"""What the footholds' pages show, gathered for their templates."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lamplighter.desk import county
from lamplighter.desk.footholds import reporting, selectors, sources, timechart
from lamplighter.desk.footholds.models import Foothold, Stream
from lamplighter.desk.footholds.selectors import MOST_OFFENCES, Found, Scans
from lamplighter.desk.footholds.wording import carried_by, kind_counts, stage
from lamplighter.desk.ledger import reading


def of_scans(found: Scans) -> dict[str, Any]:
    pack = county.pack()
    return {
        "scans": found,
        "run_rows": [(run, stage(run)) for run in found.runs],
        "alarm_rows": [_row(each) for each in found.alarms],
        "weaker_rows": [_row(each) for each in found.weaker],
        "has_county": pack is not None,
    }


def _row(each: Found) -> tuple[Found, str, str]:
    return each, kind_counts(each.foothold), carried_by(each.foothold)


def of_foothold(found: Foothold) -> dict[str, Any]:
    """One foothold with every tip and offence inside; each tip shown is noted for the ledger."""
    tips = selectors.tips_inside(found)
    reading.note(tip.pk for tip in tips)
    offences = selectors.offences_inside(found)
    pack = county.pack()
    return {
        "foothold": found,
        "run": found.run,
        "areas": [(pack.area(area) if pack else None) or area for area in found.areas],
        "kinds": kind_counts(found),
        "stage": stage(found.run),
        "carried_by": carried_by(found),
        "split": reporting.split(found),
        "weeks": _weeks(found),
        "chart": _chart(found),
        "tips": [(tip, _area_name(tip.area)) for tip in tips],
        "sources": len(sources.grouped(sources.told(tip.pk for tip in tips))),
        "offences": Counter((one.month, one.category) for one in offences).most_common(MOST_OFFENCES),
        "offence_count": len(offences),
        "judgement": selectors.judgement(found),
        "judgements": selectors.judgements(found),
        "earlier": selectors.earlier_judgement(found),
    }


def _area_name(area: str) -> str:
    pack = county.pack()
    found = pack.area(area) if pack else None
    return found.name if found else area


def _weeks(of: Foothold) -> list[dict[str, Any]]:
    """The rows of the time chart; `inside` where they meet the foothold's own days."""
    form = "M Y" if of.run.stream == Stream.RECORDED else "j M"
    rows = [row | {end: date.fromisoformat(row[end]) for end in ("first", "last")} for row in of.weeks]
    return [
        row | {"label": date_format(row["first"], form), "inside": row["last"] >= of.start and row["first"] <= of.end}
        for row in rows
    ]


def _chart(of: Foothold) -> SafeString:
    """Empty for a foothold of an earlier version, which kept no weeks."""
    rows = _weeks(of)
    if not rows:
        return SafeString("")
    monthly = of.run.stream == Stream.RECORDED
    title = _("Offences by month") if monthly else _("Tips by week, each named by its first day")
    told = _(
        "At most %(most)d at once, %(last)d in the last; about %(usual).1f were usual then. The table says it all."
    )
    numbers = {"most": max(row["seen"] for row in rows), "last": rows[-1]["seen"], "usual": rows[-1]["usual"]}
    drawn = [{name: row[name] for name in ("label", "seen", "usual", "low", "high", "inside")} for row in rows]
    axis = _("offences") if monthly else _("tips, a source counted once")
    made = timechart.chart(drawn, name=f"chart-{of.pk}", title=title, told=told % numbers, axis=axis)
    return mark_safe(made)  # noqa: S308 - drawn here from counts and dates; every word in it is escaped
