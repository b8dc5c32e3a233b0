"""One entry a page view, listing every record it showed, written before a byte of the page leaves."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lamplighter.desk import refusals
from lamplighter.desk.headers import Respond
from lamplighter.desk.ledger import reading
from lamplighter.desk.ledger.errors import NoLedgerNoContent
from lamplighter.desk.ledger.services import record

log = logging.getLogger(__name__)


def readings_are_recorded(respond: Respond) -> Respond:
    def answer(request: HttpRequest) -> HttpResponseBase:
        with reading.opened() as view:
            response = respond(request)
        return _recorded(request, response, list(view.shown))

    return answer


def _recorded(request: HttpRequest, response: HttpResponseBase, shown: list[str]) -> HttpResponseBase:
    """No ledger, no content: where the entry cannot be written, the page is replaced by the reason."""
    if not shown:
        return response
    try:
        record(request.user, "viewed", shown, page=_page(request), method=str(request.method))
    except DatabaseError:
        log.exception("the ledger could not be written")
        return refusals.page(request, NoLedgerNoContent())
    return response


def _page(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else "unknown"
