"""The TEMIS report as a paper: its parts, head and foot, forms, places, languages."""

import re
from dataclasses import replace

import pytest

from data import history, report_form
from data.access import Scope
from data.errors import ReportFormError, ScopeError
from data.schema import MARKS
from data.snapshot import open_snapshot
from data.store import open_store
from pages.papers import temis
from pages.papers.blocks import Blank, Heading, PageBreak, Picture, Signature, Table, Text, Turn
from pages.texts import Words
from queries import assessment, needs, report
from tests.papers import reports

VI, EN = Words("vi"), Words("en")
ASKED = {"province_code": "22", "report_year": 2021, "words": VI}


@pytest.fixture(scope="module")
def stores(demo_state):
    """The demo country in 63 and in 34, and Quảng Ninh's own store."""
    snapshot = open_snapshot(max((demo_state / "snapshots").glob("mo-phong-*")))
    past = history.path(demo_state)
    opened = {
        "country": open_store(snapshot, Scope.everything(), past),
        "units of 34": open_store(snapshot, Scope.everything(), past, division=34),
        "own": open_store(snapshot, Scope.of_province("22"), past),
    }
    yield opened
    for store in opened.values():
        store.close()


@pytest.fixture(scope="module")
def paper(stores):
    """Quảng Ninh's report in tables, with its districts."""
    return temis.report(stores["country"], **ASKED, units_store=stores["own"])


def test_every_part_is_there_in_order(paper):
    numbers = [re.match(r"PHẦN \w|[A-D](\.\d)+", heading)[0] for heading in reports.headings(paper)]

    assert numbers == [
        *("PHẦN A", "A.1", "A.1.1", "A.1.2", "A.1.3", "A.2", "A.2.1", "A.2.2", "A.2.3", "A.3", "A.4"),
        *("PHẦN B", "B.1", "B.2", "PHẦN C", "C.1", "C.2", "PHẦN D", "D.1", "D.2", "D.3", "D.4", "D.5"),
    ]
    assert [table.key for table in paper.tables] == [
        *("a11", "a12", "a13", "a21", "a22", "a23", "a3"),
        *("b1_criterion", "b1_module", "b2_criterion", "b2_module", "c1", "c2"),
    ]


def test_every_row_of_a_table_has_a_cell_for_each_column(paper):
    for table in paper.tables:
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}, table.key


def test_a_criterion_stands_under_its_standard_which_adds_its_criteria(paper):
    rows = reports.rows(paper, "a13")
    standards = [name for block, name in rows if block == name]

    assert len(standards) == 5
    assert len(rows) == 5 + 15
    first = standards[0]
    parts = [cells for (block, name), cells in rows.items() if block == first and name != first]
    for place in (0, 1, 3, 5, 7):
        assert rows[first, first][place].value == sum(cells[place].value for cells in parts)


def test_managers_are_counted_as_teachers_are(paper):
    managers = reports.table(paper, "a21")

    assert len(managers.rows) == 20
    assert managers.columns[3].group == "Cán bộ quản lý hoàn thành đánh giá và xếp loại theo chuẩn"


def test_the_head_is_that_of_a_sở_with_number_day_and_signature_left_to_it(paper):
    head = paper.head

    assert (head.above, head.issuer) == ("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO")
    assert head.number == "Số: ……/BC-SGDĐT"
    assert head.place_and_day == "Quảng Ninh, ngày …… tháng …… năm ……"
    assert head.signer[0] == "GIÁM ĐỐC"
    assert head.recipients[0] == "Nơi nhận:"
    assert "(Báo cáo TEMIS) năm 2021" in head.about


def test_a_city_is_called_a_city(stores):
    store = stores["country"]
    heads = {code: temis.report(store, **ASKED | {"province_code": code}).head for code in ("01", "79")}

    assert heads["01"].above == "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI"
    assert heads["01"].place_and_day.startswith("Hà Nội, ngày")
    assert heads["79"].place_and_day.startswith("Thành phố Hồ Chí Minh, ngày")


def test_data_date_kind_edition_and_snapshot_stand_on_every_page(paper, stores):
    for said in ("30/06/2022", "Số liệu mô phỏng", "bản nội bộ", stores["country"].snapshot.id, "tỉnh Quảng Ninh"):
        assert said in paper.foot
    assert reports.said(paper, "note")[0].startswith("KHÔNG PHẢI BÁO CÁO CHÍNH THỨC.")
    assert any("Số liệu tính đến hết ngày 30/06/2022." in text for text in reports.said(paper))
    assert ("Bản số liệu", stores["country"].snapshot.id) in paper.told


