"""Entering, by the cookie of a login: whom it names, read outside a run as Streamlit reads it inside one."""

import json
from collections.abc import Iterable
from typing import Any

from starlette.requests import cookie_parser
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME as USER

_Headers = Iterable[tuple[bytes, bytes]]


def told(headers: _Headers) -> dict[str, Any]:
    """What the provider told of whoever sends these headers; empty without a cookie that we signed.

    That it is not expired, and that nobody signed out since, is not held here: ``entering.viewer`` does.
    """
    held, secret = cookies(headers), get_cookie_secret()

    def signed(name: str) -> bytes | None:
        value = held.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1")) if value else None

    try:
        found = json.loads(get_cookie_with_chunks(signed, USER) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) and found.get("is_logged_in") is True else {}


def cookies(headers: _Headers) -> dict[str, str]:
    """The cookies among the headers of a request."""
    told = (value.decode("latin-1") for name, value in headers if name == b"cookie")
    return {name: value for each in told for name, value in cookie_parser(each).items()}
