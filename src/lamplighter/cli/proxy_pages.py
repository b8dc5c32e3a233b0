"""lamplighter proxy-pages: what the proxy in front of the report site shows where the site itself cannot answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Adds the command `proxy-pages`."""
    app.command("proxy-pages")(proxy_pages)


def proxy_pages(
    out: Annotated[Path, typer.Option(help="Folder that the proxy may read, such as /var/lib/lamplighter-proxy.")],
) -> None:
    """Make the proxy's own pages, in every language. Make them again when a text or the site's name changes."""
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "lamplighter.report_site.settings"
    django.setup()

    from lamplighter import config
    from lamplighter.report_site.proxy_pages import write

    write(config.load(), out)
    typer.echo(f"The proxy's pages are in {out}")
