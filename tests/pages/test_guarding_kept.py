"""A file that was made for a click outlives the runs of others, and not its minute."""

import pytest
from streamlit.runtime.media_file_manager import MediaFileKind, MediaFileManager, MediaFileMetadata
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from pages.parts import guarding_kept


@pytest.fixture
def manager(monkeypatch):
    """A manager as the server has it, for this test alone, and its clock."""
    monkeypatch.setattr(MediaFileManager, "_get_inactive_file_ids", MediaFileManager._get_inactive_file_ids)
    monkeypatch.setattr(guarding_kept, "_until", {})
    guarding_kept.hold_made()
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def made(manager, content):
    kind = MediaFileKind.DOWNLOADABLE
    file = manager._storage.load_and_get_id(content, "text/csv", kind, "a.csv")
    manager._file_metadata[file] = MediaFileMetadata(kind=kind)
    return file


def test_what_is_held_stays_and_what_is_not_goes_as_before(manager):
    held, other = made(manager, b"held"), made(manager, b"other")
    guarding_kept.hold(held)
    for _ in range(3):
        manager.remove_orphaned_files()

    assert manager.read_file(held).content == b"held"
    assert manager.read_file(other) is None


def test_it_goes_when_its_time_is_over(manager, monkeypatch):
    file = made(manager, b"held")
    guarding_kept.hold(file)
    later = guarding_kept.time.monotonic() + guarding_kept.SECONDS + 1
    monkeypatch.setattr(guarding_kept.time, "monotonic", lambda: later)
    for _ in range(2):
        manager.remove_orphaned_files()

    assert manager.read_file(file) is None
    assert not guarding_kept._until
