"""Ingest: a folder of raw exports becomes a snapshot, or says why it cannot; see ``layout`` for the files."""

from data.ingest.building import Prepared, build, prepare

__all__ = ["Prepared", "build", "prepare"]
