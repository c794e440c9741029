"""Random streams keyed by (seed, purpose, particle, channel).

Each stream is a counter-based SplitMix64 generator (Steele, Lea & Flood 2014): draw number ``k``
of a stream is a function of its key and ``k`` alone, so a result cannot depend on threads, chunks
or the order in which particles are visited.
"""

from __future__ import annotations

import math
from enum import IntEnum

import numba as nb
import numpy as np

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX2 = np.uint64(0x94D049BB133111EB)


class Purpose(IntEnum):
    """What a stream is for; two purposes never share a draw."""

    PRIOR = 1
    ANCHOR = 2
    FILTER = 3
    RESAMPLE = 4
    FUTURE = 5
    RANGE = 6
    CHECK = 7
    RATE = 8
    DEAL = 9


@nb.njit(cache=True)
def mix(z: np.uint64) -> np.uint64:
    """SplitMix64's finaliser: a bijection of 64-bit words that scatters nearby inputs."""
    z = (z ^ (z >> np.uint64(30))) * _MIX1
    z = (z ^ (z >> np.uint64(27))) * _MIX2
    return z ^ (z >> np.uint64(31))


@nb.njit(cache=True)
def family(seed: int, purpose: int, step: int, particle: int) -> np.uint64:
    """What the streams of one particle share; each part is folded in by a mixing round."""
    key = mix(np.uint64(seed) + _GOLDEN)
    key = mix(key ^ (np.uint64(purpose) * _GOLDEN))
    key = mix(key ^ (np.uint64(step) + _GOLDEN))
    return mix(key ^ (np.uint64(particle) * _MIX1 + _GOLDEN))


@nb.njit(cache=True)
def member(key: np.uint64, channel: int) -> np.uint64:
    """The key of one channel's stream within a particle's family."""
    return mix(np.uint64(key) ^ (np.uint64(channel) * _MIX2 + _GOLDEN))


@nb.njit(cache=True)
def stream(seed: int, purpose: int, step: int, particle: int, channel: int) -> np.uint64:
    """The key of one stream."""
    return member(family(seed, purpose, step, particle), channel)


@nb.njit(cache=True)
def uniform(key: np.uint64, counter: int) -> float:
    """Draw ``counter`` of a stream, uniform on the open interval (0, 1)."""
    # a key that arrives as a signed integer would turn the sum into a float
    word = mix(np.uint64(key) + np.uint64(counter + 1) * _GOLDEN)
    # 52 bits: with 53 the half is rounded away and the largest word gives 1
    return (float(word >> np.uint64(12)) + 0.5) * (1.0 / 4503599627370496.0)


@nb.njit(cache=True)
def exponential(key: np.uint64, counter: int) -> float:
    """Draw ``counter`` of a stream, exponential with mean 1."""
    return -math.log(uniform(key, counter))


def generator(seed: int, purpose: Purpose, *rest: int) -> np.random.Generator:
    """A NumPy generator (Philox) keyed in the same way, for draws made once for many particles."""
    # a spawn key is not padded with zeros: without it (1,) and (1, 0) would be one generator
    sequence = np.random.SeedSequence(seed, spawn_key=(int(purpose), *rest))
    return np.random.Generator(np.random.Philox(sequence))
