"""How the form was filled in around the story: what was ticked, and which of the short questions were answered."""

from __future__ import annotations

from dataclasses import dataclass

from lamplighter.signs import kinds as catalogue
from lamplighter.simulation.chance import Chance
from lamplighter.simulation.scene import Scene
from lamplighter.simulation.voices import Voice
from lamplighter.tips import Tip, TipPlace
from lamplighter.tips.tip import Answer, Channel, HowKnown, Role

DANGER: dict[Answer, float] = {"": 25, "no": 62, "not_sure": 12, "yes": 1}
DANGER_WHEN_REAL: dict[Answer, float] = {"": 12, "no": 5, "not_sure": 13, "yes": 70}
CHANNELS: dict[Channel, float] = {"form": 85, "phone": 10, "import": 5}
HOW_KNOWN: dict[HowKnown, float] = {"": 30, "saw": 30, "heard": 12, "told": 14, "online": 6, "guess": 8}
STILL: dict[Answer, float] = {"": 35, "yes": 50, "no": 4, "not_sure": 11}
ROLES: dict[str, Role] = {
    "neighbour": "neighbour",
    "family_friend": "family_friend",
    "under_18": "under_18",
    "professional": "professional",
    "affected": "affected",
}
# Share of tips that answer a question, and what is written there. Arrival has no hour anywhere: only what people write.
ANSWERS: dict[str, tuple[float, tuple[str, ...]]] = {
    "when": (0.35, ("{day}", "{time}", "{often}, {time}", "last {day} {time}", "since {since}", "yesterday", "all the time", "{day} about {time}")),
    "how_often": (0.3, ("{often}", "once", "all day every day", "{count} times this week", "it varies", "on and off since {since}")),
    "people": (0.22, ("{man}", "{men}", "known as {nick}", "{name}", "{man}, goes by {nick}", "dont know names", "{name} and his brother")),
    "vehicles": (0.2, ("{car} {reg}", "{car}", "{reg}", "{car}, reg {reg}", "{van} {reg}", "bikes")),
    "contacts": (0.08, ("{phone}", "{handle}", "{phone} ({nick})", "snap: {handle}")),
    "who_else_knows": (0.08, ("the whole street", "just me", "my wife", "the landlord", "only family", "please be careful, only two of us can see in there")),
    "hazards": (0.1, ("big dog", "they carry knives", "two kids live there", "camera on the door", "door is barricaded", "none that I know", "needles in the stairwell")),
    "at_risk": (0.12, ("{occ}", "children", "my {nth} child goes to school with theirs", "an elderly person", "not sure", "the people who live there")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ticks:
    """How a reporter's ticks relate to the truth of the tip."""

    kinds: tuple[str, ...]
    signs: tuple[str, ...]
    danger: bool


def fill_in(story: str, ticks: Ticks, voice: Voice, scene: Scene, place: TipPlace | None) -> Tip:
    """A valid tip document."""
    draw = scene.draw
    channel = draw.weighted(CHANNELS)
    answers = _answers(scene)
    return Tip(
        language="en",
        story=story,
        kinds=_kinds(ticks, draw) if channel != "import" else (),
        signs=_signs(ticks, draw) if channel == "form" else (),
        role=ROLES[voice.role] if draw.of(0.6) else "",
        danger_now=draw.weighted(DANGER_WHEN_REAL if ticks.danger else DANGER),
        place=place,
        still_happening=draw.weighted(STILL),
        how_known="told" if voice.name == "hearsay" else draw.weighted(HOW_KNOWN),
        channel=channel,
        when=answers.get("when", ""),
        how_often=answers.get("how_often", ""),
        people=answers.get("people", ""),
        vehicles=answers.get("vehicles", ""),
        contacts=answers.get("contacts", ""),
        who_else_knows=answers.get("who_else_knows", ""),
        hazards=answers.get("hazards", ""),
        at_risk=answers.get("at_risk", ""),
    )


def _answers(scene: Scene) -> dict[str, str]:
    return {
        name: scene.say(scene.draw.pick(phrases)) for name, (share, phrases) in ANSWERS.items() if scene.draw.of(share)
    }


def _kinds(ticks: Ticks, draw: Chance) -> tuple[str, ...]:
    """Half tick; most of those tick what is true, some tick something else, some two."""
    if not draw.of(0.55 if ticks.kinds else 0.3):
        return ()
    every = [kind.id for kind in catalogue()]
    chosen = list(ticks.kinds) if ticks.kinds and draw.of(0.88) else [draw.pick(every)]
    if draw.of(0.08):
        chosen.append(draw.pick(every))
    return tuple(dict.fromkeys(chosen))


def _signs(ticks: Ticks, draw: Chance) -> tuple[str, ...]:
    return tuple(sign for sign in ticks.signs if draw.of(0.8)) if draw.of(0.25) else ()
