"""A network in the words of chemistry: species, reactions and propensities.

A node is a species whose count is the node's level, a step up is a reaction that makes one and a
step down one that takes one away. The propensity of a step is its rate: the rate parameter, times
the indicator that the step is possible, times 1 + (multiplier - 1) x indicator for each influence.
Only what the benchmark's network holds is translated: moving nodes, one parameter for each
direction, and influences on every level whose condition is a threshold on one node.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from benchmarks.transitions import Setting
from tocsin.engine.network import Network, truth


class Threshold(NamedTuple):
    """The indicator that a species stands at ``level`` or above (or below it, if not ``above``)."""

    species: int
    level: int
    above: bool = True


class Reaction(NamedTuple):
    """A step of one species: ``rate`` x possible x product of 1 + (multiplier - 1) x indicator."""

    species: int
    change: int
    rate: float
    possible: Threshold
    factors: tuple[tuple[float, Threshold], ...]


def reactions(setting: Setting) -> list[Reaction]:
    """The reactions of a network's channels, in their order; ``ValueError`` where it has more.

    The scales of the onsets are one.
    """
    net = setting.net
    if net.sizes.size != net.moving:
        raise ValueError(f"{net.sizes.size - net.moving} static or derived nodes; none can be put")
    return [_reaction(setting, channel) for channel in range(2 * net.moving)]


def _reaction(setting: Setting, channel: int) -> Reaction:
    net = setting.net
    node, down = divmod(channel, 2)
    size = int(net.sizes[node])
    steps = net.parameter[channel, down : size - 1 + down]
    if steps.min() < 0 or np.ptp(steps) > 0:
        raise ValueError(f"channel {channel} has {steps} as parameters; one for all steps is put")
    factors = []
    for k in range(net.influence_start[channel], net.influence_start[channel + 1]):
        every = (1 << size) - 1
        if net.influence_multiplier[k] < 0 or net.influence_levels[k] & every != every:
            raise ValueError(f"influence {k} is a gate or bears on some levels; neither can be put")
        multiplier = float(setting.multipliers[net.influence_multiplier[k]])
        factors.append((multiplier, _threshold(net, int(net.influence_function[k]))))
    possible = Threshold(node, 1) if down else Threshold(node, size - 1, above=False)
    return Reaction(
        node, -1 if down else 1, float(setting.rates[steps[0]]), possible, tuple(factors)
    )


def _threshold(net: Network, function: int) -> Threshold:
    """A condition that names one node and holds from one of its levels on."""
    named = [
        node
        for node in range(net.sizes.size)
        if function in net.link_function[net.link_start[node] : net.link_start[node + 1]]
    ]
    if len(named) == 1:
        levels = np.zeros((int(net.sizes[named[0]]), net.sizes.size), dtype=np.int8)
        levels[:, named[0]] = np.arange(len(levels))
        holds = truth(net, function, levels)
        first = int(np.argmax(holds))
        if np.array_equal(holds, np.arange(len(levels)) >= first):
            return Threshold(named[0], first)
    raise ValueError(
        f"condition {function} names nodes {named}; only a threshold on one can be put"
    )


def name(species: int) -> str:
    """The name that a node goes by in the peers' models; GillesPy2 sorts the names as text."""
    return f"n{species:03d}"


def arithmetic(reaction: Reaction) -> str:
    """The propensity as arithmetic with comparisons, valid in Python and in C++.

    GillesPy2's converter to C++ leaves out the parentheses round a comparison but puts them round a
    sum: without the zeros ``2 * (n >= 1)`` would arrive as ``(2 * n >= 1)``.
    """
    parts = [repr(reaction.rate), _compared(reaction.possible)]
    parts += [f"(1 + {f - 1!r} * {_compared(when)})" for f, when in reaction.factors]
    return " * ".join(parts)


