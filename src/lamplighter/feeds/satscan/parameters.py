"""Reads a SaTScan parameter file: names and values, by section in the file and by name alone once read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lamplighter.feeds.satscan.errors import ParameterMissing, ParametersUnreadable, ParameterWrong

YES, NO = {"y", "yes", "true", "1"}, {"n", "no", "false", "0", ""}


@dataclass(frozen=True)
class Parameters:
    """Values by name; names are unique over all sections of a file and their case does not matter."""

    path: Path
    values: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        """The value, or the default where it is blank or absent."""
        return self.values.get(name.lower(), "") or default

    def needed(self, name: str) -> str:
        found = self.text(name)
        if not found:
            raise ParameterMissing(name=name)
        return found

    def flag(self, name: str) -> bool:
        value = self.text(name, "n").lower()
        if value not in YES | NO:
            raise ParameterWrong(name=name, value=value, expected="y or n")
        return value in YES

    def whole(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit()):
            raise ParameterWrong(name=name, value=value, expected="a whole number")
        return int(value)

    def number(self, name: str, default: float) -> float:
        value = self.text(name, str(default))
        try:
            found = float(value)
        except ValueError:
            found = float("nan")
        if not 0 <= found < float("inf"):
            raise ParameterWrong(name=name, value=value, expected="a number, 0 or more")
        return found


def read_parameters(path: Path) -> Parameters:
    """The parameters of a file; comment lines begin with a semicolon."""
    values: dict[str, str] = {}
    for number, line in enumerate(map(str.strip, _text(path).splitlines()), start=1):
        if not line or line.startswith(";") or (line.startswith("[") and line.endswith("]")):
            continue
        name, equals, value = line.partition("=")
        name, value = name.strip(), value.strip()
        if not equals or not name:
            raise ParametersUnreadable(path=path, reason=f'line {number} is no "Name=value"')
        if values.setdefault(name.lower(), value) != value:
            raise ParametersUnreadable(path=path, reason=f"{name} is given twice, with different values")
    if not values:
        raise ParametersUnreadable(path=path, reason="it holds no parameters")
    return Parameters(path, values)


def write_parameters(path: Path, sections: Mapping[str, Mapping[str, object]]) -> None:
    """Writes sections of names and values."""
    blocks = [
        "\n".join([f"[{section}]", *(f"{name}={value}" for name, value in values.items())])
        for section, values in sections.items()
    ]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ParametersUnreadable(path=path, reason=error) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # older parameter files hold paths as Windows wrote them
