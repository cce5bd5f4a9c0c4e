"""The dashboard as it is deployed: processes of it behind nginx, with the very files of ``deploy/nginx``."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "deploy" / "nginx"
UNIT = ROOT / "deploy" / "temis@.service"
HOST = "localhost"
NGINX = next((path for path in map(Path, ("/usr/sbin/nginx", "/usr/bin/nginx")) if path.exists()), None)
MISSING = "nginx is not installed: what stands in front of the dashboard was not tried"
STREAMLIT = ("-m", "streamlit", "run", "app.py")
_PATIENCE = 90.0  # seconds for a process to answer
_IDENTITY = {  # header → the cookie in which a test says who it is; a gateway would have authenticated the visitor
    "X-Temis-User": "as_user",
    "X-Temis-Roles": "as_roles",
    "X-Temis-Province": "as_province",
}
PROXY_SECRET = "a-secret-of-the-tests-and-nothing-else"  # noqa: S105
AS_PROXY = {
    "TEMIS_PROXY_SECRET": PROXY_SECRET,
    "TEMIS_PROXY_CLAIMS": "X-Temis-User=sub,X-Temis-Roles=roles,X-Temis-Province=province_code",
}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def of_the_unit() -> dict[str, str]:
    """What the unit of systemd sets for every process, but for places of that machine."""
    lines = (line for line in UNIT.read_text(encoding="utf-8").splitlines() if line.startswith("Environment="))
    set_ = (each.partition("=") for line in lines for each in line.partition("=")[2].split())
    return {name: value for name, _, value in set_ if "%" not in value}


class Process:
    """One process of the dashboard, which can be killed and started again on the same port."""

    def __init__(
        self, number: int, state: Path, logs: Path, environment: dict[str, str], *, starts: Sequence[str] = STREAMLIT
    ) -> None:
        self.number, self.port, self._starts = number, free_port(), starts
        self.log = logs / f"process-{number}.log"
        self._state, self._environment = state, environment
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its number at the system; None while it does not run."""
        return None if self._running is None or self._running.poll() is not None else self._running.pid

    def start(self) -> None:
        """Start it, as the unit of systemd does."""
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, *self._starts, "--server.port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, **of_the_unit(), "TEMIS_STATE": str(self._state), **self._environment},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def await_answer(self) -> None:
        """Wait until it answers; raises RuntimeError when it does not."""
        _await(f"http://127.0.0.1:{self.port}/_stcore/health", f"process {self.number}: {self.log}")

    def end(self, how: int = signal.SIGTERM) -> None:
        """End it, gently or (SIGKILL) as the system would when memory runs out."""
        if self._running is not None and self._running.poll() is None:
            self._running.send_signal(how)
            try:
                self._running.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._running.kill()
                self._running.wait(timeout=20)


