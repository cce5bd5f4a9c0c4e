"""nginx in front of two processes, with the very files that are handed out: who goes where, and what is not let in."""

import asyncio
import gzip
import json
import socket
import ssl
import urllib.error
import urllib.request
from email.message import Message

import pytest

from tests.operation.conftest import TOKEN
from tests.operation.site import PROXY_SECRET, Site
from tests.soak.asking import Answer, get
from tests.soak.tab import Tab


def ask(site: Site, path: str, *, page: bool = False, **cookies: str) -> Answer:
    return asyncio.run(get(site.url + path, site.context(), cookies=cookies, page=page))


def send(request: urllib.request.Request, tls: ssl.SSLContext | None = None) -> tuple[int, bytes, Message]:
    """Status, body and headers of the answer to a request of our own, whatever they are."""
    try:
        with urllib.request.urlopen(request, timeout=20, context=tls) as answer:  # noqa: S310 - our own address
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read(), refused.headers


def straight(site: Site, path: str, **headers: str) -> tuple[int, str]:
    """Ask the first process itself, as somebody on the machine can."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(f"http://127.0.0.1:{site.processes[0].port}{path}", headers=told)
    status, body, _ = send(asked)
    return status, body.decode()


def at_home(site: Site, cookies: dict[str, str]) -> dict[str, str]:
    """A visitor's cookies, once they have loaded the page."""
    return cookies | ask(site, "/", page=True, **cookies).cookies


def test_nginx_finds_no_fault_in_the_example(site):
    said = site.checked()

    assert said.returncode == 0, said.stderr
    assert "warn" not in said.stderr


def test_visitors_are_spread_over_both_processes(site):
    homes = [at_home(site, {})["temis_home"] for _ in range(40)]

    assert {"1", "2"} == set(homes)
    assert abs(homes.count("1") - homes.count("2")) <= 2, "in turn"


@pytest.mark.parametrize("home", ["1", "2"])
def test_a_visitor_stays_at_one_process(site, home):
    cookies = {"temis_home": home, "temis_at": home}

    given = [ask(site, path, **cookies).cookies for path in ("/", "/ban-do", "/_stcore/health", "/") * 3]

    assert all("temis_at" not in each and "temis_home" not in each for each in given)


def test_a_home_that_nobody_knows_is_as_good_as_none(site):
    assert at_home(site, {"temis_home": "7", "temis_at": "x"})["temis_at"] in ("1", "2")


def test_a_screen_opens_and_answers_through_nginx(site):
    async def visit() -> tuple[str, str, list[str]]:
        tab = Tab(site.url, site.context())
        await tab.open("ban-do", "measure=rated_good")
        first = tab.page.finding
        await tab.choose(
            "choose-measure",
            next(options[0] for id_, (options, _) in tab.page.boxes.items() if "choose-measure" in id_),
        )
        await tab.close()
        return first, tab.page.finding, tab.page.faults

    first, second, faults = asyncio.run(visit())

    assert first
    assert second != first
    assert not faults


def test_what_was_made_at_one_process_is_found_when_the_cookie_names_the_other(site):
    async def take() -> tuple[Answer, Answer]:
        tab = Tab(site.url, site.context())
        await tab.open("mo-dun")
        where = await tab.ask_for(tab.page.files[0])
        first = await tab.fetch(where)
        tab.cookies["temis_at"] = {"1": "2", "2": "1"}[tab.cookies["temis_at"]]
        second = await tab.fetch(where)
        await tab.close()
        return first, second

    first, second = asyncio.run(take())

    assert (first.status, second.status) == (200, 200)
    assert len(first.body) > 100


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "/healthz", "/_stcore/metrics", "/.temis-none"])
def test_what_is_for_the_machine_is_not_there_from_outside(site, path):
    assert ask(site, path).status == 404


