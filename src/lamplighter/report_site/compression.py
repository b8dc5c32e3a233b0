"""Pages that hold nothing of the reader's own are compressed; answers to a form never are.

How far a page shrinks tells something of what is in it, so a page that shows a reporter's words keeps its plain length.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPublicPages(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method != "GET":
            return response
        return super().process_response(request, response)