def test_what_only_people_know_is_left_blank_and_named(paper):
    blanks = [block.asks for block in paper.blocks if isinstance(block, Blank)]

    assert len(blanks) == 10
    assert "Lí do của những người chưa hoàn thành đánh giá" in blanks


def test_wide_tables_lie_on_pages_turned_for_them_and_the_report_ends_upright(paper):
    is_turned = {}
    turned = False
    for block in paper.blocks:
        turned = block.is_landscape if isinstance(block, Turn) else turned
        if isinstance(block, Table):
            is_turned[block.key] = turned
    assert [key for key, is_on in is_turned.items() if is_on] == ["a12", "a13", "a22", "a23"]
    assert not turned
    turns = [place for place, block in enumerate(paper.blocks) if isinstance(block, Turn)]
    assert all(isinstance(paper.blocks[place + 1], Heading) for place in turns)


def test_the_report_ends_with_its_closing_line_and_signature(paper):
    closing, signature = paper.blocks[-2:]

    assert closing.text == "Trên đây là Báo cáo TEMIS năm 2021 của Sở Giáo dục và Đào tạo tỉnh Quảng Ninh./."
    assert isinstance(signature, Signature)


def test_sentences_have_every_table_in_an_annex_behind_the_signature(stores, paper):
    told = temis.report(stores["country"], **ASKED, units_store=stores["own"], form="sentences")
    signed = next(place for place, block in enumerate(told.blocks) if isinstance(block, Signature))

    assert not any(isinstance(block, Table) for block in told.blocks[:signed])
    assert told.tables == paper.tables
    assert isinstance(told.blocks[signed + 1], Turn | PageBreak)
    pointer = Text("(Chi tiết: Biểu A.1.1 tại Phụ lục.)")
    assert pointer in reports.under(told, "A.1.1")


def test_every_number_of_the_sentences_stands_in_the_tables(stores):
    """Shares and counts of A.1.1 and A.1.2, managers included; changes in people are not printed in tables."""
    told = temis.report(stores["country"], **ASKED, form="sentences", compared=False)
    for number, key in (("A.1.1", "a11"), ("A.1.2", "a12"), ("A.2.1", "a21"), ("A.2.2", "a22")):
        printed = {cell.text for row in reports.table(told, key).rows for cell in row.cells}
        said = " ".join(block.text for block in reports.under(told, number) if "Biểu" not in block.text)
        numbers = re.findall(r"\d[\d.]*(?:,\d+)?", re.sub(r"năm \d{4}", "", said))
        assert numbers
        assert set(numbers) <= printed, number


def test_equal_questions_give_equal_papers(stores, paper):
    assert temis.report(stores["country"], **ASKED, units_store=stores["own"]) == paper


def test_the_file_is_named_after_what_it_is(stores, paper):
    public = temis.report(stores["country"], **ASKED, edition=reports.Drawn({}), compared=False)

    assert paper.file == "temis-2021-22-quang-ninh-bang-hai-nam-noi-bo"
    assert public.file == "temis-2021-22-quang-ninh-bang-cong-khai"
    ha_noi = temis.report(stores["country"], **ASKED | {"province_code": "01", "words": EN})
    assert re.fullmatch(r"[a-z0-9-]+", ha_noi.file)


def test_districts_are_listed_with_counts_beside_the_shares_of_both_audiences(paper):
    columns = [(column.group, column.title) for column in reports.table(paper, "a3").columns]
    row = next(row.cells for row in reports.table(paper, "a3").rows if row.cells[2].value)

    assert columns[:2] == [("", "STT"), ("", "Đơn vị")]
    assert {group for group, _ in columns[2:]} == {
        "Hoàn thành đánh giá CNN giáo viên",
        "Hoàn thành đánh giá CNN CBQL",
    }
    assert row[4].value == row[3].value / row[2].value


def test_without_a_store_of_the_province_districts_are_left_out(stores):
    made = temis.report(stores["country"], **ASKED)

    assert not any(heading.startswith("A.3") for heading in reports.headings(made))


def test_a_unit_of_the_34_is_reported_as_one(stores):
    made = temis.report(stores["units of 34"], **ASKED | {"province_code": "24"})

    assert made.head.above == "ỦY BAN NHÂN DÂN TỈNH BẮC NINH"
    assert reports.rows(made, "a11")["Tổng số", "Tổng số"][0].value > 0
    assert ("Cách chia tỉnh", "34 tỉnh, thành phố") in made.told


def test_the_country_lists_its_provinces_and_has_no_committee_above(stores):
    made = temis.report(stores["country"], **ASKED | {"province_code": None})

    assert made.head.above == "BỘ GIÁO DỤC VÀ ĐÀO TẠO"
    assert len(reports.table(made, "a3").rows) == 63
    assert made.title == "Báo cáo TEMIS năm 2021 – cả nước"


