"""What is said of a closed market, from three kinds of evidence that must agree, in words that do not overclaim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lamplighter.evaluation.displacement import Change, Difference
from lamplighter.evaluation.ground import Part
from lamplighter.evaluation.sequential import Look

Kind = Literal["refilled", "displaced", "holding", "too_early"]
LEVEL = 0.05
"""The scan's p-value and the difference's one-sided level at which they are taken to agree."""
Z = 1.6449
FEWEST_WEEKS = 4
FEWEST_COUNTED = 10
TITLES: dict[Kind, str] = {
    "refilled": "Refilled",
    "displaced": "Displaced",
    "holding": "Holding",
    "too_early": "Too early to say",
}
DETECTION = (
    "Hidden crime is counted only when somebody looks or tells: more tips or offences can mean more trust or more "
    "patrols, and fewer can mean fear. Read what the tips say before acting on a count."
)
DIFFUSION = (
    "What is expected when nothing has moved is no change nearby, or an improvement: after places of this kind were "
    "closed elsewhere, streets nearby more often got better than worse."
)


@dataclass(frozen=True)
class Evidence:
    """What was found of the place, or of the ring."""

    look: Look
    """The weekly test."""
    scan_p_value: float
    """Of the strongest cluster alive now in these areas; 1 where there is none."""
    scan_areas: tuple[str, ...]
    """Where that cluster is."""
    rise: Difference | None
    """The run of weeks that stands out, against the weeks it is compared with; None where there are none such."""

    @property
    def alarm(self) -> bool:
        return self.look.alarm_week is not None

    @property
    def agreed(self) -> bool:
        """Whether the weekly test, the scan and the difference all speak for a rise."""
        return self.alarm and self.scan_p_value <= LEVEL and self.rise is not None and self.rise.z >= Z


@dataclass(frozen=True)
class Verdict:
    """One of four, with the sentences that say why and how it may be wrong."""

    kind: Kind
    moved_too: bool
    """Whether a refilled place also has a ring that rose."""
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]

    @property
    def title(self) -> str:
        return TITLES[self.kind]


def judge(
    place: Evidence,
    ring: Evidence,
    *,
    fall: Difference,
    recent: Difference,
    counts: Mapping[Part, Change],
    weeks: int,
) -> Verdict:
    """Weighs the evidence. An alarm without agreement is told, but is no verdict."""
    kind = _kind(place, ring, recent, counts, weeks)
    reasons = [_place_sentence(place), _ring_sentence(ring), _fall_sentence(fall, counts["place"])]
    if kind == "too_early":
        reasons.insert(0, _why_too_early(place, ring, counts, weeks))
    moved_too = kind == "refilled" and ring.agreed
    return Verdict(kind, moved_too, tuple(reasons), (DETECTION, DIFFUSION))


def _kind(place: Evidence, ring: Evidence, recent: Difference, counts: Mapping[Part, Change], weeks: int) -> Kind:
    if place.agreed:
        return "refilled"
    if ring.agreed:
        return "displaced"
    quiet = not (place.alarm or ring.alarm)
    enough = weeks >= FEWEST_WEEKS and counts["place"].before >= FEWEST_COUNTED
    return "holding" if quiet and enough and recent.interval()[1] < 0 else "too_early"


def _why_too_early(place: Evidence, ring: Evidence, counts: Mapping[Part, Change], weeks: int) -> str:
    if place.alarm or ring.alarm:
        return "The weekly test raised an alarm, but the scan and the difference do not both bear it out."
    if weeks < FEWEST_WEEKS:
        return f"Only {weeks} {_plural(weeks, 'week')} watched; at least {FEWEST_WEEKS} are needed."
    if counts["place"].before < FEWEST_COUNTED:
        return f"Fewer than {FEWEST_COUNTED} were counted at the place before the closing: a fall could not be seen."
    return "There is no alarm, but the last weeks do not show a fall that chance could not explain."


def _place_sentence(found: Evidence) -> str:
    return f"At the place: {_look_sentence(found)} {_scan_sentence(found)}{_rise_sentence(found, 'the quiet weeks')}"


def _ring_sentence(found: Evidence) -> str:
    return f"In the ring: {_look_sentence(found)} {_scan_sentence(found)}{_rise_sentence(found, 'the weeks before')}"


def _look_sentence(found: Evidence) -> str:
    look = found.look
    run = f"since week {look.since}, {look.observed} counted where a quiet watch would allow {look.expected:.1f}"
    if look.alarm_week is None:
        return f"no alarm of the weekly test ({run}; a quiet watch gets as far in {_often(look.p_value)})."
    return f"the weekly test alarmed in week {look.alarm_week} ({run})."


def _scan_sentence(found: Evidence) -> str:
    if found.scan_p_value > LEVEL:
        return "The scan finds no cluster alive now that chance would not make."
    return f"The scan finds a cluster alive now in {', '.join(found.scan_areas)} (p = {found.scan_p_value:.3f})."


def _rise_sentence(found: Evidence, than: str) -> str:
    """Only an alarm has a rise to speak of."""
    if not found.alarm:
        return ""
    if found.rise is None:
        return " No quiet weeks came first, so a return cannot be told from never having left."
    low, high = found.rise.interval()
    return f" Against {than} and the comparison: {found.rise.estimate:+.1f} (95 % interval {low:+.1f} to {high:+.1f})."


def _fall_sentence(fall: Difference, place: Change) -> str:
    low, high = fall.interval()
    return (
        f"The place went from {place.before} before to {place.after} since. Allowing for the length of time and for "
        f"the comparison, that is {fall.estimate:+.1f} (95 % interval {low:+.1f} to {high:+.1f})."
    )


def _often(share: float) -> str:
    return "most watches" if share > 0.5 else f"about 1 watch in {round(1 / share)}"


def _plural(number: int, word: str) -> str:
    return word if number == 1 else word + "s"
