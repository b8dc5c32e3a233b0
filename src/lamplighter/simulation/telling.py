"""What one person tells: a story in one voice about one scene, with the signs it truly describes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from lamplighter.simulation.banks import bank
from lamplighter.simulation.chance import Chance
from lamplighter.simulation.scene import Scene
from lamplighter.simulation.voices import Voice, written

DENIAL_SHARE = 0.12  # of stories, one sentence that says what was not seen
SELF_SIGNS = 0.4


@dataclass(frozen=True, slots=True)
class Telling:
    """A story, the sentences it was written from, and the ids of the signs it tells of."""

    story: str
    sentences: tuple[str, ...]
    signs: tuple[str, ...]


@cache
def told_of(kind: str) -> dict[str, tuple[str, ...]]:
    """The wordings of each sign of a kind."""
    return {sign: tuple(wordings) for sign, wordings in bank(kind)["signs"].items()}


def tell(kind: str, voice: Voice, scene: Scene, *, danger: bool = False, also: str = "") -> Telling:
    """A story about one kind of hidden crime, perhaps with a sign of another."""
    teller = _Teller(kind, voice, scene)
    sentences = [sentence for part in voice.parts for sentence in teller.part(part)]
    if scene.draw.of(DENIAL_SHARE) and len(sentences) > 1:
        sentences.insert(
            scene.draw.between(1, len(sentences)), scene.say(scene.draw.pick(bank("voices")["openers"]["denied"]))
        )
    if also:
        sentences.append(teller.sign_of(also))
    if danger:
        sentences.insert(0, scene.say(scene.draw.pick(bank(kind)["says"]["danger"])))
    return Telling(written(sentences, voice, scene.draw), tuple(sentences), tuple(teller.signs))


def complain(voice: Voice, scene: Scene) -> tuple[Telling, str]:
    """A story about no hidden crime, and what it is about instead."""
    words, draw = bank("unrelated"), scene.draw
    about = draw.pick(list(words["complaints"]))
    phrases = [draw.pick(words["complaints"][about]), draw.pick(words["denials"]), draw.pick(words["tails"])]
    return _plain(phrases, voice, scene), about


def mislead(group: str, voice: Voice, scene: Scene) -> Telling:
    """A hoax, a malicious accusation or one more message of a feud."""
    phrase: str = scene.draw.pick(bank("unrelated")[group])
    return _plain([phrase], voice, scene)


def again(told: Telling, voice: Voice, draw: Chance, *, copied: bool) -> str:
    """The same things once more: by the same person from memory, or passed on nearly word for word."""
    sentences = list(told.sentences)
    if not copied and len(sentences) > 1:
        draw.shuffle(sentences)
        sentences = sentences[: max(1, len(sentences) - draw.between(0, 1))]
        sentences.insert(
            0, draw.pick(["I reported this before", "further to my last message", "me again", "", "still going on"])
        )
    if copied and draw.of(0.5):
        sentences.insert(
            0,
            draw.pick(
                ["saw this on the residents' group", "copying this from a neighbour", "my friend asked me to send this"]
            ),
        )
    return written(sentences, voice, draw)


def _plain(phrases: list[str], voice: Voice, scene: Scene) -> Telling:
    sentences = tuple(filter(None, (scene.say(phrase) for phrase in phrases)))
    return Telling(written(list(sentences), voice, scene.draw), sentences, ())


class _Teller:
    """Speaks the parts of one story and keeps the signs told, none twice."""

    def __init__(self, kind: str, voice: Voice, scene: Scene) -> None:
        self.kind, self.voice, self.scene = kind, voice, scene
        self.signs: list[str] = []

    def part(self, name: str) -> list[str]:
        speaker: Callable[[], list[str]] | None = {"signs": self._signs, "signs_self": self._signs_self}.get(name)
        if speaker:
            return speaker()
        phrases: list[str] = bank(self.kind)["says"].get(name) or bank("voices")["openers"][name]
        return [self.scene.say(self.scene.draw.pick(phrases))]

    def _signs(self) -> list[str]:
        wordings, draw = told_of(self.kind), self.scene.draw
        left = [sign for sign in wordings if sign not in self.signs]
        chosen = draw.sample(left, min(len(left), draw.between(*self.voice.signs)))
        self.signs += chosen
        return [self.scene.say(draw.pick(wordings[sign])) for sign in chosen]

    def sign_of(self, kind: str) -> str:
        sign = self.scene.draw.pick(list(told_of(kind)))
        self.signs.append(sign)
        return self.scene.say(self.scene.draw.pick(told_of(kind)[sign]))

    def _signs_self(self) -> list[str]:
        """Somebody it happens to seldom speaks of signs."""
        return self._signs() if self.scene.draw.of(SELF_SIGNS) else []
