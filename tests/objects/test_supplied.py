"""What reads object storage is optional, locked with its digests, and not loaded where no bucket is set."""

import os
import re
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
_LOADS = "import sys\nimport data.commands, data.objects.following\nassert 'obstore' not in sys.modules"


def test_the_library_is_locked_within_its_range_with_digests():
    wanted = Requirement((ROOT / "requirements-objects.txt").read_text(encoding="utf-8").splitlines()[-1])
    entries = re.split(r"^(?=[\w.-]+==)", (ROOT / "requirements-objects.lock").read_text("utf-8"), flags=re.MULTILINE)
    locked = dict(re.match(r"([\w.-]+)==([^\s;]+)", entry).groups() for entry in entries if "==" in entry)

    assert wanted.specifier.contains(locked[wanted.name])
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_the_dashboard_itself_does_not_need_it():
    assert "obstore" not in (ROOT / "requirements.txt").read_text(encoding="utf-8")


def test_it_is_not_loaded_where_no_bucket_is_set():
    told = {name: value for name, value in os.environ.items() if not name.startswith("TEMIS_OBJECTS")}
    subprocess.run([sys.executable, "-c", _LOADS], cwd=ROOT, env=told, check=True, timeout=60)
