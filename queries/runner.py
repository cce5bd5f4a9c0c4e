"""Asks one ``.sql``, holds the answer against its promised columns, and remembers it."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from data.errors import TemisError
from data.store import Store

_FOLDER = Path(__file__).resolve().parent
_REMEMBERED = 8_192  # answers
_REMEMBERED_BYTES = 48_000_000
_COLUMN = 500  # bytes of a column, however short

QUESTIONS: list["Question"] = []


class Question:
    """One question: its SQL file under ``queries/`` and the columns it promises, in order."""

    def __init__(self, path: str, *, columns: dict[str, pl.DataType]) -> None:
        self.path = path
        self.columns = columns
        QUESTIONS.append(self)

    @cached_property
    def sql(self) -> str:
        """The text of the SQL file."""
        return (_FOLDER / self.path).read_text(encoding="utf-8")

    def ask(self, store: Store, **values: Any) -> pl.DataFrame:
        """The answer from this store, checked against the promise; remembered for good, since nothing changes."""
        key = (store.key, self.path, tuple(sorted(values.items())))
        return _answers.get(key, lambda: self._fresh(store, values))

    def _fresh(self, store: Store, values: dict[str, Any]) -> pl.DataFrame:
        try:
            with store.cursor() as cursor:
                answer = cursor.sql(self.sql, params=values).pl() if values else cursor.sql(self.sql).pl()
        except (duckdb.InterruptException, duckdb.OutOfMemoryException) as error:
            raise TemisError("question_too_heavy", question=self.path) from error
        if dict(answer.schema) != self.columns or answer.columns != list(self.columns):
            raise TypeError(f"{self.path} promised {self.columns}, answered {dict(answer.schema)}")
        return answer


class _Memory:
    """The latest answers, shared by all sessions; the key holds the scope, so no viewer gets another's.

    Two who ask the same at once ask DuckDB once: the second waits for the first.
    """

    def __init__(self, *, most: int, most_bytes: int) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._kept: OrderedDict[Any, pl.DataFrame] = OrderedDict()
        self._bytes = 0
        self._asked: dict[Any, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Any, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            asked = self._asked.setdefault(key, threading.Lock())
        with asked:
            answer = self._kept.get(key)
            if answer is None:
                answer = self._made(key, make)
        return answer

    def _made(self, key: Any, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        answer = None
        try:
            answer = make()
        finally:
            with self._lock:
                self._asked.pop(key, None)
                if answer is not None:
                    self._keep(key, answer)
        return answer

    def _keep(self, key: Any, answer: pl.DataFrame) -> None:
        if key not in self._kept:
            self._kept[key] = answer
            self._bytes += _weight(answer)
            while len(self._kept) > self._most or self._bytes > self._most_bytes:
                self._bytes -= _weight(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._bytes = 0


def _weight(answer: pl.DataFrame) -> int:
    """Bytes that an answer holds: its values, and what polars keeps of each column besides."""
    return int(answer.estimated_size()) + _COLUMN * answer.width


_answers = _Memory(most=_REMEMBERED, most_bytes=_REMEMBERED_BYTES)


def forget() -> None:
    """Drop every remembered answer (benches measure cold questions)."""
    _answers.clear()
