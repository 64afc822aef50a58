"""A time stamping service on this machine, made with `openssl ts`: honest, or not."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_EXTENSIONS = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
_CONFIG = """[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """A root certificate and a service certified by it, in a folder. `root` is PEM."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        (folder / "extensions").write_text(_EXTENSIONS)
        (folder / "config").write_text(_CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        _openssl(folder, *new, "-x509", "-keyout", "root.key", "-out", "root.pem", "-days", "30",
                 "-subj", "/CN=Invented Root")  # fmt: skip
        _openssl(folder, *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Invented TSA")
        _openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key",
                 "-CAcreateserial", "-days", "20", "-extfile", "extensions", "-out", "tsa.pem")  # fmt: skip
        self.root = (folder / "root.pem").read_bytes()

    def answer(self, request: bytes) -> bytes:
        """A token for a request in DER."""
        (self._folder / "request").write_bytes(request)
        _openssl(self._folder, "ts", "-reply", "-config", "config", "-section", "tsa",
                 "-queryfile", "request", "-signer", "tsa.pem", "-inkey", "tsa.key",
                 "-out", "reply")  # fmt: skip
        return (self._folder / "reply").read_bytes()


class Service:
    """What a served authority was asked, and how it behaves: honest, replay, refuse, noise, slow."""

    def __init__(self, authority: Authority) -> None:
        self.authority, self.manner = authority, "honest"
        self.asked: list[bytes] = []
        self.url = ""

    def reply(self, request: bytes) -> tuple[int, bytes]:
        """Status and body, as it behaves now."""
        if self.manner == "refuse":
            return 503, b""
        if self.manner == "noise":
            return 200, b"0" * 2000
        if self.manner == "replay":
            return 200, self.authority.answer(self.asked[0])
        if self.manner == "slow":
            # Longer than it is waited for; nobody reads what comes then.
            time.sleep(3)
            return 200, b""
        return 200, self.authority.answer(request)


@contextlib.contextmanager
def served(authority: Authority) -> Generator[Service]:
    """The service, on a port of this machine."""
    service = Service(authority)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            service.asked.append(request)
            status, body = service.reply(request)
            with contextlib.suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}/stamp"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
