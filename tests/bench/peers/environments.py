"""An environment for each peer, kept under the digest of its pinned requirements, so that it is installed once."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.mapping.servers import NotMeasuredError

REQUIREMENTS = Path(__file__).with_name("requirements")
_PATIENCE = 1800.0  # seconds: Superset brings 150 packages
_LAST_LINES = 3


def python(name: str, cache: Path) -> Path:
    """The Python of a peer's environment, made where it is not there; raises NotMeasuredError with what failed."""
    required = REQUIREMENTS / f"{name}.txt"
    folder = cache / f"{name}-{digest(required)}"
    interpreter, whole = folder / "bin" / "python", folder / "whole"
    if whole.exists():
        return interpreter
    shutil.rmtree(folder, ignore_errors=True)
    sys.stderr.write(f"Installing {name} …\n")
    run([sys.executable, "-m", "venv", str(folder)], f"the environment of {name}")
    run([*_installer(interpreter), "-r", str(required)], f"the packages of {name}")
    whole.touch()
    return interpreter


def digest(required: Path) -> str:
    """What tells one set of requirements, and one Python, from another."""
    told = required.read_bytes() + sys.version.encode()
    return hashlib.sha256(told).hexdigest()[:12]


def version(name: str, package: str) -> str:
    """The version to which a peer's package is pinned; raises LookupError where it is not."""
    lines = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = [line.partition("==")[2] for line in lines if line.startswith(f"{package}==")]
    if not found:
        raise LookupError(f"{package} is not pinned for {name}")
    return found[0]


def run(command: list[str], what: str, environment: dict[str, str] | None = None) -> None:
    """A step of an installation; raises NotMeasuredError with its last lines where it fails."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
            env={**os.environ, **(environment or {})},
        )
    except (OSError, subprocess.SubprocessError) as reason:
        raise NotMeasuredError(f"{what} could not be installed: {type(reason).__name__}") from reason
    if done.returncode:
        said = " / ".join(done.stderr.strip().splitlines()[-_LAST_LINES:])
        raise NotMeasuredError(f"{what} could not be installed: {said}")


def _installer(interpreter: Path) -> list[str]:
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", str(interpreter)]
    return [str(interpreter), "-m", "pip", "install", "--quiet"]