def test_the_machine_itself_reads_health_readiness_and_metrics(site):
    alive, ready, counted = (straight(site, path) for path in ("/healthz", "/readyz", "/metrics"))

    assert alive == (200, '{"status":"alive"}')
    assert ready[0] == 200
    assert set(json.loads(ready[1])["looked_at"].values()) == {"ok"}
    assert "process_resident_memory_bytes" in counted[1]
    assert "temis_sessions " in counted[1]


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_what_came_through_a_proxy_reads_neither_without_the_token(site, path):
    from_outside = {"X_Forwarded_For": "203.0.113.7"}

    assert straight(site, path, **from_outside)[0] == 404
    assert straight(site, path, **from_outside, Authorization="Bearer wrong")[0] == 404
    assert straight(site, path, **from_outside, Authorization=f"Bearer {TOKEN}")[0] == 200


def test_large_files_are_compressed(site):
    page = ask(site, "/", page=True).body.decode()
    script = next(part.split('"')[0] for part in page.split('src=".')[1:] if part.startswith("/static/js"))
    asked = urllib.request.Request(site.url + script, headers={"Accept-Encoding": "gzip"})  # noqa: S310

    send(asked, site.context())  # our own server packs what was asked for once, and writes its headers small
    status, body, headers = send(asked, site.context())

    assert (status, headers["Content-Encoding"]) == (200, "gzip"), body[:300]
    assert len(body) < 0.5 * len(gzip.decompress(body))


def test_a_body_that_no_screen_sends_is_refused_before_it_is_read(site):
    asked = urllib.request.Request(site.url + "/ban-do", data=b"x" * 2_000_000, method="POST")  # noqa: S310

    assert send(asked, site.context())[0] == 413


def test_an_address_without_encryption_leads_to_the_one_with(site):
    answer = asyncio.run(get(f"http://localhost:{site.plain_port}/ban-do?province=22", None, cookies={}))

    assert answer.status == 301
    assert dict(answer.headers)["location"] == "https://localhost/ban-do?province=22"


def test_a_host_that_is_not_ours_gets_no_certificate(site):
    context = site.context()
    context.check_hostname = False
    with socket.create_connection(("127.0.0.1", site.port)) as plain, pytest.raises(ssl.SSLError):
        context.wrap_socket(plain, server_hostname="other.example.vn")


def test_the_newest_tls_and_http_2_are_spoken(site):
    context = site.context()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", site.port)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as wrapped,
    ):
        assert (wrapped.selected_alpn_protocol(), wrapped.version()) == ("h2", "TLSv1.3")


def test_the_servers_say_neither_what_they_are_nor_which_version(site):
    assert dict(ask(site, "/", page=True).headers)["server"] == "nginx"


def test_every_line_that_a_process_logs_is_json_and_names_no_visitor(site):
    ask(site, "/ban-do?province=22", page=True)
    lines = [line for process in site.processes for line in process.log.read_text().splitlines()]

    assert lines
    assert all("event" in json.loads(line) for line in lines)
    assert not [line for line in lines if "127.0.0.1" in line or "province=22" in line]


def test_nginx_logs_addresses_without_the_choices_in_them(site):
    ask(site, "/ban-do?province=22", page=True)

    lines = (site.logs / "temis.access.log").read_text().splitlines()

    assert any(" GET /ban-do " in line for line in lines)
    assert not [line for line in lines if "province" in line]


def test_what_a_visitor_says_of_themselves_is_dropped(ready_state, tmp_path, site):
    """The same headers open everything when the gateway itself says them, so that the test could fail."""
    told = {"X-Temis-Proxy-Secret": PROXY_SECRET, "X-Temis-User": "a", "X-Temis-Roles": "ministry"}

    async def finding(url: str, tls: ssl.SSLContext, **given: dict[str, str]) -> str:
        tab = Tab(url, tls, **given)
        await tab.open("ban-do")
        await tab.close()
        return tab.page.finding

    settings = {"TEMIS_PROXY_SECRET": PROXY_SECRET, "TEMIS_PROXY_CLAIMS": "X-Temis-User=sub,X-Temis-Roles=roles"}
    with Site(tmp_path / "plain", ready_state, count=1, **settings) as plain:
        assert asyncio.run(finding(plain.url, plain.context(), headers=told)) == ""
    with Site(tmp_path / "trusting", ready_state, count=1, trusts=True) as trusting:
        vouched = {"as_user": "a", "as_roles": "ministry"}
        assert asyncio.run(finding(trusting.url, trusting.context(), cookies=vouched))
