"""The only module that reads the environment."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from data.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
_OIDC = ("PUBLIC_URL", "OIDC_METADATA_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "COOKIE_SECRET")
_SHORTEST_SECRET = 32  # letters
_AT_HOME = ("localhost", "127.0.0.1", "::1")
_BARE = ("", "", "")  # path, query and fragment of an address that is a server's alone
_BUCKET = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[A-Za-z0-9_.-]+)*)/?")


def state() -> Path:
    """The one folder that holds all that is written; ``TEMIS_STATE``, else ``data/state``."""
    return Path(os.environ.get("TEMIS_STATE") or ROOT / "data" / "state")


def demo_scale() -> float:
    """Size of the demo country as a fraction of the real one; ``TEMIS_DEMO_SCALE``, else 0.05."""
    return _number("TEMIS_DEMO_SCALE", 0.05, low=0.002, high=5.0)


def memory_limit() -> str:
    """Most memory one store may use, as DuckDB writes it; ``TEMIS_STORE_MEMORY``, else 1GB."""
    return os.environ.get("TEMIS_STORE_MEMORY") or "1GB"


def query_milliseconds() -> int:
    """Longest a question may run; ``TEMIS_QUERY_MILLISECONDS``, else 10 000."""
    return int(_number("TEMIS_QUERY_MILLISECONDS", 10_000, low=100, high=600_000))


def single_user() -> bool:
    """Whether whoever sits at this machine is its operator; only ``TEMIS_SINGLE_USER=1`` says so."""
    return os.environ.get("TEMIS_SINGLE_USER") == "1"


def login() -> Literal["", "oidc", "proxy"]:
    """Who vouches for visitors: a provider (``TEMIS_OIDC_…``), a proxy that is trusted (``TEMIS_PROXY_…``), or nobody.

    Raises SettingError where both are set, or one by halves.
    """
    by_provider, by_proxy = oidc() is not None, proxy() is not None
    if by_provider and by_proxy:
        raise SettingError("setting_two_logins")
    if by_proxy:
        proxy_leave()
    return "oidc" if by_provider else "proxy" if by_proxy else ""


def oidc() -> Mapping[str, str] | None:
    """What login by OpenID Connect needs, None where nothing of it is set; raises SettingError for what is missing.

    Besides: ``OIDC_SCOPE`` (``openid profile email``) and ``OIDC_PROMPT`` (empty: what the provider asks by itself).
    """
    told = {name: _secret(f"TEMIS_{name}") for name in _OIDC}
    if not any(told[name] for name in _OIDC if name.startswith("OIDC_")):
        return None
    _whole(told)
    _long_enough("COOKIE_SECRET", told["COOKIE_SECRET"])
    for name in ("PUBLIC_URL", "OIDC_METADATA_URL"):
        _address(name, told[name], has_path=name != "PUBLIC_URL")
    scope = os.environ.get("TEMIS_OIDC_SCOPE") or "openid profile email"
    prompt = os.environ.get("TEMIS_OIDC_PROMPT") or ""
    return {**told, "PUBLIC_URL": told["PUBLIC_URL"].rstrip("/"), "OIDC_SCOPE": scope, "OIDC_PROMPT": prompt}


def proxy() -> tuple[str, Mapping[str, str]] | None:
    """The secret that a trusted proxy sends along, and header → claim; None where no proxy is trusted.

    ``TEMIS_PROXY_SECRET`` (32 letters or more) and ``TEMIS_PROXY_CLAIMS``, as ``X-Forwarded-User=sub,X-Roles=roles``.
    """
    told = {name: _secret(f"TEMIS_{name}") for name in ("PROXY_SECRET", "PROXY_CLAIMS")}
    if not any(told.values()):
        return None
    _whole(told)
    _long_enough("PROXY_SECRET", told["PROXY_SECRET"])
    pairs = [pair.split("=", 1) for pair in told["PROXY_CLAIMS"].split(",")]
    if not all(len(pair) == 2 and all(part.strip() for part in pair) for pair in pairs):
        raise SettingError("setting_proxy_claims", value=told["PROXY_CLAIMS"][:80])
    return told["PROXY_SECRET"], {header.strip().lower(): claim.strip() for header, claim in pairs}


def proxy_leave() -> str:
    """Where a trusted proxy lets people sign out, a path or an address; ``TEMIS_PROXY_LEAVE``, else empty: nowhere."""
    told = os.environ.get("TEMIS_PROXY_LEAVE") or ""
    if told and not (told.startswith("/") and not told.startswith("//")):
        _address("PROXY_LEAVE", told, has_path=True)
    return told


def _long_enough(name: str, secret: str) -> None:
    if len(secret) < _SHORTEST_SECRET:
        raise SettingError("setting_secret_short", name=f"TEMIS_{name}", shortest=_SHORTEST_SECRET)


def _address(name: str, told: str, *, has_path: bool) -> None:
    """Raises SettingError for what is no address, has more to it than it should, or goes over a network unencrypted."""
    try:
        parts = urlsplit(told)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    is_safe = bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in _AT_HOME))
    has_more = bool(parts.fragment or "@" in parts.netloc) or not (has_path or parts[2:] in (_BARE, ("/", "", "")))
    if not is_safe or has_more:
        raise SettingError("setting_address", name=f"TEMIS_{name}", value=told[:80])


def _whole(told: Mapping[str, str]) -> None:
    for name, value in told.items():
        if not value:
            raise SettingError("setting_missing", name=f"TEMIS_{name}")


def _secret(name: str) -> str:
    """A setting that may be a secret: by itself, or in the file that ``…_FILE`` names; empty where neither is set."""
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return os.environ.get(name) or ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError("setting_file_unreadable", name=f"{name}_FILE") from error


def public_url() -> str:
    """Where visitors find the dashboard, as ``https://temis.example.vn``; ``TEMIS_PUBLIC_URL``, else empty."""
    return _secret("TEMIS_PUBLIC_URL").rstrip("/")


