"""The people of the journeys: a resident at the report site, and staff at the desk, doing what people do."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from browser import keep
from lamplighter.cues import giveaways

PASSWORD = "lamplighter-demo"
STORY = (
    "Two men have moved into the flat of the old man at the end of our road. Callers come at all hours and stay two "
    "minutes. He looks scared and he is never on his own any more. My neighbour told me one of them said he will stab him."
)
CHECK = {
    "Children": "None known, because nobody has seen or heard a child there; we look again at the door.",
    "Vulnerable adults": "The tenant may be a victim; a housing officer he knows comes along.",
    "Interpreter": "None known to be needed, because neighbours hear him speak English.",
    "Referral route": "Adult safeguarding has been told to expect a call this afternoon.",
    "What is said at the door": "We are calling on a few homes today to ask how people are.",
}


@dataclass
class Resident:
    """Somebody who noticed something, with a phone and no scripts."""

    page: Page
    site: str

    def start(self) -> None:
        self.page.goto(f"{self.site}/en/")
        keep(self.page, "report 00 start")
        self.page.get_by_role("link", name="Start", exact=True).first.click()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def go_on(self, button: str = "Continue") -> None:
        keep(self.page, f"report {self.heading}")
        self.page.get_by_role("button", name=button, exact=True).last.click()

    def expect_heading(self, heading: str) -> None:
        expect(self.page.locator("h1")).to_have_text(heading)

    def report(self, street: str, town: str, story: str = STORY) -> str:
        """Tells the story and sends it with code words; returns the words."""
        self.start()
        self.go_on()
        self.page.get_by_label("No", exact=True).check()
        self.go_on()
        self.page.get_by_label("A neighbour, or somebody who noticed something").check()
        self.go_on()
        self.page.get_by_label("No", exact=True).check()
        self.go_on()
        self.page.get_by_role("checkbox").first.check()
        self.go_on()
        self.page.get_by_label("Callers stay only a few minutes", exact=False).check()
        self.go_on()
        self.page.get_by_label("In your own words").fill(story)
        self.go_on()
        self.expect_heading("It sounds as if somebody may be in danger")
        self.go_on("Go on")
        self.page.get_by_label("Street, building or what it is near").fill(street)
        self.page.get_by_label("Town or village").fill(town)
        self.go_on()
        self.expect_heading("Did you mean one of these?")
        self.page.get_by_role("radio").first.check()
        self.go_on()
        for _ in range(9):
            self.go_on()
        self.expect_heading("Check your answers")
        self.go_on("Go to the last page")
        if giveaways(story):
            self.expect_heading("You may be giving yourself away")
            self.go_on("Keep it as it is")
        self.go_on("Send and show me code words")
        self.expect_heading("Thank you. Your report is kept.")
        keep(self.page, "report done")
        return " ".join(re.findall(r"^[a-z]+$", self.page.locator("main").inner_text(), flags=re.MULTILINE))


@dataclass
class Officer:
    """One member of staff at the desk."""

    page: Page
    site: str

    def log_in(self, username: str) -> None:
        self.page.goto(f"{self.site}/")
        self.page.get_by_label("User name").fill(username)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page.locator("h1")).to_have_text("What needs doing")

    def waits_for(self, text: str, seconds: float = 90) -> None:
        """Walks to the end of the queue, where the newest of equal urgency wait, until a text is there."""
        first, end = self.page.url, time.monotonic() + seconds
        while self.page.get_by_text(text).count() == 0:
            assert time.monotonic() < end, f"nothing in the queue said {text!r} within {seconds} s"
            further = self.page.get_by_role("link", name="Next page")
            if further.count():
                further.first.click()
            else:
                time.sleep(1)
                self.page.goto(first)

    def newest_tip(self, text: str) -> str:
        """The address of the last tip on this page that says a text."""
        row = self.page.locator("li, tr, article").filter(has_text=text).last
        return self.site + str(row.get_by_role("link").first.get_attribute("href"))

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.click()

    def fill(self, answers: dict[str, str]) -> None:
        for label, text in answers.items():
            self.page.get_by_label(label, exact=True).first.fill(text)
