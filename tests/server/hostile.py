#!/usr/bin/env python3
"""Requests made of random bytes, and of good ones that were damaged: pcsearchd
answers or closes, and goes on.

SPDX-License-Identifier: GPL-2.0-or-later

    hostile.py --echo http_echo --count 100000 --seed 7 [--delay MS]

With --delay, an answer that another client waited longer for is an error; tests
share a machine, so that it is generous otherwise.
"""
import argparse
import random
import socket
import struct
import time

from pcsearchd import Closed, Server, request_bytes, wait_until
from prober import Prober

WORDS = [b"GET", b"POST", b"HEAD", b"OPTIONS", b" ", b"  ", b"/", b"/health",
         b"/echo", b"/few?n=9", b"?", b"&", b"%", b"%00", b"%ff", b"+", b"#",
         b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2", b"\r\n", b"\n", b"\r", b"\0",
         b"\r\n\r\n", b"Host: localhost\r\n", b"Host:", b"Content-Length: 5\r\n",
         b"Content-Length:", b"Transfer-Encoding: chunked\r\n", b":", b"5",
         b"99999999999999999999", b"Connection: close\r\n", b"\t", b"Cookie: a=",
         b"Expect: 100-continue\r\n", b"X-Forwarded-For: ", b"Range: bytes=0-\r\n",
         b"Authorization: Bearer ", b"Upgrade: websocket\r\n", b"a" * 300,
         b"\xea\xb5\xac", b"\xff\xfe", b"If-None-Match: \"", b"a=b; c=d;",
         b"Accept-Encoding: gzip;q=", b"Origin: null\r\n"]


def make(rng):
    """Some bytes, and what kind they are."""
    kind = rng.randrange(5)
    if kind == 0:
        return rng.randbytes(rng.randrange(1, 400))
    if kind == 1:
        return b"".join(rng.choice(WORDS) for _ in range(rng.randrange(1, 40)))
    good = request_bytes(rng.choice(["GET", "POST", "HEAD", "OPTIONS"]),
                         rng.choice(["/health", "/echo?q=a", "/few?n=2000"]),
                         {"Accept-Encoding": "gzip"},
                         rng.choice([None, b"abc"]))
    if kind == 2:  # a byte here and there
        data = bytearray(good * rng.randrange(1, 4))
        for _ in range(rng.randrange(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    if kind == 3:  # words in between
        at = rng.randrange(len(good))
        return good[:at] + rng.choice(WORDS) + good[at:]
    at = rng.randrange(len(good))  # cut
    return good[:at]


def send_in_pieces(c, data, rng):
    if rng.random() < 0.8:
        c.send(data)
        return
    at = 0
    while at < len(data):
        n = rng.randrange(1, 20)
        c.send(data[at:at + n])
        at += n


def reset(c):
    """Closes without a word."""
    c.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                        struct.pack("ii", 1, 0))
    c.close()


def try_one(s, data, rng):
    """Sends data; the statuses of what came back. Ends by an end of sending,
    which has to lead to a close."""
    statuses = []
    with s.connect(timeout=20) as c:
        try:
            send_in_pieces(c, data, rng)
            if rng.random() < 0.1:
                reset(c)
                return statuses
            c.socket.shutdown(socket.SHUT_WR)
            while True:
                statuses.append(c.read("GET").status)
        except (Closed, OSError) as error:
            assert not isinstance(error, TimeoutError), data
        except ValueError:
            pass  # the answer of a HEAD, read as that of a GET
    return statuses


def check_random(s, count, seed):
    rng = random.Random(seed)
    seen = {}
    start = time.monotonic()
    longest, slowest = 0.0, b""
    for _ in range(count):
        data = make(rng)
        begin = time.monotonic()
        try:
            for status in try_one(s, data, rng):
                seen[status] = seen.get(status, 0) + 1
        except AssertionError:
            print("no answer and no close:", data)
            raise
        assert s.is_alive(), data
        if time.monotonic() - begin > longest:
            longest, slowest = time.monotonic() - begin, data
    print(f"longest: {1000 * longest:.1f} ms, {slowest[:200]!r}")
    print(f"{count} requests, {time.monotonic() - start:.1f} s, "
          f"{dict(sorted(seen.items()))}", flush=True)
    assert seen.get(200, 0) > 0 and seen.get(400, 0) > 0
    assert not set(seen) & {500, 503}, seen


def check_resets(s, rng):
    """Clients that go in the middle of their answer."""
    for _ in range(60):
        c = s.connect()
        c.send(request_bytes("GET", "/bytes?n=3000000") * rng.randrange(1, 4))
        c.socket.recv(rng.randrange(1, 100000))
        reset(c)
    for _ in range(60):
        c = s.connect()
        c.send(request_bytes("GET", "/slow?ms=5") * 5)
        reset(c)


def check_huge(s):
    """Bodies far beyond the limit: refused, and not read to the end."""
    for length in 10 ** 6, 10 ** 9, 10 ** 18:
        with s.connect() as c:
            c.send(b"POST /echo HTTP/1.1\r\nHost: localhost\r\n"
                   b"Content-Length: %d\r\n\r\n" % length)
            status = None
            try:
                for _ in range(200):
                    c.send(b"x" * 65536)
            except OSError:
                pass
            try:
                status = c.read().status
            except Closed:
                pass
            assert status in (413, None), status
    assert s.request("POST", "/echo", body=b"x" * 65536).status == 200


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--echo", required=True)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--delay", type=float, default=5000)
    args = parser.parse_args()
    with Server(args.echo) as s:
        s.get("/health")
        # What is allocated once is.
        check_random(s, args.count // 10, args.seed + 1)
        before = s.memory()
        with Prober(s.address, "/health", "/bytes?n=3000") as prober:
            check_random(s, args.count, args.seed)
        print(prober.report())
        print(f"memory {before >> 10} -> {s.memory() >> 10} KiB")
        assert not prober.failures, prober.failures[:3]
        assert prober.longest < args.delay, prober.longest
        assert s.is_sanitized() or s.memory() < 1.1 * before + 2 ** 20
        check_resets(s, random.Random(args.seed))
        check_huge(s)
        assert wait_until(lambda: s.metric("pcsearchd_connections") == 1)
        assert wait_until(
            lambda: s.metric("pcsearchd_http_requests_in_flight") == 1)
        print(f"memory {before >> 10} -> {s.memory() >> 10} KiB")
        assert s.get("/health").status == 200


if __name__ == "__main__":
    main()
