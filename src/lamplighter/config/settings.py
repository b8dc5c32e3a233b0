"""Every setting of Lamplighter: one line and one comment each. `docs/settings.md` is made from this file."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GO_LIVE = ("impact_assessment", "policy_document", "controller", "privacy_notice", "accessibility_statement")


class Settings(BaseModel):
    """The whole configuration of one deployment; it cannot be changed after it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # Where things live
    home: Path = Field(description="The folder that holds all state.")
    county_pack: Path = Field(Path("county.sqlite3"), description="The county pack both sites read.")
    letterbox: Path = Field(Path("report_site/letterbox"), description="The folder of sealed tips that wait.")
    mailboxes: Path = Field(Path("report_site/mailboxes"), description="The folder of sealed replies to reporters.")
    desk_public: Path = Field(Path("report_site/desk_public.json"), description="The desk's public keys.")
    published: Path = Field(Path("report_site/published"), description="The bulletin pages the desk published.")
    keyring: Path = Field(Path("desk/keyring.json"), description="The desk's private keys, under a passphrase.")
    passphrase_file: Path = Field(Path("desk/passphrase"), description="The file that holds the passphrase.")
    recorded_crime: Path = Field(Path("recorded_crime.sqlite3"), description="The store of recorded crime.")
    django_secret_file: Path = Field(Path("desk/django_secret"), description="The secret that signs staff sessions.")

    # Who runs it
    demo: bool = Field(False, description="A demonstration with made-up people; lifts the go-live switch.")
    site_name: str = Field("Lamplighter", description="The public site's name, on every page of it.")
    receiver: str = Field("the county's safeguarding desk", description="Who reads the reports, as the public is told.")
    exit_address: str = Field("https://www.bbc.co.uk/weather", description="Where 'Leave this page' leads.")
    staffed_hours: dict[str, str] = Field(
        dict.fromkeys(WEEKDAYS, "08:00-20:00"), description="When reports are read, by weekday; empty means closed."
    )

    local_services: dict[str, str] = Field(
        {}, description="Local services that help people affected: name, then number or address."
    )

    # The report site
    report_host: str = Field("127.0.0.1", description="The address the report site listens on.")
    report_port: int = Field(8001, ge=1, le=65535, description="The port the report site listens on.")
    report_workers: int = Field(0, ge=0, le=64, description="Worker processes of the report site; 0 is one a core.")
    report_origin: str = Field("http://127.0.0.1:8001", description="The report site's public address.")
    letterbox_most: int = Field(200_000, ge=100, description="The most tips that may wait in the letterbox.")
    mailbox_closed_days: int = Field(28, ge=7, le=365, description="When a mailbox says closed, whatever was done.")
    mailbox_days: int = Field(180, ge=30, le=730, description="When a mailbox ends and what is in it is overwritten.")

    # The desk
    desk_host: str = Field("127.0.0.1", description="The address the desk listens on.")
    desk_port: int = Field(8002, ge=1, le=65535, description="The port the desk listens on.")
    desk_origin: str = Field("http://127.0.0.1:8002", description="The desk's address as staff type it.")
    desk_database: str = Field("", description="A postgresql:// address; empty means SQLite under home.")
    collect_danger_seconds: int = Field(45, ge=5, le=50, description="How often tips marked as danger are collected.")
    collect_seconds: int = Field(600, ge=30, le=900, description="The longest wait before other tips are collected.")
    reply_delay_seconds: int = Field(
        14_400, ge=1, le=86_400, description="The longest random wait before a reply to a reporter is sent."
    )
    scan_replicates: int = Field(999, ge=99, le=99_999, description="Random replicates behind each foothold's p-value.")
    false_alarms_a_year: float = Field(1.0, gt=0, le=365, description="Chance alarms a year put up with, both streams.")
    tips_part_of_alarms: float = Field(
        0.75, gt=0, lt=1, description="The part of them for tips; the rest is recorded's."
    )
    made_up_years: int = Field(300, ge=20, le=10_000, description="Made-up years that teach what an alarm is.")

    # The go-live switch: outside the demo no report is taken until each of these names a document
    impact_assessment: str = Field("", description="Reference of the data protection impact assessment.")
    policy_document: str = Field("", description="Reference of the appropriate policy document.")
    controller: str = Field("", description="The controller's name and contact, as the public is told.")
    privacy_notice: str = Field("", description="Reference or address of the privacy notice.")
    accessibility_statement: str = Field("", description="Reference or address of the accessibility statement.")

    @field_validator("staffed_hours")
    @classmethod
    def _hours_are_by_weekday(cls, hours: dict[str, str]) -> dict[str, str]:
        unknown = set(hours) - set(WEEKDAYS)
        if unknown:
            raise ValueError(f"staffed_hours has days it does not know: {', '.join(sorted(unknown))}")
        return {day: hours.get(day, "") for day in WEEKDAYS}

    @model_validator(mode="after")
    def _paths_are_under_home(self) -> Self:
        for name in PATHS:
            object.__setattr__(self, name, (self.home / getattr(self, name)).absolute())
        return self

    @property
    def missing_for_go_live(self) -> tuple[str, ...]:
        """The documents still to be recorded before the public site may take a report; none in the demo."""
        return () if self.demo else tuple(name for name in GO_LIVE if not getattr(self, name).strip())


PATHS = tuple(name for name, field in Settings.model_fields.items() if field.annotation is Path and name != "home")
