"""Making: from files as they came to a published snapshot, and the embedded ones."""

import time
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from data import first_start, ingest, preparing, settings
from data.commands import managing, saying
from data.commands.saying import line
from data.demo import sample as sampled
from data.errors import IngestError
from data.ingest import spark
from data.ingest.cubes import make_cubes
from data.ingest.findings import Finding
from data.intake import delivering
from data.intake.account import Account, Received
from data.intake.delivering import Outcome, Told
from data.keeping import keys
from pages.figures import named, sent
from pages.texts.problems import said
from pages.texts.words import Words

_PLACES = 5  # of each finding, named on the terminal; the card has more


def demo(_choice: Namespace, words: Words) -> int:
    """The embedded snapshots, where missing."""
    with saying.bar(words) as progress:
        first_start.prepare(
            settings.state(), lambda step: progress(words(step.text, snapshot=step.snapshot_id), step.done)
        )
    return 0


def sample(choice: Namespace, words: Words) -> int:
    """The sample folder of raw files."""
    sampled.write(choice.folder)
    files = sum(1 for path in choice.folder.rglob("*") if path.is_file())
    line(words("terminal.sample", files=files, folder=choice.folder))
    return 0


def build(choice: Namespace, words: Words) -> int:
    """A raw export of ours, published; any row that breaks a rule stops it."""
    state, engine = settings.state(), spark.engine(choice.master) if choice.engine == "spark" else make_cubes
    with saying.bar(words) as progress:
        folder = ingest.build(
            choice.raw, state, snapshot_id=choice.id, key=keys.chain(state), progress=progress, engine=engine
        )
    preparing.prepare(state)
    line(words("terminal.restored", snapshot=folder.name))
    return 0


def check(choice: Namespace, words: Words) -> int:
    """A folder of files checked and nothing published; without a folder, the snapshots that stand."""
    if choice.folder is None:
        return managing.verify_all(words)
    return _deliver(choice, words, publishes=False)


def publish(choice: Namespace, words: Words) -> int:
    """A folder of files published."""
    return _deliver(choice, words, publishes=True)


def _deliver(choice: Namespace, words: Words, *, publishes: bool) -> int:
    state, began = settings.state(), time.monotonic()
    if not choice.folder.is_dir():
        raise IngestError("nothing_arrived", folder=choice.folder.name)
    delivery = delivering.of_folder(state, choice.folder)
    try:
        with saying.bar(words) as progress:
            outcome = delivering.prepare(delivery, state, _told(choice), progress)
            _say(outcome.account, outcome.prepared.findings, words)
            _papers(outcome, state, words)
            folder = delivering.publish(outcome, state, partly=choice.partly) if publishes else None
    except IngestError as problem:
        if account := getattr(problem, "account", None):
            _say(account, problem.details.get("findings", ()), words)
        raise
    finally:
        delivering.put_away(delivery)
    if folder:
        preparing.prepare(state)
    header = outcome.prepared.header
    rows = words.number(sum(each["written"] for each in outcome.prepared.rows.values()))
    key = "terminal.published" if folder else "terminal.checked"
    line(words(key, snapshot=header["id"], rows=rows, date=words.date(header["as_of"])))
    line(words("terminal.took", seconds=words.number(time.monotonic() - began, 1)))
    if outcome.account.is_whole:
        return 0
    line(words("terminal.waits"))
    return 3


def _told(choice: Namespace) -> Told:
    cohorts = dict(each.split("=", 1) for each in choice.cohort if "=" in each)
    return Told(
        as_of=choice.as_of,
        kind=choice.kind,
        series=choice.series,
        title=choice.title,
        vintage=choice.vintage,
        province=choice.province,
        report_year=choice.year,
        cohorts=cohorts,
        aliases=choice.aliases,
        snapshot_id=getattr(choice, "id", ""),
        hold_most=choice.hold_most,
    )


def _say(account: Account, findings: Sequence[Finding], words: Words) -> None:
    """The account, sheet by sheet, and what was found."""
    for each in account.received:
        _sheet(each, words)
    for each in account.refused:
        problem = IngestError(each.code, file=each.file, reason=_reason(each.reason, words))
        line(words("terminal.refused", file=each.file, problem=said(problem, words)))
    for each in account.left_out:
        line(words("terminal.left_out", file=each.file, why=words(f"terminal.left.{each.why}", like=each.like)))
    for header, cells in account.filled.items():
        if not header.startswith("@"):
            line(words("terminal.filled", header=header, cells=words.number(cells)))
    totals = {
        name: words.number(sum(getattr(each, name) for each in account.received))
        for name in ("rows", "taken", "held", "noise", "left_out")
    }
    line(words("terminal.sums", **totals))
    sentences = sent.sentences(words.lang)
    for finding in sorted(findings, key=lambda each: each.strength):
        _finding(finding, sentences, words)


def _sheet(each: Received, words: Words) -> None:
    line(words("terminal.file", file=each.file, sheet=each.sheet).rstrip())
    if not each.form:
        line("  " + words("terminal.no_table", rows=words.number(each.rows)))
        return
    counts = {name: words.number(getattr(each, name)) for name in ("rows", "taken", "held", "noise", "left_out")}
    line("  " + words("terminal.as", form=named.kind_named(each.form, each.target, words), **counts))
    for part in ("missing", "in_doubt", "unknown"):
        if names := getattr(each, part):
            line("  " + words(f"terminal.{part}", headers=", ".join(names)))


def _reason(code: str, words: Words) -> str:
    """Why a file was refused, as a sentence."""
    return sent.sentences(words.lang).get(code, code)


def _finding(finding: Finding, sentences: Mapping[str, str], words: Words) -> None:
    (broken,) = sent.broken([finding])
    line(words(f"terminal.finding_{finding.strength}", said=named.said_of(broken, sentences, words)))
    if finding.places:
        line("      " + named.places_in_words(finding.places, words, most=_PLACES))


def _papers(outcome: Outcome, state: Path, words: Words) -> None:
    """The card of each sender, and where the rows lie that each must correct."""
    folder = state / "cards" / outcome.delivery.id
    folder.mkdir(parents=True, exist_ok=True)
    for sender in outcome.account.senders:
        path = folder / f"{delivering.safe_name(sender)}.html"
        path.write_text(sent.page(sender, outcome, words), encoding="utf-8")
        line(words("terminal.card_file", sender=sender, file=path))
        for held in outcome.quarantine.get(sender, ()):
            line(words("terminal.held_file", sender=sender, file=held))
