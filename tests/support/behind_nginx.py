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
import sys
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

Answer = tuple[int, Mapping[str, str], bytes]
SHIPPED = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
NAME = "127.0.0.1"


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its own folder, and how to reach it."""

    folder: Path
    port: int
    trusted: ssl.SSLContext

    def line(self, *, receives: int | None = None) -> ssl.SSLSocket:
        """A bare line over TLS, on which anything can be said, or nothing; one that takes in little at a time."""
        bare = socket.socket()
        if receives:
            bare.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
        bare.settimeout(60)
        bare.connect((NAME, self.port))
        return self.trusted.wrap_socket(bare, server_hostname=NAME)

    def said(self, request: bytes) -> Answer:
        """What is answered to these very bytes."""
        with self.line() as line:
            line.sendall(request)
            return answer_on(line)

    @property
    def errors(self) -> str:
        """What the proxy would have written down, had it been given a file."""
        return (self.folder / "errors").read_text()

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


def answer_on(line: ssl.SSLSocket) -> Answer:
    """The next answer on a line."""
    found = http.client.HTTPResponse(line)
    found.begin()
    return found.status, found.headers, found.read()


@contextmanager
def running(folder: Path, report_site: str, port: int = 0, **changed: str) -> Iterator[Proxy]:
    """`changed` are directives to set otherwise, such as client_header_timeout="1s".

    Port 0 is any. A browser says which origin a script's request comes from, so for one the site must know the port before.
    """
    folder.mkdir()
    make_certificate(folder)
    make_pages(folder)
    port = port or servers.free_port()
    (folder / "nginx.conf").write_text(configured(folder, report_site, port, changed))
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


def make_pages(folder: Path) -> None:
    """The proxy's own pages, made as an operator makes them."""
    asked = [sys.executable, "-m", "lamplighter", "proxy-pages", "--out", str(folder / "pages")]
    subprocess.run(asked, check=True, stdout=subprocess.DEVNULL)


def configured(folder: Path, report_site: str, port: int, changed: Mapping[str, str]) -> str:
    """What is shipped, with the lines an operator changes, on ports anybody may use, temporary files where we look."""
    text = SHIPPED.read_text()
    changes = {
        r"server 127\.0\.0\.1:8001;": f"server {report_site.removeprefix('http://')};",
        r"listen 443 ssl;": f"listen {NAME}:{port} ssl;",
        r"listen 80;": f"listen {NAME}:{servers.free_port()};",
        r"listen \[::\].*": "",
        r"lantern\.example;": f"{NAME};",
        r"/etc/ssl/lantern\.example": str(folder),
        r"/var/lib/lamplighter-proxy": str(folder / "pages"),
        r"error_log /dev/null": f"error_log {folder}/errors",
        r"access_log off;": "access_log off;" + "".join(f" {kind}_temp_path {folder}/{kind};" for kind in TEMPORARY),
    }
    changes |= {rf"\b{name} [^;]+;": f"{name} {value};" for name, value in changed.items()}
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
