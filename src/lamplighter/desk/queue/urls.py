"""Addresses of the queue."""

from __future__ import annotations

app_name = "queue"
urlpatterns: list[object] = []
