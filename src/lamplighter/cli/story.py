"""The demo's crackdown so far: made-up people doing, by the desk's own services, what the services allow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lamplighter.desk.crackdowns.models import Crackdown, Outcome, Task
    from lamplighter.desk.footholds.models import Foothold
    from lamplighter.desk.staff.models import User

Member = Callable[[str], "User"]

STILL_OPEN_DAYS = 7
READ = "Read and weighed; nothing more to do unless another source speaks of it."
CHECK = {
    "children": "Two children may live there; a social worker comes along and stays with them.",
    "adults": "The tenant may be a victim and is treated as one; a housing officer he knows comes along.",
    "interpreter": "None known to be needed, because neighbours hear English spoken; a phone interpreter is on call.",
    "referral": "Adult safeguarding and the children's front door have both been told to expect a referral today.",
    "at_the_door": "We are visiting a few homes in this road today to ask how people are. May we come in for a minute?",
}
BULLETIN = {
    "title": "The first weeks",
    "told": "You told us about homes where the person who lives there no longer seemed to be in charge, and about "
    "children who were out late with older people they did not seem to know.",
    "did": "We read every report. Before each visit we asked who might be at risk inside, and took along someone who "
    "could help them. People who had been used were treated as people who need help.",
    "next": "We go on until the hundredth day, and we go back to the places we visited to see that nobody moves in again.",
    "cannot_say": "We cannot say where we went, or which report led to what. That keeps the people who wrote to us safe.",
}
AIM = (
    "Find and protect the people whose homes or children are being used, close the market that uses them, "
    "and let no one fill the gap."
)


def tell(starts: date, today: date, member: Member) -> Crackdown:
    """Starts the crackdown on its first day and brings it to today: one visit done, one waiting, one bulletin sent."""
    from lamplighter.desk.crackdowns import services

    crackdown = services.start_crackdown(
        by=member("commander"),
        name="Operation Lantern",
        aim=AIM,
        kinds=["cuckooing", "county_lines", "child_sexual_exploitation", "drug_supply"],
        areas=[],
        starts=starts,
    )
    found = alarms(today)
    for index, foothold in enumerate(found[:2]):
        task = plan(crackdown, foothold, member)
        if index == 0:
            carry_through(task, today, member)
    if found:
        publish(crackdown, starts, today, member)
    return crackdown


def read_backlog(today: date, member: Member) -> int:
    """Has every tip older than a week decided, as a desk that keeps up would have; the newest stay open."""
    from lamplighter.desk.inbox.models import Tip
    from lamplighter.desk.queue.models import Status
    from lamplighter.desk.queue.services import decide_many

    old = Tip.objects.filter(day__lt=today - timedelta(days=STILL_OPEN_DAYS), assessment__isnull=False)
    tips = list(old.order_by("day"))
    for start in range(0, len(tips), 500):
        decide_many(tips[start : start + 500], by=member("officer"), status=Status.NO_FURTHER_ACTION, why=READ)
    return len(tips)


def alarms(today: date) -> list[Foothold]:
    from lamplighter.desk.footholds import selectors

    return [found.foothold for found in selectors.scans(today).alarms]


def plan(crackdown: Crackdown, foothold: Foothold, member: Member) -> Task:
    from lamplighter.desk.crackdowns import services
    from lamplighter.desk.crackdowns.hurdles import TaskKind
    from lamplighter.desk.crackdowns.services.tasks import Plan

    visit = Plan(
        kind=TaskKind.WELFARE,
        title=f"Ask how people are: {foothold.named}"[:120],
        purpose="Several people wrote about one home here. See how the person who lives there is, and offer help.",
        foothold=foothold,
    )
    return services.plan_task(crackdown, visit, by=member("analyst"))


def carry_through(task: Task, today: date, member: Member) -> None:
    from lamplighter.desk.crackdowns import services

    officer = member("officer")
    services.fill_check(task, by=member("lead"), answers=CHECK)
    for move in ("make_ready", "start"):
        services.move_task(task, move, by=officer)
    findings = services.Findings(
        on=today - timedelta(days=2),
        adults_safeguarded=1,
        children_safeguarded=2,
        referrals=2,
        referred_to="Adult safeguarding; the children's front door",
        place_closed=True,
    )
    watch(services.close_task(task, by=officer, findings=findings), today, officer)


def watch(outcome: Outcome, today: date, officer: User) -> None:
    """Watches whether the home that was freed stays free; two days in, that is too early to say."""
    from lamplighter.desk.holds import ground, services

    services.start_watch(outcome, by=officer, area=ground.proposed(outcome.task))
    services.look_at_running(today - timedelta(days=1))


def publish(crackdown: Crackdown, starts: date, today: date, member: Member) -> None:
    from lamplighter.desk.bulletin import services

    commander = member("commander")
    yesterday = today - timedelta(days=1)
    bulletin = services.draft(by=commander, crackdown=crackdown, first=starts, last=yesterday, **BULLETIN)
    services.publish(bulletin, by=commander, why="A demonstration with made-up people; nobody can be found out.")
