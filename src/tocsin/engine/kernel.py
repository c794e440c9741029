"""How the numerical kernels are compiled."""

from __future__ import annotations

from functools import partial

import numba as nb
import numpy as np

kernel = partial(nb.njit, cache=True, nogil=True, error_model="numpy", _nrt=False, forceinline=True)
"""Compile a function that allocates nothing and lets other Python threads run.

Without numba's run time for memory, arrays passed on to other kernels are not counted in and out
of use; with it, that bookkeeping took most of a transition's time. A kernel therefore gets its
work arrays from its caller.
"""


@kernel()
def index(x: int) -> int:
    """``x``, which is known not to be negative.

    Of a number that might be negative the compiled code asks at each array whether it counts from
    the end; that was a third of a transition's time.
    """
    return int(np.uint32(x))
