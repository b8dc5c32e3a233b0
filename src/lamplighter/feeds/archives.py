"""The monthly files in what somebody points at: a CSV, a gzip, a folder of them, a ZIP archive, at any depth."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lamplighter.feeds.errors import NothingToImport
from lamplighter.feeds.street_rows import Lines

SUFFIXES = (".csv", ".csv.gz", ".zip")
# What the archives of data.police.uk hold beside street-level crime.
OTHER_SUBJECTS = ("-outcomes.csv", "-stop-and-search.csv", "-outcomes.csv.gz", "-stop-and-search.csv.gz")
IN_MEMORY = 32 * 1024 * 1024


@dataclass(frozen=True)
class MonthlyFile:
    """One CSV, by the name to show, and how to open it for reading bytes."""

    name: str
    open: Callable[[], AbstractContextManager[Lines]]

    @property
    def other_subject(self) -> bool:
        """Whether the name says that it is not street-level crime."""
        return self.name.lower().endswith(OTHER_SUBJECTS)


@dataclass(frozen=True)
class Unreadable:
    """An archive that cannot be opened, and why."""

    name: str
    reason: str


def monthly_files(paths: Sequence[Path]) -> Iterator[MonthlyFile | Unreadable]:
    """Every monthly file under the paths, in order of name, each path once."""
    for path in dict.fromkeys(file for given in paths for file in _files(given)):
        if path.name.lower().endswith(".zip"):
            yield from _in_archive(path.name, _reader(path))
        else:
            yield MonthlyFile(path.name, _opener(path.name, _reader(path)))


def _reader(path: Path) -> Callable[[], IO[bytes]]:
    return lambda: path.open("rb")


def _files(path: Path) -> list[Path]:
    found = sorted(each for each in path.rglob("*") if _wanted(each.name) and each.is_file()) if path.is_dir() else []
    if path.is_file():
        found = [path]
    if not found:
        raise NothingToImport(path=path)
    return found


def _wanted(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith(("._", "__MACOSX"))


def _in_archive(name: str, source: Callable[[], IO[bytes]]) -> Iterator[MonthlyFile | Unreadable]:
    try:
        with source() as raw, zipfile.ZipFile(raw) as archive:
            members = [info.filename for info in archive.infolist() if _wanted(Path(info.filename).name)]
    except (zipfile.BadZipFile, OSError) as error:
        yield Unreadable(name, f"it is not a ZIP archive that can be read ({error})")
        return
    for member in sorted(members):
        shown = f"{name}/{member}"
        read = _member(source, member)
        if member.lower().endswith(".zip"):
            yield from _in_archive(shown, read)
        else:
            yield MonthlyFile(shown, _opener(member, read))


def _member(source: Callable[[], IO[bytes]], member: str) -> Callable[[], IO[bytes]]:
    """Opens a member as a file that can be sought in, so that an archive may lie in an archive."""

    def read() -> IO[bytes]:
        held = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the caller closes it)
        with source() as raw, zipfile.ZipFile(raw) as archive, archive.open(member) as packed:
            shutil.copyfileobj(packed, held)
        held.seek(0)
        return held

    return read


def _opener(name: str, source: Callable[[], IO[bytes]]) -> Callable[[], AbstractContextManager[Lines]]:
    @contextmanager
    def opened() -> Iterator[Lines]:
        with source() as raw:
            if name.lower().endswith(".gz"):
                with gzip.open(raw) as unpacked:
                    yield unpacked
            else:
                yield raw

    return opened
