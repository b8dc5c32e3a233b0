"""Whatever the order of deposits, repeats, collections and clearings, the letterbox agrees with a plain dictionary."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from lamplighter.report_site.letterbox import Letterbox
from lamplighter.report_site.letterbox.slots import BATCHES
from lamplighter.sealing import new_envelope_id

SIZES = tuple(BATCHES)
SIZE = st.sampled_from(SIZES)


class TwoWorkers(RuleBasedStateMachine):
    """Two workers share a folder; the dictionary is what must be waiting."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.boxes = [Letterbox(self.folder, most=10_000) for _ in range(2)]
        self.waiting: dict[str, bytes] = {}
        self.sent: dict[str, str] = {}

    @rule(target=ids, worker=st.integers(0, 1), size=SIZE, danger=st.booleans(), enclosed=st.lists(SIZE, max_size=3))
    def deposit(self, worker: int, size: int, danger: bool, enclosed: list[int]) -> str:
        envelope_id, envelope = secrets.token_hex(16), secrets.token_bytes(size)
        enclosures = [(new_envelope_id(), secrets.token_bytes(each)) for each in enclosed]
        receipt = self.boxes[worker].deposit(
            envelope_id, envelope, danger=danger, day="2027-01-04", choice="words", enclosures=enclosures
        )
        assert not receipt.repeated
        self.waiting |= {envelope_id: envelope, **dict(enclosures)}
        return envelope_id

    @rule(worker=st.integers(0, 1), envelope_id=ids)
    def send_again(self, worker: int, envelope_id: str) -> None:
        box = self.boxes[worker]
        assert box.deposit(envelope_id, bytes(SIZES[0]), danger=False, day="2027-01-05", choice="plain").repeated

    @rule(worker=st.integers(0, 1), envelope_id=ids)
    def acknowledge(self, worker: int, envelope_id: str) -> None:
        assert self.boxes[worker].acknowledge([envelope_id]) == (envelope_id in self.waiting)
        self.waiting.pop(envelope_id, None)

    @rule()
    def restart(self) -> None:
        self.close()
        self.boxes = [Letterbox(self.folder, most=10_000) for _ in range(2)]

    @invariant()
    def both_see_what_waits(self) -> None:
        for box in self.boxes:
            found = box.collect(1000)
            assert {each.envelope_id: envelope for each, envelope in found.envelopes} == self.waiting
            assert not found.more

    def close(self) -> None:
        for box in self.boxes:
            box.close()

    def teardown(self) -> None:
        self.close()
        shutil.rmtree(self.folder)


TestTwoWorkers = TwoWorkers.TestCase
TestTwoWorkers.settings = settings(max_examples=8, stateful_step_count=12, deadline=None)
