"""Why a photo was not taken, and what can be done instead; each sentence is read by somebody on an old phone."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class PhotoError(LamplighterError):
    """Sorry, we cannot take that photo."""


class NotAPhoto(PhotoError):
    """We can take JPEG, PNG and WebP photos only. You can take a screenshot of it and add that."""


class HeicPhoto(PhotoError):
    """We cannot take HEIC photos. Open it, take a screenshot of it, and add the screenshot."""


class PdfFile(PhotoError):
    """We cannot take PDFs. Open it, take a screenshot of the page, and add the screenshot."""


class VideoFile(PhotoError):
    """We cannot take videos. You can tell us in words what it shows."""


class PhotoTooLarge(PhotoError):
    """The photo is too large for us: more than {limit} megabytes. Take a screenshot of it and add that."""


class TooManyPixels(PhotoError):
    """The photo is too large for us: more than {limit} million dots. Take a screenshot of it and add that."""


class PhotoDamaged(PhotoError):
    """The photo could not be opened. It may be damaged. You can take a screenshot of it and add that."""


class PhotoTooHard(PhotoError):
    """The photo took too long to open. You can take a screenshot of it and add that."""
