"""From SaTScan's parameters to our settings; every refusal is found before any is raised, so that one look mends all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lamplighter.feeds.satscan import vocabulary as words
from lamplighter.feeds.satscan.dates import iso_day
from lamplighter.feeds.satscan.errors import ParametersUnsupported, ParameterWrong
from lamplighter.feeds.satscan.parameters import Parameters

ANOTHER_SET = re.compile(r"(casefile|controlfile|populationfile)(\d+)(-\w+)?")
SOURCE = re.compile(rf"\w+-({'|'.join(words.SOURCE_KEYS)})")


@dataclass
class Meaning:
    """The settings a parameter file asks for, what stands in their way, and what is worth a remark."""

    parameters: Parameters
    settings: dict[str, object] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    precision: int = 0
    """How finely case times are written: 0 none, 1 years, 2 months, 3 days."""

    def choose(self, name: str, choices: Mapping[int, str], *, default: int | None = None) -> str:
        """Our word for a numbered choice; one we do not have is refused by name."""
        number = self._number(name, default)
        if number not in choices:
            named = words.UNNAMED.get(name, {}).get(number)
            if named is None:
                raise ParameterWrong(name=name, value=number, expected=f"one of {', '.join(map(str, choices))}")
            self.refuse(name, named)
        return choices.get(number, "")

    def refuse(self, name: str, what: str) -> None:
        self.refusals.append(f"{what} ({name}={self.parameters.text(name)})")

    def _number(self, name: str, default: int | None) -> int:
        if default is None:
            self.parameters.needed(name)
        return self.parameters.whole(name, default or 0)


def understand(parameters: Parameters) -> Meaning:
    """The settings of a parameter file, without its tables.

    Raises
    ------
    ParametersUnsupported
        Where the run asks for what we do not do; it names every such parameter.
    ParameterMissing, ParameterWrong
        Where a parameter is absent or not of its kind.
    """
    meaning = Meaning(parameters)
    _analysis(meaning)
    if meaning.settings["scan"]:
        _times(meaning)
    _space(meaning)
    _adjustments(meaning)
    _inference(meaning)
    _switches(meaning)
    _others(meaning)
    if meaning.refusals:
        raise ParametersUnsupported(reasons="; ".join(meaning.refusals))
    return meaning


def _analysis(meaning: Meaning) -> None:
    meaning.settings |= {
        "coordinates": meaning.choose("CoordinatesType", words.COORDINATES),
        "model": meaning.choose("ModelType", words.MODELS),
        "scan": meaning.choose("AnalysisType", words.SCANS),
        "rates": meaning.choose("ScanAreas", words.RATES, default=1),
    }
    if meaning.settings["rates"] != "high" and meaning.parameters.whole("MinimumCasesInLowRateClusters", 0):
        meaning.refuse("MinimumCasesInLowRateClusters", "a least number of cases in low clusters")
    meaning.settings["min_cases"] = meaning.parameters.whole("MinimumCasesInHighRateClusters", 2)


def _times(meaning: Meaning) -> None:
    """A scan of places needs its cases' times only to know which are in the study; the others cut time up by a unit."""
    read, settings = meaning.parameters, meaning.settings
    spatial = settings["scan"] == "spatial"
    meaning.choose("PrecisionCaseTimes", {0: "", **words.TIME_UNITS}, default=0 if spatial else None)
    meaning.precision = read.whole("PrecisionCaseTimes", 0)
    if spatial:
        settings["time_unit"] = words.TIME_UNITS.get(meaning.precision, "day")
    else:
        settings["time_unit"] = meaning.choose("TimeAggregationUnits", words.TIME_UNITS)
        if read.whole("TimeAggregationLength", 1) != 1:
            meaning.refuse("TimeAggregationLength", "periods of several units")
        _durations(meaning)
    if meaning.precision or not spatial:
        settings["start"] = iso_day(read.needed("StartDate"), "StartDate", last=False)
        settings["end"] = iso_day(read.needed("EndDate"), "EndDate", last=True)


def _durations(meaning: Meaning) -> None:
    read, settings = meaning.parameters, meaning.settings
    settings["min_duration"] = read.whole("MinimumTemporalClusterSize", 1)
    if read.whole("MaxTemporalSizeInterpretation", 0):
        settings["max_duration"] = read.whole("MaxTemporalSize", 1)
    else:
        settings["max_duration_share"] = _share(read, "MaxTemporalSize")
    kept = "prospective" in str(settings["scan"])
    if not kept and read.whole("IncludeClusters", 0):
        meaning.refuse("IncludeClusters", "a retrospective scan of some windows only")
    if kept and read.flag("AdjustForEarlierAnalyses"):
        settings["prospective_since"] = iso_day(read.needed("ProspectiveStartDate"), "ProspectiveStartDate", last=False)
    if kept and read.whole("ProspectiveFrequencyType", 0):
        meaning.refuse("ProspectiveFrequencyType", "analyses rarer than the time unit")


