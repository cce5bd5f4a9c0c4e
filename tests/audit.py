"""What the dashboard stands on: whether any of it is known to be vulnerable, and a bill of it all.

``python -m tests.audit`` asks the advisory service of every version in ``requirements.lock`` and ends with 1 where one
is known to be vulnerable. Where the service cannot be reached, or does not know a package, it says "not audited" and
which: silence is no acquittal. ``python -m tests.audit --bill FILE`` writes the bill (CycloneDX, JSON).
"""

import argparse
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
_AUDIT = ("-m", "pip_audit", "--no-deps", "--disable-pip", "--format", "json", "--timeout", "15", "-r")
_BILL = ("-m", "cyclonedx_py", "requirements", "--output-format", "JSON", "--output-file")
_NAMED = 5  # packages named in the line; the rest are counted


def verdict(answer: str) -> tuple[int, str]:
    """Exit code and line for what the auditor wrote as JSON; what it did not look at is not audited."""
    try:
        told: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, "not audited: the advisory service could not be reached"
    weak = [f"{each['name']} {each['version']}: {_which(each)}" for each in told if each.get("vulns")]
    unseen = [each["name"] for each in told if "vulns" not in each]
    lines = [f"vulnerable: {each}" for each in weak]
    if unseen or not told:
        named = ", ".join(unseen[:_NAMED]) + (" …" if len(unseen) > _NAMED else "")
        lines.append(f"not audited: {len(unseen)} of {len(told)} packages ({named})")
    lines.append(f"audited: {len(told) - len(unseen)} of {len(told)} packages, {len(weak)} known to be vulnerable")
    return int(bool(weak)), "\n".join(lines)


def _which(package: dict[str, Any]) -> str:
    return ", ".join(
        f"{flaw['id']} (mended in {', '.join(flaw.get('fix_versions', [])) or 'no version'})"
        for flaw in package["vulns"]
    )


def audit() -> int:
    """Ask, and say what came of it."""
    if not find_spec("pip_audit"):
        print("not audited: pip-audit is not installed")  # noqa: T201
        return 0
    done = subprocess.run([sys.executable, *_AUDIT, str(LOCK)], capture_output=True, text=True, check=False)
    code, said = verdict(done.stdout)
    print(said)  # noqa: T201
    return code


def bill(to: Path) -> int:
    """Write the bill."""
    return subprocess.run([sys.executable, *_BILL, str(to), str(LOCK)], check=False).returncode


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--bill", type=Path, metavar="FILE", help="write the bill of materials instead")
    given = asked.parse_args()
    sys.exit(bill(given.bill) if given.bill else audit())
