"""Measures the last post of the journey on the real server, alone and under a flood; nothing here passes or fails."""

from __future__ import annotations

from lamplighter.report_site.bench.flood import measure as measure_flood
from lamplighter.report_site.bench.intake import measure

__all__ = ["measure", "measure_flood"]