def hosts() -> frozenset[str]:
    """Names of this server besides localhost: ``TEMIS_HOSTS``, commas between, and that of ``TEMIS_PUBLIC_URL``."""
    told = [*(os.environ.get("TEMIS_HOSTS") or "").split(","), urlsplit(public_url()).hostname or ""]
    return frozenset(name.strip().lower() for name in told if name.strip())


def smallest() -> int:
    """Fewest people of whom anything is said that is withheld from small groups; ``TEMIS_SMALLEST``, else 10."""
    return int(_number("TEMIS_SMALLEST", 10, low=3, high=100))


def audit_days() -> int:
    """Days for which the audit log is kept; ``TEMIS_AUDIT_DAYS``, else 730."""
    return int(_number("TEMIS_AUDIT_DAYS", 730, low=30, high=10_000))


def log_level() -> str:
    """From which weight on a line is written: debug, info, warning or error; ``TEMIS_LOG_LEVEL``, else info."""
    return _one_of("TEMIS_LOG_LEVEL", ("info", "debug", "warning", "error"))


def log_form() -> str:
    """How lines are written: text for people, json for programs; ``TEMIS_LOG``, else text."""
    return _one_of("TEMIS_LOG", ("text", "json"))


def metrics_token() -> str:
    """What whoever reads the metrics from elsewhere must send; ``TEMIS_METRICS_TOKEN``, else empty: nobody may."""
    token = _secret("TEMIS_METRICS_TOKEN")
    if token:
        _long_enough("METRICS_TOKEN", token)
    return token


def spark_python() -> str:
    """The interpreter of the environment that has Spark; ``TEMIS_SPARK_PYTHON``, else our own."""
    return os.environ.get("TEMIS_SPARK_PYTHON") or sys.executable


def spark_folder() -> Path | None:
    """Where every worker of Spark sees what is handed over; ``TEMIS_SPARK_FOLDER``, else None: the state folder."""
    told = os.environ.get("TEMIS_SPARK_FOLDER")
    return Path(told) if told else None


def java() -> str:
    """The Java that Spark will start: that of ``JAVA_HOME``, else the first on the path."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else "java"


@dataclass(frozen=True)
class Objects:
    """A bucket of object storage and how it is reached.

    ``prefix`` is empty or a folder in the bucket, without slashes at its ends; ``key_id`` empty: requests are not
    signed; ``authority`` certificates in PEM that vouch for the server besides the system's own, or empty.
    """

    bucket: str
    prefix: str
    endpoint: str
    region: str
    key_id: str
    secret: str = field(repr=False)
    authority: str = field(repr=False)
    seconds: float
    cache_bytes: int

    @property
    def address(self) -> str:
        """What tells one place of snapshots from another."""
        return f"{self.endpoint}/{self.bucket}/{self.prefix}"


def objects() -> Objects | None:
    """The bucket that holds snapshots besides the state folder; ``TEMIS_OBJECTS``, else None.

    Raises SettingError for an address that cannot be used, and for half a pair of keys. Nothing is ever looked for
    elsewhere: no key, no region and no server that is not told here.
    """
    told = os.environ.get("TEMIS_OBJECTS")
    if not told:
        return None
    found = _BUCKET.fullmatch(told)
    if found is None or ".." in told:
        raise SettingError("objects_address", value=told[:80])
    endpoint = (os.environ.get("TEMIS_OBJECTS_ENDPOINT") or "").rstrip("/")
    _address("OBJECTS_ENDPOINT", endpoint, has_path=False)
    key_id, secret = _secret("TEMIS_OBJECTS_KEY_ID"), _secret("TEMIS_OBJECTS_SECRET")
    if bool(key_id) != bool(secret):
        raise SettingError("objects_half_a_key")
    return Objects(
        bucket=found[1],
        prefix=found[2].strip("/"),
        endpoint=endpoint,
        region=os.environ.get("TEMIS_OBJECTS_REGION") or "us-east-1",  # what servers that know no regions go by
        key_id=key_id,
        secret=secret,
        authority=_secret("TEMIS_OBJECTS_CA"),
        seconds=_number("TEMIS_OBJECTS_SECONDS", 60, low=5, high=86_400),
        cache_bytes=int(_number("TEMIS_OBJECTS_CACHE_MB", 2_000, low=1, high=1_000_000) * 1_000_000),
    )


def _one_of(name: str, known: tuple[str, ...]) -> str:
    """A setting that is one of a few words, the first where nothing is set; raises SettingError for any other."""
    told = (os.environ.get(name) or known[0]).lower()
    if told not in known:
        raise SettingError("setting_not_one_of", name=name, value=told[:80], known=", ".join(known))
    return told


def _number(name: str, default: float, *, low: float, high: float) -> float:
    text = os.environ.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise SettingError("setting_not_a_number", name=name, value=text, low=low, high=high)
    return value
