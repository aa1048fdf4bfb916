"""Minimises a smooth convex function by L-BFGS in single precision.

scipy's wants bounds for each variable and works in double precision: for our million weights four fifths of its time
went there and not into the function.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

REMEMBERED = 8  # pairs of step and change of slope
_ENOUGH = 1e-4  # of the decrease that the slope promises (Armijo)
_SHORTEST = 1e-6  # of a full step
_FLAT = 1e-5  # relative decrease at which we stop

Function = Callable[[np.ndarray], "tuple[float, np.ndarray]"]


def minimise(function: Function, start: np.ndarray, steps: int) -> np.ndarray:
    """Where at most `steps` steps from `start` lead; `function` gives value and slope. Same input, same result."""
    place = start
    value, slope = function(place)
    pairs: deque[tuple[np.ndarray, np.ndarray, float]] = deque(maxlen=REMEMBERED)
    for _ in range(steps):
        direction = _direction(slope, pairs)
        promised = float(np.vdot(slope, direction))
        length = 1.0 if pairs else min(1.0, 1.0 / float(np.linalg.norm(slope) or 1.0))
        while True:
            step = np.float32(length) * direction
            next_value, next_slope = function(place + step)
            if next_value <= value + _ENOUGH * length * promised or length < _SHORTEST:
                break
            length /= 2
        if not next_value < value:
            break
        change = next_slope - slope
        curved = float(np.vdot(step, change))
        if curved > 0:
            pairs.append((step, change, curved))
        flat = value - next_value < _FLAT * abs(value)
        place, value, slope = place + step, next_value, next_slope
        if flat:
            break
    return place


def _direction(slope: np.ndarray, pairs: deque[tuple[np.ndarray, np.ndarray, float]]) -> np.ndarray:
    """The slope turned by what the last steps taught about curvature (the two-loop recursion), downhill."""
    direction = -slope
    shares = []
    for step, change, curved in reversed(pairs):
        share = float(np.vdot(step, direction)) / curved
        shares.append(share)
        direction -= np.float32(share) * change
    if pairs:
        _, change, curved = pairs[-1]
        direction *= np.float32(curved / float(np.vdot(change, change)))
    for (step, change, curved), share in zip(pairs, reversed(shares), strict=True):
        direction += np.float32(share - float(np.vdot(change, direction)) / curved) * step
    return direction
