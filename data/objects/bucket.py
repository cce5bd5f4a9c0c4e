"""One bucket: what is asked of it, and what went wrong as a code. The only module that knows the library.

No page waits for long: connecting, reading and a whole request have an end, and a server that did not answer is left
in peace for a while. Keys come from the settings or there are none: nothing asks a machine's metadata service.
"""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from data.errors import ObjectsError
from data.settings import Objects

_PAGE = {"connect_timeout": 2, "read_timeout": 5, "timeout": 20}  # seconds
_COMMAND = {"connect_timeout": 5, "read_timeout": 60, "timeout": 300}  # a command may wait, and what it sends is large
_RETRY = {
    "max_retries": 1,
    "retry_timeout": timedelta(seconds=5),
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(milliseconds=300), "base": 2},
}
_REST = 10.0  # seconds in which a server that did not answer is not asked again
_CODE = re.compile(r"<Code>(\w{1,40})</Code>")
_STATUS = re.compile(r"status code: (\d{3})")


@dataclass(frozen=True)
class Listed:
    """What a listing says of one object: bytes, and a mark that changes with its content."""

    bytes: int
    mark: str


class Bucket:
    """A bucket below its prefix; names have no slash in front. Every method raises ObjectsError."""

    def __init__(self, told: Objects, waits: dict[str, int]) -> None:
        self._told = told
        self._store = _connected(told, waits)
        self._rests_until = 0.0

    def listed(self, folder: str) -> dict[str, Listed]:
        """Every object directly in a folder, by its name there."""
        import obstore

        with self._said(folder):
            found = obstore.list_with_delimiter(self._store, f"{folder}/")["objects"]
        return {each["path"].rsplit("/", 1)[-1]: Listed(each["size"], each["e_tag"] or "") for each in found}

    def read(self, name: str) -> tuple[bytes, Mapping[str, str]]:
        """An object, whole, and what was noted with it."""
        import obstore

        with self._said(name):
            answer = obstore.get(self._store, name)
            noted = {key.lower(): str(value) for key, value in answer.attributes.items()}
            return bytes(answer.bytes()), noted

    def write_new(self, name: str, content: bytes, noted: Mapping[str, str] | None = None) -> bool:
        """Put an object where none is; False where there is one, which stays as it is."""
        import obstore
        from obstore.exceptions import AlreadyExistsError

        with self._said(name):
            try:
                obstore.put(
                    self._store, name, content, attributes=dict(noted or {}), mode="create", use_multipart=False
                )
            except AlreadyExistsError:
                return False
        return True

    def replace(self, name: str, content: bytes) -> None:
        """Put an object in the place of another."""
        import obstore

        with self._said(name):
            obstore.put(self._store, name, content, use_multipart=False)

    @contextmanager
    def _said(self, name: str) -> Iterator[None]:
        """What the library raises, as a code; asks nothing while the server rests."""
        from obstore.exceptions import BaseError

        if time.monotonic() < self._rests_until:
            raise self._unreachable()
        try:
            yield
        except (BaseError, OSError) as error:
            problem = self._problem(str(error), name)
            if problem.code == "objects_unreachable":
                self._rests_until = time.monotonic() + _REST
            raise problem from error

    def _problem(self, said: str, name: str) -> ObjectsError:
        """What an answer means; texts of a server are not passed on but for its code, which is one word."""
        code, status = (found[1] if found else "" for found in (_CODE.search(said), _STATUS.search(said)))
        if code == "NoSuchBucket":
            return ObjectsError("objects_no_bucket", bucket=self._told.bucket)
        if status == "404":
            return ObjectsError("objects_gone", file=name)
        if status.startswith("4"):
            return ObjectsError("objects_refused", bucket=self._told.bucket, why=code or status)
        return self._unreachable()

    def _unreachable(self) -> ObjectsError:
        return ObjectsError("objects_unreachable", server=urlsplit(self._told.endpoint).netloc)


@lru_cache(maxsize=4)
def connect(told: Objects, *, is_patient: bool = False) -> Bucket:
    """The bucket of these settings, one for a process; patient for a command, never for a page.

    Raises ObjectsError where the library is not installed, or a certificate is none.
    """
    return Bucket(told, _COMMAND if is_patient else _PAGE)


def _connected(told: Objects, waits: dict[str, int]) -> Any:
    try:
        from obstore.store import S3Store
    except ImportError as error:
        raise ObjectsError("objects_library") from error
    client: dict[str, Any] = {name: timedelta(seconds=seconds) for name, seconds in waits.items()}
    client["allow_http"] = told.endpoint.startswith("http://")  # which the settings allow to this machine alone
    client["allow_invalid_certificates"] = False  # said, as whatever the environment could say otherwise
    if told.authority:
        client["root_certificate"] = told.authority
    # a provider of our own, or none at all: else the library looks for keys in the environment, then on the network
    keys = {"credential_provider": _keys(told)} if told.key_id else {}
    try:
        return S3Store(
            told.bucket,
            prefix=told.prefix or None,
            endpoint=told.endpoint,
            region=told.region,
            skip_signature=not told.key_id,
            conditional_put="etag",
            virtual_hosted_style_request=False,  # a server of one's own rarely has a name for every bucket
            client_options=client,
            retry_config=_RETRY,
            **keys,
        )
    except Exception as error:  # certificates that are none
        raise ObjectsError("objects_settings") from error


def _keys(told: Objects) -> Any:
    def given() -> dict[str, Any]:
        return {"access_key_id": told.key_id, "secret_access_key": told.secret, "token": None, "expires_at": None}

    return given
