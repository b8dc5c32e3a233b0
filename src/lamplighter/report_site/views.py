"""The journey on screen: reads one page's form, asks `journey` what comes next, and shows it. It decides nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lamplighter.report_site import (
    clock,
    danger,
    formbody,
    journey,
    lastpage,
    lookup,
    mapping,
    pages,
    photos,
    sending,
    showing,
)
from lamplighter.report_site.answers import Answers
from lamplighter.report_site.errors import LetterboxFull, LetterboxUnavailable, NotAForm
from lamplighter.report_site.fields import Problem
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.language import language_of
from lamplighter.report_site.letterbox import CHOICES, Choice
from lamplighter.report_site.page import Page
from lamplighter.report_site.questions import BY_KEY
from lamplighter.report_site.state import LIFE_MINUTES, Draft, seal, unseal
from lamplighter.report_site.wording import told
from lamplighter.report_site.worker import current
from lamplighter.sealing.errors import StateBroken
from lamplighter.tips.errors import DocumentTooLong


def form(request: HttpRequest) -> HttpResponse:
    """Every page of the journey has this one address; which page a form comes from is sealed inside it."""
    worker = current()
    worker.must_take_reports()
    if request.method != "POST":
        return _show(request, journey.FIRST, sending.begun())
    posted = formbody.read(request, files=True)
    draft = unseal(posted.one("state"), worker.keys, now=clock.seconds())
    page, go = _page_of(draft), posted.one("go")
    if page is journey.SEND and go in CHOICES:
        return _send(request, draft, "words" if go == "words" else "plain", posted)
    if posted.files:
        raise NotAForm
    if sending.is_sent(worker, draft):
        return sent_before(request)
    return _answer(request, page, posted, draft)


def _page_of(draft: Draft) -> Page:
    """The page a draft was on; one that another address sealed was on none of ours."""
    page = BY_KEY.get(draft.page)
    if page is None:
        raise StateBroken
    return page


def sent_before(request: HttpRequest) -> HttpResponse:
    """What is left of a report that was sent: that it was."""
    return render(request, "sent.html")


def _answer(request: HttpRequest, page: Page, posted: Form, draft: Draft) -> HttpResponse:
    go = posted.one("go")
    if go.startswith("change:") and go[7:] in BY_KEY:
        return _show(request, BY_KEY[go[7:]], draft.changed(returning=True))
    if go == "again":
        return _show(request, page, draft)
    if page.key == "where" and mapping.is_asked(go):
        return _on_map(request, page, posted, draft)
    if go == "on":
        return _next(request, page, draft)
    return _read(request, page, posted, draft, back=go == "back")


def _on_map(request: HttpRequest, page: Page, posted: Form, draft: Draft) -> HttpResponse:
    """The map, or the page it was opened from with what was picked written into it."""
    go, pack = posted.one("go"), current().pack
    if go == mapping.SHOW:
        draft = draft.changed(answers=journey.read(page, posted, draft.answers)[0])
    if pack is None:
        return _show(request, page, draft)
    if go.startswith(mapping.PICK):
        return _show(request, page, draft.changed(answers=mapping.picked(go, draft.answers, pack)))
    context = mapping.context(pack, mapping.shown(go, pack))
    return render(request, "map.html", {**context, "page": page, "state": sealed(draft.changed(page=page.key))})


def _read(request: HttpRequest, page: Page, posted: Form, draft: Draft, *, back: bool) -> HttpResponse:
    asked = lookup.with_options(page, draft.answers, current().pack)
    answers, problems = journey.read(asked, posted, draft.answers)
    if page.key == "where" and not problems:
        answers, problems = lookup.look_up(answers, current().pack)
    if back:
        kept = draft if problems else draft.changed(answers=answers)
        return _show(request, journey.before(page, kept.answers), kept.changed(returning=False))
    if problems:
        return _show(request, page, draft, answers=answers, problems=problems)
    draft = draft.changed(answers=answers)
    if page.key == "story" and must_warn(draft):
        return warn(request, draft.changed(page=page.key), go="on")
    return _next(request, page, draft)


def _next(request: HttpRequest, page: Page, draft: Draft) -> HttpResponse:
    following = journey.following(page, draft.answers, returning=draft.returning)
    if journey.is_end(following):
        lacking = journey.missing(draft.answers)
        if lacking:
            return _show(request, lacking[0], draft, problems=lacking[1])
        draft = draft.changed(returning=False)
    return _show(request, following, draft)


def must_warn(draft: Draft) -> bool:
    """Danger was typed, not ticked, and the 999 advice has not been shown yet."""
    return not draft.warned and draft.answers.danger_now != "yes" and bool(danger.typed(draft.answers))


def warn(
    request: HttpRequest, draft: Draft, *, go: str, address: str = "form", more: Mapping[str, object] | None = None
) -> HttpResponse:
    """The 999 advice, shown once: the form then comes back from the page named in `draft`."""
    state = sealed(draft.changed(warned=True))
    context = {"cue": danger.typed(draft.answers)[0], "state": state, "go": go, "address": address, **(more or {})}
    return render(request, "warning.html", {**context, **pages.reading_now()})


def _send(request: HttpRequest, draft: Draft, choice: Choice, posted: Form) -> HttpResponse:
    lacking = journey.missing(draft.answers)
    warned_first = draft.urgent and must_warn(draft)
    added, problems = ((), []) if lacking or warned_first else photos.read(posted, draft.answers)
    if (lacking or warned_first or problems) and sending.is_sent(current(), draft):
        return sent_before(request)
    if lacking:
        return _next(request, journey.CHECK, draft)
    if warned_first:
        # A photo cannot be carried over: whoever added one comes back to the send page and adds it again.
        return warn(request, draft, go="again" if posted.files else choice)
    if problems:
        return _show(request, journey.SEND, draft, problems=problems)
    return _kept(request, draft, choice, added)


def _kept(request: HttpRequest, draft: Draft, choice: Choice, added: Sequence[bytes]) -> HttpResponse:
    try:
        return deliver(request, draft, choice, added)
    except (LetterboxFull, LetterboxUnavailable) as error:
        problems = [Problem("go", told(error))]
        return _show(request, journey.SEND, draft, problems=problems, status=error.status)
    except DocumentTooLong:
        return _show(request, BY_KEY["story"], draft.changed(returning=True), problems=[showing.too_long()])


def deliver(
    request: HttpRequest, draft: Draft, choice: Choice, added: Sequence[bytes] = (), *, late: bool = False
) -> HttpResponse:
    """Send, and thank: the very same form sent again, after a lost connection, is one report and shows the same words.

    `late`: photos came with a repeat and were not looked at.
    """
    receipt = sending.send(current(), draft, choice, language=language_of(request.path), photos=added)
    words = draft.words.split() if receipt.choice == "words" else []
    # Photos that come with a repeat may be others than those kept the first time, so nothing is promised of them.
    of_photos = {
        "photos": 0 if receipt.repeated else len(added),
        "photos_came_late": receipt.repeated and (late or bool(added)),
    }
    return lastpage.show(request, words, {**of_photos, **showing.after_sending(draft.answers)})


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
        draft = sending.ready(draft)
    shown = answers or draft.answers
    asked = lookup.with_options(page, shown, current().pack)
    context = {
        "page": asked,
        "questions": showing.questions(asked, shown, problems),
        "problems": problems,
        "state": sealed(draft.changed(page=page.key)),
        "answers": shown,
        "minutes": LIFE_MINUTES,
        "is_first": page is journey.FIRST,
        **showing.besides(page, shown, current()),
    }
    template = showing.TEMPLATES.get(page.key, "question.html")
    return render(request, template, context, status=status if problems else 200)


def sealed(draft: Draft) -> str:
    """The draft as the hidden field carries it."""
    return seal(draft, current().keys, now=clock.seconds())
