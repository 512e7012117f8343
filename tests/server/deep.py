#!/usr/bin/env python3
"""Deep and huge questions, from many connections at once: pcsearchd answers or
refuses each by name, and others hardly wait.

SPDX-License-Identifier: GPL-2.0-or-later

    deep.py --bin BIN [--index FOLDER] [--seconds 2] [--connections 40]
            [--together] [--delay MS]

Over the sample corpus, unless an index is named. With --together, none is sent
alone before. With --delay, an answer that
another client waited longer for is an error; without, tests share a machine,
and the limit is generous.
"""
import argparse
import json
import os
import random
import tempfile
import threading
import time
from urllib.parse import quote

from pcsearchd import Closed, Server, make_index, request_bytes

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
WORDS = ["설정", "화면", "음악", "Einstellungen", "öffnen", "und", "o", "de",
         "a", "設定", "画面", "网络", "打开", "the", "on", "เครือ", "شبكة"]
# What a client may be told, besides 200.
REFUSALS = {400, 404, 411, 413, 414, 415, 422, 431, 503}
DELAY_MAX = 5000.0


def cut(text, size):
    return text.encode()[:size].decode("utf-8", "ignore")


def some(rng, n, between=" "):
    return between.join(rng.choice(WORDS) for _ in range(n))


def queries(rng):
    letters = [chr(97 + i % 26) for i in range(400)]
    hangul = "".join(chr(0xAC00 + rng.randrange(11172)) for _ in range(400))
    return [
        "", "(", ")", "\"", "*", "-", "a*", "de o a e", "(" * 500 + "a" + ")" * 500,
        "(" * 60 + some(rng, 16, " OR ") + ")" * 60,
        "((a OR b) AND " * 70 + "c" + ")" * 70,
        cut(some(rng, 400), 1024), cut(some(rng, 400), 2600),
        cut(some(rng, 400, " OR "), 1024), cut(some(rng, 400, " -"), 1024),
        '"' + cut(some(rng, 400), 1000) + '"',
        cut(" ".join(f'"{some(rng, 2)}"' for _ in range(100)), 1020),
        " ".join(letters[:12]) + "*", cut("* ".join(letters), 1024),
        cut("* OR ".join(letters), 1024), cut(hangul, 1023),
        cut(" ".join(hangul[i:i + 3] for i in range(0, 400, 3)), 1023),
        cut("設定画面音楽网络打开" * 40, 1023), "a" * 1020, "a" * 7000,
        cut(" ".join("einstellungne" + c for c in letters), 1020),
        "\u202e" * 300, "\u0301" * 500, "%" * 300, "\\" * 1000,
        "title:" * 100, "ก" * 340, "؀" * 300,
    ]


PATHS = [
    "/v1/search?q=%s",
    "/v1/search?q=%s&facets=locale,product,topic,type,year&limit=1000&context=10",
    "/v1/search?q=%s&group=article&limit=1000", "/v1/search?q=%s&offset=10000",
    "/v1/search?q=%s&plain=1&tier=part", "/v1/search?q=%s&limit=1001",
    "/v1/suggest?q=%s", "/v1/suggest?q=%s&counts=true&limit=20",
    "/v1/translations?q=%s", "/?q=%s", "/?q=%s&group=article&page=900",
    "/indexes/segments/search?q=%s&limit=1000",
    "/v1/search?q=%s&facets=" + ",".join(["locale"] * 1000),
    "/v1/search?q=%s&locale=" + ",".join(f"x{i}" for i in range(900)),
]


def bodies(rng):
    def multi(queries, **more):
        return json.dumps({"queries": queries, **more}, ensure_ascii=False)

    one = {"indexUid": "segments", "q": "a"}
    long = {"indexUid": "articles", "q": cut(some(rng, 400), 1000),
            "facets": ["*"], "attributesToHighlight": ["*"],
            "attributesToCrop": ["*"], "cropLength": 1}
    deep = "a = b"
    for _ in range(200):
        deep = f"({deep} OR c = d)"
    nested = "locale = ko"
    for _ in range(40):
        nested = [nested]
    return [
        multi([one] * 50), multi([one] * 51), multi([one] * 1500),
        multi([dict(one, limit=1000)] * 50), multi([long] * 40),
        multi([dict(long, limit=25)] * 40), multi([{}] * 9000),
        multi([dict(one, filter=deep)]), multi([dict(one, filter=nested)]),
        multi([dict(one, filter=" AND ".join(
            f"(locale = x{i} OR topic != a)" for i in range(800)))]),
        multi([dict(one, filter=[[f"locale = x{i}" for i in range(300)]] * 5)]),
        multi([dict(one, filter="path IN [" + ",".join(
            f"x{i}" for i in range(5000)) + "]")]),
        multi([dict(one, facets=["locale"] * 5000)]),
        multi([dict(one, q="a" * 60000)]), multi([dict(one, limit=10 ** 30)]),
        multi([dict(one, offset=-1)]), multi([dict(one, hitsPerPage=2 ** 64)]),
        multi([dict(one, highlightPreTag="<" * 20000, limit=1000,
                    attributesToHighlight=["*"])]),
        "[" * 60000, "{\"a\":" * 10000, "[" * 30000 + "]" * 30000, "\"" * 60000,
        "{\"queries\":[" + "[]," * 15000 + "[]]}", "{" + "\"a\":1," * 9000,
        "1" * 60000, "\0" * 1000, "", "null", "\ufeff{}", "{\"queries\":null}",
        "x" * 65536, "x" * 65537,
    ]


