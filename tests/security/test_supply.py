"""What the dashboard stands on is named with its digests, and no secret lies among its files."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.audit import LOCK, verdict

ROOT = Path(__file__).resolve().parents[2]
WANTED = [
    Requirement(line)
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "-"))
]


def locked():
    """Name → versions of the lock; one for each platform or Python where they differ."""
    found = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_everything_required_is_locked_within_its_range(wanted):
    versions = locked().get(canonicalize_name(wanted.name), [])

    assert versions, "make the lock again, as SECURITY.md says"
    assert all(wanted.specifier.contains(version) for version in versions)


def test_every_locked_version_has_its_digests_and_no_place_to_come_from():
    text = LOCK.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]

    assert len(entries) > 40
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--extra|--find|file:", text)


def packages(**told):
    return json.dumps({"dependencies": [{"name": name, "version": "1", **each} for name, each in told.items()]})


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (packages(a={"vulns": []}, b={"vulns": []}), 0, "audited: 2 of 2 packages, 0 known"),
        (packages(a={"vulns": [{"id": "X-1", "fix_versions": ["2"]}]}), 1, "vulnerable: a 1: X-1 (mended in 2)"),
        (packages(a={"vulns": [{"id": "X-1", "fix_versions": []}]}), 1, "mended in no version"),
        (packages(a={"skip_reason": "?"}, b={"vulns": []}), 0, "not audited: 1 of 2 packages (a)"),
        (packages(a={"skip_reason": "?"}, b={"vulns": [{"id": "X-1"}]}), 1, "not audited: 1 of 2 packages (a)"),
        (packages(), 0, "not audited: 0 of 0"),
        ("", 0, "not audited: the advisory service could not be reached"),
        ("{}", 0, "not audited"),
        ("No known vulnerabilities found", 0, "not audited"),
    ],
)
def test_what_was_not_looked_at_is_called_not_audited(answer, code, said):
    result = verdict(answer)

    assert result[0] == code
    assert said in result[1]


# Secrets as they commonly look; an example in a document is told by its angle brackets or dots.
SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a key of a cloud": r"\b(AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of a forge": r"\b(ghp|gho|ghs|glpat|xox[bap])[_-][0-9A-Za-z]{16,}",
    "a signed token": r"\beyJ[0-9A-Za-z_-]{20,}\.eyJ[0-9A-Za-z_-]{20,}\.",
    "a password in an address": r"\b[a-z]+://[^/\s:@<>{}\"']+:[^/\s:@<>{}\"'$]{6,}@",
    "a secret that is set": r"(?i)\bTEMIS_\w*(SECRET|PASSWORD|TOKEN|KEY)\s*=\s*[\"']?(?![<.$\"'{\s])[\w+/-]{16,}",
}


TEXTS = {"", ".py", ".toml", ".md", ".env", ".conf", ".example", ".service", ".json", ".sh", ".js", ".mjs", ".lock"}


def files():
    """Every file of the repository that is text, besides those that try these very patterns out."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in TEXTS and path.is_file() and path != Path(__file__):
            yield name, path.read_text(encoding="utf-8", errors="replace")


def test_no_secret_lies_among_the_files():
    found = [f"{name}: {kind}" for name, text in files() for kind, what in SECRETS.items() if re.search(what, text)]

    assert found == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a private key", "-----BEGIN RSA PRIVATE KEY-----"),
        ("a token of a forge", "ghp_" + "a1" * 12),
        ("a password in an address", "postgres://temis:hunter22@db/temis"),
        ("a secret that is set", "TEMIS_COOKIE_SECRET=" + "0123456789abcdef" * 2),
    ],
)
def test_a_secret_would_be_found(kind, text):
    assert re.search(SECRETS[kind], text)


def test_no_file_that_keeps_secrets_is_kept_with_the_code():
    names = {Path(name).name for name, _ in files()}

    assert not names & {"secrets.toml", ".env", "id_rsa", "pseudonym.key", "viewer.key", "access.toml.bak"}


def test_the_server_tells_nobody_how_it_is_used():
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert told["browser"]["gatherUsageStats"] is False
    assert told["client"]["showErrorDetails"] == "none"
    assert told["client"]["showErrorLinks"] is False
    assert told["client"]["allowedOrigins"] == []
    assert told["server"]["address"] == "127.0.0.1"
    assert told["server"]["headless"] is True
    assert (told["server"]["enableXsrfProtection"], told["server"]["enableAgentApi"]) == (True, False)
