"""Many tips can be given one status at once, and each keeps a decision of its own that can be undone."""

from __future__ import annotations

import pytest
from desk import STORY, officer, stored_tip

from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.queue import services
from lamplighter.desk.queue.errors import ReasonMissing
from lamplighter.desk.queue.models import Assessment, Decision, Status

pytestmark = pytest.mark.django_db
STORIES = (STORY, "A van picks up the same six men at five each morning.", "He parks badly every day of the week.")


def test_many_tips_get_one_status_and_one_entry_that_names_each() -> None:
    tips = [stored_tip(story) for story in STORIES]
    assert services.decide_many(tips, by=officer(), status=Status.NO_FURTHER_ACTION, why="Read together.") == 3
    assert set(Assessment.objects.values_list("status", "closed")) == {(Status.NO_FURTHER_ACTION, True)}
    last = Entry.objects.order_by("-seq")[0]
    assert (last.action, set(last.subjects)) == ("tip.status_decided", {str(tip.pk) for tip in tips})


def test_one_of_many_decisions_can_be_undone_alone() -> None:
    tips = [stored_tip(story) for story in STORIES]
    services.decide_many(tips, by=officer(), status=Status.DONE, why="Read together.")
    services.undo(Decision.objects.get(tip=tips[0]), by=officer(), why="Not this one.")
    standing = dict(Assessment.objects.values_list("tip_id", "status"))
    assert [standing[tip.pk] for tip in tips] == [Status.OPEN, Status.DONE, Status.DONE]


def test_many_decisions_need_a_reason_as_one_does() -> None:
    tip = stored_tip(STORY)
    with pytest.raises(ReasonMissing):
        services.decide_many([tip], by=officer(), status=Status.DONE, why=" ")
    assert Decision.objects.count() == 0
