"""Run as a program of its own: fills a desk with a made-up county, people and tips, for a browser to look at."""

from __future__ import annotations

import os
import shutil

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lamplighter.desk.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill()


def fill() -> None:
    import desk
    from django.conf import settings

    from lamplighter.desk.inbox import services
    from lamplighter.desk.queue.services import assess_waiting
    from lamplighter.sealing import new_envelope_id
    from lamplighter.tips import TipPlace

    desk.keys()
    desk.county().close()
    shutil.copy(settings.LAMPLIGHTER.home / "made-up" / "county.sqlite3", settings.LAMPLIGHTER.county_pack)
    for role in ("duty_officer", "analyst", "auditor", "administrator"):
        services_user(role)
    street = next(place for place in desk.county().places("kind = 'street'"))
    desk.stored_tip(place=TipPlace(text=street.label))
    desk.stored_tip("He is stabbing her right now, she is screaming.", place=TipPlace(text=street.name))
    desk.stored_tip(place=TipPlace(text=street.label))
    services.receive(new_envelope_id(), desk.DAY, True, b"not an envelope")
    tip_with_enclosures()
    services.open_waiting()
    assess_waiting()
    close_a_place()
    scan_yesterday()


def tip_with_enclosures() -> None:
    """A tip with a photo, one more that never came, and a way to be reached; and a photo whose tip never came."""
    import desk
    import pictures

    from lamplighter.desk.inbox import services
    from lamplighter.tips import Contact, dump_contact

    number, envelope = desk.sealed(desk.tip_document("The postcard on the door says all.", photos=2))
    contact = dump_contact(Contact(name="Zebedee Made-up", phone_or_email="07700 900123", agreed_word="lantern"))
    apart = desk.sealed_apart(number, "photo", pictures.jpeg((1200, 900)))
    apart += desk.sealed_apart(number, "contact", contact)
    apart += desk.sealed_apart("ab" * 16, "photo", pictures.jpeg())
    for each, sealed in [(number, envelope), *apart]:
        services.receive(each, desk.DAY, False, sealed)


def close_a_place() -> None:
    """A closed place with ten weeks of a watch, in which the market moved next door; and one that nobody watches."""
    from datetime import timedelta

    import answering
    import desk
    import holding
    from django.utils import timezone

    from lamplighter.desk.holds import ground
    from lamplighter.desk.holds.services import look_at_running, start_watch

    closed = timezone.localdate() - timedelta(weeks=10)
    areas = [area.id for area in desk.county().areas()]
    place, ring = areas[0], ground.chosen(areas[0], watched=()).ring
    moved = {place: [0.1] * 10, **dict.fromkeys(ring, [3.0] * 10), ring[0]: [3.0] * 2 + [16.0] * 8}
    holding.plant(closed, 40, moved, elsewhere=[area for area in areas if area not in moved])
    crackdown = answering.crackdown()
    start_watch(holding.closing(closed, within=crackdown, area=place), by=desk.officer(), area=place)
    look_at_running(timezone.localdate() - timedelta(days=1))
    holding.closing(closed, within=crackdown, area=ring[0])


def scan_yesterday() -> None:
    """What moved next door stands out, provisionally."""
    from datetime import timedelta

    from django.utils import timezone

    from lamplighter.desk.footholds.services import run_scans

    run_scans(timezone.localdate() - timedelta(days=1))


def services_user(role: str) -> None:
    """An account named after its role."""
    import desk

    from lamplighter.desk.staff.services import add_staff

    add_staff(role, desk.PASSWORD, [role], name=f"Sam {role.replace('_', ' ').title()}")


if __name__ == "__main__":
    main()
