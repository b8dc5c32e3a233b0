"""The mailbox on screen, at one address. Words travel in posts and sealed fields only, never in an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from lamplighter import cues
from lamplighter.report_site import clock, formbody, mailbox, mailbox_state, pages
from lamplighter.report_site.errors import LetterboxFull, LetterboxUnavailable
from lamplighter.report_site.fields import Problem
from lamplighter.report_site.formbody import Form
from lamplighter.report_site.language import language_of
from lamplighter.report_site.mailbox_state import Visit
from lamplighter.report_site.showing import Row
from lamplighter.report_site.wording import told
from lamplighter.report_site.worker import current
from lamplighter.sealing import CodeWords, make_words, read_words
from lamplighter.sealing.errors import WordsNotRecognised, WordsUncertain
from lamplighter.tips import MAX_MESSAGE

# Words may be typed on the answer to a form alone, never on a page asked for by its address: a browser may keep that one,
# with the words on it, for the back button.
BEGIN = "begin"

Answer = Callable[[HttpRequest, Form, Visit, CodeWords], HttpResponse]


def messages(request: HttpRequest) -> HttpResponse:
    """Every page of the mailbox; which one follows from the button that was pressed."""
    if request.method != "POST":
        return render(request, "mailbox/begin.html")
    form = formbody.read(request)
    if form.one("go") == BEGIN:
        return ask(request)
    visit = mailbox_state.unseal(form.one("state"), current().keys, now=clock.seconds())
    if visit.words is None:
        return open_with_words(request, form)
    answer = ANSWERS.get(form.one("go"), show)
    return answer(request, form, visit, visit.words)


def ask(request: HttpRequest, typed: str = "", problems: Sequence[Problem] = ()) -> HttpResponse:
    context = {"typed": typed, "problems": problems}
    return _page(request, "words", mailbox_state.new(), context, status=422 if problems else 200)


def open_with_words(request: HttpRequest, form: Form) -> HttpResponse:
    """Wrong words do the same work as right ones, with words of chance, and cost nobody else anything.

    There is no count of tries and no lock: seven random words cannot be found by trying, and a lock could be used to keep
    somebody out of their own mailbox.
    """
    typed = form.one("words")
    try:
        words, wrong = read_words(typed), None
    except (WordsNotRecognised, WordsUncertain) as error:
        words, wrong = make_words(clock.today()), error
    found = mailbox.look(current(), words)
    if wrong:
        return ask(request, typed, [Problem("words", told(wrong))])
    return _mailbox(request, found, mailbox_state.new().changed(words=words))


def show(request: HttpRequest, _form: Form, visit: Visit, words: CodeWords) -> HttpResponse:
    return _mailbox(request, mailbox.look(current(), words), visit)


def write(request: HttpRequest, form: Form, visit: Visit, words: CodeWords) -> HttpResponse:
    """Sends a message, after the 999 advice where its words ask for it, or after what may tell who wrote it."""
    text = form.one("text")
    if not text or len(text) > MAX_MESSAGE:
        return _mailbox(request, mailbox.look(current(), words), visit, text, [Problem("text", _wrong(text))])
    if dangers := mailbox.says_danger(text):
        return _page(request, "warning", visit.changed(text=text), {"cue": dangers[0]})
    if telling := cues.giveaways(text):
        return _page(request, "careful", visit.changed(text=text), {"rows": [_row(each) for each in telling]})
    return _send(request, visit, words, text)


def send_all_the_same(request: HttpRequest, form: Form, visit: Visit, words: CodeWords) -> HttpResponse:
    return _send(request, visit, words, visit.text) if visit.text else show(request, form, visit, words)


def edit(request: HttpRequest, _form: Form, visit: Visit, words: CodeWords) -> HttpResponse:
    return _mailbox(request, mailbox.look(current(), words), visit, visit.text)


def ask_to_end(request: HttpRequest, _form: Form, visit: Visit, _words: CodeWords) -> HttpResponse:
    return _page(request, "ending", visit)


def end(request: HttpRequest, _form: Form, visit: Visit, words: CodeWords) -> HttpResponse:
    mailbox.end(current(), words)
    return _page(request, "ended", visit)


ANSWERS: dict[str, Answer] = {
    "show": show,
    "write": write,
    "on": send_all_the_same,
    "again": edit,
    "end": ask_to_end,
    "end_now": end,
}


def _send(request: HttpRequest, visit: Visit, words: CodeWords, text: str) -> HttpResponse:
    try:
        mailbox.write(current(), words, text, language=language_of(request.path), number=visit.envelope_id(text))
    except (LetterboxFull, LetterboxUnavailable) as error:
        problems = [Problem("text", told(error))]
        found = mailbox.look(current(), words)
        return _mailbox(request, found, visit, text, problems, status=error.status)
    return _page(request, "sent", mailbox_state.new().changed(words=words), pages.reading_now())


def _mailbox(
    request: HttpRequest,
    found: mailbox.Mailbox,
    visit: Visit,
    text: str = "",
    problems: Sequence[Problem] = (),
    *,
    status: int = 422,
) -> HttpResponse:
    if found.over:
        return _page(request, "over", visit, {"days": current().settings.mailbox_days})
    context = {"mailbox": found, "text": text, "problems": problems, "most": MAX_MESSAGE}
    return _page(request, "mailbox", visit.changed(text=""), context, status=status if problems else 200)


def _page(
    request: HttpRequest, name: str, visit: Visit, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    shown = {
        "state": mailbox_state.seal(visit, current().keys, now=clock.seconds()),
        **(context or {}),
    }
    return render(request, f"mailbox/{name}.html", shown, status=status)


def _row(found: cues.Giveaway) -> Row:
    return Row(_("Your message"), found.phrase, "", why=gettext(found.why))


def _wrong(text: str) -> str:
    if not text:
        return _("There is nothing to send yet. Please write something first.")
    return _("Letters in your message: {count}. The most we can take: {most}. Please make it shorter.").format(
        count=len(text), most=MAX_MESSAGE
    )
