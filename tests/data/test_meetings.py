"""Meetings: what they fix, what is kept with who and when, what is carried on, and who reads it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data import access, meetings, meetings_rules
from data.errors import MeetingError
from data.meetings_rules import Draft, Hand, Point
from pages.papers.scene import KINDS
from pages.texts import LANGUAGES, Words
from pages.texts.problems import said
from tests.data.met import AT, DECISION, FIGURES, GUEST, HAND, OPERATOR, begin, end, entries, write
from tests.data.tiny import tiny


@pytest.fixture
def snapshot(tmp_path):
    return tiny(tmp_path)


def test_without_a_file_there_is_our_agenda_and_nothing_else_and_reading_makes_none(tmp_path):
    agenda = meetings.agenda(tmp_path, division=63)

    assert {point.kind for point in agenda} <= set(KINDS)
    assert agenda[0] == Point("overview")
    assert Point("map", (("measure", "lms_passed"),)) in agenda
    assert meetings.meetings(tmp_path, viewer=OPERATOR) == []
    assert (meetings.running(tmp_path, series="tiny"), meetings.last_ended(tmp_path, series="tiny")) == (None, None)
    assert list(tmp_path.iterdir()) == []


def test_an_agenda_is_kept_for_its_division_and_can_be_given_back(tmp_path):
    ours = meetings.ours()
    meetings.set_agenda(tmp_path, ours[:2], division=34, by=HAND)

    assert meetings.agenda(tmp_path, division=34) == ours[:2]
    assert meetings.agenda(tmp_path, division=63) == ours
    assert meetings.exported(tmp_path)["agenda"][0]["set_at"] == "2022-07-15T02:30:00Z"
    meetings.forget_agenda(tmp_path, division=34, at=AT)
    assert meetings.agenda(tmp_path, division=34) == ours


@pytest.mark.parametrize("points", [(), (Point("map"),) * 25])
def test_an_agenda_has_a_point_and_not_too_many(tmp_path, points):
    with pytest.raises(MeetingError) as problem:
        meetings.set_agenda(tmp_path, points, division=63, by=HAND)
    assert problem.value.code == "meeting_agenda_length"


def test_what_a_meeting_fixes_when_it_begins_is_what_its_history_says(tmp_path, snapshot):
    begun = begin(tmp_path, snapshot, title="  Họp  rà soát quý II\n")
    meetings.set_agenda(tmp_path, (Point("chain"),), division=63, by=HAND)
    end(tmp_path, begun)
    ended = meetings.last_ended(tmp_path, series="tiny")

    assert (begun.title, begun.held_on, begun.snapshot) == ("Họp rà soát quý II", date(2022, 7, 15), "tiny-2021")
    assert begun.points == meetings.ours()
    assert begun.is_running
    assert (ended.points, ended.as_of, ended.is_running) == ((Point("chain"),), date(2021, 6, 30), False)
    assert (ended.begun, ended.ended.at) == (HAND, AT + timedelta(hours=3))


def test_of_a_series_one_meeting_runs_at_a_time(tmp_path, snapshot):
    first = begin(tmp_path, snapshot)
    with pytest.raises(MeetingError) as problem:
        begin(tmp_path, snapshot, days=1)
    begin(tmp_path, tiny(tmp_path, name="other", series="other"))

    assert (problem.value.code, problem.value.details["title"]) == ("meeting_running", "Họp 0")
    assert meetings.running(tmp_path, series="tiny") == first


def test_an_entry_keeps_the_figures_that_it_speaks_of_as_they_stood(tmp_path, snapshot):
    written = write(tmp_path, begin(tmp_path, snapshot))

    assert entries(tmp_path) == [written]
    assert written.figures == FIGURES
    assert (written.owner, written.due_on, written.scene) == ("Cục Nhà giáo", date(2022, 8, 1), "map")
    assert written.written == replace(HAND, at=AT + timedelta(hours=1))


def test_a_note_has_neither_owner_nor_day(tmp_path, snapshot):
    written = write(tmp_path, begin(tmp_path, snapshot), replace(DECISION, form="note"))

    assert (written.form, written.owner, written.due_on) == ("note", "", None)


def test_a_meeting_that_is_over_takes_no_more(tmp_path, snapshot):
    meeting = begin(tmp_path, snapshot)
    end(tmp_path, meeting)

    with pytest.raises(MeetingError, match="meeting_over"):
        write(tmp_path, meeting)
    with pytest.raises(MeetingError, match="meeting_over"):
        end(tmp_path, meeting)
    with pytest.raises(MeetingError, match="meeting_unknown"):
        meetings.end(tmp_path, 99, by=HAND)


def test_what_is_open_is_carried_on_and_what_is_done_is_not(tmp_path, snapshot):
    first = begin(tmp_path, snapshot)
    left, done, note = (write(tmp_path, first), write(tmp_path, first), write(tmp_path, first, Draft("note", "Nhớ")))
    meetings.mark(tmp_path, done.id, status="done", by=replace(HAND, at=AT + timedelta(hours=2)))
    end(tmp_path, first)
    second = begin(tmp_path, snapshot, days=90)
    meetings.mark(tmp_path, left.id, status="done", by=replace(HAND, at=AT + timedelta(days=90, hours=1)))
    own = write(tmp_path, second)
    end(tmp_path, second)
    third = begin(tmp_path, snapshot, days=180)
    found = entries(tmp_path)

    def ids(entries):
        return [entry.id for entry in entries]

    assert ids(meetings_rules.before_it(found, first)) == []
    assert ids(meetings_rules.before_it(found, second)) == [left.id, note.id], "what it closed itself is its own news"
    assert ids(meetings_rules.of_it(found, second)) == [own.id]
    assert ids(meetings_rules.before_it(found, third)) == [note.id, own.id]
    assert ids(meetings_rules.carried(found)) == [own.id, note.id], "decisions before notes"


def test_every_change_says_who_when_and_what_was_there(tmp_path, snapshot):
    entry = write(tmp_path, begin(tmp_path, snapshot))
    other = Hand("Văn phòng", "operator", AT + timedelta(days=2))
    meetings.change(tmp_path, entry.id, replace(DECISION, due_on=None), by=other)
    meetings.mark(tmp_path, entry.id, status="done", by=other)
    meetings.mark(tmp_path, entry.id, status="done", by=other)  # so already
    meetings.mark(tmp_path, entry.id, status="open", by=HAND)
    changed = meetings.changes(tmp_path, entry.id)

    assert [(each.field, each.before, each.after) for each in changed] == [
        ("due_on", "2022-08-01", ""),
        ("status", "open", "done"),
        ("status", "done", "open"),
    ]
    assert [each.by for each in changed] == [other, other, HAND]
    assert entries(tmp_path)[0] == replace(entry, due_on=None)


def test_who_may_not_open_the_data_of_a_meeting_reads_nothing_of_it(tmp_path):
    real = tiny(tmp_path, name="real-2021", kind="real")
    write(tmp_path, begin(tmp_path, real))

    assert len(meetings.meetings(tmp_path, viewer=OPERATOR)) == len(entries(tmp_path)) == 1
    assert meetings.meetings(tmp_path, viewer=GUEST) == entries(tmp_path, GUEST) == []


def test_a_viewer_limited_to_a_province_reads_what_was_written_of_it_alone(tmp_path, snapshot):
    meeting = begin(tmp_path, snapshot)
    for province in ("", "22", "01"):
        write(tmp_path, meeting, province=province)
    own = replace(GUEST, provinces=frozenset({"22"}))

    assert [entry.figures.province for entry in entries(tmp_path, own)] == ["22"]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft("note", " \n\t"), "meeting_text_empty"),
        (Draft("note", "a" * 2001), "meeting_text_long"),
        (Draft("decision", "Việc"), "meeting_owner_empty"),
        (Draft("decision", "Việc", "b" * 121), "meeting_owner_long"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_says_nothing_or_too_much_is_not_kept_and_a_sentence_says_why(tmp_path, snapshot, draft, code, lang):
    meeting = begin(tmp_path, snapshot)
    with pytest.raises(MeetingError) as problem:
        write(tmp_path, meeting, draft)

    assert problem.value.code == code
    assert said(problem.value, Words(lang)) != Words(lang)("error.unexpected")
    assert entries(tmp_path) == []


def test_a_text_is_kept_composed_and_without_what_nobody_sees(tmp_path, snapshot):
    draft = Draft("note", "Ha\u0300 \t No\u0323\u0302i\u200b\r\nhai\x00 dòng\u202e <b>")

    assert write(tmp_path, begin(tmp_path, snapshot), draft).text == "Hà Nội\nhai dòng <b>"


def test_values_are_never_statements(tmp_path, snapshot):
    text = "'); drop table entry; --"
    write(tmp_path, begin(tmp_path, snapshot), Draft("decision", text, text))

    assert [(entry.text, entry.owner) for entry in entries(tmp_path)] == [(text, text)]


def test_the_agenda_moves_as_it_is_told_and_stops_at_its_ends():
    one, two, three = Point("overview"), Point("map"), Point("chain")
    agenda = (one, two, three)

    assert meetings_rules.moved(agenda, 0, 1) == (two, one, three)
    assert meetings_rules.moved(agenda, 2, -1) == (one, three, two)
    assert meetings_rules.moved(agenda, 0, -1) == meetings_rules.moved(agenda, 2, 1) == agenda
    assert meetings_rules.without(agenda, 1) == (one, three)
    assert meetings_rules.without((one,), 0) == (one,), "a meeting is about something"
    assert meetings_rules.replaced(agenda, 1, one) == (one, one, three)
    assert meetings_rules.points(meetings_rules.plain(agenda)) == agenda


@pytest.mark.parametrize("raw", [{}, {"kind": 3}, {"kind": "Map!"}, {"kind": "map", "fixed": {"year": 2020}}])
def test_an_agenda_that_is_none_is_refused(raw):
    with pytest.raises(MeetingError, match="meeting_agenda_unclear"):
        meetings_rules.points([raw])


def test_only_the_operator_may_keep_notes_until_there_is_a_login():
    assert access.may_keep_notes(OPERATOR)
    assert not access.may_keep_notes(GUEST)
    assert not access.may_keep_notes(replace(GUEST, role="doet"))
