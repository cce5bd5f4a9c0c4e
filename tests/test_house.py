"""The house's rules that no linter knows, and the linters themselves, so that one command holds them all."""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = [path for folder in ("pages", "data", "queries", "geo") for path in (ROOT / folder).rglob("*.py")]


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing():
    _run(sys.executable, "-m", "ruff", "check", ".")


def test_the_layers_hold():
    _run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")


def test_the_sql_hand_is_one():
    folders = ("queries", "data/cubes", "data/withholding", "data/smallgroups")
    _run(sys.executable, "-m", "sqlfluff", "lint", "--disable-progress-bar", *folders)


def test_pages_holds_packages_only():
    """A loose ``pages/x.py`` would be served without the front door."""
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_only_settings_reads_the_environment():
    readers = [path.name for path in SHIPPED if re.search(r"\bos\.(environ|getenv)", path.read_text(encoding="utf-8"))]

    assert readers == ["settings.py"]


def test_no_question_is_glued_from_strings():
    glued = [path for path in (ROOT / "queries").rglob("*.py") if re.search(r'f"[^"]*\bselect\b', path.read_text())]

    assert not glued


def test_no_answer_is_changed_where_it_lies():
    """Answers are remembered and handed to whoever asks again: what changed one would change everybody's."""
    in_place = re.compile(r"\.(insert_column|replace_column|drop_in_place)\(|in_place=True|(?<!self)\.columns = ")
    asking = [path for path in SHIPPED if path.is_relative_to(ROOT / "pages") or path.is_relative_to(ROOT / "queries")]

    assert [path.name for path in asking if in_place.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("path", sorted((ROOT / "queries").rglob("*.sql")), ids=lambda path: path.stem)
def test_a_query_is_short_and_spells_its_columns_out(path):
    text = path.read_text(encoding="utf-8")

    assert text.startswith("--"), "a question begins with what it asks"
    assert not re.search(r"select\s+\*", text)
    assert len(text.splitlines()) <= 90


def test_every_text_file_is_nfc():
    kinds = {".py", ".sql", ".toml", ".csv", ".md"}
    folders = ("pages", "data", "queries", "geo", "tests")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    paths = [path for path in paths if not {"state", "sample"} & set(path.relative_to(ROOT).parts)]  # as others send
    spelt = [path for path in paths if not unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))]

    assert not spelt
