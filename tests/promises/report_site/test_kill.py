"""Killed without warning under load, the site has kept every report it thanked somebody for, and none twice."""

from __future__ import annotations

from pathlib import Path

import report_server
import senders


def killed_under_load(home: Path) -> dict[str, str]:
    with report_server.running(home) as server, senders.sending(server) as load:
        load.wait(thanked=senders.ENOUGH)
        server.kill()
    return load.thanked


def test_every_report_answered_with_words_can_be_opened_and_none_twice(tmp_path: Path) -> None:
    thanked = killed_under_load(tmp_path)
    assert len(thanked) >= senders.ENOUGH
    senders.check_none_lost_and_none_doubled(thanked, senders.collected(tmp_path))
