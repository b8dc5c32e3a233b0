"""The one way the desk reaches this site: signed requests, each accepted once, answered in JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import HttpRequest, JsonResponse

from lamplighter.report_site import clock, freshness, published, waiting_replies, watch
from lamplighter.report_site.errors import ChannelRefused, ChannelUnreadable, WrongMethod
from lamplighter.report_site.formbody import body_of
from lamplighter.report_site.wording import told
from lamplighter.report_site.worker import Worker, current
from lamplighter.sealing import DeskPublic, verify_request
from lamplighter.sealing.channel import answered, padded_answer, signed_at
from lamplighter.sealing.errors import RequestOutOfTime, RequestReplayed

MOST_BYTES = 8 * 1024 * 1024
MOST_TOGETHER = 1000

Body = dict[str, Any]
Answer = Callable[[Worker, Body], Body]


def signed(answer: Answer) -> Callable[[HttpRequest], JsonResponse]:
    """Only what the desk has just signed, and never the same request twice, whichever worker it comes to."""

    @wraps(answer)
    def view(request: HttpRequest) -> JsonResponse:
        if request.method != "POST":
            raise WrongMethod
        worker = current()
        body = body_of(request, MOST_BYTES)
        late = verify(worker, request, body)
        response = JsonResponse(late or answer(worker, _json(body)), status=ChannelRefused.status if late else 200)
        response.content = padded_answer(request.path, response.content)
        return response

    return view


def verify(worker: Worker, request: HttpRequest, body: bytes) -> Body:
    """Check the signature and that the request is new: noted on the disk, before anything is done.

    What is signed by the desk but not in time gets a challenge: a request that answers it is new whatever any clock says.
    """
    desk = worker.desk
    if desk is None:
        raise ChannelRefused
    signed = (desk.verify_key, "POST", request.path, body, request.headers)
    signed_at(*signed)
    with freshness.seen(_clock_file(worker)) as seen:
        if seen.open.pop(answered(request.headers), None) is not None:
            return {}
        now = clock.milliseconds()
        try:
            seen.last = verify_request(*signed, now, after_ms=seen.last)
        except (RequestOutOfTime, RequestReplayed) as error:
            return {"error": told(error), "challenge": seen.challenge(), "clock": now, "last": seen.last}
    return {}


@signed
def collect(worker: Worker, body: Body) -> Body:
    limit, danger_only = body.get("limit", 200), body.get("danger_only", False)
    if type(limit) is not int or not 0 < limit <= MOST_TOGETHER or not isinstance(danger_only, bool):
        raise ChannelUnreadable(why=f'"limit" is 1 to {MOST_TOGETHER} and "danger_only" is true or false')
    found = worker.letterbox.collect(limit, danger_only=danger_only)
    watch.write(worker.word_file, replace(worker.word, collected=clock.now()))
    envelopes = [
        {
            "id": each.envelope_id,
            "day": each.day,
            "danger": each.danger,
            "envelope": base64.b64encode(envelope).decode(),
        }
        for each, envelope in found.envelopes
    ]
    return {"envelopes": envelopes, "more": found.more}


@signed
def acknowledge(worker: Worker, body: Body) -> Body:
    ids = body.get("ids")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise ChannelUnreadable(why='"ids" must be a list of envelope ids')
    return {"cleared": worker.letterbox.acknowledge(ids)}


@signed
def publish(worker: Worker, body: Body) -> Body:
    return {"published": published.replace(worker.settings.published, body.get("pages"))}


@signed
def keys(worker: Worker, body: Body) -> Body:
    bundle = DeskPublic.from_json(body.get("bundle") or {})
    bundle.save(worker.settings.desk_public)
    return {"key_id": bundle.key_id}


@signed
def replies(worker: Worker, body: Body) -> Body:
    """Takes replies to reporters. The answer is the same whether or not a mailbox was ended, or ever opened."""
    found = waiting_replies.read(body.get("replies"), clock.today(), worker.settings.mailbox_days)
    worker.mailboxes.put(found)
    return {"taken": len(found)}


@signed
def watched(worker: Worker, body: Body) -> Body:
    flag = body.get("watched")
    if not isinstance(flag, bool):
        raise ChannelUnreadable(why='"watched" must be true or false')
    watch.write(worker.word_file, replace(worker.word, watched=flag, until=_instant(body.get("until"))))
    return {"watched": flag}


def _instant(text: object) -> datetime | None:
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(str(text))
    except ValueError:
        raise ChannelUnreadable(why='"until" must be an instant such as 2027-01-31T08:00:00+00:00') from None
    if instant.tzinfo is None:
        raise ChannelUnreadable(why='"until" must say its time zone')
    return instant


def _json(body: bytes) -> Body:
    try:
        found = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise ChannelUnreadable(why="it is not JSON") from None
    if not isinstance(found, dict):
        raise ChannelUnreadable(why="it is not a JSON object")
    return found


def _clock_file(worker: Worker) -> Path:
    return worker.settings.letterbox.parent / "channel_clock"
