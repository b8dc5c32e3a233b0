"""Whatever officers do, in whatever order, no task starts without its check or a lead's waiver, nor a warrant without
its confirmed address and something independent. Every way there is over services.py is walked at random."""

from __future__ import annotations

from collections.abc import Callable

import answering
import desk
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lamplighter.desk.crackdowns import selectors, services
from lamplighter.desk.crackdowns.errors import CrackdownError
from lamplighter.desk.crackdowns.hurdles import AddressState, TaskKind, hurdles
from lamplighter.desk.crackdowns.models import Crackdown, Event, Task
from lamplighter.desk.crackdowns.states import MOVES, State
from lamplighter.desk.errors import DeskError
from lamplighter.desk.footholds.models import Foothold
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.ledger.selectors import verify
from lamplighter.desk.staff.models import User

pytestmark = pytest.mark.django_db
Act = Callable[[Task, User], object]
at_random = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def withdraw(task: Task, by: User) -> object:
    named = selectors.corroborations(task).first()
    return services.withdraw_corroboration(named, by=by) if named else None


def close(task: Task, by: User) -> object:
    return services.close_task(task, by=by, findings=services.Findings(on=task.created.date(), nothing_found=True))


def prepare(task: Task, by: User) -> None:
    """Everything at once, so that many walks come as far as a start."""
    answering.fill(task, by=by)
    answering.confirm(task, by=by)
    services.move_task(task, "make_ready", by=by)


ACTS: dict[str, Act] = {
    "prepare": prepare,
    "fill": lambda task, by: answering.fill(task, by=by),
    "fill half": lambda task, by: answering.fill(task, by=by, children=""),
    "waive": lambda task, by: services.waive_check(task, by=by, why=answering.WHY),
    "take back waiver": lambda task, by: services.take_back_waiver(task, by=by),
    "confirm": lambda task, by: answering.confirm(task, by=by),
    "doubt": lambda task, by: answering.confirm(task, by=by, state=AddressState.PROBABLE),
    "move house": lambda task, by: answering.confirm(task, by=by, address="2 Other Street"),
    "corroborate": lambda task, by: services.corroborate(task, by=by, independent=answering.INDEPENDENT),
    "withdraw": withdraw,
    "close": close,
    **{move.name: lambda task, by, name=move.name: services.move_task(task, name, by=by, why=answering.WHY) for move in MOVES},
}  # fmt: skip
ROLES = ("duty_officer", "analyst", "safeguarding_lead", "commander", "auditor")
# Starting is tried often, so that walks are about what comes before it.
steps = st.tuples(st.sampled_from([*ACTS, "prepare", "prepare", "start", "start", "start"]), st.sampled_from(ROLES))


class Town:
    """People and a crackdown to walk in, made once a test."""

    def __init__(self) -> None:
        self.people = {role: desk.officer(role) for role in ROLES}
        self.crackdown: Crackdown = answering.crackdown(self.people["commander"])
        self.foothold: Foothold = answering.foothold()

    def task(self, kind: TaskKind) -> Task:
        independent = answering.INDEPENDENT if kind != TaskKind.WELFARE else None
        basis = {"foothold": self.foothold, "tips": (answering.assessed_tip(),)}
        return answering.task(
            kind, by=self.people["commander"], within=self.crackdown, independent=independent, **basis
        )


@pytest.fixture
def town() -> Town:
    return Town()


def refused(act: str, task: Task, by: User) -> str:
    """The sentence of the refusal, empty where it was done."""
    try:
        ACTS[act](task, by)
    except DeskError as refusal:
        return str(refusal)
    return ""


@at_random
@given(kind=st.sampled_from(list(TaskKind)), walk=st.lists(steps, max_size=16))
def test_no_path_reaches_started_past_a_hurdle(town: Town, kind: TaskKind, walk: list[tuple[str, str]]) -> None:
    task = town.task(kind)
    for act, role in walk:
        before = Task.objects.get(pk=task.pk)
        was = before.state
        standing, entries = selectors.standing(before), Entry.objects.count()
        refusal, after = refused(act, before, town.people[role]), Task.objects.get(pk=task.pk)
        if refusal and act != "prepare":
            assert "{" not in refusal
            assert (after.state, Entry.objects.count()) == (was, entries)
        if (was, after.state) in {(State.READY, State.STARTED), (State.PLANNED, State.READY)}:
            known = standing if act != "prepare" else selectors.standing(after)
            assert hurdles(known) == ()
            assert not known.unanswered or known.waived
        assert not (was == State.PLANNED and after.state == State.STARTED)
    assert verify().broken is None


@at_random
@given(walk=st.lists(steps, max_size=16))
def test_the_state_is_what_its_events_say(town: Town, walk: list[tuple[str, str]]) -> None:
    task = town.task(TaskKind.WELFARE)
    for act, role in walk:
        refused(act, Task.objects.get(pk=task.pk), town.people[role])
    assert Task.objects.get(pk=task.pk).state == replayed(task)


def replayed(task: Task) -> str:
    targets = {f"task_{move.name}": move.target for move in MOVES} | {"task_closed": State.CLOSED}
    moves = [targets[event.what] for event in Event.objects.filter(task=task).order_by("pk") if event.what in targets]
    return moves[-1] if moves else State.PLANNED


@pytest.mark.parametrize("role", ["duty_officer", "analyst", "commander"])
def test_a_waiver_by_anyone_but_a_lead_is_refused(role: str) -> None:
    task = answering.task()
    with pytest.raises(DeskError, match="Only a safeguarding lead"):
        services.waive_check(task, by=desk.officer(role), why=answering.WHY)


def test_another_address_needs_its_own_check_and_its_own_waiver() -> None:
    task, commander = answering.task(), desk.officer("commander")
    answering.fill(task, by=commander)
    services.waive_check(task, by=desk.officer("safeguarding_lead"), why=answering.WHY)
    assert selectors.in_the_way(task) == ()
    answering.confirm(task, by=commander, address="2 Other Street")
    task.refresh_from_db()
    assert "Still to be said" in str(selectors.in_the_way(task)[0])


def test_a_corroborating_tip_must_come_from_another_likely_source() -> None:
    story = answering.sketch()
    first, copy, other = (
        answering.assessed_tip(words=story),
        answering.assessed_tip(words=story),
        answering.assessed_tip(),
    )
    task = answering.task(tips=(first,))
    for tip in (first, copy):
        with pytest.raises(CrackdownError, match="not independent"):
            services.corroborate(task, by=desk.officer(), independent=with_tip(tip))
    services.corroborate(task, by=desk.officer(), independent=with_tip(other))


def with_tip(tip: object) -> services.Independent:
    said = answering.INDEPENDENT
    return services.Independent(said.what, said.whose, said.why_apart, tip)  # type: ignore[arg-type]  # a Tip
