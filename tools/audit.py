"""Compare locked packages with known security advisories; the three ways this ends are told apart.

Reads the requirements from standard input. Leaves with 0 if every package was compared and none has
an advisory, with 1 if one has, and with 3 if packages could not be compared: then nothing is known
of them. (pip-audit calls such packages skipped and ends as if all were well.) Arguments go to
pip-audit.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CLEAN, FOUND, UNKNOWN = 0, 1, 3
NEXT = "Next: call again where the service of advisories can be reached (pypi.org)."


def main(arguments: Sequence[str]) -> int:
    """Audit the requirements on standard input, say what came of it, and return the exit code."""
    with TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text(sys.stdin.read(), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", "--requirement", requirements, "--no-deps",
             "--disable-pip", "--format", "json", "--progress-spinner", "off", *arguments],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    code, lines = judge(done.stdout, done.stderr)
    print("\n".join(lines), file=sys.stdout if code == CLEAN else sys.stderr)
    return code


def judge(report: str, complaint: str) -> tuple[int, list[str]]:
    """Return the exit code and what to say of a report of pip-audit and its standard error."""
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = (complaint.strip().splitlines() or ["pip-audit gave no answer"])[-1]
        return UNKNOWN, [f"No package was compared with advisories: {reason}. {NEXT}"]
    found = [line for each in packages for line in tell_advisories(each)]
    skipped = [each for each in packages if "skip_reason" in each]
    lines = [*found, *tell_skipped(skipped, len(packages))]
    if found:
        return FOUND, lines
    if skipped or not packages:
        return UNKNOWN, lines or [f"There was no package to compare with advisories. {NEXT}"]
    return CLEAN, [f"{len(packages)} packages compared with advisories: none has one."]


def tell_advisories(package: Mapping[str, Any]) -> Iterable[str]:
    """Yield a line for each advisory of a package, with the versions that mend it."""
    for advisory in package.get("vulns", ()):
        mended = ", ".join(advisory.get("fix_versions", ())) or "no version yet"
        yield f"{package['name']} {package['version']}: {advisory['id']}, mended in {mended}."


def tell_skipped(skipped: Sequence[Mapping[str, Any]], total: int) -> list[str]:
    """Return a line that says how many packages were not compared, and why the first was not."""
    if not skipped:
        return []
    reason = str(skipped[0]["skip_reason"]).rstrip(".")
    return [f"{len(skipped)} of {total} packages were not compared ({reason}). {NEXT}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
