"""Writes tips one after another, each with its truth; everything random comes from one draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lamplighter.simulation.cases import KINDS, TOGETHER, Case, open_case, witness
from lamplighter.simulation.chance import Chance
from lamplighter.simulation.footholds import Foothold
from lamplighter.simulation.forms import Ticks, fill_in
from lamplighter.simulation.ground import Ground
from lamplighter.simulation.scene import Scene
from lamplighter.simulation.telling import Telling, again, complain, mislead, tell
from lamplighter.simulation.voices import Voice, shares, voices
from lamplighter.simulation.whereabouts import WAYS, tell_place
from lamplighter.tips import Tip

UNRELATED, HOAX, MALICIOUS = 0.13, 0.02, 0.01  # of tips, before repeats
REPEATED = 0.087  # of tips that are repeated once, so that 8 in 100 are repeats
COPIED = 0.3  # of repeats, by somebody else
SHARED_CASE = 0.15  # of ordinary tips, about a case somebody told of before
SHARED_WITHIN = 60
ALSO = 0.14
DANGER = 0.007
ALMOST_KNOWN = 0.1  # of a foothold's tips, by somebody who told before


@dataclass(frozen=True)
class Arrival:
    """One tip with its truth. `role`: true, unrelated, hoax, malicious or feud; a repeat has the role of what it repeats."""

    id: str
    day: date
    noticed: date
    tip: Tip
    source: str
    role: str
    kinds: tuple[str, ...]
    signs: tuple[str, ...]
    danger: bool
    area: int
    voice: str
    case: str
    way: str
    foothold: str = ""
    repeats: str = ""
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a tip comes from: the day it is told, the area it is about, who tells it, in what role, of which case."""

    day: date
    area: int
    source: str
    role: str
    case: Case


class Writer:
    """Remembers what was told, so that cases are shared and tips repeated."""

    def __init__(self, ground: Ground, draw: Chance) -> None:
        self.ground, self.draw = ground, draw
        self._latest: dict[int, tuple[date, Case]] = {}
        self._told: dict[str, tuple[Telling, Voice]] = {}
        self._known: dict[str, list[str]] = {}

    def new_source(self) -> str:
        return f"source-{self.draw.getrandbits(48):012x}"

    def ordinary(self, area: int, day: date, waited: int) -> Arrival:
        """A tip about no foothold: mostly true, some about something else, a few made up."""
        turn, source = self.draw.random(), self.new_source()
        if turn >= HOAX + MALICIOUS + UNRELATED:
            return self._true(Origin(day, area, source, "true", self._case(area, day)), waited=waited)
        case = open_case(self.ground, self.draw, area, "drug_supply")
        if turn >= HOAX + MALICIOUS:
            return self._complaint(Origin(day, area, source, "unrelated", case))
        return self.misleading(Origin(day, area, source, "hoax" if turn < HOAX else "malicious", case))

    def of_foothold(self, foothold: Foothold, day: date) -> Arrival:
        case = foothold.cases[self.draw.weighted(dict(enumerate(foothold.shares)))]
        known = self._known.setdefault(foothold.plan.id, [])
        source = self.draw.pick(known) if known and self.draw.of(ALMOST_KNOWN) else self.new_source()
        known.append(source)
        kind = self.draw.weighted(foothold.plan.kinds)
        others = [other for other in foothold.plan.kinds if other != kind]
        also = self.draw.pick(others) if others and self.draw.of(ALSO) else ""
        return replace(self._true(Origin(day, case.area, source, "true", case), kind, also), foothold=foothold.plan.id)

    def misleading(self, origin: Origin) -> Arrival:
        """A hoax, a malicious tip or one message of a feud."""
        scene, voice = witness(origin.case, self.ground, self.draw), self._voice()
        if origin.role == "feud":
            scene.facts |= {fact: origin.case.facts[fact] for fact in ("house", "surname", "num")}
        told = mislead("hoaxes" if origin.role == "hoax" else origin.role, voice, scene)
        return self._arrival(origin, told, voice, scene, Ticks((), (), danger=False))

    def repeats(self, told: Sequence[Arrival], last: date) -> Iterator[Arrival]:
        """What is told again within ten days, by the same person or copied by another."""
        for arrival in told:
            if arrival.role not in {"hoax", "feud"} and self.draw.of(REPEATED):
                day = arrival.day + timedelta(days=min(self.draw.poisson(2.0), 10))
                if day <= last:
                    yield self._repeat(arrival, day)

    def _repeat(self, arrival: Arrival, day: date) -> Arrival:
        told, voice = self._told[arrival.id]
        copied = self.draw.of(COPIED)
        story = again(told, voice, self.draw, copied=copied)
        return replace(
            arrival,
            id=self._id(),
            day=day,
            tip=replace(arrival.tip, story=story, channel="form", signs=()),
            source=self.new_source() if copied else arrival.source,
            repeats=arrival.id,
            copied=copied,
        )

    def _case(self, area: int, day: date) -> Case:
        """A case of its own, or one that somebody in the area told of not long ago."""
        told, case = self._latest.get(area, (date.min, None))
        if case and (day - told).days <= SHARED_WITHIN and self.draw.of(SHARED_CASE):
            return case
        fresh = open_case(self.ground, self.draw, area, self.draw.weighted(KINDS))
        self._latest[area] = (day, fresh)
        return fresh

    def _true(self, origin: Origin, kind: str = "", also: str = "", *, waited: int = 0) -> Arrival:
        kind = kind or origin.case.kind
        scene, voice, danger = witness(origin.case, self.ground, self.draw, kind), self._voice(), self.draw.of(DANGER)
        if not also and kind in TOGETHER and self.draw.of(ALSO):
            also = TOGETHER[kind]
        told = tell(kind, voice, scene, danger=danger, also=also)
        ticks = Ticks(tuple(filter(None, (kind, also))), told.signs, danger)
        return replace(self._arrival(origin, told, voice, scene, ticks), noticed=origin.day - timedelta(days=waited))

    def _complaint(self, origin: Origin) -> Arrival:
        scene, voice = witness(origin.case, self.ground, self.draw), self._voice()
        told, about = complain(voice, scene)
        arrival = self._arrival(origin, told, voice, scene, Ticks((), (), danger=False))
        return replace(arrival, case=f"complaint-{about}")

    def _arrival(self, origin: Origin, told: Telling, voice: Voice, scene: Scene, ticks: Ticks) -> Arrival:
        way = self.draw.weighted(WAYS)
        place = tell_place(way, scene, self.ground.postcodes[origin.area])
        arrival = Arrival(
            id=self._id(),
            day=origin.day,
            noticed=origin.day,
            tip=fill_in(told.story, ticks, voice, scene, place),
            source=origin.source,
            role=origin.role,
            kinds=ticks.kinds,
            signs=ticks.signs,
            danger=ticks.danger,
            area=origin.area,
            voice=voice.name,
            case=origin.case.id,
            way=way,
        )
        self._told[arrival.id] = (told, voice)
        return arrival

    def _voice(self) -> Voice:
        return voices()[self.draw.weighted(shares())]

    def _id(self) -> str:
        return f"{self.draw.getrandbits(128):032x}"
