"""The whole report on one page, for whoever prefers it: the same questions and the same document as the journey.

Where scripts run, the page seals it before it leaves; without them the site seals it in its memory, as it does the journey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lamplighter.report_site import (
    clock,
    compression,
    formbody,
    giveaway,
    photos,
    sealed_there,
    sections,
    sending,
    showing,
    views,
)
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.errors import LetterboxFull, LetterboxUnavailable
from lamplighter.report_site.fields import Problem
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.letterbox import CHOICES, Choice
from lamplighter.report_site.state import LIFE_MINUTES, Draft, unseal
from lamplighter.report_site.wording import told
from lamplighter.report_site.worker import current
from lamplighter.tips.errors import DocumentTooLong

# A browser may keep a page it asked for, with all that was typed on it, for the back button; never the answer to a form. So
# no page that is asked for by its address has anything to write in.
BEGIN = "begin"
# Our script says that it runs. Without that the page holds nothing for it: a text browser would read out what is hidden.
SCRIPTS_RUN = "scripts"
# Where a draft of this page is: being filled in, or read through and waiting for a last word.
FORM, READ = "single", "single-read"


def form(request: HttpRequest) -> HttpResponse:
    """The page, and whatever is sent from it."""
    worker = current()
    worker.must_take_reports()
    if request.method != "POST":
        return render(request, "begin_single.html", {"minutes": LIFE_MINUTES})
    posted = formbody.read(request, files=True)
    if posted.one("go") == BEGIN:
        return compression.holds_nothing(_show(request, sending.begun(), scripts_run=bool(posted.one(SCRIPTS_RUN))))
    draft = unseal(posted.one("state"), worker.keys, now=clock.seconds())
    if sealed_there.is_one(posted):
        return sealed_there.thanks(request, sealed_there.keep(posted, draft))
    go = posted.one("go")
    if sending.is_sent(worker, draft):
        tried = bool(posted.files)
        return views.deliver(request, draft, _choice(go), late=tried) if go in CHOICES else views.sent_before(request)
    if draft.page != READ:
        answers, problems = sections.read(posted, worker.pack)
        if problems or go not in CHOICES:
            return _show(request, draft, answers=answers, problems=problems)
        draft = sending.ready_as_written(draft.changed(answers=answers, page=READ))
    return _read_through(request, draft, _choice(go), posted) if go in CHOICES else _show(request, draft)


def _choice(go: str) -> Choice:
    return "words" if go == "words" else "plain"


def _read_through(request: HttpRequest, draft: Draft, choice: Choice, posted: Form) -> HttpResponse:
    """What was written is looked at once for danger and once for what may tell who wrote it, and then sent.

    A photo waits nowhere in between: whoever added one is asked for it again on the page in between.
    """
    again = photos.asked_of(draft.answers) if posted.files else {}
    if draft.urgent and views.must_warn(draft):
        return views.warn(request, draft, go=choice, address="single", more=again)
    if not draft.kept and not _leaves_a_name(draft.answers) and giveaway.found(draft.answers):
        return _point_out(request, draft.changed(kept=True), choice, again)
    added, problems = photos.read(posted, draft.answers)
    return _show(request, draft, problems=problems) if problems else _kept(request, draft, choice, added)


def _kept(request: HttpRequest, draft: Draft, choice: Choice, added: Sequence[bytes]) -> HttpResponse:
    try:
        return views.deliver(request, draft, choice, added)
    except (LetterboxFull, LetterboxUnavailable) as error:
        return _show(request, draft, problems=[Problem("go", told(error))], status=error.status)
    except DocumentTooLong:
        return _show(request, draft, problems=[showing.too_long()])


def _leaves_a_name(answers: Answers) -> bool:
    return bool(answers.name or answers.phone_or_email)


def _point_out(request: HttpRequest, draft: Draft, choice: Choice, again: Mapping[str, object]) -> HttpResponse:
    context = {"rows": showing.giving_away(draft.answers), "state": views.sealed(draft), "go": choice, **again}
    return render(request, "giveaway_single.html", context)


def _show(
    request: HttpRequest,
    draft: Draft,
    *,
    answers: Answers | None = None,
    problems: Sequence[Problem] = (),
    status: int = 422,
    scripts_run: bool = False,
) -> HttpResponse:
    shown = answers or draft.answers
    context = {
        "sections": showing.sections(shown, problems),
        "problems": problems,
        "state": views.sealed(draft.changed(page=FORM, answers=Answers(), kept=False)),
        "answers": shown,
        "minutes": LIFE_MINUTES,
        "scripts_run": scripts_run,
        **photos.asked_of(shown),
        **(sealed_there.context(draft) if scripts_run else {}),
    }
    return render(request, "single.html", context, status=status if problems else 200)
