"""One request over HTTP, without a library: status, cookies, body."""

import asyncio
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies it sets."""
        given = [value.split(";")[0].partition("=") for name, value in self.headers if name == "set-cookie"]
        return {name: value for name, _, value in given}


async def get(url: str, tls: ssl.SSLContext | None, *, cookies: dict[str, str], page: bool = False) -> Answer:
    """GET an address; ``page`` asks as a browser does for a page. Raises OSError when nobody answers."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port, ssl=tls)
    try:
        path = address.path + (f"?{address.query}" if address.query else "")
        told = {"Host": address.netloc, "Connection": "close", "Accept": "text/html" if page else "*/*"}
        if cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"GET {path or '/'} HTTP/1.1\r\n{lines}\r\n".encode())
        head, _, body = (await asyncio.wait_for(reader.read(), timeout=30)).partition(b"\r\n\r\n")
    except TimeoutError as error:
        raise OSError("no answer") from error
    finally:
        writer.close()
    first, *rest = head.decode("latin-1").split("\r\n")
    if not first:
        raise OSError("cut off")
    pairs = [line.partition(":") for line in rest]
    return Answer(int(first.split(" ")[1]), [(name.lower(), value.strip()) for name, _, value in pairs], body)
