#!/usr/bin/env python3
"""Memory and descriptors of pcsearchd stay what they are: over many requests of
all kinds, and while generations are published.

SPDX-License-Identifier: GPL-2.0-or-later

    memory.py --bin BIN [--index FOLDER] [--count 6000] [--publications 6]

The first third of the requests may make it grow, since what is allocated once
is; the last may not, but for some per cent.
"""
import argparse
import os
import random
import shutil
import subprocess
import tempfile
import threading
from urllib.parse import quote

from deep import ROOT, WORDS, bodies, some
from pcsearchd import Closed, Server, make_index, request_bytes, wait_until

CLIENTS = 4
GROWTH = 1.04
# Of what the threads' heaps keep, the last half of the generations.
SETTLING = 1.12


def make(rng, heavy):
    """Some request, now and then a heavy one."""
    kind = rng.randrange(12)
    q = quote(some(rng, rng.randrange(1, 9)))
    if kind == 0:
        return request_bytes("GET", "/?q=" + q, {"Accept-Encoding": "gzip"})
    if kind == 1:
        return request_bytes("GET", "/v1/suggest?q=" + q)
    if kind == 2:
        return request_bytes("GET", f"/v1/translations?q={quote(rng.choice(WORDS))}")
    if kind == 3:
        return request_bytes("GET", rng.choice(
            ["/metrics", "/v1/status", "/health", "/static/none", "/openapi.json",
             "/indexes", "/stats"]), {"Accept-Encoding": "gzip"})
    if kind == 4 and rng.random() < .1:
        return rng.choice(heavy)
    if kind == 5:
        return request_bytes("GET", f"/v1/search?q={q}&facets=topic,year,product")
    if kind == 6:
        return request_bytes("GET", f"/v1/search?q={q}&group=article&context=1")
    if kind == 7:
        return request_bytes("GET", f"/v1/search?q={q}&limit={rng.randrange(2000)}")
    return request_bytes("GET", "/v1/search?q=" + q)


def ask_many(s, count, seed, heavy, wrong):
    rng, c = random.Random(seed), None
    for _ in range(count):
        try:
            c = c or s.connect(60)
            c.send(make(rng, heavy))
            answer = c.read()
            if answer.status >= 500 and answer.status != 503:
                wrong.append(answer)
            if answer.headers.get("connection") == "close" or \
                    rng.random() < .05:
                c.close()
                c = None
        except Closed:
            c = None
        except OSError as error:
            wrong.append(error)
            return
    if c:
        c.close()


def ask_in_parallel(s, count, seed, heavy):
    wrong = []
    clients = [threading.Thread(target=ask_many, args=(
        s, count // CLIENTS, 100 * seed + i, heavy, wrong))
        for i in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert not wrong, wrong[:3]


def check_requests(s, count, heavy):
    sizes = [s.memory()]
    for third in range(3):
        ask_in_parallel(s, count // 3, third, heavy)
        sizes.append(s.memory())
    print(f"{count} requests, memory:", [n >> 10 for n in sizes], "KiB",
          flush=True)
    assert s.is_sanitized() or sizes[3] < GROWTH * sizes[2] + 2 ** 20, sizes


def check_publications(s, binary, corpus, index, n, heavy):
    """While requests are answered, an article changes and the index with it."""
    folders = sorted(os.path.join(corpus, d) for d in os.listdir(corpus)
                     if os.path.isdir(os.path.join(corpus, d)))
    path = next(os.path.join(d, f) for d in folders for f in os.listdir(d)
                if f.endswith(".md"))
    sizes, descriptors, open_ones = [], [], []
    for i in range(n):
        with open(path, "a", encoding="utf-8") as f:
            f.write(f'\n<span data-ttu-id="fffff-{100 + i}">{i}</span>'
                    '<span class="sxs-lookup"><span '
                    f'data-stu-id="fffff-{100 + i}">{i}</span></span>\n')
        subprocess.run([os.path.join(binary, "pcindex"), "--no-config", "-q",
                        "-i", index, *folders], check=True)
        generation = s.metric("pcsearchd_generation")
        ask_in_parallel(s, 200, 50 + i, heavy)
        assert wait_until(lambda: s.get("/v1/status").json()["generation"] ==
                          i + 2), generation
        assert wait_until(lambda: s.metric("pcsearchd_connections") == 1)
        sizes.append(s.memory())
        descriptors.append(s.descriptors())
        open_ones.append(s.metric("pcsearchd_searchers"))
    print(f"{n} generations, memory {[m >> 10 for m in sizes]} KiB, "
          f"descriptors {descriptors}, searchers {open_ones}", flush=True)
    middle = n // 2
    # An index has more partitions before it is merged.
    assert max(descriptors) <= 1.5 * max(descriptors[:2]), descriptors
    assert max(open_ones) == open_ones[0]
    assert s.is_sanitized() or \
        sizes[-1] < SETTLING * sizes[middle], sizes


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--index")
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--publications", type=int, default=6)
    args = parser.parse_args()
    heavy = [request_bytes("POST", "/multi-search", {
        "Content-Type": "application/json"}, body.encode())
        for body in bodies(random.Random(1))]
    with tempfile.TemporaryDirectory() as folder:
        corpus = shutil.copytree(os.path.join(ROOT, "corpus"),
                                 os.path.join(folder, "corpus"))
        index = make_index(args.bin, corpus, os.path.join(folder, "index"))
        with Server(args.bin, index=args.index or index) as s:
            s.get("/v1/search?q=a")
            check_requests(s, args.count, heavy)
        with Server(args.bin, index=index) as s:
            check_publications(s, args.bin, corpus, index, args.publications,
                               heavy)


if __name__ == "__main__":
    main()
