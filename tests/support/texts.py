"""The tool that keeps the translations, and made-up languages to look at the site in."""

from __future__ import annotations

import atexit
import importlib.util
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.test import override_settings

from lamplighter.report_site import catalogues, context

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "qaa", "qar"


def _tool() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "messages.py"
    spec = importlib.util.spec_from_file_location("messages_tool", path)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


tool = _tool()


@contextmanager
def made_up(folder: Path) -> Iterator[None]:
    """Two languages nobody speaks: every letter is marked, and one of them runs from right to left."""
    shutil.copytree(_marked(), folder, dirs_exist_ok=True)
    with override_settings(
        LANGUAGES=[*settings.LANGUAGES, (LEFT_TO_RIGHT, "Márkéd"), (RIGHT_TO_LEFT, "Márkéd báçkwárdš")],
        LOCALE_PATHS=[*settings.LOCALE_PATHS, folder],
        LANGUAGES_BIDI=[*settings.LANGUAGES_BIDI, RIGHT_TO_LEFT],
    ):
        _forget()
        yield
    _forget()


@cache
def _marked() -> Path:
    """The compiled texts of the made-up languages, made once a run."""
    folder = Path(tempfile.mkdtemp(prefix="lamplighter-marked-"))
    atexit.register(shutil.rmtree, folder)
    for code in (LEFT_TO_RIGHT, RIGHT_TO_LEFT):
        tool.main(["pseudo", code, str(folder)])
        (folder / code / "about.yaml").write_text(f'name: "{code}"\nreviewed_by: ""\n')
    return folder


def _forget() -> None:
    """What we remember by language; Django forgets its own part when the settings change."""
    catalogues.found.cache_clear()
    context._foot.cache_clear()
