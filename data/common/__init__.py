"""What stores have in common: reference, headline and history as one kind of viewer is told of them, in one file."""

from data.common.kinds import OF_ALL, OF_SOME, Kind, of, withholds
from data.common.own import show
from data.common.prepared import FOLDER, attach

__all__ = ["FOLDER", "OF_ALL", "OF_SOME", "Kind", "attach", "of", "show", "withholds"]
