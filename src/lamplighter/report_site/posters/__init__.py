"""A poster for a notice board, a staff room or a lift: what to look out for, where to tell, and 999."""

from __future__ import annotations

from lamplighter.report_site.posters.errors import PosterError
from lamplighter.report_site.posters.words import Poster, general, of_kind

__all__ = ["Poster", "PosterError", "general", "of_kind"]