def _compared(threshold: Threshold) -> str:
    sign = ">=" if threshold.above else "<"
    return f"(({name(threshold.species)} {sign} {threshold.level}) + 0)"


Indicator = Callable[[float, Threshold, float], str]
"""Writes in MathML: one number where a threshold holds, another where it does not."""


def sbml(setting: Setting, indicator: Indicator) -> str:
    """The model in SBML (level 3 version 1), its indicators as ``piecewise`` or ``sign`` has them.

    Amounts are counts of items in a compartment of size one, so that propensity and rate are one.
    """
    species = "".join(
        f'<species id="{name(k)}" compartment="box" initialAmount="{int(level)}" '
        'substanceUnits="item" hasOnlySubstanceUnits="true" boundaryCondition="false" '
        'constant="false"/>'
        for k, level in enumerate(setting.start)
    )
    made = "".join(_sbml_reaction(k, r, indicator) for k, r in enumerate(reactions(setting)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1">'
        '<model id="network" substanceUnits="item" extentUnits="item" timeUnits="dimensionless" '
        'volumeUnits="dimensionless"><listOfCompartments>'
        '<compartment id="box" spatialDimensions="3" size="1" units="dimensionless" '
        'constant="true"/></listOfCompartments>'
        f"<listOfSpecies>{species}</listOfSpecies>"
        f"<listOfReactions>{made}</listOfReactions></model></sbml>"
    )


def _sbml_reaction(number: int, reaction: Reaction, indicator: Indicator) -> str:
    reference = (
        f'<speciesReference species="{name(reaction.species)}" stoichiometry="1" constant="true"/>'
    )
    role = "listOfProducts" if reaction.change > 0 else "listOfReactants"
    named = {when.species for _, when in reaction.factors}
    if reaction.change > 0:
        named.add(reaction.species)
    modifiers = "".join(
        f'<modifierSpeciesReference species="{name(k)}"/>'
        for k in sorted(named - ({reaction.species} if reaction.change < 0 else set()))
    )
    terms = [
        _number(reaction.rate),
        indicator(1.0, reaction.possible, 0.0),
        *(indicator(f, when, 1.0) for f, when in reaction.factors),
    ]
    return (
        f'<reaction id="r{number}" reversible="false" fast="false"><{role}>{reference}</{role}>'
        + (f"<listOfModifiers>{modifiers}</listOfModifiers>" if modifiers else "")
        + '<kineticLaw><math xmlns="http://www.w3.org/1998/Math/MathML"><apply><times/>'
        f"{''.join(terms)}</apply></math></kineticLaw></reaction>"
    )


def _number(value: float) -> str:
    mantissa, _, exponent = f"{value:.17e}".partition("e")
    return f'<cn type="e-notation">{mantissa}<sep/>{int(exponent)}</cn>'


def piecewise(holds: float, when: Threshold, otherwise: float) -> str:
    """A function by cases, which is how SBML means it."""
    sign = "geq" if when.above else "lt"
    return (
        f"<piecewise><piece>{_number(holds)}<apply><{sign}/><ci>{name(when.species)}</ci>"
        f'<cn type="integer">{when.level}</cn></apply></piece>'
        f"<otherwise>{_number(otherwise)}</otherwise></piecewise>"
    )


def sign(holds: float, when: Threshold, otherwise: float) -> str:
    """The middle of both numbers plus half their difference times the sign d / |d|.

    d is count - level + 1/2. A function by cases would make COPASI look for the moment at which it
    switches, at every step, and refuse some of its methods.
    """
    half = (holds - otherwise) / 2 if when.above else (otherwise - holds) / 2
    distance = f"<apply><minus/><ci>{name(when.species)}</ci>{_number(when.level - 0.5)}</apply>"
    return (
        f"<apply><plus/>{_number((holds + otherwise) / 2)}<apply><times/>{_number(half)}"
        f"<apply><divide/>{distance}<apply><abs/>{distance}</apply></apply></apply></apply>"
    )
