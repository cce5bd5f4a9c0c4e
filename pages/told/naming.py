"""Naming: columns of words beside the codes of an answer."""

import polars as pl

from pages.texts import Words


def with_column(frame: pl.DataFrame, name: str, texts: list[str]) -> pl.DataFrame:
    """The frame with one more column of text."""
    return frame.with_columns(pl.Series(name, texts, dtype=pl.String))


def with_cohorts(matrix: pl.DataFrame, cohorts: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The cohort's name in both languages, and the one the reader sees; ``cohorts`` as the catalogue answers."""
    names = cohorts.select(
        "cohort_code", pl.col("name_vi").alias("cohort_name_vi"), pl.col("name_en").alias("cohort_name_en")
    )
    frame = matrix.join(names, on="cohort_code", how="left", maintain_order="left")
    return frame.with_columns(
        pl.col(f"cohort_name_{words.lang}").alias("cohort"),
        pl.Series("module", [words("term.module", number=n) for n in frame["number"]], dtype=pl.String),
    )


def with_steps(chain: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The steps to the certificate, by name."""
    return with_column(chain, "name", [words(f"step.{step}") for step in chain["step"]])


def with_subjects(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """School subjects, by name; managers have none."""
    said = [words(f"subject.{subject}") if subject else words("subject.none") for subject in frame["subject"]]
    return with_column(frame, "name", said)


def with_levels(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """School levels, by name."""
    return with_column(frame, "name", [words(f"level.{level}") for level in frame["level"]])


def with_provinces(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The name in the reader's language."""
    return frame.with_columns(pl.col(f"name_{words.lang}").alias("name"))


def with_wording(questions: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Each question as it was asked, what counts as satisfied, and how sure that is."""
    rows = questions.to_dicts()
    scales = [words("satisfaction.counted", points=row["points"], satisfied_from=row["satisfied_from"]) for row in rows]
    frame = with_column(questions, "wording", [words.name(row, "wording") for row in rows])
    return with_column(
        with_column(frame, "scale", scales), "basis_said", [words(f"basis.{row['basis']}") for row in rows]
    )


def with_claims(claims: pl.DataFrame, words: Words) -> pl.DataFrame:
    """What the register says, in the reader's language; that a figure has no note is not missing data."""
    said = {"description": "description", "unit": "unit", "as_of": "dated", "scope": "scope", "source": "source"}
    return claims.with_columns(
        *(pl.col(f"{field}_{words.lang}").alias(column) for field, column in said.items()),
        pl.col(f"note_{words.lang}").fill_null(words("number.none")).alias("note"),
    )


def as_measure(frame: pl.DataFrame, *, part: str, whole: str) -> pl.DataFrame:
    """An answer by province, its counts under the names that maps and rankings know."""
    return frame.rename({part: "part", whole: "whole"})
