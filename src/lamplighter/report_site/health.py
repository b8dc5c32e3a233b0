"""Whether reports are being taken, for whoever watches over the machine: one word, and never a number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from lamplighter.report_site.errors import WrongMethod
from lamplighter.report_site.worker import current

SERVICE_UNAVAILABLE = 503


def health(request: HttpRequest) -> HttpResponse:
    """One worker's answer: `working`, or which of two things is wrong."""
    if request.method == "POST":
        raise WrongMethod
    worker = current()
    if not worker.takes_reports:
        return _said("not taking reports: the desk's key or a document is missing", status=SERVICE_UNAVAILABLE)
    if not worker.letterbox.works:
        return _said("not taking reports: the letterbox cannot be written to", status=SERVICE_UNAVAILABLE)
    return _said("working")


def _said(sentence: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(sentence + "\n", content_type="text/plain; charset=utf-8", status=status)
