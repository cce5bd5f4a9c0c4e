"""The soak in little: it ends well where all is well, and its report says what was broken where it is not."""

import ssl
from pathlib import Path

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.soak import __main__ as soak
from tests.soak import reporting
from tests.soak.reporting import Found
from tests.soak.tab import Tab
from tests.soak.visiting import Tally
from tests.soak.watching import Life


def found(**seen: object) -> Found:
    tally = Tally(taken={"open": [0.2, 0.4], "choose": [0.1], "go": []}, back=[2.0, 3.0])
    for name, value in seen.items():
        setattr(tally, name, value)
    return Found(sessions=2, minutes=1, think=1, tally=tally)


def shown(tab: Tab, asked: str, *told: tuple[str, str]) -> str:
    """What a tab knows to stand on its page after a run of ``asked`` that drew (part, finding)."""
    tab._asked = asked
    started, done = ForwardMsg(), ForwardMsg()
    started.new_session.initialize.session_id = "a"
    done.script_finished = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY if asked else ForwardMsg.FINISHED_SUCCESSFULLY
    tab._take(started)
    for part, finding in told:
        drawn = ForwardMsg()
        drawn.delta.fragment_id = part
        drawn.delta.new_element.html.body = f'<p class="t-finding">{finding}</p>'
        tab._take(drawn)
    tab._take(done)
    return tab.page.finding


def test_what_stands_on_a_page_does_not_depend_on_which_part_was_drawn_last():
    tab = Tab("https://localhost", ssl.create_default_context())
    whole = shown(tab, "", ("", "the country"), ("one", "A"), ("two", "B"))

    assert shown(tab, "one", ("one", "C")) != whole
    assert shown(tab, "one", ("one", "A")) == whole
    assert "B" not in shown(tab, "two"), "a part that says nothing any more"
    assert shown(tab, "", ("", "the country"), ("two", "B"), ("one", "A")) == whole


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
