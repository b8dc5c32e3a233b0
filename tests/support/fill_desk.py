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
    from lamplighter.sealing import new_envelope_id
    from lamplighter.tips import TipPlace

    desk.keys()
    desk.county().close()
    shutil.copy(settings.LAMPLIGHTER.home / "made-up" / "county.sqlite3", settings.LAMPLIGHTER.county_pack)
    for role in ("duty_officer", "auditor", "administrator"):
        services_user(role)
    street = next(place for place in desk.county().places("kind = 'street'"))
    desk.stored_tip(place=TipPlace(text=street.label))
    desk.stored_tip("He is stabbing her right now, she is screaming.", place=TipPlace(text=street.name))
    desk.stored_tip(place=TipPlace(text=street.label))
    services.receive(new_envelope_id(), desk.DAY, True, b"not an envelope")
    services.open_waiting()


def services_user(role: str) -> None:
    """An account named after its role."""
    import desk

    from lamplighter.desk.staff.services import add_staff

    add_staff(role, desk.PASSWORD, [role], name=f"Sam {role.replace('_', ' ').title()}")


if __name__ == "__main__":
    main()
