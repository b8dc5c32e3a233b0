"""What the bulletin refuses, or asks about once more before it is public."""

from __future__ import annotations

from lamplighter.desk.errors import DeskError


class BulletinError(DeskError):
    """The bulletin could not be changed."""


class NotADraft(BulletinError):
    """Only a draft can be changed or published, and this bulletin is {state}. Write a new one."""


class NotPublished(BulletinError):
    """Only a public bulletin can be withdrawn, and this one is not. Look at its page again."""


class PeriodBackwards(BulletinError):
    """The last day comes before the first. Change one of them."""


class PeriodNotOver(BulletinError):
    """The period ends on {last}, which is still to come: its figures would go on changing. Choose
    an earlier last day, or wait.
    """


class CountedAlready(BulletinError):
    """Bulletin {number} of this crackdown already counts days from {first} to {last}. If both were public, taking one
    from the other could show a single case. Choose days outside it, or withdraw it first.
    """


class PointsAtAHome(BulletinError):
    """The text says "{phrase}". A bulletin is about the county and never points at a home: take it out."""


class Warned(BulletinError):
    """Something to think about before this is public. Give a reason if it is right all the same."""


class TooSoon(Warned):
    """The last action it counts was on {last}, under {days} days ago. Whoever was visited could tell which report led
    there. Wait until {safe}, or say why it cannot wait.
    """


class CountedBefore(Warned):
    """Bulletin {number} was public with figures for {first} to {last} and was withdrawn. Whoever kept it can take one
    from the other, which could show a single case. Choose days outside it, or say why it is right.
    """


class SmallNumberInWords(Warned):
    """The text says "{phrase}", which goes round the rule that counts under five are not told. Write it without the
    number, or say why it is right.
    """


class NamesAPlace(Warned):
    """The text names {phrase}. With few people concerned, a place can be enough to recognise them, and figures about
    children or about violence at home are told for the whole county only. Take it out, or say why it is right.
    """
