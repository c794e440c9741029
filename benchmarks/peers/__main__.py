"""``python -m benchmarks.peers``: run the peers beside ``simulate`` and print the tables."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.peers import compare
from benchmarks.peers.environment import PeersMissingError, prepare


def main() -> int:
    """Print the tables, and write the numbers to a file where asked; 1 if a peer disagrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there, too")
    asked = parser.parse_args()
    try:
        programs = prepare()
    except PeersMissingError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    found = compare.compare(programs)
    print(f"{found.machine}.\n{found.network}\n")
    print(f"{compare.report(found)}\n\n{compare.report_nodes(found)}")
    if asked.json is not None:
        asked.json.write_text(json.dumps(found.as_json(), indent=1), encoding="utf-8")
    return 0 if all(a.holds for a in found.agreements) else 1


if __name__ == "__main__":
    sys.exit(main())
