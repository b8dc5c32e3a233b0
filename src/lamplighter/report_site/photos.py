"""Photos on the page that sends: taken only where a report may have them, made anew at once, and never parked anywhere.

Making one anew takes a second or so of another process. Only a few people at a time may wait for that, so that photos never keep
a report without them waiting.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from lamplighter import photos
from lamplighter.errors import LamplighterError
from lamplighter.photos import PhotoError
from lamplighter.photos.errors import NotAPhoto, PhotoDamaged, PhotoTooLarge, TooManyPixels
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.errors import NoPhotosHere, PhotosBusy, PhotosNotInPage, ReportSiteError, TooManyPhotos
from lamplighter.report_site.fields import Problem
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.wording import told
from lamplighter.tips import KINDS_WITHOUT_PHOTOS, MAX_PHOTOS, ROLE_WITHOUT_PHOTOS, takes_photos

FIELD = "photo"
MOST_DOTS = max(photos.MOST_PIXELS.values())
WAITING_AT_MOST = 3

_places = threading.BoundedSemaphore(WAITING_AT_MOST)
_turn = threading.Lock()


def asked_of(answers: Answers) -> dict[str, object]:
    """What the send page says about photos: whether this report may have any, and how many, and how large."""
    megabytes = photos.MOST_BYTES // (1024 * 1024)
    return {
        "takes_photos": _taken_with(answers),
        "most_photos": MAX_PHOTOS,
        "most_megabytes": megabytes,
        "kinds_without_photos": sorted(KINDS_WITHOUT_PHOTOS),
        "role_without_photos": ROLE_WITHOUT_PHOTOS,
    }


def sentences() -> dict[str, str]:
    """What a page that makes photos anew by itself may have to say; the names are those its script knows."""
    return {
        "photo": _of_one(),
        "photo-many": told(TooManyPhotos(limit=MAX_PHOTOS, count="%(count)s")),
        "photo-large": told(PhotoTooLarge(limit=photos.MOST_BYTES // (1024 * 1024))),
        "photo-dots": told(TooManyPixels(limit=MOST_DOTS // 1_000_000)),
        "photo-other": told(NotAPhoto()),
        "photo-damaged": told(PhotoDamaged()),
        "photo-never": told(PhotosNotInPage()),
    }


def _taken_with(answers: Answers) -> bool:
    return takes_photos(answers.known_kinds, answers.role)


def read(form: Form, answers: Answers) -> tuple[tuple[bytes, ...], list[Problem]]:
    """The photos added, made anew; where one cannot be taken, none is, and the problems say which and why."""
    added = form.files.get(FIELD, ())
    if not added:
        return (), []
    try:
        _check(added, answers)
        with _a_place_to_wait():
            outcomes = [_made_anew(photo) for photo in added]
    except ReportSiteError as error:
        return (), [Problem(FIELD, told(error))]
    problems = [_problem(number, each) for number, each in enumerate(outcomes, 1) if isinstance(each, PhotoError)]
    return (() if problems else tuple(each for each in outcomes if isinstance(each, bytes))), problems


def _check(added: tuple[bytes, ...], answers: Answers) -> None:
    if not _taken_with(answers):
        raise NoPhotosHere
    if len(added) > MAX_PHOTOS:
        raise TooManyPhotos(limit=MAX_PHOTOS, count=len(added))


@contextmanager
def _a_place_to_wait() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise PhotosBusy
    try:
        yield
    finally:
        _places.release()


def _made_anew(photo: bytes) -> bytes | PhotoError:
    """One at a time in each worker: a decoder may take a few hundred megabytes for a moment."""
    try:
        with _turn:
            return photos.cleaned(photo)
    except PhotoError as error:
        return error


def _problem(number: int, error: LamplighterError) -> Problem:
    return Problem(FIELD, _of_one() % {"number": number, "why": told(error)})


def _of_one() -> str:
    return _("Photo %(number)s: %(why)s Nothing was sent yet. You can also send without photos.")
