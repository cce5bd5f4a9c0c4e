"""On the terminal: what was pushed, where each snapshot lies, and what went wrong, in both languages."""

import pytest

from data.commands import main
from tests.data.tiny import tiny
from tests.objects.server import WRITER


def _say(capsys, *line):
    code = main(list(line))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_push_says_what_it_did_and_list_says_where_each_lies(tmp_path, told, capsys, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "one"))
    told(WRITER)
    both, disk = tiny(tmp_path / "one", name="ca-hai"), tiny(tmp_path / "one", name="dia")

    code, out, _ = _say(capsys, "push", both.id)
    assert (code, "Đã đưa ca-hai lên kho đối tượng" in out) == (0, True)
    assert "đã có trên kho đối tượng" in _say(capsys, "push", both.id)[1]
    assert "stands in object storage" in _say(capsys, "--lang", "en", "push", both.id)[1]

    lines = _lines(_say(capsys, "list")[1])
    assert lines[both.id].endswith("trên đĩa và trong kho đối tượng")
    assert lines[disk.id].endswith("trên đĩa")
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "other"))
    lines = _lines(_say(capsys, "--lang", "en", "list")[1])
    assert lines[both.id].endswith("in object storage")
    tiny(tmp_path / "other", name="ca-hai", series="khac")
    assert "nội dung khác" in _lines(_say(capsys, "list")[1])[both.id]


def test_who_pushed_what_is_in_the_audit_log(tmp_path, told, capsys, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    told(WRITER)
    _say(capsys, "push", tiny(tmp_path, name="mot").id, tiny(tmp_path, name="hai").id)

    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "audit").rglob("*") if path.is_file())
    noted = [line for line in text.splitlines() if '"took"' in line]
    assert len(noted) == 2
    assert all(any(name in line for line in noted) for name in ("mot", "hai"))


@pytest.mark.parametrize(("lang", "says"), [("vi", "từ chối yêu cầu"), ("en", "refused a request")])
def test_a_push_without_the_right_to_write_is_a_sentence_and_ends_with_one(
    tmp_path, told, capsys, monkeypatch, lang, says
):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    made = tiny(tmp_path)

    code, _, err = _say(capsys, "--lang", lang, "push", made.id)

    assert code == 1
    assert says in err


def test_list_goes_on_while_the_bucket_is_away_and_names_it(tmp_path, told, between, capsys, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    made = tiny(tmp_path)
    between.spoil = (".", "fail")

    code, out, _ = _say(capsys, "list")

    assert code == 1
    assert made.id in out
    assert "không trả lời" in out


def test_two_snapshots_are_compared_wherever_they_lie(tmp_path, told, capsys, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "one"))
    told(WRITER)
    _say(capsys, "push", tiny(tmp_path / "one", name="kho").id)
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "other"))
    tiny(tmp_path / "other", name="dia")

    code, out, _ = _say(capsys, "compare", "kho", "dia")

    assert code == 0
    assert "kho → dia" in out


def _lines(out):
    return {line.split()[0]: line for line in out.splitlines() if line}
