"""Manifests as they are written: with a seal over all they say, so that an edited one is noticed.

The seal is a plain digest. It shows damage and edits by hand; whoever may write the folder and knows how can make
another, as they could make another snapshot.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any


def as_bytes(manifest: Any) -> bytes:
    """A ``Manifest`` as the text of its file, sealed."""
    said = json.dumps(asdict(manifest) | {"as_of": manifest.as_of.isoformat()}, ensure_ascii=False)
    fields = json.loads(said)
    return json.dumps(fields | {"seal": seal_of(fields)}, ensure_ascii=False, indent=1).encode()


def seal_of(fields: Mapping[str, Any]) -> str:
    """SHA-256 of every field but the seal itself, whatever their order and spacing in the file."""
    others = {name: value for name, value in fields.items() if name != "seal"}
    text = json.dumps(others, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
