"""What the footholds' pages show, gathered for their templates."""

from __future__ import annotations

from collections import Counter
from typing import Any

from lamplighter.desk import county
from lamplighter.desk.footholds import selectors, sources
from lamplighter.desk.footholds.models import Foothold
from lamplighter.desk.footholds.selectors import MOST_OFFENCES, Scans
from lamplighter.desk.footholds.wording import kind_counts
from lamplighter.desk.ledger import reading


def of_scans(found: Scans) -> dict[str, Any]:
    pack = county.pack()
    return {
        "scans": found,
        "alarm_rows": [(each, kind_counts(each.foothold)) for each in found.alarms],
        "weaker_rows": [(each, kind_counts(each.foothold)) for each in found.weaker],
        "has_county": pack is not None,
    }


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
