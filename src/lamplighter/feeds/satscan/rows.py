"""Reads and writes the rows of SaTScan's tables: split by blanks as SaTScan does, or as its import wizard says."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from lamplighter.feeds.satscan.errors import FileUnreadable, ParametersUnsupported, RowRefused
from lamplighter.feeds.satscan.parameters import Parameters

FIELD = re.compile(r'"([^"]*)"|(\S+)')
ONE, NO_DATE = "onecount", "unspecifiedpopdate"


@dataclass(frozen=True)
class Source:
    """A table's file and how it is cut into fields."""

    path: Path
    delimiter: str
    grouper: str
    skip: int
    columns: tuple[str, ...]
    """Which field each column is, from 1; empty where they are in order."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line numbers and fields; blank lines are passed over."""
        for number, fields in self._split():
            if fields:
                yield number, [self._field(number, fields, column) for column in self.columns] or fields

    def refused(self, line: int, reason: str) -> RowRefused:
        return RowRefused(path=self.path, line=line, reason=reason)

    def _split(self) -> Iterator[tuple[int, list[str]]]:
        lines = enumerate(_text(self.path).split("\n"), start=1)
        for number, line in lines:
            if number <= self.skip or not line.strip():
                continue
            yield number, self._fields(line)

    def _fields(self, line: str) -> list[str]:
        if self.delimiter.strip():
            quote = self.grouper or '"'
            return [field.strip() for field in next(csv.reader([line], delimiter=self.delimiter, quotechar=quote))]
        return [quoted or plain for quoted, plain in FIELD.findall(line)]

    def _field(self, line: int, fields: Sequence[str], column: str) -> str:
        if column == ONE:
            return "1"
        if column == NO_DATE:
            return "2000"
        if int(column) > len(fields):
            raise self.refused(line, f"it has {len(fields)} fields, and field {column} is needed")
        return fields[int(column) - 1]


def source(parameters: Parameters, name: str) -> Source | None:
    """Where a table is, None where the parameter is blank."""
    written = parameters.text(name)
    if not written:
        return None
    if parameters.text(f"{name}-SourceType", "0") != "0":
        raise ParametersUnsupported(reasons=f"a dBase file or shapefile ({name}-SourceType)")
    columns = tuple(field.strip().lower() for field in parameters.text(f"{name}-SourceFieldMap").split(",") if field)
    for column in columns:
        if not (column.isascii() and column.isdigit() and int(column)) and column not in (ONE, NO_DATE):
            raise ParametersUnsupported(reasons=f"made-up fields ({name}-SourceFieldMap={','.join(columns)})")
    skip = parameters.whole(f"{name}-SourceSkip", 0) + parameters.flag(f"{name}-SourceFirstRowHeader")
    delimiter = parameters.text(f"{name}-SourceDelimiter")
    if len(delimiter) > 1:
        raise ParametersUnsupported(reasons=f"a delimiter of several characters ({name}-SourceDelimiter={delimiter})")
    path = _beside(parameters.path, written)
    return Source(path, delimiter, parameters.text(f"{name}-SourceGrouper"), skip, columns)


def write_rows(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """One row a line, a field with blanks in it in quotes."""
    lines = (" ".join(f'"{field}"' if re.search(r"\s", field) else field for field in row) for row in rows)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def _beside(parameters: Path, written: str) -> Path:
    """The file as named, or one of that name beside the parameter file, where it moved with it."""
    named = parameters.parent / written
    beside = parameters.parent / PureWindowsPath(written).name
    return named if named.is_file() or not beside.is_file() else beside


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(path=path, reason=error) from None