class Site:
    """``count`` processes on one state folder behind nginx with TLS; a context, all ended when it is left.

    ``trusts`` makes nginx vouch for whoever says in a cookie who they are, as a gateway in front of it would.
    ``starts`` is what Python is told to start a process.
    """

    def __init__(
        self,
        folder: Path,
        state: Path,
        *,
        count: int = 2,
        trusts: bool = False,
        starts: Sequence[str] = STREAMLIT,
        **environment: str,
    ) -> None:
        self.folder, self.state, self.trusts = folder, state, trusts
        self.port, self.plain_port = free_port(), free_port()
        self.url = f"https://{HOST}:{self.port}"
        self.logs = folder / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        told = {**(AS_PROXY if trusts else {}), **environment}
        self.processes = [Process(number, state, self.logs, told, starts=starts) for number in range(1, count + 1)]
        self._nginx: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Site":
        try:
            make_certificate(self.folder)
            self._write_configuration()
            for process in self.processes:
                process.start()
            for process in self.processes:
                process.await_answer()
            self.start_nginx()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_nginx()
        for process in self.processes:
            process.end()

    def start_nginx(self) -> None:
        """Start nginx and wait until it answers."""
        self._nginx = subprocess.Popen([str(NGINX), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")])
        _await(f"{self.url}/_stcore/health", f"nginx: {self.logs}", certificate=self.folder / "cert.pem")

    def stop_nginx(self, how: int = signal.SIGTERM) -> None:
        """Cut everybody off."""
        if self._nginx is not None and self._nginx.poll() is None:
            self._nginx.send_signal(how)
            self._nginx.wait(timeout=20)

    def context(self) -> ssl.SSLContext:
        """TLS that trusts this site's certificate and no other."""
        return ssl.create_default_context(cafile=str(self.folder / "cert.pem"))

    def checked(self) -> "subprocess.CompletedProcess[str]":
        """What nginx says of the configuration."""
        command = [str(NGINX), "-t", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def _write_configuration(self) -> None:
        beside = self.folder / "temis"
        shutil.copytree(EXAMPLE, beside, ignore=shutil.ignore_patterns("temis.conf"))
        if self.trusts:
            beside.joinpath("identity.conf").write_text(_vouching(), encoding="utf-8")
        self.folder.joinpath("site.conf").write_text(self._example(), encoding="utf-8")
        self.folder.joinpath("nginx.conf").write_text(self._around(), encoding="utf-8")

    def _example(self) -> str:
        """The example with its ports, names and paths put in place of ours; raises where one of them is not in it."""
        first, second = (self.processes[index % len(self.processes)].port for index in (0, 1))
        text = (EXAMPLE / "temis.conf").read_text(encoding="utf-8")
        instead = {
            "listen 80 default_server": f"listen 127.0.0.1:{self.plain_port} default_server",
            "listen 443 ssl default_server": f"listen 127.0.0.1:{self.port} ssl default_server",
            "listen 80;": f"listen 127.0.0.1:{self.plain_port};",
            "listen 443 ssl http2": f"listen 127.0.0.1:{self.port} ssl http2",
            "dashboard.example.gov.vn": HOST,
            "/etc/ssl/temis/fullchain.pem": str(self.folder / "cert.pem"),
            "/etc/ssl/temis/privkey.pem": str(self.folder / "key.pem"),
            "/etc/nginx/temis": str(self.folder / "temis"),
            "/var/log/nginx": str(self.logs),
            "8501": str(first),
            "8502": str(second),
        }
        for was in instead:
            if was not in text:
                raise ValueError(f"the example of nginx lacks {was!r}")
        # all at once: a port of ours may hold one of theirs
        return re.sub("|".join(map(re.escape, instead)), lambda found: instead[found[0]], text)

    def _around(self) -> str:
        """What Debian's own nginx.conf says around a site, in a folder of our own."""
        kinds = Path("/etc/nginx/mime.types")
        paths = "".join(
            f"{what}_temp_path {self.folder / ('temp-' + what)};\n"
            for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        return (
            f"{'user root;' if os.geteuid() == 0 else ''}\nworker_processes 1;\ndaemon off;\n"
            f"pid {self.folder / 'nginx.pid'};\nerror_log {self.logs / 'nginx.error.log'} warn;\n"
            f"events {{ worker_connections 4096; }}\nhttp {{\n{paths}include {kinds};\n"
            f"access_log off;\ninclude {self.folder / 'site.conf'};\n}}\n"
        )


def _vouching() -> str:
    named = "".join(f"proxy_set_header {header} $cookie_{cookie};\n" for header, cookie in _IDENTITY.items())
    return f'proxy_set_header X-Temis-Proxy-Secret "{PROXY_SECRET}";\n{named}'


def make_certificate(folder: Path) -> None:
    """A self-signed certificate for this machine, good for a day."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "1", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )


def _await(url: str, what: str, *, certificate: Path | None = None) -> None:
    context = None if certificate is None else ssl.create_default_context(cafile=str(certificate))
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2, context=context) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"did not answer within {_PATIENCE:.0f} s: {what}")
