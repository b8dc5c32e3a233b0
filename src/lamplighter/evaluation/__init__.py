"""Did it work, and what may be said about it: measurement and disclosure control. No Django."""

from __future__ import annotations
