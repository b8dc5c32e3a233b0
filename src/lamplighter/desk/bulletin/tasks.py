"""The bulletin's job: what could not be sent is sent as soon as the report site answers."""

from __future__ import annotations

from django_tasks import task

from lamplighter.desk.bulletin import services


@task()
def send_waiting() -> bool:
    return services.send_waiting()
