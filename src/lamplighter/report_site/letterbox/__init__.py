"""The letterbox: sealed envelopes on disk in equal slots chosen at random, durable before anyone is told they are kept."""

from __future__ import annotations

from lamplighter.report_site.letterbox.box import CHOICES, Choice, Collected, Letterbox, Receipt
from lamplighter.report_site.letterbox.slots import Deposit, Waiting

__all__ = ["CHOICES", "Choice", "Collected", "Deposit", "Letterbox", "Receipt", "Waiting"]
