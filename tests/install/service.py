#!/usr/bin/env python3
# service.py - runs the installed service as systemd and nginx would
# SPDX-License-Identifier: GPL-2.0-or-later
"""systemd's own tools check the units, and hand over a socket; nginx, started
with the example of a configuration, stands in front of the service."""

import gzip
import http.client
import json
import os
import re
import shlex
import shutil
import socket
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from prefix import CORPUS, Server, arguments, expect, main, run  # noqa: E402

EXPOSURE = "15"  # of 100, as systemd-analyze security counts


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def units(prefix):
    """The installed units in a folder, with paths below the prefix."""
    folder = prefix.at("units")
    shutil.copytree(os.path.join(prefix.prefix, "lib", "systemd", "system"),
                    folder)
    config = write(prefix.at("pcsearchd.yaml"), read(os.path.join(
        prefix.prefix, "etc", "pcsearch", "pcsearchd.yaml")).replace(
            "/var/lib/pcsearch/index", prefix.index))
    service = os.path.join(folder, "pcsearchd.service")
    text = read(service)
    changed = text.replace("ExecStart=pcsearchd", "ExecStart=" +
                           prefix.program("pcsearchd")).replace(
                               "/etc/pcsearch/pcsearchd.yaml", config)
    expect(prefix.top in changed, text)
    write(service, changed)
    return folder


def check_units(prefix):
    folder = units(prefix)
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    expect(len(paths) == 2, paths)
    env = dict(os.environ, SYSTEMD_COLORS="0", SYSTEMD_EMOJI="0")
    out = run(["systemd-analyze", "--man=no", "verify", *paths], env=env)
    expect(out == "", out)
    run(["systemd-analyze", "security", "--no-pager", "--offline=yes",
         "--threshold=" + EXPOSURE, os.path.join(folder,
                                                 "pcsearchd.service")],
        env=env)
    check_notify(prefix, folder)
    check_socket(prefix, folder)


def exec_start(folder):
    found = re.search(r"^ExecStart=(.*)$",
                      read(os.path.join(folder, "pcsearchd.service")), re.M)
    return shlex.split(found.group(1))


def check_notify(prefix, folder):
    """Type=notify and WatchdogSec: it is told what was agreed upon."""
    path = prefix.at("notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(path)
        told.settimeout(20)
        env = dict(prefix.environment(), NOTIFY_SOCKET=path,
                   WATCHDOG_USEC="200000")
        command = exec_start(folder) + ["--listen", "127.0.0.1:0"]
        with Server(command, env=env):
            expect(told.recv(4096) == b"READY=1", "not ready")
            for _ in range(2):
                expect(told.recv(4096) == b"WATCHDOG=1", "no watchdog")
        expect(b"STOPPING=1" in [told.recv(4096) for _ in range(1)] or
               told.recv(4096) == b"STOPPING=1", "not stopping")


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=20)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(20)
        self.sock.connect(self.path)


def check_socket(prefix, folder):
    """Started by the first request, at the socket that systemd has made."""
    path = prefix.at("activated.sock")
    with Server(["systemd-socket-activate", "--listen=" + path,
                 *exec_start(folder)], env=prefix.environment(),
                is_up=lambda: os.path.exists(path)) as server:
        connection = UnixConnection(path)
        connection.request("GET", "/v1/search?q=Rechnung&locale=de-DE")
        answer = connection.getresponse()
        found = json.loads(answer.read())
        expect(answer.status == 200 and found["segments"] == 14, found)
        connection.close()
        expect("listens at unix:" + path in server.output(), server.output())


class Client:
    """Asks from an address of loopback, over connections of its own."""

    def __init__(self, port, address="127.0.0.1"):
        self.port, self.address = port, address

    def __call__(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=20,
            source_address=(self.address, 0))
        headers = {name.replace("_", "-"): value
                   for name, value in headers.items()}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer


