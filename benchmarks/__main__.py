"""``python -m benchmarks``: print the tables. The figures are ratios, never tests."""

from __future__ import annotations

from benchmarks import transitions

if __name__ == "__main__":
    print(transitions.report(transitions.measure()))
