"""Snapshots in object storage, beside those on the disk: listed, fetched by digest into a cache, put by command."""
