"""The files that are handed out for the operation: they fit the program that they start."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.operation.site import ROOT, free_port

DEPLOY = ROOT / "deploy"
UNITS = sorted(path for path in DEPLOY.iterdir() if path.suffix in {".service", ".target", ".timer"})
SETTING = re.compile(r"^#?(TEMIS_[A-Z_]+)=", re.MULTILINE)


def _known() -> str:
    return (ROOT / "data" / "settings.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SETTING.findall((DEPLOY / "temis.env.example").read_text(encoding="utf-8")))
def test_every_setting_of_the_example_exists(name):
    bare = name.removesuffix("_FILE").removeprefix("TEMIS_")

    assert f'"TEMIS_{bare}"' in _known() or f'"{bare}"' in _known()


def test_a_shell_and_systemd_read_the_settings_alike():
    """``temis-data`` reads the file as a shell does, the units as systemd does."""
    lines = (DEPLOY / "temis.env.example").read_text(encoding="utf-8").splitlines()
    told = [line.lstrip("#") for line in lines if SETTING.match(line)]

    assert told
    assert not [line for line in told if re.search(r"[\s$`\\;&|<>()'\"]", line)]


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_finds_no_fault_in_a_unit(unit, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: the units were not verified")
    for each in UNITS:  # with a program and settings that exist here
        text = each.read_text(encoding="utf-8").replace("/opt/temis/.venv/bin/", "/bin/true ").replace("User=temis", "")
        tmp_path.joinpath(each.name).write_text(text, encoding="utf-8")
    name = unit.name.replace("@.", "@1.")
    if name != unit.name:
        tmp_path.joinpath(name).symlink_to(tmp_path / unit.name)
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / name)]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    faults = [line for line in done.stderr.splitlines() if "temis" in line and "/opt/temis" not in line]
    assert done.returncode == 0, done.stderr
    assert not faults


def test_a_unit_opens_little_to_a_process(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: the units were not verified")
    tmp_path.joinpath("temis@1.service").write_bytes((DEPLOY / "temis@.service").read_bytes())
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=30", str(tmp_path / "temis@1.service")]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-2000:]  # exposure above 3.0 of 10


def test_what_the_container_file_copies_is_enough_to_serve(ready_state, tmp_path):
    """No container can be built here, so its folder is laid out by hand and the program started in it."""
    for source, target in re.findall(r"^COPY (?!--)(.+) (\S+)$", _container(), re.MULTILINE):
        for each in source.split():
            _copy(ROOT / each, tmp_path / (f"{target}/{each}" if target == "./" else target))
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            command, cwd=tmp_path, env={**os.environ, "TEMIS_STATE": str(ready_state)}, stdout=log, stderr=log
        )
        try:
            assert _is_ready(port, tmp_path) == 0, (tmp_path / "log").read_text()
        finally:
            running.terminate()
            running.wait(timeout=20)


def _container() -> str:
    return (DEPLOY / "Containerfile").read_text(encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("state", "__pycache__"))
    else:
        shutil.copy(source, target)


def _is_ready(port: int, folder: Path) -> int:
    """How ``healthy.py`` ends once the process answers at all."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                break
        except OSError:
            time.sleep(0.2)
    command = [sys.executable, "deploy/healthy.py", str(port)]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode


def test_whoever_asks_for_health_where_nobody_is_learns_it():
    command = [sys.executable, str(DEPLOY / "healthy.py"), str(free_port())]

    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
