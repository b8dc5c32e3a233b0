"""One budget of false alarms for both streams, and the part of it that each may use."""

from __future__ import annotations

from django.conf import settings

from lamplighter.desk.footholds.models import Stream
from lamplighter.scanning.alarms import Budget

STREAMS = (Stream.TIPS, Stream.RECORDED)
DAYS_A_YEAR = 365


def budget() -> Budget:
    part = settings.LAMPLIGHTER.tips_part_of_alarms
    return Budget(settings.LAMPLIGHTER.false_alarms_a_year, (part, 1 - part))


def allowed(stream: Stream | str) -> float:
    """False alarms a year that one stream may raise."""
    return budget().of(STREAMS.index(Stream(stream)))


def least_interval(stream: Stream | str) -> float:
    """While the alarms proper wait: what chance makes less often than once in so many days stands out."""
    return DAYS_A_YEAR / allowed(stream)
