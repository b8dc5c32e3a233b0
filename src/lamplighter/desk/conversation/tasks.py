"""The conversation's job: replies that are due are sent; what fails is due again."""

from __future__ import annotations

from django_tasks import task

from lamplighter.desk.conversation import sending


@task()
def send_due() -> int:
    return sending.send_due()
