"""The only words that may be sent to a mailbox: approved beforehand, so that nobody is set a task and nothing leaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from lamplighter.tips.errors import NotApproved

Purpose = Literal["thanks", "question", "safety", "help"]

PURPOSES: tuple[Purpose, ...] = ("thanks", "question", "safety", "help")


@dataclass(frozen=True)
class Approved:
    """One approved text, in English as it is sent; the reporter's page shows it in the page's language."""

    id: str
    purpose: Purpose
    title: str
    text: str


@cache
def approved_texts() -> tuple[Approved, ...]:
    """Every approved text, in the order in which an officer is offered them."""
    listed = yaml.safe_load((files("lamplighter.tips") / "approved.yaml").read_text(encoding="utf-8"))
    return tuple(
        Approved(name, purpose, entry["title"], " ".join(entry["text"].split()))
        for purpose in PURPOSES
        for name, entry in listed[purpose].items()
    )


def approved_text(name: str) -> Approved:
    """The approved text of this name; there is no way to send any other."""
    found = next((each for each in approved_texts() if each.id == name), None)
    if found is None:
        raise NotApproved
    return found
