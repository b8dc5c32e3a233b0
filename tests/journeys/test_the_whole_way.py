"""The whole way once, in a real browser: from a resident's tip to what the county reads."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import servers
from people import CHECK, STORY, Officer, Resident
from playwright.sync_api import Browser, expect

from browser import faults, keep, visitor


def planted(demo: servers.Place) -> list[dict[str, object]]:
    truth = json.loads((demo.home / "stream/truth.json").read_text())
    return [foothold for foothold in truth["footholds"] if not foothold["end"]]


def a_street(demo: servers.Place) -> tuple[str, str]:
    """A street of the made-up county where something was planted, and its town."""
    street, town = str(planted(demo)[0]["cases"][0]["street"]).split(", ")  # type: ignore[index]
    return street, town


def test_the_demo_writes_a_briefing_and_finds_what_was_planted(demo: servers.Place) -> None:
    folder = demo.home / "briefing"
    assert (folder / "briefing.pdf").read_bytes().startswith(b"%PDF")
    page = (folder / "briefing.html").read_text()
    assert "day 23 of 100" in page
    alarms = [f for f in json.loads((folder / "footholds.json").read_text())["footholds"] if f["alarm"]]
    reported = {area for foothold in alarms for area in foothold["areas"]}
    assert planted(demo)
    assert [f["id"] for f in planted(demo) if not set(f["areas"]) & reported] == []  # type: ignore[call-overload]


def test_a_tip_without_scripts_reaches_the_officer_assessed_and_on_the_map(
    served: servers.Place, chromium: Browser
) -> None:
    street, town = a_street(served)
    with visitor(chromium, scripts=False, width="phone") as page:
        resident = Resident(page, served.report)
        words = resident.report(street, town)
        assert len(words.split()) == 8
        assert page.context.cookies() == []
    with visitor(chromium, scripts=True) as page:
        officer = Officer(page, served.desk)
        officer.log_in("officer")
        keep(page, "desk home")
        page.goto(f"{served.desk}/queue/?urgency=immediate")
        officer.waits_for(STORY[:40])
        keep(page, "desk queue")
        page.goto(officer.newest_tip(STORY[:40]))
        expect(page.locator("mark").first).to_be_visible()
        assert "stab" in " ".join(page.locator("mark").all_inner_texts())
        expect(page.get_by_text("2 / D")).to_be_visible()
        expect(page.locator(".leaflet-container")).to_be_visible()
        expect(page.get_by_text(street).first).to_be_visible()
        expect(page.get_by_text("the reporter", exact=False).first).to_be_visible()
        keep(page, "desk tip")
        assert faults(page) == []


def test_no_visit_without_its_check_and_the_county_reads_what_it_led_to(
    served: servers.Place, chromium: Browser
) -> None:
    with visitor(chromium, scripts=True) as page:
        commander = Officer(page, served.desk)
        commander.log_in("commander")
        start_a_crackdown(commander)
        plan_a_visit(commander)
        commander.press("Mark as ready")
        expect(page.get_by_role("alert")).to_contain_text("safeguarding")
        keep(page, "desk task refused")
        commander.fill(CHECK)
        commander.press("Keep these answers")
        commander.press("Mark as ready")
        commander.press("Start")
        keep(page, "desk task started")
        commander.fill({"Adults made safer": "1", "Referrals made": "1"})
        commander.fill({"To whom the referrals were made": "Adult safeguarding"})
        commander.press("Close the task")
        expect(page.locator("h1")).to_contain_text("Closed")
        keep(page, "desk task closed")
        page.get_by_role("link", name="Operation Wicket").first.click()
        expect(page.locator("main")).to_contain_text("Day 1 of 100", ignore_case=True)
        keep(page, "desk crackdown")
        publish_a_bulletin(commander)
    with visitor(chromium, scripts=False, width="phone") as page:
        page.goto(f"{served.report}/en/n/")
        page.get_by_role("link", name="What Wicket led to").click()
        expect(page.locator("main")).to_contain_text("fewer than 5")
        expect(page.locator("main")).to_contain_text("We went to see how people were")
        keep(page, "report bulletin")


def start_a_crackdown(commander: Officer) -> None:
    commander.page.goto(f"{commander.site}/crackdowns/new")
    commander.fill({"Name": "Operation Wicket", "Aim": "Nobody's home is used by dealers, and the gap stays closed."})
    commander.page.get_by_label("Someone's home taken over").check()
    commander.press("Start")
    expect(commander.page.locator("h1")).to_have_text("Operation Wicket")


def plan_a_visit(commander: Officer) -> None:
    page = commander.page
    page.goto(f"{commander.site}/footholds/")
    page.get_by_role("table").first.get_by_role("link").first.click()
    keep(page, "desk foothold")
    page.get_by_role("link", name=re.compile("Plan a task")).first.click()
    page.get_by_label("Crackdown", exact=True).select_option(label="Operation Wicket")
    commander.fill({"Short title": "Wicket visit", "What we hope to do for the people there": "See how people are."})
    commander.press("Plan it")
    expect(page.locator("h1")).to_contain_text("Wicket visit")


def publish_a_bulletin(commander: Officer) -> None:
    page = commander.page
    page.goto(f"{commander.site}/bulletin/new")
    page.get_by_label("Crackdown", exact=True).select_option(label="Operation Wicket")
    today = date.today()  # noqa: DTZ011 - the day the person at the desk types
    commander.fill(
        {
            "First day it counts": (today - timedelta(days=1)).isoformat(),
            "Last day it counts": today.isoformat(),
            "Title": "What Wicket led to",
            "You told us": "You told us about homes that were no longer their owners' own.",
            "We did": "We went to see how people were, and brought help along.",
            "What happens next": "We go back to see that the help has come.",
        }
    )
    commander.press("Keep and preview")
    keep(page, "desk bulletin preview")
    commander.fill({"Why it is right to publish it all the same": "Made-up people; nobody can be found out by it."})
    commander.press("Publish")
    expect(page.locator("h1")).to_contain_text("Published")


def test_the_ledger_of_it_all_holds(served: servers.Place) -> None:
    assert "entries hold" in served.run("ledger", "verify").stdout
