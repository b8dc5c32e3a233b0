"""Properties are judged by what they find, never by the clock of a busy machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("lamplighter", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lamplighter")
