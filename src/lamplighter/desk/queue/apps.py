"""The queue duty."""

from __future__ import annotations

from lamplighter.desk.duties import Duty


class QueueDuty(Duty):
    name = "lamplighter.desk.queue"
    label = "queue"
    prefix = "queue/"
