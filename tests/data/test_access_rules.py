"""The rules of an installation: read whole, or nobody is let in and the fault is named."""

from pathlib import Path

import pytest

from data import settings
from data.access import rules
from data.errors import AccessError

EXAMPLE = settings.ROOT / "deploy" / "access.toml"


def _rules(folder: Path, text: str) -> rules.Rules:
    file = rules.path(folder)
    file.write_text(text, encoding="utf-8")
    return rules.in_force(file)


def test_the_example_can_be_used():
    told = rules.in_force(EXAMPLE)

    assert told.division == 34
    assert told.visitors == "none"
    assert told.claims["role"] == ("realm_access", "roles")
    assert list(told.roles.values()) == ["administrator", "ministry", "analyst", "doet", "district", "university"]


def test_what_a_file_leaves_out_is_as_usual(tmp_path):
    told = _rules(tmp_path, 'division = 63\n[claims]\nrole = "groups"\n')

    assert told.division == 63
    assert told.claims["role"] == ("groups",)
    assert told.claims["province"] == ("province_code",)
    assert told.roles["doet"] == "doet"


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("division = ", "access_unreadable", "access.toml"),
        ("division = 62", "access_bad_value", "division"),
        ('division = "34"', "access_bad_value", "division"),
        ('visitors = "all"', "access_bad_value", "visitors"),
        ("colour = 1", "access_unknown_name", "colour"),
        ("claims = 1", "access_bad_value", "claims"),
        ('[claims]\nroll = "x"', "access_bad_value", "claims.roll"),
        ('[claims]\nrole = ""', "access_bad_value", "claims.role"),
        ('[claims]\nrole = "a..b"', "access_bad_value", "claims.role"),
        ('[claims]\nrole = ["a"]', "access_bad_value", "claims.role"),
        ('[[role]]\nclaim = "x"\nrole = "operator"', "access_bad_value", "role"),
        ('[[role]]\nclaim = "x"\nrole = "guest"', "access_bad_value", "role"),
        ('[[role]]\nclaim = ""\nrole = "doet"', "access_bad_value", "role"),
        ('[[role]]\nrole = "doet"', "access_bad_value", "role"),
        ("role = 3", "access_bad_value", "role"),
        ('[[role]]\nclaim = "x"\nrole = "doet"\n[[role]]\nclaim = "x"\nrole = "ministry"', "access_told_twice", "role"),
        ('[provinces]\n"QN" = "00"', "access_bad_value", "provinces.QN"),
        ("provinces = 22", "access_bad_value", "provinces.provinces"),
        ('[universities]\n"x" = "MIT"', "access_bad_value", "universities.x"),
    ],
)
def test_a_fault_is_named_and_nothing_of_the_file_is_used(tmp_path, text, code, named):
    with pytest.raises(AccessError) as caught:
        _rules(tmp_path, text)

    assert caught.value.code == code
    assert named in caught.value.details.values()


def test_a_province_is_called_by_codes_of_the_division_that_the_file_names(tmp_path):
    assert _rules(tmp_path, 'division = 63\n[provinces]\n"BP" = "70"\n').provinces == {"BP": "70"}
    with pytest.raises(AccessError):
        _rules(tmp_path, 'division = 34\n[provinces]\n"BP" = "70"\n')  # merged away in 2025


def test_a_file_out_of_all_proportion_is_not_read(tmp_path):
    with pytest.raises(AccessError) as caught:
        _rules(tmp_path, "# " + "x" * 100_001)

    assert caught.value.code == "access_too_large"


def test_bytes_that_are_no_text_are_a_fault(tmp_path):
    rules.path(tmp_path).write_bytes(b"\xff\xfe\x00division")
    with pytest.raises(AccessError) as caught:
        rules.in_force(rules.path(tmp_path))

    assert caught.value.code == "access_unreadable"
