"""What choices are called."""

from datetime import date

from pages.parts import offer
from pages.texts import Words
from tests.data.tiny import tiny


def test_snapshots_of_one_date_and_kind_are_told_apart_by_their_ids_and_others_are_not_burdened(tmp_path):
    first, again = tiny(tmp_path, name="mot"), tiny(tmp_path, name="hai")
    alone = tiny(tmp_path, name="ba", as_of=date(2022, 6, 30))

    labels = offer._snapshot_labels([first, again, alone], Words("vi"))

    assert labels == {
        "mot": "mot · mô phỏng",
        "hai": "hai · mô phỏng",
        "ba": "30/06/2022 · mô phỏng",
    }
