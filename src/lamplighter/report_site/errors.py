"""Everything the public site refuses, one class and one plain sentence each; `status` is the only place for HTTP."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class ReportSiteError(LamplighterError):
    """Something went wrong on this site."""

    status = 400


class NotHere(ReportSiteError):
    """There is no page at this address."""

    status = 404


class WrongMethod(ReportSiteError):
    """A page cannot be asked for in that way."""

    status = 405


class FromElsewhere(ReportSiteError):
    """The form was sent from another site, so it was not read. Please start from our first page."""

    status = 403


class TooLarge(ReportSiteError):
    """What was sent is larger than this site can take ({limit} megabytes). Nothing was kept. Please send less text."""

    status = 413


class FilesTooLarge(ReportSiteError):
    """Your photos are too large for us: more than {limit} megabytes together. Nothing was sent. Go back, and add fewer."""

    status = 413


class TooManyPhotos(ReportSiteError):
    """We can take {limit} photos and you added {count}. Nothing was sent yet. Pick fewer, or send without."""


class NoPhotosHere(ReportSiteError):
    """We cannot take photos with this report. Nothing was sent yet. You can send it without."""


class PhotosBusy(ReportSiteError):
    """We are busy with other photos just now. Nothing was sent yet. Wait a minute and try again, or send without."""

    status = 503


class PhotosNotInPage(ReportSiteError):
    """Your browser cannot make photos again on this page. Nothing was sent yet. Send without, or use the other form."""


class NotAForm(ReportSiteError):
    """We can read plain forms only, not files or other kinds of data. Nothing was kept."""

    status = 415


class TooManyFields(ReportSiteError):
    """The form has more answers than any of our pages asks for, so it was not read."""


class FormUnreadable(ReportSiteError):
    """What was sent could not be read as a form, so nothing was kept. Please go back and try again."""


class NotTakingReports(ReportSiteError):
    """Reports cannot be sent here yet. Nothing was kept. Please use one of the other ways below."""

    status = 503


class LetterboxFull(ReportSiteError):
    """We cannot take this report now: too many are waiting. It was NOT kept. Please use one of the other ways below."""

    status = 503


class LetterboxUnavailable(ReportSiteError):
    """We could not store this report just now, so it was NOT kept. Please wait a minute and send it again."""

    status = 503


class SealedWrongly(ReportSiteError):
    """Your browser did not lock the report in a way we can keep, so it was NOT kept. Please press the button again."""

    status = 422


class MailboxesUnavailable(ReportSiteError):
    """Messages cannot be read or ended just now. Please wait a minute and try again."""

    status = 503


class MailboxesFull(ReportSiteError):
    """There is no room for more replies."""

    status = 507


class OutOfOrder(ReportSiteError):
    """Something on our side went wrong. If you had just pressed send, your report may not be kept: send it again."""

    status = 500


class ChannelRefused(ReportSiteError):
    """The request does not carry a valid, fresh signature of the desk."""

    status = 403


class ChannelUnreadable(ReportSiteError):
    """The body of the request is not what this address expects: {why}."""


class HoursUnreadable(ReportSiteError):
    """The setting staffed_hours cannot be read: "{text}" should look like 08:00-20:00, or be empty."""
