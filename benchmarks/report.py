"""``python -m benchmarks.report``: run every benchmark and write docs/explanation/benchmarks.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import page, scaling, transitions, waits
from benchmarks.peers import compare
from benchmarks.peers.environment import PeersMissingError, prepare
from tocsin.inference.forecast import HEADLINE_FUTURES

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "benchmarks.md"
COMMAND = "python -m benchmarks.report"
BEGIN, END = "<!-- peers: begin -->", "<!-- peers: end -->"

HEAD = f"""\
# Benchmarks

Written by one command, which runs everything anew:

```console
$ {COMMAND}
```

Only ratios carry over to another machine. Rows of one table were measured in one run, side by side;
seconds are the least of three runs, by the wall's clock unless a column names the processor. Time
by the processor counts all threads and is the steadier one on a machine that does other things as
well.
"""

PEERS = """\
## Beside off-the-shelf simulators

{network}
The same network was put to three other programs:
[GillesPy2](https://github.com/StochSS/GillesPy2) (its C++ solver, compiled as it is shipped and
with -O3), [libroadrunner](https://www.libroadrunner.org) and [COPASI](https://copasi.org). They run
in an environment of their own: `make bench-peers` prints the same tables and the mean level of
every node. Nodes become species, steps reactions, and conditions indicators in the propensities.

Measured on {machine}.

{tables}

A long path shows the price of one transition, without the price of beginning a future. *Rates
drawn* means a rate of every channel for each future and multipliers for each {together}, as an
assessment draws them. *Through Python* is what a user of GillesPy2 waits for; *program alone* is
its compiled program, from its start to its last line of output. libroadrunner and COPASI take one
call for each future; COPASI spends nearly all of it on preparing the run. The peers do not count
transitions: futures and paths here are taken to make as many, which the agreement below bears out.

In the last table *propensities* is the largest relative difference of a propensity from the rate
here, over {states} random states. The other columns compare the levels at the horizon with those
of {futures:,} futures here, level by level and by each node's mean, in Monte Carlo standard errors;
the root mean square is near one where only chance is left.
"""

WAITS = """\
## What a user waits for, and what the estimators save

Measured on {machine}. `python -m benchmarks.waits` prints these tables alone.

{tables}

A whole command is timed as a process of its own whose compiled kernels are cached. The last table
compares the variances of one future a history: how many times as many futures the plain way would
need for the same error. The intervention halves the rate at which trade is strained, for the
outcome *new public dispute*.
"""

GROWTH = """\
## How cost grows

Measured on {machine}.

Each ladder changes one size and leaves the rest as they are. The exponent is the slope of log time
on log size, by least squares; 1 means that twice the size takes twice the time.
`python -m benchmarks.scaling` prints these tables alone.

{tables}
"""


def peers_section(found: compare.Comparison) -> str:
    """The section about the peers."""
    return PEERS.format(
        network=found.network,
        machine=found.machine,
        tables=compare.report(found),
        states=compare.STATES,
        futures=transitions.FUTURES,
        together=HEADLINE_FUTURES,
    )


def kept_section(text: str) -> str:
    """The peers' section of an earlier page; ``ValueError`` where it has none."""
    _, found, rest = text.partition(f"{BEGIN}\n")
    section, ended, _ = rest.partition(f"{END}\n")
    if not found or not ended:
        raise ValueError(f"{PAGE.name} holds no section on the peers; run without --keep-peers")
    return section


def written(peers: str, waited: str, growth: str) -> str:
    """The whole page."""
    return f"{HEAD}\n{BEGIN}\n{peers}{END}\n\n{waited}\n{growth}"


def main() -> int:
    """Measure, then write the page; 1 if a peer disagrees, 2 if the peers cannot be run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--keep-peers",
        action="store_true",
        help="leave the section on the peers as an earlier run wrote it",
    )
    holds = True
    if parser.parse_args().keep_peers:
        peers = kept_section(PAGE.read_text(encoding="utf-8"))
    else:
        try:
            programs = prepare()
        except PeersMissingError as error:
            print(f"error: {error}; or keep the last section: --keep-peers", file=sys.stderr)
            return 2
        found = compare.compare(programs)
        holds = all(a.holds for a in found.agreements)
        peers = peers_section(found)
    growth = GROWTH.format(machine=page.machine(), tables=scaling.report(*scaling.measure()))
    waited = WAITS.format(machine=page.machine(), tables=waits.report())
    PAGE.write_text(written(peers, waited, growth), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(PAGE.parents[2])}")
    if not holds:
        print("error: a peer disagrees; see the last table on the peers", file=sys.stderr)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
