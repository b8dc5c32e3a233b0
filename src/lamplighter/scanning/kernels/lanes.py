"""Many replicates side by side: one vector addition and one comparison test a circle in all of them.

The loop is written in the compiler's own terms (LLVM vectors), because the running counts must stay in registers and
16-bit counts must stay 16 bits wide; compiled from Python either is lost. The compiler fits the vectors to whatever
processor it finds, so nothing needs installing and any machine gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

LANES = 64
"""As many as a 64-bit word has bits: which lanes reached their limit is one word."""


def _advance(
    _context: Any,
    places: Any,
    levels: Any,
    critical: Any,
    slab: Any,
    running: Any,
    reached: Any,
    _step: Any,
    _stop: Any,
) -> Any:
    signature = types.intp(places, levels, critical, slab, running, reached, types.intp, types.intp)
    return signature, _build_loop


advance: Callable[..., int] = cast("Callable[..., int]", intrinsic(_advance))
"""Takes in places one by one until some lane reaches its critical count; says at which step, or `stop`.

`running` holds each lane's count before and after; `reached` is told which lanes did, a bit each.
`advance_plainly` says the same in Python.
"""


def advance_plainly(
    steps: tuple[NDArray[np.int32], NDArray[np.int32]],
    critical: NDArray[np.int16],
    slab: NDArray[np.int16],
    running: NDArray[np.int16],
    reached: NDArray[np.uint64],
    step: int,
    stop: int,
) -> int:
    """What `advance` does, in the plainest terms: the tests hold the two equal."""
    for number in range(step, stop):
        place, level = steps[0][number], steps[1][number]
        running += slab[place]
        reached[0] = sum(1 << lane for lane in range(LANES) if running[lane] >= critical[level])
        if reached[0]:
            return number
    return stop


def _lowest_lane(_context: Any, _reached: Any) -> Any:
    def count_zeros(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), count_zeros


lowest_lane: Callable[[np.uint64], int] = cast("Callable[[np.uint64], int]", intrinsic(_lowest_lane))
"""The first of the lanes that reached their limit; there must be one."""


def _build_loop(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Emits the loop: before it, taking in a place, going on to the next, finding lanes at their limit, after it."""
    vector = ir.VectorType(ir.IntType(signature.args[4].dtype.bitwidth), LANES)
    places, levels, critical, slab, running, reached = _pointers(context, builder, signature, arguments, vector)
    first, stop = arguments[6:]
    before = builder.block
    taking, going_on, finding, after = (builder.append_basic_block(name) for name in ("take", "go_on", "find", "after"))
    counts_before = _load(builder, running)
    builder.cbranch(builder.icmp_signed("<", first, stop), taking, after)

    builder.position_at_end(taking)
    step, counts = builder.phi(first.type), builder.phi(vector)
    place, level = (builder.sext(builder.load(builder.gep(each, [step])), first.type) for each in (places, levels))
    taken = builder.add(counts, _load(builder, builder.gep(slab, [place])))
    limit = _in_every_lane(builder, builder.load(builder.gep(critical, [level])), vector)
    lanes = builder.bitcast(builder.icmp_signed(">=", taken, limit), ir.IntType(LANES))
    builder.cbranch(builder.icmp_unsigned("!=", lanes, ir.Constant(lanes.type, 0)), finding, going_on)

    builder.position_at_end(going_on)
    next_step = builder.add(step, ir.Constant(step.type, 1))
    builder.cbranch(builder.icmp_signed("<", next_step, stop), taking, after)

    builder.position_at_end(finding)
    builder.store(lanes, reached)
    builder.branch(after)

    builder.position_at_end(after)
    answer, counts_after = builder.phi(first.type), builder.phi(vector)
    builder.store(counts_after, running).align = 2
    _join(step, {before: first, going_on: next_step})
    _join(counts, {before: counts_before, going_on: taken})
    _join(answer, {before: first, going_on: stop, finding: step})
    _join(counts_after, {before: counts_before, going_on: taken, finding: taken})
    return answer


def _pointers(context: Any, builder: Any, signature: Any, arguments: Any, vector: Any) -> tuple[Any, ...]:
    index, mask = ir.IntType(32), ir.IntType(LANES)
    return tuple(
        builder.bitcast(context.make_array(kind)(context, builder, value).data, item.as_pointer())
        for kind, value, item in zip(
            signature.args[:6], arguments[:6], (index, index, vector.element, vector, vector, mask), strict=True
        )
    )


def _load(builder: Any, pointer: Any) -> Any:
    loaded = builder.load(pointer)
    loaded.align = 2
    return loaded


def _in_every_lane(builder: Any, number: Any, vector: Any) -> Any:
    nothing, index = ir.Constant(vector, ir.Undefined), ir.IntType(32)
    first = builder.insert_element(nothing, number, ir.Constant(index, 0))
    return builder.shuffle_vector(first, nothing, ir.Constant(ir.VectorType(index, LANES), [0] * LANES))


def _join(value: Any, sources: dict[Any, Any]) -> None:
    for block, source in sources.items():
        value.add_incoming(source, block)
