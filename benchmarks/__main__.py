"""``python -m benchmarks``: print the transitions a second. The figures are ratios, never tests."""

from __future__ import annotations

from benchmarks import page, transitions

if __name__ == "__main__":
    setting = transitions.random_setting()
    print(f"{page.machine()}.\n{transitions.described(setting)}\n")
    print(transitions.report(transitions.measure(setting)))
