"""The only module that reads the environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from data.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
_OIDC = ("PUBLIC_URL", "OIDC_METADATA_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "COOKIE_SECRET")
_SHORTEST_SECRET = 32  # letters


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
    return "oidc" if by_provider else "proxy" if by_proxy else ""


def oidc() -> Mapping[str, str] | None:
    """What login by OpenID Connect needs, None where nothing of it is set; raises SettingError for what is missing."""
    told = {name: _secret(f"TEMIS_{name}") for name in _OIDC}
    told["OIDC_SCOPE"] = os.environ.get("TEMIS_OIDC_SCOPE") or "openid profile email"
    if not any(told[name] for name in _OIDC if name.startswith("OIDC_")):
        return None
    _whole(told)
    return {**told, "PUBLIC_URL": told["PUBLIC_URL"].rstrip("/")}


def proxy() -> tuple[str, Mapping[str, str]] | None:
    """The secret that a trusted proxy sends along, and header → claim; None where no proxy is trusted.

    ``TEMIS_PROXY_SECRET`` (32 letters or more) and ``TEMIS_PROXY_CLAIMS``, as ``X-Forwarded-User=sub,X-Roles=roles``.
    """
    told = {name: _secret(f"TEMIS_{name}") for name in ("PROXY_SECRET", "PROXY_CLAIMS")}
    if not any(told.values()):
        return None
    _whole(told)
    if len(told["PROXY_SECRET"]) < _SHORTEST_SECRET:
        raise SettingError("setting_secret_short", name="TEMIS_PROXY_SECRET", shortest=_SHORTEST_SECRET)
    pairs = [pair.split("=", 1) for pair in told["PROXY_CLAIMS"].split(",")]
    if not all(len(pair) == 2 and all(part.strip() for part in pair) for pair in pairs):
        raise SettingError("setting_proxy_claims", value=told["PROXY_CLAIMS"][:80])
    return told["PROXY_SECRET"], {header.strip().lower(): claim.strip() for header, claim in pairs}


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


def smallest() -> int:
    """Fewest people of whom anything is said that is withheld from small groups; ``TEMIS_SMALLEST``, else 10."""
    return int(_number("TEMIS_SMALLEST", 10, low=3, high=100))


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
