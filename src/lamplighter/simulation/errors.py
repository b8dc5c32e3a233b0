"""What the simulation refuses, each with the sentence a person reads."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class SimulationError(LamplighterError):
    """The simulation cannot be made."""


class CountyTooSmall(SimulationError):
    """A made-up county needs at least {least:,} people; {population:,} were asked for."""


class StreamTooShort(SimulationError):
    """A stream of tips needs at least one week; {weeks} were asked for."""


class CrackdownOutsideStream(SimulationError):
    """The crackdown starts on {start}, outside the stream, which runs from {first} to {last}."""


class NowhereToPlant(SimulationError):
    """The county pack has no part with {wanted} areas that suits the foothold {foothold}."""


class PackWithoutStreets(SimulationError):
    """The county pack {name} has no streets or no postcodes, so no tip can say where it is about."""


class SlotUnknown(SimulationError):
    """The phrase “{phrase}” asks for “{slot}”, which nothing fills."""
