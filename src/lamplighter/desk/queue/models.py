"""Records of the queue."""

from __future__ import annotations
