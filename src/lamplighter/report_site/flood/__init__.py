"""What a flood meets: copies wait behind other reports, all are slowed before any is refused, and danger never waits."""

from __future__ import annotations

from lamplighter.report_site.flood.copies import Copies
from lamplighter.report_site.flood.gate import Gate
from lamplighter.report_site.flood.lanes import Lane, Lanes

__all__ = ["Copies", "Gate", "Lane", "Lanes"]
