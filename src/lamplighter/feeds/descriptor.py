"""The county descriptor, `county.yaml`: which open tables make a county, and who is to be credited for them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from lamplighter.feeds.errors import DescriptorMissing, DescriptorRefused


def _as_list(value: object) -> object:
    return value if isinstance(value, list) or value is None else [value]


Files = Annotated[list[str], BeforeValidator(_as_list), Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Credited(_Strict):
    """Something with a source to be credited."""

    attribution: str = ""
    licence: str = ""
    link: str = ""


class HouseholdSize(_Strict):
    """A table of persons and households, to turn households into people."""

    files: Files
    columns: dict[str, str] = {}


class Table(Credited):
    """One open table: its files and which of their columns are ours."""

    files: Files
    columns: dict[str, str] = {}


class Population(Table):
    """People by area, or households with a size."""

    household_size: HouseholdSize | None = None


class Streets(Table):
    """Points on streets."""

    kinds_of_place: frozenset[str] = frozenset()


class Tables(_Strict):
    """The tables a county may have; only the areas are needed."""

    areas: Table
    population: Annotated[list[Population], BeforeValidator(_as_list)] = []
    deprivation: Table | None = None
    postcodes: Table | None = None
    streets: Streets | None = None
    towns: Table | None = None


class Part(_Strict):
    """A polygon that is the union of the features of other files."""

    id: str
    name: str
    files: Files


class Level(Credited):
    """One level of boundaries: features of files, or unions of them."""

    files: Annotated[list[str], BeforeValidator(_as_list)] = []
    id: str = "id"
    name: str = "name"
    parts: list[Part] = []


class Boundaries(_Strict):
    """Polygons by level."""

    area: Level | None = None
    ward: Level | None = None
    district: Level | None = None

    def levels(self) -> Mapping[str, Level]:
        """The levels that are described, smallest first."""
        return {name: level for name, level in (("area", self.area), ("ward", self.ward),
                                                ("district", self.district)) if level}  # fmt: skip


class County(_Strict):
    """A whole descriptor."""

    name: str = Field(min_length=1)
    edition: str
    postcode_areas: list[str] = []
    reach_km: float = Field(default=5.0, gt=0)
    margin_km: float = Field(default=2.0, ge=0)
    tables: Tables
    boundaries: Boundaries = Boundaries()

    def credits(self) -> list[tuple[str, Credited]]:
        """Every table and level with its name, in the order of the descriptor's documentation."""
        tables: list[tuple[str, Credited | None]] = [
            ("areas", self.tables.areas),
            *(("population", table) for table in self.tables.population),
            ("deprivation", self.tables.deprivation),
            ("postcodes", self.tables.postcodes),
            ("streets", self.tables.streets),
            ("towns", self.tables.towns),
            *((f"{name} boundaries", level) for name, level in self.boundaries.levels().items()),
        ]
        return [(name, table) for name, table in tables if table is not None]


def read(path: Path) -> County:
    """Reads a descriptor file; raises a sentence that names the key that is wrong."""
    try:
        return County.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise DescriptorMissing(path=path) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DescriptorRefused(path=path, problem=f"it is not YAML ({error}).") from None
    except ValidationError as error:
        raise DescriptorRefused(path=path, problem=_first_problem(error)) from None


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"]) or "the file"
    return f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}."
