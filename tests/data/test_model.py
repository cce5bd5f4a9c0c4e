"""The page on the data model is the schema's own print, and leaves no table out."""

from data import model, settings
from data.schema import TABLES


def test_the_page_is_the_print():
    page = (settings.ROOT / "data" / "MODEL.md").read_text(encoding="utf-8")

    assert page == model.as_markdown(), "run: python -m data model > data/MODEL.md"


def test_every_table_has_a_key_and_a_province_or_is_meant_for_all():
    for table in TABLES.values():
        assert table.key
        assert table.scope in (None, "province_code")
        if table.layer != "reference":
            assert table.scope == "province_code"


def test_every_table_named_as_an_answer_exists():
    words = " ".join(tables for _, tables in model.ANSWERS)

    for name in TABLES:
        if TABLES[name].layer == "cube":
            assert name in words


def test_no_column_can_hold_a_name_or_birth_date_of_a_person():
    for table in TABLES.values():
        if table.layer == "detail":
            assert not {"name", "name_vi", "birth_date", "born_on", "email", "phone"} & set(table.names)