def test_a_viewer_of_one_province_reports_on_it_alone(stores):
    own = temis.report(stores["own"], **ASKED, units_store=stores["own"])
    country = temis.report(stores["country"], **ASKED, units_store=stores["own"])

    assert own.tables == country.tables
    with pytest.raises(ScopeError):
        temis.report(stores["own"], **ASKED | {"province_code": "01"})
    everything = temis.report(stores["own"], **ASKED | {"province_code": None})
    assert everything.head is None
    assert everything.title.endswith("các tỉnh, thành phố: Quảng Ninh")


def test_a_province_that_has_not_reported_says_so_and_shows_no_zeros(store_of):
    drawn = """
        province_code | report_year | role | level | people | accounts | completed
        24            | 2021        | all  | all   | total  | 50       |
        24            | 2021        | mass | all   | total  | 50       |
    """
    made = temis.report(store_of(standing=drawn), **ASKED | {"province_code": "24"})
    cells = reports.rows(made, "a11")["Tổng số", "Tổng số"]

    assert [cell.text for cell in cells] == ["50", "–", "–"]
    assert "Chưa có kết quả đánh giá năm 2021 của tỉnh Bắc Giang." in reports.said(made, "note")


def test_english_reads_english_throughout(stores):
    made = temis.report(stores["country"], **ASKED | {"words": EN}, units_store=stores["own"])
    headings = reports.headings(made)

    assert headings[0].startswith("PART A.")
    assert any(heading.startswith("PART B. Training needs") for heading in headings)
    assert made.head.nation == "SOCIALIST REPUBLIC OF VIET NAM"
    assert "12.275" not in str(made.tables)
    assert "%" not in reports.rows(made, "a11")["Total", "Total"][2].text


def test_maps_are_ordered_with_words_for_who_cannot_see_them(stores):
    ordered = []

    def draw(order):
        ordered.append(order)
        return "<svg/>", b"png"

    made = temis.report(stores["country"], **ASKED, units_store=stores["own"], picture=draw)
    pictures = [block for block in made.blocks if isinstance(block, Picture)]

    assert [order.kind for order in ordered] == ["districts", "country"]
    assert ordered[1].frame.height == 63
    assert "quần đảo Hoàng Sa (Đà Nẵng) và quần đảo Trường Sa (Khánh Hòa)" in pictures[1].alt
    assert all(picture.caption for picture in pictures)


def test_a_ministry_orders_and_names_the_later_parts(stores):
    needs, remarks = (part for part in report_form.default() if part.key in ("teacher_needs", "remarks"))
    own = (replace(remarks, number="PHẦN B", title_vi="Nhận xét"), replace(needs, number="C", title_vi="Nhu cầu"))
    made = temis.report(stores["country"], **ASKED, parts=own)

    assert reports.headings(made)[4:] == ["PHẦN B. Nhận xét", "C Nhu cầu"]
    assert [table.title for table in made.tables[2:]] == [
        "Biểu C.1 – tỉnh Quảng Ninh, năm 2021",
        "Biểu C.2 – tỉnh Quảng Ninh, năm 2021",
    ]
    assert ("Các phần của báo cáo", "Do đơn vị đặt (tệp temis_report.toml)") in made.told


def test_a_fault_in_the_parts_that_were_set_is_told(stores):
    fault = ReportFormError("report_form_unreadable", file="temis_report.toml")
    made = temis.report(stores["country"], **ASKED, faults=[fault])

    assert any("temis_report.toml" in value for name, value in made.told if "không dùng được" in name)


@pytest.mark.parametrize("audience", ["teacher", "manager"])
def test_wishes_are_those_of_the_screen_of_needs(stores, audience):
    asked = {"report_year": 2021, "audience": audience, "province_code": "22"}
    printed = report.wishes(stores["country"], **asked)
    criteria, modules = (own for _, own in printed.group_by("kind", maintain_order=True))
    shown = needs.by_module(stores["country"], **asked).sort("number")

    assert criteria["wished"].to_list() == needs.by_criterion(stores["country"], **asked)["wished"].to_list()
    assert modules.select("module_code", "wished").rows() == shown.select("module_code", "wished_module").rows()


@pytest.mark.parametrize("province_code", [None, "22", "24"])
def test_counts_are_those_of_the_screen_of_assessment(stores, province_code):
    asked = {"report_year": 2021, "audience": "teacher", "province_code": province_code}
    printed = report.standing(stores["country"], **asked)
    for shown in (assessment.completion_table, assessment.levels_table):
        counts = shown(stores["country"], **asked)
        for name in set(counts.columns) & {"accounts", "completed", *MARKS}:
            assert printed[name].to_list() == counts[name].to_list(), name
