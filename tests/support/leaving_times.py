"""How long leaving takes by the link of every page, and by the address that asks the browser to forget (docs/leaving.md).

.venv/bin/python tests/support/leaving_times.py

prints the middle of some tries, in milliseconds from the press until the other site's page has begun to come.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lamplighter.report_site.settings")

import report_server
from elsewhere import elsewhere
from playwright.sync_api import Browser

import browser

TRIES = 9
WAYS = {"straight": "", "by our address": "/en/x"}
# The time there and back on a good line, on 3G and on 2G.
LINES = (0, 300, 800)


def left_after(launched: Browser, address: str, weather: str, *, scripts: bool, way: str, line: int) -> float:
    with browser.visitor(launched, scripts=scripts) as page:
        page.goto(f"{address}/en/help", wait_until="networkidle")
        if way:
            page.evaluate(f"document.querySelector('[data-leave]').href = '{way}'")
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        conditions = {"offline": False, "latency": line, "downloadThroughput": -1, "uploadThroughput": -1}
        network.send("Network.emulateNetworkConditions", conditions)
        started = time.perf_counter()
        page.get_by_role("link", name="Leave this page").click(no_wait_after=True)
        page.wait_for_url(f"{weather}leave", wait_until="commit")
        return 1000 * (time.perf_counter() - started)


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as home,
        elsewhere() as weather,
        report_server.running(Path(home), exit_address=f"{weather}leave") as server,
        browser.launched() as launched,
    ):
        lines = ["| scripts | line, ms | way | ms |", "|---|---|---|---|"]
        for scripts, line, (name, way) in product((True, False), LINES, WAYS.items()):
            tries = [
                left_after(launched, server.address, weather, scripts=scripts, way=way, line=line) for _ in range(TRIES)
            ]
            lines.append(f"| {'on' if scripts else 'off'} | {line} | {name} | {median(tries):.0f} |")
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
