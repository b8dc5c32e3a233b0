"""What a crackdown refuses, in the sentence the officer reads."""

from __future__ import annotations

from typing import ClassVar

from lamplighter.desk.errors import DeskError


class CrackdownError(DeskError):
    """The crackdown could not be changed."""


class Hurdle(CrackdownError):
    """Something is still missing before this task can start."""

    anchor: ClassVar[str] = "task"  # the part of the task's page where it is put right


class SafeguardingNotChecked(Hurdle):
    """The safeguarding check is not complete. Still to be said: {missing}. Fill it in, or ask a safeguarding lead."""

    anchor = "check"


class AddressNotConfirmed(Hurdle):
    """The address is {state}, not confirmed: say who confirmed it, when and how."""

    anchor = "address"


class NothingIndependentNamed(Hurdle):
    """Nothing independent of a single anonymous tip is named: say what it is, whose it is and why it is a different
    source.
    """

    anchor = "corroboration"


class RestsOnAFootholdAlone(Hurdle):
    """{kind}: this rests on a foothold alone, and a pattern on a map says nothing about any one door. Name something
    independent of it, or plan a welfare visit.
    """

    anchor = "corroboration"


class RestsOnOneSource(Hurdle):
    """{kind}: the tips behind this may all come from one person, who may be mistaken or ill-disposed. Name something
    independent of them, or plan a welfare visit.
    """

    anchor = "corroboration"


class NothingToRestOn(CrackdownError):
    """A task comes from a foothold or a tip: open one and plan the task from there."""


class NoSuchMove(CrackdownError):
    """That cannot be done to a task that is {state}. Someone may have changed it just now: look at its page again."""


class ReasonMissing(CrackdownError):
    """Say why, in a sentence that a colleague would understand in a year."""


class NotASentence(CrackdownError):
    """Too short an answer: "{given}". Write a sentence, or "none known, because ..." with how you know."""


class OnlyALeadMayWaive(CrackdownError):
    """Only a safeguarding lead may waive the safeguarding check. Ask one, or fill the check in."""


class SameSource(CrackdownError):
    """That tip is already behind this task, or is close enough in words, place and time to come from the same person;
    it is not independent. Choose another, or write what else you have.
    """


class NothingSaidOfTheVisit(CrackdownError):
    """Say what was found: a number, or that nothing was found."""


class VisitStillToCome(CrackdownError):
    """The day of the visit is still to come. Close the task when it has happened."""


class OutcomeContradictsItself(CrackdownError):
    """The outcome says that nothing was found or nothing was wrong, and also that something was. Correct one of them."""


class RepairNotSaid(CrackdownError):
    """We were at the home of people who had done nothing wrong. Say what is being done to put it right with them."""


class ReferralNotSaid(CrackdownError):
    """Say to whom each referral was made."""


class TasksStillStarted(CrackdownError):
    """Tasks of this crackdown are still started ({count}). Close them first, so that what was found is not lost."""


class CrackdownHasEnded(CrackdownError):
    """The crackdown is closed. Plan the task in one that is running."""


class StartsTooFarAhead(CrackdownError):
    """A crackdown can be entered up to {days} days before its first day. Check the year."""


class StartsInThePast(CrackdownError):
    """A crackdown cannot be entered more than {days} days after it began: its figures would be made up afterwards.
    Check the year, or enter it from today.
    """
