#!/usr/bin/env python3
"""Limits of pcsearchd: times, connections, addresses; and that nobody who
reaches them delays another one.

SPDX-License-Identifier: GPL-2.0-or-later

The delay that is allowed is generous, since tests share a machine; what was
measured is printed.
"""
import argparse
import resource
import socket
import threading
import time

from pcsearchd import Closed, Server, request_bytes, wait_until

GET = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
DELAY_MAX = 5.0


class Prober(threading.Thread):
    """Asks again and again, on new connections; keeps the longest time."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.longest, self.n = server, 0.0, 0
        self.failures, self.ends = [], False

    def run(self):
        while not self.ends:
            start = time.monotonic()
            try:
                a = self.server.request("GET", "/bytes?n=3000", timeout=20)
                if a.status != 200:
                    self.failures.append(a)
            except (OSError, Closed) as error:
                self.failures.append(error)
            self.longest = max(self.longest, time.monotonic() - start)
            self.n += 1
            time.sleep(0.002)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.ends = True
        self.join(30)


def report(name, prober):
    print(f"{name}: {prober.n} others asked, longest "
          f"{1000 * prober.longest:.1f} ms, failures {len(prober.failures)}",
          flush=True)
    assert prober.n > 0 and not prober.failures, prober.failures[:3]
    assert prober.longest < DELAY_MAX


def check_times(binary):
    args = ["--header-timeout", "0.6", "--body-timeout", "0.6",
            "--idle-timeout", "0.6", "--reply-timeout", "1"]
    with Server(binary, args=args) as s:
        # A byte now and then is no way around.
        for data in (b"", GET, request_bytes("POST", "/echo", body=b"x" * 999)):
            with s.connect() as c:
                start = time.monotonic()
                end = data.index(b"\r\n\r\n") if data and data != GET else 0
                c.send(data[:end + 4] if end else b"")
                rest = data[end + 4:] if end else data
                closed = False
                while time.monotonic() - start < 5 and not closed:
                    try:
                        c.send(rest[:1])
                        rest = rest[1:]
                    except OSError:
                        closed = True
                    time.sleep(0.1)
                    closed = closed or c.is_closed(0.01)
                took = time.monotonic() - start
                assert closed and 0.4 < took < 0.6 + DELAY_MAX / 2, took
        with s.connect() as c:
            c.send(GET)
            assert c.read().status == 200
            start = time.monotonic()
            assert c.is_closed()
            assert 0.4 < time.monotonic() - start < 0.6 + DELAY_MAX / 2
        # The time of a second request's head begins with it.
        with s.connect() as c:
            c.send(GET)
            assert c.read().status == 200
            c.send(GET[:10])
            assert c.is_closed()
        # A client that does not read its answer.
        with s.connect() as c:
            c.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            c.send(request_bytes("GET", "/bytes?n=30000000"))
            assert wait_until(lambda: s.metric(
                "pcsearchd_connections_closed_total",
                '{reason="reply-time"}') == 1)
        assert s.metric("pcsearchd_connections_closed_total",
                        '{reason="head-time"}') >= 3
        assert s.get("/health").status == 200


def check_slowloris(binary):
    """More slow heads at once than there are connections."""
    with Server(binary) as s, Prober(s) as prober:
        slow = [s.connect() for _ in range(700)]
        end = time.monotonic() + 4
        at = 0
        while time.monotonic() < end:
            for c in slow:
                try:
                    c.send(GET[at:at + 1])
                except OSError:
                    pass
            at = min(at + 1, len(GET) - 5)
            time.sleep(0.1)
        prober.ends = True
        prober.join(30)
        report("slowloris, 700 heads", prober)
        assert s.metric("pcsearchd_connections") <= 512
        for c in slow:
            c.close()


def check_slow_bodies(binary):
    head = request_bytes("POST", "/echo", body=b"x" * 60000)[:-59999]
    with Server(binary) as s:
        slow = []
        for _ in range(400):
            c = s.connect()
            c.send(head)
            slow.append(c)
        with Prober(s) as prober:
            time.sleep(1)
        report("400 slow bodies", prober)
        for c in slow:
            c.close()


def check_idle(binary):
    """2,000 that say nothing, or nothing more."""
    with Server(binary) as s:
        idle = []
        with Prober(s) as prober:
            for i in range(2000):
                c = s.connect()
                if i % 2:
                    c.send(GET)
                idle.append(c)
                time.sleep(0.0005)
            time.sleep(0.5)
        report("2,000 idle connections", prober)
        assert s.metric("pcsearchd_connections") <= 512
        assert s.metric("pcsearchd_connections_closed_total",
                        '{reason="evicted"}') >= 1400
        for c in idle:
            c.close()
        assert wait_until(lambda: s.metric("pcsearchd_connections") == 1)


def check_full(binary):
    """Where all are being answered, a new one is told so."""
    with Server(binary, args=["--max-connections", "4", "--threads", "8"]) as s:
        slow = []
        for _ in range(4):
            c = s.connect()
            c.send(request_bytes("GET", "/slow?ms=1000"))
            slow.append(c)
        time.sleep(0.3)
        with s.connect() as c:
            c.send(GET)
            a = c.read()
            assert a.status == 503 and a.headers["retry-after"], a
            assert c.is_closed()
        for c in slow:
            assert c.read().status == 200
            c.close()
        assert s.get("/health").status == 200
        assert s.metric("pcsearchd_connections_closed_total",
                        '{reason="full"}') == 1


def check_addresses(binary):
    """Loopback has no limit an address; and no other address is used by the
    tests, so that it is the count that is looked at."""
    with Server(binary, args=["--max-per-address", "3"]) as s:
        many = [s.connect() for _ in range(20)]
        for c in many:
            c.send(GET)
        for c in many:
            assert c.read().status == 200
            c.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--echo", required=True)
    parser.add_argument("--only")
    args = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, hard), hard))
    for check in (check_times, check_slowloris, check_slow_bodies, check_idle,
                  check_full, check_addresses):
        if args.only in (None, check.__name__):
            start = time.monotonic()
            check(args.echo)
            print(f"{check.__name__} {time.monotonic() - start:.1f} s",
                  flush=True)


if __name__ == "__main__":
    main()
