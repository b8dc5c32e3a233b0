"""From the place a reporter wrote to places on the map they may mean; nothing is ever picked for them in silence."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lamplighter.places import Candidate, Pack, PostcodeElsewhere, PostcodeMalformed
from lamplighter.report_site.answers import OWN_WORDS, Answers
from lamplighter.report_site.fields import Option, Problem
from lamplighter.report_site.page import Page
from lamplighter.report_site.wording import told

MOST = 5


def look_up(answers: Answers, pack: Pack | None) -> tuple[Answers, list[Problem]]:
    """The answers with the places to pick from, and what is wrong with the postcode if something is."""
    if pack is None:
        return answers.changed(offered=(), candidate=""), []
    try:
        postcode = pack.check_postcode(answers.postcode) if answers.postcode else ""
    except (PostcodeMalformed, PostcodeElsewhere) as error:
        return answers, [Problem("postcode", told(error))]
    answers = answers.changed(postcode=postcode)
    offered = tuple(found.id for found in candidates(answers, pack))
    kept = answers.candidate if answers.candidate in (*offered, OWN_WORDS) else ""
    return answers.changed(offered=offered, candidate=kept), []


def candidates(answers: Answers, pack: Pack) -> tuple[Candidate, ...]:
    return pack.find(answers.place_text, limit=MOST) if answers.place_text else ()


def with_options(page: Page, answers: Answers, pack: Pack | None) -> Page:
    """The "did you mean" page with its places, best first, and the way to keep one's own words."""
    if page.key != "which" or pack is None:
        return page
    # The reasons are sentences of ours that no translator is given; the name of the place says enough without them.
    tells_why = get_language() == "en"
    listed = candidates(answers, pack)
    found = tuple(Option(each.id, each.label, hint=each.reason if tells_why else "") for each in listed)
    own = Option(OWN_WORDS, _("None of these: keep my own words"), hint=answers.place_text)
    return replace(page, fields=(replace(page.fields[0], options=lambda _answers: (*found, own)),))
