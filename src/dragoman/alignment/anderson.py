"""Anderson acceleration: a fixed-point iteration that remembers its last few steps (Walker & Ni 2011, SIAM J. Num. Anal. 49)."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Anderson:
    """Mixes the last `memory` iterates so that their combined residual is smallest."""

    def __init__(self, memory: int = 6) -> None:
        self._residuals: deque[Array] = deque(maxlen=memory)
        self._images: deque[Array] = deque(maxlen=memory)

    def mix(self, x: Array, image: Array) -> Array:
        """The next iterate, from x and what the plain iteration makes of it."""
        shape = x.shape
        self._residuals.append((image - x).ravel())
        self._images.append(image.ravel())
        if len(self._residuals) < 3:
            return image
        residuals, images = np.stack(self._residuals), np.stack(self._images)
        steps = np.diff(residuals, axis=0)
        gram = steps @ steps.T
        gram[np.diag_indices_from(gram)] *= 1 + 1e-8
        weights = np.linalg.solve(gram, steps @ residuals[-1])
        mixed: Array = (images[-1] - weights @ np.diff(images, axis=0)).reshape(shape)
        return mixed