def requests(rng):
    """All of them, as bytes."""
    out = [request_bytes("GET", path % quote(q))
           for q in queries(rng) for path in PATHS]
    for body in bodies(rng):
        for path in "/multi-search", "/indexes/segments/search", \
                "/indexes/articles/facet-search":
            out.append(request_bytes("POST", path, {
                "Content-Type": "application/json"}, body.encode()))
    return out


class Hostile(threading.Thread):
    """Sends them in an order of its own, without end; counts statuses."""

    def __init__(self, server, all_of_them, seed):
        super().__init__(daemon=True)
        self.server, self.all, self.rng = server, all_of_them, \
            random.Random(seed)
        self.seen, self.wrong, self.ends = {}, [], False

    def run(self):
        c = None
        while not self.ends:
            data = self.rng.choice(self.all)
            try:
                c = c or self.server.connect(60)
                c.send(data)
                answer = c.read()
            except (Closed, OSError) as error:
                # What refuses a body closes behind its answer.
                if isinstance(error, TimeoutError):
                    self.wrong.append(("no answer", data[:300]))
                c = None
                continue
            status = answer.status
            self.seen[status] = self.seen.get(status, 0) + 1
            if status != 200 and status not in REFUSALS:
                self.wrong.append((status, data[:300]))
            if answer.headers.get("connection") == "close":
                c = None
            if self.rng.random() < 0.1:
                c = None


def check_each(s, all_of_them):
    """Each one alone: how long the longest take."""
    times = []
    for data in all_of_them:
        start = time.monotonic()
        with s.connect(60) as c:
            c.send(data)
            try:
                status = c.read().status
            except Closed:
                status = 0
        times.append((1000 * (time.monotonic() - start), status, data[:110]))
        assert status == 200 or status in REFUSALS, (status, data[:300])
    times.sort(reverse=True)
    for ms, status, data in times[:5]:
        print(f"  {ms:.1f} ms, {status}: {data!r}")


def check_together(s, all_of_them, seconds, n, delay):
    hostile = [Hostile(s, all_of_them, i) for i in range(n)]
    # In a process of its own, so that this one's threads do not delay it.
    from prober import Prober
    with Prober(s.address, "/health", "/v1/search?q=" + quote("설정"),
                "/v1/suggest?q=" + quote("화"), "/?q=" + quote("화면")) as prober:
        for h in hostile:
            h.start()
        time.sleep(seconds)
        for h in hostile:
            h.ends = True
        for h in hostile:
            h.join(60)
    seen = {}
    for h in hostile:
        assert not h.wrong, h.wrong[:3]
        for status, count in h.seen.items():
            seen[status] = seen.get(status, 0) + count
    print(f"{n} hostile connections, {dict(sorted(seen.items()))}: "
          f"{prober.report()}", flush=True)
    assert not prober.failures, prober.failures[:3]
    assert prober.longest < delay, prober.longest
    assert seen.get(200, 0) > 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--index")
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--connections", type=int, default=40)
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--delay", type=float, default=DELAY_MAX)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = args.index or make_index(
            args.bin, os.path.join(ROOT, "corpus"), folder)
        with Server(args.bin, index=index) as s:
            all_of_them = requests(random.Random(1))
            start = time.monotonic()
            if not args.together:
                check_each(s, all_of_them)
                print(f"{len(all_of_them)} alone, "
                      f"{time.monotonic() - start:.1f} s", flush=True)
            check_together(s, all_of_them, args.seconds, args.connections,
                           args.delay)
            print(f"memory {s.memory() >> 20} MiB")
            assert s.get("/health").status == 200
            assert s.metric("pcsearchd_slow_requests_waiting") == 0
            assert s.metric("pcsearchd_slow_requests_total",
                            '{outcome="taken"}') > 0


if __name__ == "__main__":
    main()
