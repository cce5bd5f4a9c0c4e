"""The audit log: who opened or took what, when, with which filters; and what was done to the data.

    note(state, Entry("opened", role="doet", screen="map", …))   at once; written within a second, by another thread
    flush(state)                                                   now; for commands, which end before that second
    trouble(state)                                                 why this process cannot write, None while it can
    entries(state, since=…, until=…)                               what was noted on those days, as a frame
    check(state)                                                   whether any line was changed or is missing

One file a day and process under ``audit``, for its owner alone, to which lines are only ever added; each line is
chained to the one before (``lines``), each file names the ends of those before it (``writing``). An entry holds codes
and digests: no name, no pseudonym, nothing that somebody typed.
"""

from data.audit.checking import Checked, Fault, check
from data.audit.lines import EVENTS, OWN_EVENTS, Entry
from data.audit.reading import entries, first_day, paths, vietnam
from data.audit.writing import FOLDER, Trouble, flush, note, trouble

__all__ = [
    "EVENTS",
    "FOLDER",
    "OWN_EVENTS",
    "Checked",
    "Entry",
    "Fault",
    "Trouble",
    "check",
    "entries",
    "first_day",
    "flush",
    "note",
    "paths",
    "trouble",
    "vietnam",
]
