"""Many replicates side by side: one vector addition and one comparison test a circle in all of them.

The loop is written in the compiler's own terms (LLVM vectors), because the running counts must stay in registers and
16-bit counts must stay 16 bits wide; compiled from Python either is lost. The compiler fits the vectors to whatever
processor it finds, so nothing needs installing and any machine gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

LANES = 64
NEVER_16 = np.iinfo(np.int16).max
NEVER_32 = np.iinfo(np.int32).max


def _advance(
    _context: Any, places: Any, levels: Any, critical: Any, slab: Any, running: Any, _step: Any, _stop: Any
) -> Any:
    signature = types.intp(places, levels, critical, slab, running, types.intp, types.intp)
    return signature, _build_loop


advance: Callable[..., int] = intrinsic(_advance)
"""Takes in places one by one until some lane reaches its critical count; says at which step, or `stop`.

`running` holds each lane's count before and after. `advance_plainly` says the same in Python.
"""


def advance_plainly(
    places: NDArray[np.int32],
    levels: NDArray[np.int32],
    critical: NDArray[np.int16],
    slab: NDArray[np.int16],
    running: NDArray[np.int16],
    step: int,
    stop: int,
) -> int:
    """What `advance` does, in the plainest terms: the tests hold the two equal."""
    while step < stop:
        running += slab[places[step]]
        if (running >= critical[levels[step]]).any():
            return step
        step += 1
    return stop


def _build_loop(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Emits the loop; its five blocks are: before, taking in a place, going on, after."""
    width = ir.IntType(signature.args[4].dtype.bitwidth)
    vector = ir.VectorType(width, LANES)
    places, levels, critical, slab, running = _pointers(context, builder, signature, arguments, width, vector)
    first, stop = arguments[5], arguments[6]
    before = builder.block
    taking, going_on, after = (builder.append_basic_block(f"lanes.{name}") for name in ("take", "on", "after"))
    counts_before = _load(builder, running)
    builder.cbranch(builder.icmp_signed("<", first, stop), taking, after)

    builder.position_at_end(taking)
    step, counts = builder.phi(first.type), builder.phi(vector)
    place = builder.sext(builder.load(builder.gep(places, [step])), first.type)
    level = builder.sext(builder.load(builder.gep(levels, [step])), first.type)
    taken = builder.add(counts, _load(builder, builder.gep(slab, [place])))
    threshold = _in_every_lane(builder, builder.load(builder.gep(critical, [level])), vector)
    reached = builder.bitcast(builder.icmp_signed(">=", taken, threshold), ir.IntType(LANES))
    builder.cbranch(builder.icmp_unsigned("!=", reached, ir.Constant(reached.type, 0)), after, going_on)

    builder.position_at_end(going_on)
    next_step = builder.add(step, ir.Constant(step.type, 1))
    builder.cbranch(builder.icmp_signed("<", next_step, stop), taking, after)
    for value, block, which in ((first, before, step), (next_step, going_on, step)):
        which.add_incoming(value, block)
    counts.add_incoming(counts_before, before)
    counts.add_incoming(taken, going_on)

    builder.position_at_end(after)
    answer, counts_after = builder.phi(first.type), builder.phi(vector)
    for value, held, block in ((first, counts_before, before), (step, taken, taking), (stop, taken, going_on)):
        answer.add_incoming(value, block)
        counts_after.add_incoming(held, block)
    builder.store(counts_after, running).align = width.width // 8
    return answer


def _pointers(context: Any, builder: Any, signature: Any, arguments: Any, width: Any, vector: Any) -> tuple[Any, ...]:
    data = [
        context.make_array(kind)(context, builder, value).data
        for kind, value in zip(signature.args[:5], arguments[:5], strict=True)
    ]
    item = ir.IntType(32)
    kinds = (item, item, width, vector, vector)
    return tuple(builder.bitcast(pointer, kind.as_pointer()) for pointer, kind in zip(data, kinds, strict=True))


def _load(builder: Any, pointer: Any) -> Any:
    loaded = builder.load(pointer)
    loaded.align = 2
    return loaded


def _in_every_lane(builder: Any, number: Any, vector: Any) -> Any:
    nothing = ir.Constant(vector, ir.Undefined)
    first = builder.insert_element(nothing, number, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(first, nothing, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES))
