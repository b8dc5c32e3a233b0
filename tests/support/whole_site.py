"""The report site as it stands in the world: behind nginx as we ship it, over TLS, with another site beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import behind_nginx
import report_server
import servers
from elsewhere import elsewhere


@dataclass(frozen=True)
class Site:
    """Our site, with and without TLS, and the other one, where its visitors come from and leave to."""

    address: str
    plain: str
    elsewhere: str
    server: report_server.Server

    @property
    def exit(self) -> str:
        return f"{self.elsewhere}leave"


@contextmanager
def standing(home: Path) -> Iterator[Site]:
    port = servers.free_port()
    address = f"https://127.0.0.1:{port}"
    with (
        elsewhere() as weather,
        report_server.running(home, exit_address=f"{weather}leave", report_origin=address) as server,
        behind_nginx.running(home / "nginx", server.address, port),
    ):
        yield Site(address, server.address, weather, server)
