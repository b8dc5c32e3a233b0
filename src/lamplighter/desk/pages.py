"""Page numbers in addresses."""

from __future__ import annotations

from django.http import HttpRequest


def number_of(request: HttpRequest) -> int:
    """The page asked for; anything that is not a number is the first."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def query_without_page(request: HttpRequest) -> str:
    """The rest of the query, for links to other pages of the same list."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
