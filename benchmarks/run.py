"""What README says about speed, measured in one run: `make bench`.

Each module named below measures one thing in temporary folders and returns lines of a table, which
is printed. Name some modules to run only these: `make bench ONLY="builds gates"`.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys

MODULES = ("builds", "intake", "ingest", "validation", "charts", "pages", "registers")


def main(wanted: list[str]) -> None:
    unknown = set(wanted) - set(MODULES)
    if unknown:
        sys.exit(f"no benchmark called {', '.join(sorted(unknown))}; known: {', '.join(MODULES)}")
    print(f"Machine: {os.cpu_count()} cores, {platform.machine()}")
    print(f"Python {platform.python_version()}\n")
    print("| what | measured | goal |", "|:--|--:|--:|", sep="\n", flush=True)
    for name in MODULES:
        if not wanted or name in wanted:
            for line in importlib.import_module(f"benchmarks.{name}").measure():
                print(f"| {line.what} | {line.measured} | {line.goal} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
