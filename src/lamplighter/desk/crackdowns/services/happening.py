"""What every change here does besides: checks the permit, locks the row, appends the event, writes the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from lamplighter.desk.crackdowns.errors import NotASentence, ReasonMissing
from lamplighter.desk.crackdowns.models import Crackdown, Event, Task
from lamplighter.desk.errors import NotPermitted
from lamplighter.desk.ledger.chain import Value
from lamplighter.desk.ledger.services import record
from lamplighter.desk.sentences import is_an_answer
from lamplighter.desk.staff.models import User


def require(by: User, permit: str) -> None:
    if not by.may(permit):
        raise NotPermitted(permit=permit)


def reason(text: str) -> str:
    """The reason as it is kept, or a refusal where it says nothing."""
    if not is_an_answer(text):
        raise ReasonMissing
    return text.strip()


def sentence(text: str) -> str:
    if not is_an_answer(text):
        raise NotASentence(given=text.strip()[:40])
    return text.strip()


def locked(task: Task) -> Task:
    """The task as it is now, held until the transaction ends, so that two officers cannot both start it."""
    return Task.objects.select_for_update(of=("self",)).select_related("crackdown").get(pk=task.pk)


def happened(  # every event has these parts, and names them
    what: str, *, by: User, crackdown: Crackdown, task: Task | None = None, why: str = "", also: Iterable[object] = ()
) -> Event:
    """Appends the event and its ledger entry; `also` are further records it touches."""
    event = Event.objects.create(crackdown=crackdown, task=task, what=what, by=by, why=why)
    subjects = [f"crackdown:{crackdown.pk}", *([f"task:{task.pk}"] if task else []), *(str(item) for item in also)]
    detail: dict[str, Value] = {"event": event.pk}
    record(by, f"crackdowns.{what}", subjects, **detail)
    return event
