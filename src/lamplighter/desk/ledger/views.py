"""The auditor's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lamplighter.desk.ledger import selectors
from lamplighter.desk.ledger.forms import LedgerFilter
from lamplighter.desk.pages import number_of, query_without_page
from lamplighter.desk.staff.access import needs
from lamplighter.desk.staff.roles import Permit


@needs(Permit.READ_LEDGER)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    form = LedgerFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = selectors.page(number_of(request), **chosen)
    context = {
        "form": form,
        "page": page,
        "actions": selectors.actions(),
        "head": selectors.head(),
        "names": selectors.names_on(page),
        "query": query_without_page(request),
    }
    return render(request, "ledger/entries.html", context)