def nginx_configuration(prefix, port, upstream):
    """The example, with addresses and folders of the test."""
    text = read(os.path.join(prefix.examples(), "nginx", "pcsearchd.conf"))
    for old, new in (("unix:/run/pcsearchd.sock", "unix:" + upstream),
                     ("/var/cache/nginx/pcsearchd", prefix.at("cache")),
                     ("listen 80;", "listen 127.0.0.1:%d;" % port)):
        expect(text.count(old) == 1, "the example lacks", old)
        text = text.replace(old, new)
    write(prefix.at("pcsearchd.conf"), text)
    paths = "\n".join("    %s_temp_path %s;" % (name, prefix.at("temp"))
                      for name in ("client_body", "proxy", "fastcgi", "uwsgi",
                                   "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    return write(prefix.at("nginx.conf"), f"""{user}daemon off;
pid {prefix.at("nginx.pid")};
error_log stderr warn;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
{paths}
    include {prefix.at("pcsearchd.conf")};
}}
""")


def accepts(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


SEARCH = "/search/v1/search?q=Rechnung&locale=de-DE&limit="


def check_answers(client, log):
    answer = client(SEARCH + "20", Accept_Encoding="gzip")
    expect(answer.status == 200, answer.status, answer.content)
    expect(answer.headers["Content-Encoding"] == "gzip", answer.headers)
    expect(answer.headers["X-Cache-Status"] == "MISS", answer.headers)
    expect("default-src" in answer.headers["Content-Security-Policy"])
    expect(answer.headers["X-Content-Type-Options"] == "nosniff")
    found = json.loads(gzip.decompress(answer.content))
    expect(found["segments"] == 14, found)
    again = client(SEARCH + "20", Accept_Encoding="gzip")
    expect(again.headers["X-Cache-Status"] in ("HIT", "REVALIDATED"))
    expect(again.content == answer.content, "another answer")
    same = client(SEARCH + "20", Accept_Encoding="gzip",
                  If_None_Match=answer.headers["ETag"])
    expect(same.status == 304 and same.content == b"", same.status)
    plain = client(SEARCH + "20")
    expect("Content-Encoding" not in plain.headers, plain.headers)
    expect(json.loads(plain.content)["segments"] == 14)
    # What a client says of its own address counts for nothing.
    client("/search/v1/search?q=log", X_Forwarded_For="203.0.113.9")
    Client(client.port, "127.0.0.2")("/search/v1/search?q=other")
    end = time.monotonic() + 20
    while '"127.0.0.2"' not in "".join(log()):
        expect(time.monotonic() < end, "not in the log:", log())
        time.sleep(0.05)
    lines = [json.loads(line) for line in log() if line.startswith("{")]
    expect([one["address"] for one in lines[-2:]] ==
           ["127.0.0.1", "127.0.0.2"], lines[-2:])
    expect(all("query" not in one for one in lines), lines)


def check_refusals(client):
    redirect = client("/search?q=x")
    expect(redirect.status == 308 and
           redirect.headers["Location"] == "/search/?q=x", redirect.headers)
    expect(client("/search/health").status == 200)
    expect(client("/search/metrics").status == 200)
    expect(client("/search/v1/nothing").status == 404)
    problem = client("/search/v1/search?q=x&locale=xx-XX")
    expect(problem.status == 400 and problem.headers["Content-Type"] ==
           "application/problem+json", problem.headers)
    expect(client("/search/v1/search?q=" + "x" * 9000).status == 414)
    expect(client("/search/v1/search", "POST", b"x" * 70000).status == 413)
    page = client("/search/")
    expect(page.status in (200, 404), page.status)
    if page.status == 200:
        expect(page.headers["Content-Type"].startswith("text/html"),
               page.headers)
    other = Client(client.port, "127.0.0.3")
    expect(other("/search/health").status == 403, "for operators only")
    found = {other(SEARCH + "1").status for _ in range(90)}
    expect(found == {200, 429}, found)


def check_generation(prefix, client):
    """A new one is seen, whatever is kept of the one before."""
    old = client(SEARCH + "2").headers["ETag"]
    source = prefix.at("de-de")
    shutil.copytree(os.path.join(CORPUS, "de-de"), source)
    os.remove(os.path.join(source, "faq.md"))
    run([prefix.program("pcindex"), "--no-config", "-q", "-i", prefix.index,
         source])
    end = time.monotonic() + 20
    while client(SEARCH + "2").headers["ETag"] == old:
        expect(time.monotonic() < end, "the old generation is answered")
        time.sleep(0.1)
    found = json.loads(client(SEARCH + "2").content)
    expect(found["generation"] == 2 and found["segments"] < 14, found)


def check_nginx(prefix):
    upstream, port = prefix.at("service.sock"), free_port()
    os.mkdir(prefix.at("temp"))
    command = [prefix.program("pcsearchd"), "--no-config", "-i", prefix.index,
               "--access-log", "-", "--listen", "unix:" + upstream]
    config = nginx_configuration(prefix, port, upstream)
    client = Client(port)
    with Server(["nginx", "-p", prefix.top, "-c", config],
                is_up=lambda: accepts(port)) as nginx:
        with Server(command, is_up=lambda: os.path.exists(upstream)) as service:
            check_answers(client, lambda: service.output().splitlines())
            check_refusals(client)
            check_generation(prefix, client)
        # While it is away, what is kept is better than nothing.
        time.sleep(2.1)
        stale = client(SEARCH + "2")
        expect(stale.status == 200 and
               stale.headers["X-Cache-Status"] == "STALE", stale.headers)
        expect(client("/search/v1/search?q=never").status == 502)
        expect("emerg" not in nginx.output(), nginx.output())


def check_alerts(prefix):
    """What the documents have alerts on is counted."""
    text = read(os.path.join(prefix.prefix, "share", "doc", "pcsearch",
                             "embedding.md"))
    names = set(re.findall(r"\bpcsearchd_[a-z_]+\b", text))
    expect(len(names) >= 5, names)
    with Server([prefix.program("pcsearchd"), "--no-config", "-i",
                 prefix.index, "--listen", "127.0.0.1:0"]) as service:
        port = int(service.url.rsplit(":", 1)[1])
        client = Client(port)
        client("/v1/search?q=x")
        found = client("/metrics").content.decode()
        missing = {name for name in names
                   if not re.search(r"^%s[ {]" % name, found, re.M)}
        expect(missing in (set(), {"pcsearchd_"}), "not in /metrics:", missing)


CHECKS = {"alerts": check_alerts, "units": check_units, "nginx": check_nginx}


if __name__ == "__main__":
    parser = arguments(__doc__)
    parser.add_argument("names", nargs="+", choices=CHECKS)
    options = parser.parse_args()
    sys.exit(main([CHECKS[name] for name in options.names], options))