def _space(meaning: Meaning) -> None:
    read, settings = meaning.parameters, meaning.settings
    settings["max_share"] = _share(read, "MaxSpatialSizeInPopulationAtRisk")
    if read.flag("UseDistanceFromCenterOption"):
        settings["max_radius_km"] = read.number("MaxSpatialSizeInDistanceFromCenter", 1)
    settings["shape"] = meaning.choose("SpatialWindowShapeType", words.SHAPES, default=0)
    if settings["shape"] != "ellipse":
        return
    penalty = read.whole("NonCompactnessPenalty", 1)
    if penalty not in words.PENALTIES:
        raise ParameterWrong(name="NonCompactnessPenalty", value=penalty, expected="0, 1 or 2")
    settings["noncompactness_penalty"] = words.PENALTIES[penalty]
    for name, ours in (("EllipseShapes", words.ELLIPSE_SHAPES), ("EllipseAngles", words.ELLIPSE_ANGLES)):
        if read.text(name, ours).replace(" ", "") != ours:
            meaning.refuse(name, "ellipses of other shapes or angles")


def _adjustments(meaning: Meaning) -> None:
    settings = meaning.settings
    settings["time_trend"] = meaning.choose("TimeTrendAdjustmentType", words.TIME_TRENDS, default=0)
    settings["space_adjustment"] = meaning.choose("SpatialAdjustmentType", words.SPACE_ADJUSTMENTS, default=0)
    if settings["time_trend"] == "stratified" and meaning.parameters.whole("TimeStratifiedAdjLength", 1) != 1:
        meaning.refuse("TimeStratifiedAdjLength", "time strata of several periods")


def _inference(meaning: Meaning) -> None:
    read, settings = meaning.parameters, meaning.settings
    kind = read.whole("PValueReportType", 0)
    settings["p_value"] = meaning.choose("PValueReportType", words.P_VALUES, default=0)
    settings["replicates"] = read.whole("MonteCarloReps", 999)
    if not settings["replicates"]:
        meaning.refuse("MonteCarloReps", "a scan without replicates")
    if kind == 0:
        meaning.remarks.append(
            "PValueReportType=0 lets SaTScan stop early and choose how to compute each p-value; here all replicates "
            "are run and counted."
        )
    if kind == 2 and read.whole("EarlyTerminationThreshold", 50) != 50:
        meaning.refuse("EarlyTerminationThreshold", "another threshold of early stopping")
    settings["seed"] = 1
    if read.text("RandomSeed"):
        meaning.remarks.append("RandomSeed is not kept: our random numbers are others. The settings say seed 1.")


def _switches(meaning: Meaning) -> None:
    read = meaning.parameters
    for name, what in words.REFUSED.items():
        if read.text(name).lower() not in words.OFF:
            meaning.refuse(name, what)
    for name, what in words.REMARKED.items():
        if read.text(name).lower() not in words.OFF:
            meaning.remarks.append(f"{name}={read.text(name)}: {what}.")
    if read.whole("CriteriaForReportingSecondaryClusters", 0):
        meaning.remarks.append(
            "CriteriaForReportingSecondaryClusters: clusters reported here never share a place at one time."
        )
    on = sorted(name for name in words.ABOUT_OUTPUT if read.text(name).lower() not in words.OFF)
    if on:
        meaning.remarks.append(f"About SaTScan's own output and running, and left out: {', '.join(on)}.")


def _others(meaning: Meaning) -> None:
    """A second data set, and what no version we know of has: refused unless it is off."""
    named = (*words.READ, *words.BESIDE_A_SWITCH, *words.ABOUT_OUTPUT, *words.REFUSED, *words.REMARKED)
    known = {name.lower() for name in named}
    for name, value in meaning.parameters.values.items():
        if name in known or SOURCE.fullmatch(name) or value.lower() in words.OFF:
            continue
        if ANOTHER_SET.fullmatch(name):
            meaning.refuse(name, "several data sets")
        else:
            meaning.refuse(name, "a parameter we do not know")


def _share(read: Parameters, name: str) -> float:
    return round(read.number(name, 50) / 100, 12)
