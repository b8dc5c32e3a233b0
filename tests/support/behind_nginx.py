"""The report site behind a real nginx with the configuration we ship: only names, ports and places are changed."""

from __future__ import annotations

import getpass
import http.client
import ipaddress
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import servers
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from reporter import Send

SHIPPED = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
NAME = "127.0.0.1"


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its own folder, and how to reach it."""

    folder: Path
    port: int
    trusted: ssl.SSLContext

    def send(self) -> Send:
        """Sends over TLS and checks the certificate, as a browser would."""

        def send(
            method: str, path: str, body: bytes | None, headers: dict[str, str]
        ) -> tuple[int, Mapping[str, str], bytes]:
            with closing(http.client.HTTPSConnection(NAME, self.port, timeout=60, context=self.trusted)) as line:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                return answer.status, answer.headers, answer.read()

        return send


@contextmanager
def running(folder: Path, report_site: str) -> Iterator[Proxy]:
    folder.mkdir()
    make_certificate(folder)
    port = servers.free_port()
    (folder / "nginx.conf").write_text(configured(folder, report_site, port))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    asked = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    extra = ["-g", f"daemon off; pid {folder}/pid; user {user()};"]
    process = subprocess.Popen([*asked, *extra], stderr=subprocess.PIPE)
    try:
        wait_for(port, process)
        yield Proxy(folder, port, ssl.create_default_context(cafile=str(folder / "full.pem")))
    finally:
        process.terminate()
        process.communicate(timeout=30)


def user() -> str:
    """Workers run as whoever runs the test, so that the test's folder is theirs to write to."""
    return getpass.getuser()


def configured(folder: Path, report_site: str, port: int) -> str:
    """What is shipped, with the lines an operator changes, on ports anybody may use, temporary files where we look."""
    text = SHIPPED.read_text()
    changes = {
        r"server 127\.0\.0\.1:8001;": f"server {report_site.removeprefix('http://')};",
        r"listen 443 ssl;": f"listen {NAME}:{port} ssl;",
        r"listen 80;": f"listen {NAME}:{servers.free_port()};",
        r"listen \[::\].*": "",
        r"lantern\.example;": f"{NAME};",
        r"/etc/ssl/lantern\.example": str(folder),
        r"access_log off;": "access_log off;" + "".join(f" {kind}_temp_path {folder}/{kind};" for kind in TEMPORARY),
    }
    for pattern, line in changes.items():
        text, found = re.subn(pattern, line, text)
        assert found, f"the shipped configuration has no {pattern}"
    return text


TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def make_certificate(folder: Path) -> None:
    """One that signs itself; the test trusts it and no other."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "lantern.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(NAME))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "full.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()[1].decode()
        with socket.socket() as tried:
            if tried.connect_ex((NAME, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nginx does not listen on {port}")
