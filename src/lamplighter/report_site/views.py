"""The journey on screen: reads one page's form, asks `journey` what comes next, and shows it. It decides nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lamplighter import signs
from lamplighter.report_site import clock, danger, formbody, journey, lastpage, lookup, pages, sending, showing
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.errors import LetterboxFull, LetterboxUnavailable, NotHere
from lamplighter.report_site.fields import Problem
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.language import language_of
from lamplighter.report_site.letterbox import CHOICES, Choice
from lamplighter.report_site.prompts import prompts
from lamplighter.report_site.questions import BY_KEY, BY_NUMBER, Page
from lamplighter.report_site.state import LIFE_MINUTES, Draft, seal, unseal
from lamplighter.report_site.wording import told
from lamplighter.report_site.worker import current
from lamplighter.tips.errors import DocumentTooLong


def step(request: HttpRequest, number: int) -> HttpResponse:
    """One page of the journey. Only the first can be asked for by its address: the others carry sealed answers."""
    page = BY_NUMBER.get(number)
    if page is None:
        raise NotHere
    current().must_take_reports()
    if request.method != "POST":
        first = page is journey.FIRST
        return (
            _show(request, page, Draft())
            if first
            else HttpResponseRedirect(reverse("step", args=[language_of(request.path), 1]))
        )
    form = formbody.read(request)
    worker = current()
    draft = unseal(form.one("state"), worker.keys, now=clock.seconds())
    return _answer(request, page, form, draft)


def _answer(request: HttpRequest, page: Page, form: Form, draft: Draft) -> HttpResponse:
    go = form.one("go")
    if go.startswith("change:") and go[7:] in BY_KEY:
        return _show(request, BY_KEY[go[7:]], draft.changed(returning=True))
    if go == "again":
        return _show(request, page, draft)
    if page is journey.SEND and go in CHOICES:
        return _send(request, draft, "words" if go == "words" else "plain")
    if go == "on":
        return _next(request, page, draft)
    return _read(request, page, form, draft, back=go == "back")


def _read(request: HttpRequest, page: Page, form: Form, draft: Draft, *, back: bool) -> HttpResponse:
    asked = lookup.with_options(page, draft.answers, current().pack)
    answers, problems = journey.read(asked, form, draft.answers)
    if page.key == "where" and not problems:
        answers, problems = lookup.look_up(answers, current().pack)
    if back:
        kept = draft if problems else sending.changed_since(draft, draft.changed(answers=answers))
        return _show(request, journey.before(page, kept.answers), kept.changed(returning=False))
    if problems:
        return _show(request, page, draft, answers=answers, problems=problems)
    draft = sending.changed_since(draft, draft.changed(answers=answers))
    if page.key == "story" and _must_warn(draft):
        return _warn(request, page, draft, go="on")
    return _next(request, page, draft)


def _next(request: HttpRequest, page: Page, draft: Draft) -> HttpResponse:
    following = journey.following(page, draft.answers, returning=draft.returning)
    if following in (journey.CHECK, journey.SEND):
        lacking = journey.missing(draft.answers)
        if lacking:
            return _show(request, lacking[0], draft, problems=lacking[1])
        draft = draft.changed(returning=False)
    return _show(request, following, draft)


def _must_warn(draft: Draft) -> bool:
    """Danger was typed, not ticked, and the 999 advice has not been shown yet."""
    return not draft.warned and draft.answers.danger_now != "yes" and bool(danger.typed(draft.answers))


def _warn(request: HttpRequest, page: Page, draft: Draft, *, go: str) -> HttpResponse:
    context = {
        "page": page,
        "cue": danger.typed(draft.answers)[0],
        "state": _sealed(draft.changed(warned=True)),
        "go": go,
    }
    return render(request, "warning.html", context)


def _send(request: HttpRequest, draft: Draft, choice: Choice) -> HttpResponse:
    lacking = journey.missing(draft.answers)
    if lacking or not draft.envelope_id:
        return _next(request, journey.CHECK, draft)
    if draft.urgent and _must_warn(draft):
        return _warn(request, journey.SEND, draft, go=choice)
    try:
        receipt = sending.send(current(), draft, choice, language=language_of(request.path))
    except (LetterboxFull, LetterboxUnavailable) as error:
        problems = [Problem("go", told(error))]
        return _show(request, journey.SEND, draft, problems=problems, status=error.status)
    except DocumentTooLong:
        problems = [Problem("story", _("Your answers are too long to send in one report. Please make some shorter."))]
        return _show(request, BY_KEY["story"], draft.changed(returning=True), problems=problems)
    words = draft.words.split() if receipt.choice == "words" else []
    said = {"minutes": LIFE_MINUTES, **showing.after_sending(draft.answers, receipt, choice), **pages.reading_now()}
    return lastpage.show(request, words, said)


def _show(
    request: HttpRequest,
    page: Page,
    draft: Draft,
    *,
    answers: Answers | None = None,
    problems: Sequence[Problem] = (),
    status: int = 422,
) -> HttpResponse:
    """A page with its answers filled in; `answers` are those just typed, where they cannot be kept as they are."""
    if page is journey.SEND:
        draft = sending.prepared(draft)
    shown = answers or draft.answers
    asked = lookup.with_options(page, shown, current().pack)
    context = {
        "page": asked,
        "questions": showing.questions(asked, shown, problems),
        "problems": problems,
        "state": _sealed(draft),
        "answers": shown,
        "minutes": LIFE_MINUTES,
        "is_first": page is journey.FIRST,
        **_extra(page, shown),
    }
    return render(
        request, showing.TEMPLATES.get(page.key, "question.html"), context, status=status if problems else 200
    )


def _extra(page: Page, answers: Answers) -> dict[str, object]:
    """What a page shows besides its questions."""
    if page.key == "story":
        return {"prompts": prompts(answers)}
    if page.key == "check":
        return {"rows": showing.rows(answers, current().pack)}
    if page.key == "first":
        return {"help_first": tuple(line for line in signs.helplines() if _helps_first(line, answers))}
    return {}


def _helps_first(line: signs.Helpline, answers: Answers) -> bool:
    if answers.role == "under_18":
        return line.name == "Childline"
    return bool(line.kinds)


def _sealed(draft: Draft) -> str:
    return seal(draft, current().keys, now=clock.seconds())
