"""The soak in little: it ends well where all is well, and its report says what was broken where it is not."""

from pathlib import Path

from tests.soak import __main__ as soak
from tests.soak import reporting
from tests.soak.reporting import Found
from tests.soak.visiting import Tally
from tests.soak.watching import Life


def found(**seen: object) -> Found:
    tally = Tally(taken={"open": [0.2, 0.4], "choose": [0.1], "go": []}, back=[2.0, 3.0])
    for name, value in seen.items():
        setattr(tally, name, value)
    return Found(sessions=2, minutes=1, think=1, tally=tally)


def test_a_few_visitors_survive_a_publication_and_a_kill(ready_state, nginx, tmp_path):
    report = tmp_path / "report.md"

    code = soak.main(
        ["--sessions", "10", "--minutes", "0.7", "--think", "2", "--state", str(ready_state), "--to", str(report)]
    )

    assert code == 0, report.read_text(encoding="utf-8")
    assert "Everything promised holds." in report.read_text(encoding="utf-8")
    assert "published at" in report.read_text(encoding="utf-8")


def test_what_holds_is_said_to_hold():
    assert reporting.broken(found()) == []


def test_a_view_that_comes_back_late_or_changed_or_with_a_fault_is_broken():
    assert len(reporting.broken(found(back=[2.0, 10.5]))) == 1
    assert len(reporting.broken(found(lost=["/ban-do came back otherwise"]))) == 1
    assert len(reporting.broken(found(faults=["/ban-do: nothing was drawn"]))) == 1
    assert len(reporting.broken(found(back=[]))) == 1


def test_a_process_that_keeps_growing_once_it_is_warm_is_broken():
    grown = found()
    at = [float(second) for second in range(0, 900, 5)]
    steady = Life(1, 11, at=at, megabytes=[min(900.0, 100 + 10 * second) for second in at])
    leaking = Life(2, 12, at=at, megabytes=[100.0 + second for second in at])
    grown.lives = [steady, leaking]

    assert steady.growth() == 0
    assert leaking.growth() == 225
    assert len(reporting.broken(grown)) == 1


def test_a_traceback_in_either_form_of_log_is_found(tmp_path: Path):
    log = tmp_path / "process.log"
    log.write_text(
        'all well\n{"level": "ERROR", "event": "screen map failed"}\n2026-11-22 ERROR pages: no\n{"level": "INFO"}\n',
        encoding="utf-8",
    )

    assert len(reporting.traces([log])) == 2
