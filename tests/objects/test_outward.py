"""Which machines are asked: the one that is set, by TLS that is checked, and no other; no metadata service for keys."""

import datetime
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import obstore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from obstore.store import S3Store

from data.objects import bucket
from tests.data.tiny import tiny
from tests.objects.between import Between
from tests.objects.states import PROVINCE, problems, put, seen, store_in


@pytest.fixture
def trap():
    """Stands where a machine would tell keys, and notes who asks."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            """Silent."""

        def _noted(self):
            asked.append(self.path)
            self.send_error(404)

        do_GET = do_PUT = do_POST = _noted

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def tempting(trap, monkeypatch):
    """An environment that offers keys in every way that the library knows."""
    address, asked = trap
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", address)
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"{address}/container")
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", f"{address}/sts")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    return asked


@pytest.mark.parametrize("has_keys", [True, False])
def test_nobody_is_asked_for_keys_whether_they_are_set_or_not(tmp_path, told, tempting, has_keys):
    if not has_keys:
        told(None)

    codes = [problem.code for problem in problems(tmp_path)]

    assert tempting == []
    assert codes == ([] if has_keys else ["objects_refused"])


def test_the_library_left_to_itself_would_ask(tempting, server):
    """What holds the test before: the trap does catch."""

    plain = {"endpoint": f"http://127.0.0.1:{server.port}", "client_options": {"allow_http": True, "timeout": "3s"}}
    with pytest.raises(Exception, match=r"."):
        obstore.list(S3Store("temis", region="us-east-1", retry_config={"max_retries": 0}, **plain)).collect()

    assert tempting != []


def test_keys_and_servers_of_the_environment_are_not_used(tmp_path, told, trap, monkeypatch):
    address, asked = trap
    named = {"AWS_ENDPOINT": address, "AWS_ENDPOINT_URL": address, "AWS_BUCKET": "other"}
    named |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_SESSION_TOKEN": "z"}
    named |= {"AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "true", "AWS_SKIP_SIGNATURE": "true", "AWS_REGION": "elsewhere"}
    for name, value in named.items():
        monkeypatch.setenv(name, value)

    assert seen(tmp_path) == {}
    assert asked == []


def test_the_bucket_stands_in_the_path_and_not_in_the_name_of_the_server(tmp_path, told, between):
    seen(tmp_path)

    assert between.asked
    assert all(path.startswith("/temis") for _, path in between.asked)


def test_a_server_with_a_certificate_of_the_ministrys_own_is_read_when_that_is_named_and_else_is_not(
    tmp_path, told, as_writer, server, monkeypatch
):
    made = tiny(tmp_path / "one")
    put(as_writer, tmp_path / "one", made)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(tmp_path), tmp_path / "key.pem")
    monkeypatch.setenv("AWS_ALLOW_INVALID_CERTIFICATES", "true")
    with Between(server.port, context).running() as secure:
        address = f"https://127.0.0.1:{secure.port}"

        told(ENDPOINT=address)
        assert [problem.code for problem in problems(tmp_path / "stranger")] == ["objects_unreachable"]

        told(ENDPOINT=address, CA_FILE=str(tmp_path / "authority.pem"))
        store_in(tmp_path / "other", seen(tmp_path / "other")[made.id], PROVINCE).close()
        assert secure.parts()

        (tmp_path / "none.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        told(ENDPOINT=address, CA_FILE=str(tmp_path / "none.pem"))
        bucket.connect.cache_clear()
        assert [problem.code for problem in problems(tmp_path / "third")] == ["objects_settings"]


def _certificate(folder):
    """A server's certificate for this machine, signed by an authority of one's own; its file."""
    now = datetime.datetime.now(datetime.UTC)
    authority, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def signed(name, key, issuer, *extensions):
        made = x509.CertificateBuilder(
            issuer_name=_name(issuer),
            subject_name=_name(name),
            public_key=key.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=now - datetime.timedelta(days=1),
            not_valid_after=now + datetime.timedelta(days=2),
        )
        for extension in extensions:
            made = made.add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        return made.sign(authority, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    (folder / "authority.pem").write_bytes(
        signed("authority", authority, "authority", x509.BasicConstraints(ca=True, path_length=None))
    )
    (folder / "own.pem").write_bytes(signed("server", own, "authority", alternative))
    (folder / "key.pem").write_bytes(own.private_bytes(*plain))
    return folder / "own.pem"


def _name(said):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, said)])
