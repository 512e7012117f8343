"""Starts pcsearchd for a test, and speaks to it byte by byte.

SPDX-License-Identifier: GPL-2.0-or-later

    with Server(bin, index=index, args=["--no-page"]) as server:
        answer = server.get("/health")

Only loopback and Unix sockets are used.
"""
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time


class Answer:
    """A response: status, headers (lower case; the last of a name), body."""

    def __init__(self, status, headers, body, version="HTTP/1.1"):
        self.status, self.headers, self.body = status, headers, body
        self.version = version

    @property
    def text(self):
        return self.content.decode("utf-8")

    @property
    def content(self):
        """The body, uncompressed."""
        if self.headers.get("content-encoding") == "gzip":
            return gzip.decompress(self.body)
        return self.body

    def json(self):
        return json.loads(self.content)

    def __repr__(self):
        return f"<{self.status} {self.headers} {self.body[:200]!r}>"


class Closed(Exception):
    """The server closed the connection before an answer was whole."""


class Connection:
    """A connection, for requests as bytes."""

    def __init__(self, address, timeout=10):
        if address.startswith("unix:"):
            self.socket = socket.socket(socket.AF_UNIX)
            target = address[5:]
        else:
            host, port = address.rsplit(":", 1)
            family = socket.AF_INET6 if host[0] == "[" else socket.AF_INET
            self.socket = socket.socket(family)
            target = (host.strip("[]"), int(port))
        self.socket.settimeout(timeout)
        self.socket.connect(target)
        self.rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def _more(self):
        try:
            data = self.socket.recv(65536)
        except (ConnectionResetError, BrokenPipeError):
            data = b""
        if not data:
            raise Closed(self.rest)
        self.rest += data

    def read(self, method="GET"):
        """The next answer; 100 Continue is passed over."""
        while b"\r\n\r\n" not in self.rest:
            self._more()
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        version, status = lines[0].split(" ", 2)[:2]
        if status == "100":
            return self.read(method)
        headers = {}
        for line in lines[1:]:
            name, value = line.split(":", 1)
            headers[name.lower()] = value.strip()
        n = int(headers.get("content-length", 0))
        if method == "HEAD" or status in ("204", "304"):
            n = 0
        while len(self.rest) < n:
            self._more()
        body, self.rest = self.rest[:n], self.rest[n:]
        return Answer(int(status), headers, body, version)

    def is_closed(self, seconds=5):
        """Whether the server closes within that time, and says no more."""
        self.socket.settimeout(seconds)
        try:
            self._more()
        except Closed:
            return not self.rest
        except TimeoutError:
            return False
        return False


def request_bytes(method, target, headers=None, body=None, host="localhost"):
    """A request as it goes over the wire."""
    lines = [f"{method} {target} HTTP/1.1"]
    all_headers = {"Host": host} if host is not None else {}
    all_headers.update(headers or {})
    if body is not None:
        all_headers.setdefault("Content-Length", str(len(body)))
    lines += [f"{name}: {value}" for name, value in all_headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + (body or b"")


class Server:
    """A pcsearchd of its own, stopped at the end. addresses are where it
    listens (one, on a free port, unless listen says otherwise)."""

    def __init__(self, binary, index=None, args=(), listen=("127.0.0.1:0",),
                 env=None, pass_fds=()):
        if os.path.isdir(binary):
            binary = os.path.join(binary, "pcsearchd")
        self.command = [binary, "--no-config"]
        for address in listen:
            self.command += ["--listen", address]
        if index:
            self.command += ["--index", index]
        self.command += list(args)
        self.n = max(len(listen), 1)
        self.env = dict(os.environ, **(env or {}))
        self.pass_fds = pass_fds
        self.addresses = []
        self.log = []
        self.ends = (0, 1)  # the exit statuses that are right

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
            env=self.env, pass_fds=self.pass_fds)
        while len(self.addresses) < self.n:
            line = self.process.stderr.readline().decode()
            if not line:
                self.process.wait()
                raise RuntimeError(f"pcsearchd ended: {self.log}")
            self.log.append(line)
            found = re.match(r"pcsearchd: listens at (.*)\n", line)
            if found:
                self.addresses.append(found.group(1))
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        return self

    def _read(self):
        for line in self.process.stderr:
            self.log.append(line.decode("utf-8", "replace"))

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            self.stop()
        self.reader.join(10)
        self.process.stdout.close()
        self.process.stderr.close()
        text = "".join(self.log)
        if "Sanitizer" in text or self.process.returncode not in self.ends:
            message = f"pcsearchd: {self.process.returncode}\n{text}"
            if kind is None:
                raise AssertionError(message)
            print(message)

    @property
    def address(self):
        return self.addresses[0]

    @property
    def url(self):
        return "http://" + self.address

    def connect(self, timeout=10, which=0):
        return Connection(self.addresses[which], timeout)

    def request(self, method, target, headers=None, body=None,
                host="localhost", timeout=30):
        with self.connect(timeout) as c:
            c.send(request_bytes(method, target, headers, body, host))
            return c.read(method)

    def get(self, target, **headers):
        return self.request(
            "GET", target,
            {k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, target, value, headers=None):
        body = value if isinstance(value, bytes) else json.dumps(
            value, ensure_ascii=False).encode()
        return self.request("POST", target, {
            "Content-Type": "application/json", **(headers or {})}, body)

    def metric(self, name, labels=""):
        for line in self.get("/metrics").text.splitlines():
            if line.startswith(name + labels + " "):
                return float(line.rsplit(" ", 1)[1])
        return 0.0

    def is_alive(self):
        return self.process.poll() is None

    def is_sanitized(self):
        """Whether a sanitizer keeps memory that was freed."""
        with open(f"/proc/{self.process.pid}/maps") as f:
            text = f.read()
        return "libasan" in text or "libtsan" in text

    def descriptors(self):
        """How many it has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu(self):
        """Seconds of processor time so far."""
        with open(f"/proc/{self.process.pid}/stat") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Resident bytes."""
        with open(f"/proc/{self.process.pid}/statm") as f:
            return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def stop(self, how=signal.SIGTERM, timeout=30):
        self.process.send_signal(how)
        return self.process.wait(timeout)


def wait_until(condition, seconds=10):
    """Whether it comes true in that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())


def make_index(binary, corpus, folder=None):
    """An index of the sample corpus; its folder."""
    folder = folder or tempfile.mkdtemp(prefix="pcsearchd-")
    sources = sorted(os.path.join(corpus, d) for d in os.listdir(corpus)
                     if os.path.isdir(os.path.join(corpus, d)))
    subprocess.run([os.path.join(binary, "pcindex"), "--no-config", "-q", "-i",
                    folder, *sources], check=True)
    return folder
