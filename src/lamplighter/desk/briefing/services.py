"""Writing a briefing to files, and what the ledger is told of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.template.loader import render_to_string

from lamplighter.desk import county
from lamplighter.desk.briefing import export, facts, paper, wording
from lamplighter.desk.footholds import services as footholds
from lamplighter.desk.ledger.services import record

WORKER = "machine:briefing"


@dataclass(frozen=True)
class Written:
    """Where the three files are, and what is in them."""

    html: Path
    pdf: Path
    footholds: Path
    alarms: int
    weaker: int


def scan_and_write(day: date, out: Path) -> Written:
    """Scans the day where there is a county to scan, then writes its briefing."""
    if county.pack():
        footholds.run_scans(day)
    return write(day, out)


def write(day: date, out: Path) -> Written:
    """Writes briefing.html, briefing.pdf and footholds.json; each appears whole or not at all."""
    found = facts.gather(day)
    document = wording.document(found)
    out.mkdir(parents=True, exist_ok=True)
    record(WORKER, "briefing.written", found.tips, date=day.isoformat())
    page = render_to_string("briefing/file.html", {"document": document})
    data = json.dumps(export.footholds(found.scans), ensure_ascii=False, indent=1)
    return Written(
        _put(out / "briefing.html", page.encode()),
        _put(out / "briefing.pdf", paper.pdf(document)),
        _put(out / "footholds.json", f"{data}\n".encode()),
        len(found.scans.alarms),
        len(found.scans.weaker),
    )


def _put(path: Path, content: bytes) -> Path:
    partial = path.with_suffix(f"{path.suffix}.partial")
    partial.write_bytes(content)
    partial.replace(path)
    return path
