"""Every page is compressed where the browser takes that; the answer to a form is then filled up to one of few lengths.

How far a page shrinks tells something of what is in it: of a page that shows a reporter's words nobody sees that length.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip

from lamplighter.report_site.filling import filled

HOLDS_NOTHING = "holds_nothing"


def holds_nothing(response: HttpResponse) -> HttpResponse:
    """Say of the answer to a form that nothing of the reader's own is in it: an empty form, which is long."""
    setattr(response, HOLDS_NOTHING, True)
    return response


class CompressPages(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method != "POST" or getattr(response, HOLDS_NOTHING, False):
            return super().process_response(request, response)
        if not isinstance(response, HttpResponse) or not response.headers["Content-Type"].startswith("text/html"):
            return response
        return filled(response, shrunk=bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))))
