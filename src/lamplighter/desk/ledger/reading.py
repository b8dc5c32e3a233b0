"""Which tips one page view showed. Decrypting notes the tip here; the view's one entry is written from it.

Content can only be decrypted while a reading is open, so no view, present or future, can show a tip unrecorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from lamplighter.desk.ledger.errors import ReadOutsideARecordedView


@dataclass
class Reading:
    """The records one view has shown so far, each once, in the order they were shown."""

    shown: dict[str, None] = field(default_factory=dict)


_open: ContextVar[Reading | None] = ContextVar("reading", default=None)


@contextmanager
def opened() -> Iterator[Reading]:
    """Opens a reading; whoever opens it writes the entry before anything leaves."""
    token = _open.set(reading := Reading())
    try:
        yield reading
    finally:
        _open.reset(token)


@contextmanager
def by_machine() -> Iterator[None]:
    """For jobs that work on tips and show them to nobody: what they do goes to the ledger as their own action."""
    with opened():
        yield


def note(subjects: Iterable[object]) -> None:
    """Notes records as shown, or refuses where no reading is open."""
    reading = _open.get()
    if reading is None:
        raise ReadOutsideARecordedView
    reading.shown.update(dict.fromkeys(str(subject) for subject in subjects))
