"""Measures what one look into a mailbox costs: with right words, with words never given out, and with wrong ones.

The processor time of the whole answer, the kinds taking turns; nobody can tell right from wrong where they cost the same.
"""

from __future__ import annotations

import base64
import io
import os
import secrets
import tempfile
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lamplighter import tips
from lamplighter.config import Settings
from lamplighter.report_site import clock, mailbox_state, waiting_replies
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.report_site.worker import Worker, current, hold
from lamplighter.report_site.wsgi import Application, application
from lamplighter.sealing import CodeWords, EnvelopeId, mailbox_keys, make_words, seal

REPLIES = 3


def measure(*, looks: int = 300) -> dict[str, Any]:
    """Median and 95th percentile of an answer, in milliseconds of processor time, for each kind of words."""
    with tempfile.TemporaryDirectory(prefix="lamplighter-bench-") as folder:
        settings, keys = Settings(home=Path(folder), demo=True), FormKeys()
        os.environ["LAMPLIGHTER_HOME"] = folder
        site = application(settings, keys)
        try:
            return _measured(site, _kinds(current()), keys, looks)
        finally:
            current().close()
            hold(None)


def _measured(site: Application, kinds: Mapping[str, str], keys: FormKeys, looks: int) -> dict[str, Any]:
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(looks + 20):
        for kind, words in kinds.items():
            spent = _look(site, words, keys)
            # The first are those of a site that has just been started.
            times[kind] += [spent] if number >= 20 else []
    found = {kind: sorted(each) for kind, each in times.items()}
    return {
        "looks": looks,
        "median_ms": {kind: _ms(each, 50) for kind, each in found.items()},
        "p95_ms": {kind: _ms(each, 95) for kind, each in found.items()},
    }


def _kinds(worker: Worker) -> dict[str, str]:
    """Words to look with; those of one mailbox find replies in it."""
    right, never = make_words(clock.today()), make_words(clock.today())
    replies = {"replies": [_reply(right, number) for number in range(1, REPLIES + 1)]}
    worker.mailboxes.put(waiting_replies.read(replies["replies"], clock.today(), worker.settings.mailbox_days))
    return {
        "with_replies": right,
        "never_given_out": never,
        "at_its_end": make_words(clock.today() - timedelta(days=400)),
        "wrong_word": _with_one_wrong(never),
    }


def _with_one_wrong(words: CodeWords) -> str:
    first, *rest = words.split()
    return " ".join([next(word for word in ("garden", "window") if word != first), *rest])


def _reply(words: CodeWords, number: int) -> dict[str, str]:
    keys = mailbox_keys(words)
    document = tips.dump_reply(tips.Reply(text="Thank you.", day=clock.today().isoformat(), number=number))
    sealed = seal(document, envelope_id=EnvelopeId(keys.mailbox), to=keys.private.public)
    return {"mailbox": keys.mailbox, "id": secrets.token_hex(16), "sealed": base64.b64encode(sealed).decode()}


def _look(site: Application, words: str, keys: FormKeys) -> float:
    state = mailbox_state.seal(mailbox_state.new(), keys, now=clock.seconds())
    body = urlencode({"state": state, "words": words, "go": "open"}).encode()
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/en/m",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "HTTP_ORIGIN": "null",
    }
    started = time.thread_time()
    site(environ, lambda *_: None)
    return time.thread_time() - started


def _ms(times: list[float], percent: int) -> float:
    return round(times[min(len(times) - 1, len(times) * percent // 100)] * 1000, 2)
