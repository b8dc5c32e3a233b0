"""Writing to the writer of a tip."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lamplighter.desk.conversation import services
from lamplighter.desk.conversation.errors import ConversationError
from lamplighter.desk.conversation.forms import ReplyForm
from lamplighter.desk.queue import selectors as queue
from lamplighter.desk.staff.access import needs, officer
from lamplighter.desk.staff.roles import Permit


@needs(Permit.WRITE_REPLIES)
@require_POST
def reply(request: HttpRequest, tip_id: UUID) -> HttpResponse:
    tip, form = queue.assessment(tip_id).tip, ReplyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the approved texts."))
        return redirect("queue:tip", tip_id)
    try:
        services.reply(tip, by=officer(request), **form.cleaned_data)
    except ConversationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Written down. It is sent at a random time within the next hours."))
    return redirect("queue:tip", tip_id)
