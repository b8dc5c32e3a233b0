"""Pages that hold nothing of the reader's own are compressed; answers to a form never are.

How far a page shrinks tells something of what is in it, so a page that shows a reporter's words keeps its plain length.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

HOLDS_NOTHING = "holds_nothing"


def holds_nothing(response: HttpResponse) -> HttpResponse:
    """Say of the answer to a form that nothing of the reader's own is in it: an empty form, which is long."""
    setattr(response, HOLDS_NOTHING, True)
    return response


class CompressPublicPages(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method != "GET" and not getattr(response, HOLDS_NOTHING, False):
            return response
        return super().process_response(request, response)
