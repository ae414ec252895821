"""95 % intervals for shares."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Z95 = 1.959963984540054
"""Standard normal quantile at 97.5 %."""


def wilson(share: Any, n: Any, z: float = Z95) -> tuple[Floats, Floats]:
    """Lower and upper end of Wilson's score interval for a share of n; NaN where n is zero.

    Wilson (1927), JASA 22. For a mean of n values between 0 and 1 it is conservative: their variance is at most
    share·(1 − share).
    """
    p, n = np.asarray(share, float), np.asarray(n, float)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return np.minimum(np.maximum(centre - half, 0.0), p), np.maximum(np.minimum(centre + half, 1.0), p)
