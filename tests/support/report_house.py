"""A report site in this process, in a folder of its own: its worker, the desk's keys, and people who visit it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.test import Client
from reporter import Reporter

from lamplighter.config import Settings
from lamplighter.places import Pack
from lamplighter.report_site import clock, worker
from lamplighter.report_site.formkeys import FormKeys
from lamplighter.sealing import EnvelopeId, Keyring, open_envelope, sign_request
from lamplighter.sealing.lock import Cost
from lamplighter.tips import Document, Tip, read


@cache
def keyring() -> Keyring:
    """One desk for the whole run: its passphrase guards nothing here, so it costs little."""
    return Keyring.make("a lamp in every window", cost=Cost(1, 1, 8))


@dataclass
class House:
    """The site and the desk that reads it."""

    worker: worker.Worker

    def visitor(self, **headers: str) -> Reporter:
        return Reporter(_through(Client(raise_request_exception=False)), headers=headers)

    def tips(self) -> list[tuple[Tip, bool]]:
        """What the desk would read: every tip that waits, and its danger flag."""
        return [(found, danger) for found, danger in self.documents() if isinstance(found, Tip)]

    def documents(self) -> list[tuple[Document, bool]]:
        """Everything that waits, opened, and the flag outside its seal."""
        return [
            (read(open_envelope(sealed, envelope_id=EnvelopeId(each.envelope_id), keyring=keyring())), each.danger)
            for each, sealed in self.worker.letterbox.collect(1000).envelopes
        ]

    def channel(
        self, path: str, body: object = None, *, at: int | None = None, signed_by: Keyring | None = None, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        """One request of the desk."""
        raw = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
        signing_key = (signed_by or keyring()).signing_key
        signature = sign_request(signing_key, "POST", path, raw, at or clock.milliseconds())
        response = Client().generic("POST", path, raw, "application/json", headers=signature | headers)
        return response.status_code, json.loads(response.content)

    def raw_channel(self, path: str, body: object) -> bytes:
        """What is answered to the desk, byte for byte."""
        raw = json.dumps(body).encode()
        signature = sign_request(keyring().signing_key, "POST", path, raw, clock.milliseconds())
        return bytes(Client().generic("POST", path, raw, "application/json", headers=signature).content)


def settings(home: Path, **changed: Any) -> Settings:
    return Settings(**{"home": home, "demo": True, **changed})


@contextmanager
def house(home: Path, pack: Path | None = None, **changed: Any) -> Iterator[House]:
    """Open a site that takes reports, and close it."""
    chosen = settings(home, **changed)
    chosen.letterbox.parent.mkdir(parents=True, exist_ok=True)
    keyring().public.save(chosen.desk_public)
    if pack:
        chosen.county_pack.symlink_to(pack)
        Pack.open(chosen.county_pack).close()
    made = worker.Worker(chosen, FormKeys())
    worker.hold(made)
    try:
        yield House(made)
    finally:
        worker.hold(None)
        made.close()


def _through(client: Client) -> Any:
    def send(
        method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        kind = headers.get("Content-Type", "application/octet-stream")
        rest = {name: value for name, value in headers.items() if name != "Content-Type"}
        response = client.generic(method, path, body or b"", kind, headers=rest)
        return response.status_code, response.headers, response.content

    return send
