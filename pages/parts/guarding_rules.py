"""What a request may be, and what every answer carries: pure rules of the server's outer door.

The door is before Streamlit's own: whatever it does not know by name is not there. Words of a refusal are under
``refused.<code>`` in the texts.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from ipaddress import ip_address

Headers = Sequence[tuple[bytes, bytes]]

STATUS = {  # what is refused, and with which status
    "host": 400,
    "address": 400,
    "not_yours": 403,
    "nothing_here": 404,
    "method": 405,
    "body": 413,
    "long_address": 414,
    "headers": 431,
    "fault": 500,
}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST = re.compile(r"(?P<name>[a-z0-9](?:[a-z0-9.-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?", re.IGNORECASE)
_PASSED_ON = (b"forwarded", b"via", b"x-real-ip")  # and whatever begins with x-forwarded

_LONGEST_PATH, _LONGEST_QUERY, _MOST_HEADERS = 1024, 8192, 65536  # bytes
_CORE = "/_stcore/"
UPLOAD = f"{_CORE}upload_file/"
STREAM = f"{_CORE}stream"
MEDIA = "/media/"
_STATIC = "/app/static/"
_OPEN_CORE = frozenset({f"{_CORE}health", f"{_CORE}host-config"})  # the page asks for both before it connects
_AT_HOME_ONLY = frozenset({f"{_CORE}metrics"})
_READ = ("GET", "HEAD")
_UPLOADED = ("PUT", "DELETE")

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "x-robots-tag": "noindex, nofollow",
    "x-permitted-cross-domain-policies": "none",
    "permissions-policy": ", ".join(
        f"{name}=()"
        for name in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope"),
            *("magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock"),
            *("usb", "xr-spatial-tracking"),
        )
    ),
}
_A_YEAR, _TEN_MINUTES = 31_536_000, 600  # seconds
_NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"


def host_of(headers: Headers) -> str | None:
    """The Host header in small letters, port and all; None where there is none, several, or nothing like a host."""
    hosts = [value for name, value in headers if name == b"host"]
    if len(hosts) != 1 or not _HOST.fullmatch(hosts[0].decode("latin-1")):
        return None
    return hosts[0].decode("latin-1").lower()


def is_known(host: str | None, known: Collection[str]) -> bool:
    """Whether the host is this machine or one of the names by which the dashboard is known."""
    return host is not None and bare(host) in LOOPBACK | frozenset(known)


def bare(host: str) -> str:
    """A host without its port."""
    found = _HOST.fullmatch(host)
    return found["name"].lower().rstrip(".") if found else ""


def at_home(host: str | None, headers: Headers, caller: str | None) -> bool:
    """Whether a request comes from this machine itself, and not through a proxy on it."""
    names = {name for name, _ in headers}
    passed_on = names & set(_PASSED_ON) or any(name.startswith(b"x-forwarded") for name in names)
    return not passed_on and host is not None and bare(host) in LOOPBACK and _is_loopback(caller)


def _is_loopback(caller: str | None) -> bool:
    try:
        return caller is not None and ip_address(caller).is_loopback
    except ValueError:
        return False


def is_foreign(origin: bytes | None, host: str) -> bool:
    """Whether a page of another origin asks; a program that is no browser names no origin.

    The scheme is not compared: behind a proxy with a certificate the server itself hears of none.
    """
    if origin is None:
        return False
    _, _, named = origin.decode("latin-1").lower().partition("://")
    return _without_usual_port(named) != _without_usual_port(host)


def _without_usual_port(host: str) -> str:
    return re.sub(r":(80|443)$", "", host)


def refused(method: str, path: str, query: bytes, headers: Headers, *, is_at_home: bool) -> str | None:
    """Why a request is not answered, a key of ``STATUS``; None where it may go on to Streamlit."""
    if len(path) > _LONGEST_PATH or len(query) > _LONGEST_QUERY:
        return "long_address"
    if sum(len(name) + len(value) for name, value in headers) > _MOST_HEADERS:
        return "headers"
    if not path.isprintable() or "\\" in path or ".." in path.split("/"):
        return "address"
    if not _is_there(path, is_at_home=is_at_home):
        return "nothing_here"
    if method not in allowed(path):
        return "method"
    return "body" if not path.startswith(UPLOAD) and _has_body(headers) else None


def _is_there(path: str, *, is_at_home: bool) -> bool:
    """Of Streamlit's own endpoints those that the dashboard uses; of all else the page answers."""
    if path.startswith(_CORE):
        return path in _OPEN_CORE or path.startswith(UPLOAD) or (path in _AT_HOME_ONLY and is_at_home)
    return not path.startswith("/component/") and "/_stcore/" not in path


def allowed(path: str) -> tuple[str, ...]:
    """The methods of an address."""
    return _UPLOADED if path.startswith(UPLOAD) else _READ


def _has_body(headers: Headers) -> bool:
    told = dict(headers)
    return told.get(b"content-length", b"0").strip() != b"0" or b"transfer-encoding" in told


def answer_headers(path: str, host: str, *, scripts: Collection[str], is_secure: bool) -> Mapping[str, str]:
    """What the answer at a path carries; ``scripts`` are digests of what the page has inline."""
    is_media = path.startswith(MEDIA)
    policy = _NOTHING_RUNS if is_media else page_policy(host, tuple(sorted(scripts)))
    headers = {**_ALWAYS, "content-security-policy": policy}
    if is_media:
        headers |= {"cache-control": "private, no-store"}
    elif path.startswith(_STATIC):  # unsaid, a browser would keep an old script for a tenth of its age
        headers |= {"cache-control": f"public, max-age={_TEN_MINUTES}"}
    if is_secure:
        headers |= {"strict-transport-security": f"max-age={_A_YEAR}"}
    return headers


@lru_cache(64)
def page_policy(host: str, scripts: tuple[str, ...]) -> str:
    """What a page may load and run: this server's own files, and nothing from anywhere else.

    Components' scripts arrive as blobs, the relief computes in WebAssembly; text is never run. Styles are set by
    Streamlit's own script, which knows no nonces. The stream is named by its host as well, since older browsers do not
    count a WebSocket as the page's own.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' blob: 'wasm-unsafe-eval'", *(f"'{digest}'" for digest in scripts))),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' ws://{host} wss://{host}",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
