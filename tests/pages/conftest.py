"""What the tests of screens share: they read what lies in folds too."""

import pytest

from pages.parts import folds


@pytest.fixture(autouse=True)
def every_fold_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader has opened all of them."""
    monkeypatch.setattr(folds, "AT_FIRST", True)
