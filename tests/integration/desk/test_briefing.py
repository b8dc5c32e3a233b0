"""The briefing says the same on screen, in a file and on paper; it fetches nothing, and quotes nobody."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import answering
import desk
import pytest
import small_county
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from lamplighter.desk.briefing import facts, paper, services, wording
from lamplighter.desk.briefing.document import Document, Paragraph
from lamplighter.desk.footholds.models import Judgement
from lamplighter.desk.footholds.services import judge
from lamplighter.desk.ledger.models import Entry
from lamplighter.desk.queue.models import Assessment
from lamplighter.places import Pack

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 14)


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small_county.pack(tmp_path_factory.mktemp("county"))


@pytest.fixture
def county(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> Pack:
    monkeypatch.setattr("lamplighter.desk.county.pack", lambda: pack)
    return pack


def a_busy_day() -> None:
    area = "A1"
    answering.assessed_tip(DAY, area=area, urgency="immediate", urgency_rank=0, danger_now=True)
    answering.assessed_tip(DAY - timedelta(days=3), area=area, urgency="priority", urgency_rank=1)
    answering.assessed_tip(DAY - timedelta(days=1), area="", precision="unknown")
    answering.assessed_tip(DAY - timedelta(days=30), area=area)
    run = answering.scan_run(DAY)
    found = {"centre": "A1", "areas": ["A1", "A2"], "lat": 52.01, "lon": -0.98}
    first = answering.foothold(run, named="Alder and an area beside it", **found)
    answering.foothold(run, rank=2, alarm=False, named="Birch", p_value=0.2, recurrence_interval_days=40.0, **found)
    judge(first, by=desk.officer("analyst"), value=Judgement.UNSURE, why=answering.WHY)
    answering.task(within=answering.crackdown(name="Quiet Streets", starts=timezone.localdate() - timedelta(days=22)))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


class Words(HTMLParser):
    """Every cell and paragraph of a page, without its tags and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "path", "rect", "circle"}:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        drawn = {"style", "title", "svg", "desc", "text", "g"} & set(self._inside)
        if data.strip() and not drawn:
            self.said.append(" ".join(data.split()))


def test_three_files_say_the_same(county: Pack, tmp_path: Path) -> None:
    a_busy_day()
    written = services.write(DAY, tmp_path / "out")
    page, paper_text = written.html.read_text(), text_of(written.pdf.read_bytes())
    words = Words()
    words.feed(page)
    squeezed = paper_text.replace(" ", "")
    missing = [said for said in words.said if said.replace(" ", "") not in squeezed]
    assert missing == []
    for said in ("day 23 of 100", "1 foothold raises an alarm", "1 immediate tip is still open", "What is not known"):
        assert said in unescape(page)
    data = json.loads(written.footholds.read_text())
    assert [each["named"] for each in data["footholds"]] == ["Alder and an area beside it", "Birch"]
    assert {"areas", "start", "end", "observed", "expected", "test_statistic", "p_value", "recurrence_interval_days",
            "stream", "learning", "version", "date"} <= set(data["footholds"][0])  # fmt: skip
    assert data["footholds"][0]["judgement"] == "unsure"


def test_the_page_fetches_nothing_and_runs_nothing(county: Pack, tmp_path: Path) -> None:
    a_busy_day()
    page = services.write(DAY, tmp_path).html.read_text()
    assert not re.search(r"<(script|link|img|iframe|object)\b|\b(src|href)=|url\(|@import", page)
    assert "default-src 'none'" in page


def test_a_briefing_lists_tips_by_number_and_kind_and_goes_to_the_ledger(county: Pack, tmp_path: Path) -> None:
    a_busy_day()
    services.write(DAY, tmp_path)
    entry = Entry.objects.get(action="briefing.written")
    open_ones = Assessment.objects.filter(urgency__in=["immediate", "priority"])
    assert set(entry.subjects) == {str(each.pk) for each in open_ones}
    assert entry.detail["date"] == "2026-07-14"


def test_the_pdf_is_tagged_titled_and_in_english(county: Pack) -> None:
    a_busy_day()
    reader = PdfReader(BytesIO(paper.pdf(wording.document(facts.gather(DAY)))))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].lower().startswith("en")
    assert reader.metadata is not None
    assert "Briefing" in str(reader.metadata.title)


def test_every_letter_of_a_name_is_on_the_paper(county: Pack) -> None:
    names = "Łódź Çelik Ştefănescu Ангел Ελένη Nguyễn ’“”–—…£€"
    said = text_of(paper.pdf(Document("Briefing", "today", "OFFICIAL", [Paragraph(names)])))
    assert names.replace(" ", "") in said.replace(" ", "")


def test_a_letter_no_font_has_does_not_stop_the_briefing(county: Pack) -> None:
    said = text_of(paper.pdf(Document("Briefing", "today", "OFFICIAL", [Paragraph("Operation Łódź \U0001f3ee 灯")])))
    assert "Operation Łódź [?] [?]" in said
    assert "Some letters cannot be printed" in said


def test_an_empty_county_gets_an_honest_briefing(tmp_path: Path) -> None:
    written = services.write(DAY, tmp_path)
    page = unescape(written.html.read_text())
    for said in (
        "0 new tips since yesterday",
        "This day has not been scanned",
        "None is running",
        "Recorded crime: none",
    ):
        assert said in page
    assert written.pdf.stat().st_size > 1000


def test_writing_twice_replaces_the_files(county: Pack, tmp_path: Path) -> None:
    a_busy_day()
    first, second = (services.write(DAY, tmp_path).footholds.read_bytes() for _ in range(2))
    assert first == second
    assert sorted(path.name for path in tmp_path.iterdir()) == ["briefing.html", "briefing.pdf", "footholds.json"]


def test_the_desk_shows_it_and_gives_it_away_with_every_view_recorded(county: Pack) -> None:
    a_busy_day()
    client = desk.client_of(desk.officer("commander"))
    kinds = {"page": "text/html", "html": "text/html", "pdf": "application/pdf", "data": "application/json"}
    for name, kind in kinds.items():
        answer = client.get(reverse(f"briefing:{name}"), {"date": DAY.isoformat()})
        assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, kind)
    assert Entry.objects.filter(action="viewed").count() == 3, "the data names no tip"
    refused = client.get(reverse("briefing:page"), {"date": "tomorrow"})
    assert refused.status_code == 422
    assert "no day such as" in unescape(refused.content.decode())
    assert desk.client_of(desk.officer("auditor")).get(reverse("briefing:page")).status_code == 403


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow"])
def test_a_day_there_is_no_briefing_for_is_said_in_a_sentence(day: str) -> None:
    answer = desk.client_of(desk.officer()).get("/briefing/", {"date": day})
    assert answer.status_code == 422
    assert day in answer.content.decode()
