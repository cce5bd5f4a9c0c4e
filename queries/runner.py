"""Asks one ``.sql``, holds the answer against its promised columns, and remembers it."""

import threading
from collections import OrderedDict
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from data.errors import TemisError
from data.store import Store

_FOLDER = Path(__file__).resolve().parent
_REMEMBERED = 2048

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
    """The latest answers, shared by all sessions; the key holds the scope, so no viewer gets another's."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Any, pl.DataFrame] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any, make: Any) -> pl.DataFrame:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        answer = make()
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


_answers = _Memory(_REMEMBERED)


def forget() -> None:
    """Drop every remembered answer (benches measure cold questions)."""
    _answers.clear()
