"""Where the figures come from."""

from datetime import date

from queries import sources


def test_every_province_says_what_it_owes_and_what_came(store_of):
    store = store_of(
        submission="""
            province_code | dataset      | report_year | due_on     | received_on | published_on
            22            | assessment   | 2020        | 2021-03-31 | 2021-03-30  |
            22            | training     | 2020        | 2021-03-31 |             |
            22            | temis_report | 2020        | 2021-06-30 | 2021-03-31  | 2021-04-01
            22            | assessment   | 2021        | 2022-03-31 | 2022-03-30  |
        """,
        lms_use="""
            province_code | platform | since_on
            22            | VNPT     | 2019-10-01
            24            |          |
        """,
    )

    answer = sources.submissions(store, report_year=2020)

    assert answer.height == 63
    assert answer.filter(province_code="22").drop("name_vi", "name_en").row(0) == (
        "22",
        date(2021, 3, 31),
        date(2021, 3, 30),
        date(2021, 3, 31),
        None,  # training is due and has not come
        None,
        None,  # of satisfaction nothing is known
        date(2021, 6, 30),
        date(2021, 4, 1),
        "VNPT",
    )
    assert answer.filter(province_code="24")["platform"].to_list() == [None]


def test_published_figures_stand_as_published_with_their_contradictions(store_of):
    answer = sources.claims(store_of())

    assert answer.height == 43
    assert answer["figure_id"].is_sorted()
    core = answer.filter(figure_id="F002").row(0, named=True)
    assert core["value"] == "30127"
    assert "30.134" in core["note_vi"]
    assert "30,134" in core["note_en"]


def test_staff_in_post_agree_with_the_published_totals(store_of):
    """F050 to F053 are the statistics office's; the sum over provinces must be exact."""
    store = store_of()
    printed = dict(sources.claims(store).select("figure_id", "value").rows())

    answer = sources.staff_totals(store)

    assert answer["level"].to_list() == ["all", "primary", "lower_secondary", "upper_secondary"]
    assert answer["teachers"].to_list() == [int(printed[f"F05{n}"]) for n in (3, 0, 1, 2)]


def test_staff_are_those_of_the_latest_year_counted(store_of):
    drawn = """
        province_code | level   | year | teachers | teachers_female
        01            | primary | 2020 | 100      | 90
        01            | primary | 2021 | 110      | 95
        22            | primary | 2021 | 40       | 30
    """

    answer = sources.staff_totals(store_of(teacher_count=drawn))

    assert answer.rows() == [
        ("all", 150, 125),
        ("primary", 150, 125),
        ("lower_secondary", None, None),
        ("upper_secondary", None, None),
    ]
