"""Correcting: declared corrections as expressions over a raw relation, one after another, and what they changed."""

from collections.abc import Sequence
from typing import Any

import duckdb
from duckdb import (
    CaseExpression,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)

from data.ingest.codes import spelt
from data.ingest.corrections import Correction, value
from data.ingest.findings import Finding, found
from data.ingest.layout import RawColumn, RawFile


def correct(
    corrections: Sequence[Correction], changed: dict[int, int], file: RawFile, relation: DuckDBPyRelation
) -> DuckDBPyRelation:
    """The file's relation put right, one correction after another; ``changed`` gets the rows of each, by line."""
    for one in corrections:
        if one.file == file:
            changed[one.line] = int(relation.filter(_met(one)).count("*").fetchall()[0][0])
            columns = [
                _replaced(one) if name == one.column.name else ColumnExpression(name) for name in relation.columns
            ]
            relation = relation.select(*columns)
    return relation


def told(corrections: Sequence[Correction], changed: dict[int, int]) -> tuple[list[dict[str, Any]], list[Finding]]:
    """The corrections for the manifest, and a finding for each that changed nothing."""
    listed = [one.as_dict(changed.get(one.line, 0)) for one in corrections]
    idle = [
        found("correction_without_effect", one.file.file_name, one.column.header, 0)
        for one in corrections
        if not changed.get(one.line)
    ]
    return listed, idle


def _replaced(one: Correction) -> Expression:
    kind = duckdb.sqltype(one.column.type)
    new = ConstantExpression(one.new).cast(kind)
    return CaseExpression(_met(one), new).otherwise(ColumnExpression(one.column.name)).cast(kind).alias(one.column.name)


def _met(one: Correction) -> Expression:
    """Whether a row is one that the correction changes; what is right already is not changed."""
    met = ~_is(one.column, one.new)
    if one.old is not None:
        met = met & _holds(one.column, one.old)
    return met & _holds(*one.where) if one.where else met


def _is(column: RawColumn, wanted: Any) -> Expression:
    if wanted is None:
        return ColumnExpression(column.name).isnull()
    same = ColumnExpression(column.name) == ConstantExpression(wanted).cast(duckdb.sqltype(column.type))
    return _surely(same)


def _holds(column: RawColumn, text: str) -> Expression:
    """Whether the cell is written so: a text as it is spelt, whatever its spaces and case; a number or date as such."""
    if column.type == "VARCHAR":
        plain = FunctionExpression("nfc_normalize", ColumnExpression(column.name))
        spaced = FunctionExpression(
            "regexp_replace", plain, ConstantExpression(r"\s+"), ConstantExpression(" "), ConstantExpression("g")
        )
        same = FunctionExpression("lower", FunctionExpression("trim", spaced)) == ConstantExpression(spelt(text))
        return _surely(same)
    return _is(column, value(text, column))


def _surely(met: Expression) -> Expression:
    """False where nothing is written, so that its contrary is true."""
    return CaseExpression(met, ConstantExpression(True)).otherwise(ConstantExpression(False))
