"""Logs: one line an event, and not a word of what the data say."""

import json
import logging
import sys

import pytest

from data import logs
from data.errors import IngestError, SettingError, SnapshotError

NAME = "Nguyễn Thị Hoa, 012345678901"


def _record(message, *arguments, error=None):
    raised = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("pages.parts.shell", logging.ERROR, __file__, 1, message, arguments, raised)


def _raised(error, cause=None):
    try:
        raise error from cause
    except type(error):
        return sys.exc_info()[1]


@pytest.fixture(params=[logs.Events(), logs.Lines()], ids=["json", "text"])
def form(request):
    return request.param


def test_an_event_is_one_json_object_on_one_line():
    line = logs.Events().format(_record("screen %s\nfailed", "map"))

    told = json.loads(line)
    assert (told["event"], told["level"], told["from"]) == ("screen map·failed", "ERROR", "pages.parts.shell")
    assert "\n" not in line


def test_what_an_error_says_of_a_cell_is_not_written(form):
    error = _raised(ValueError(f"Could not convert string '{NAME}' to INT32"))

    assert NAME not in form.format(_record("screen map failed", error=error))


def test_what_led_to_an_error_is_not_written_either(form):
    error = _raised(RuntimeError("no"), cause=_raised(KeyError(NAME)))

    line = form.format(_record("screen map failed", error=error))

    assert NAME not in line
    assert "KeyError" in line


def test_a_line_tells_the_kind_of_error_and_where_it_arose():
    (told,) = logs.chain(_raised(ValueError("no")))

    assert told["type"] == "ValueError"
    assert told["where"][-1].startswith("tests/data/test_logs.py:")
    assert told["where"][-1].endswith(" _raised")


def test_an_error_of_ours_is_told_by_its_code_and_its_snapshot():
    (told,) = logs.chain(_raised(SnapshotError("snapshot_file_missing", snapshot="a-2021", file="headline.parquet")))

    assert told["said"] == "snapshot_file_missing snapshot=a-2021 file=headline.parquet"


def test_what_a_sender_called_a_file_or_wrote_in_it_is_left_out():
    (told,) = logs.chain(_raised(IngestError("bad_cell", file=f"{NAME}.xlsx", value=NAME)))

    assert told["said"] == "bad_cell"


def test_the_system_says_what_it_refuses_but_not_of_which_file():
    (told,) = logs.chain(_raised(OSError(28, "No space left on device", f"/state/{NAME}")))

    assert told["said"] == "No space left on device"


def test_a_line_cannot_be_made_to_look_like_two_or_to_turn_letters_round(form):
    line = form.format(_record("a\r\nb\u2028c\u202ed\x1b[31m"))

    assert len(line.splitlines()) == 1
    assert "\u202e" not in line
    assert "\x1b" not in line


def test_a_message_whose_arguments_do_not_fit_is_written_all_the_same(form):
    assert "of %d" in form.format(_record("of %d", "many"))


def test_a_message_has_a_longest_length(form):
    assert len(form.format(_record("a" * 1_000_000))) < 3000


def test_letters_of_vietnamese_are_written_as_they_are():
    assert "Đắk Lắk" in logs.Events().format(_record("Đắk Lắk"))


@pytest.mark.parametrize(("setting", "form"), [("json", logs.Events), ("text", logs.Lines), ("", logs.Lines)])
def test_the_setting_chooses_the_form(monkeypatch, setting, form):
    monkeypatch.setenv("TEMIS_LOG", setting)

    assert isinstance(logs.formatter(), form)


def test_only_debugging_writes_what_errors_say(monkeypatch):
    monkeypatch.setenv("TEMIS_LOG_LEVEL", "debug")

    assert NAME in logs.formatter().format(_record("screen map failed", error=_raised(ValueError(NAME))))


@pytest.mark.parametrize("name", ["TEMIS_LOG", "TEMIS_LOG_LEVEL"])
def test_a_form_or_weight_that_does_not_exist_is_refused(monkeypatch, name):
    monkeypatch.setenv(name, "loud")

    with pytest.raises(SettingError) as refused:
        logs.level()
    assert refused.value.code == "setting_not_one_of"
