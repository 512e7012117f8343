#!/usr/bin/env python3
"""Who asks while generations are published notices nothing but what is new.

SPDX-License-Identifier: GPL-2.0-or-later

Every document of a generation says which one it is of, and generations differ
in how many documents they have.
"""
import json
import os
import re
import shutil
import tempfile
import threading

from api_world import address, arguments, run
from pcsearchd import Server, request_bytes, wait_until

GENERATIONS = 12
MARK = re.compile(r"generation(\d+)")


def write_tree(tree, number, n):
    shutil.rmtree(tree, ignore_errors=True)
    os.makedirs(tree)
    for i in range(n):
        with open(os.path.join(tree, f"{i}.md"), "w") as f:
            f.write(f"---\ntitle: Titel {i} generation{number}\n"
                    "ms.contentlocale: de-DE\n---\n\n"
                    f'<span data-ttu-id="a-{i}">Rechnung generation{number} '
                    f'Teil {i}</span><span class="sxs-lookup">'
                    f'<span data-stu-id="a-{i}">invoice generation{number} '
                    f'part {i}</span></span>\n')


class Index:
    """Its generations, and how many documents each has."""

    def __init__(self, bin_dir, folder):
        self.pcindex = os.path.join(bin_dir, "pcindex")
        self.folder, self.tree = folder, os.path.join(folder, "tree")
        self.path = os.path.join(folder, "index")
        self.counts = {}

    def publish(self):
        number = len(self.counts) + 1
        # Known before it is there: a reader may be faster.
        self.counts[number] = 20 + number % 5
        write_tree(self.tree, number, self.counts[number])
        run(self.pcindex, "-q", "--max-loss", "100%", "-i", self.path,
            self.tree)


def check_answer(value, index):
    assert "generation" in value, value
    number = value["generation"]
    found = {int(n) for h in value["hits"]
             for n in MARK.findall(json.dumps(h))}
    assert found == {number}, (found, number)
    assert value["segments"] == len(value["hits"]) == index.counts[number]
    assert value["facets"]["locale"][0]["segments"] == value["segments"]
    return number


def read_on(server, index, done, seen, faults, group):
    """A client that asks without a pause, and never sees an older one."""
    target = address("/v1/search", {
        "q": "Rechnung", "facets": "locale", "group": group, "limit": 1000})
    newest, etag = 0, ""
    try:
        with server.connect() as c:
            while not done.is_set():
                c.send(request_bytes("GET", target, {"If-None-Match": etag}))
                a = c.read()
                if a.status == 304:
                    continue
                assert a.status == 200 and a.headers["etag"] != etag, a
                number = check_answer(a.json(), index)
                assert number >= newest, (number, newest)
                newest, etag = number, a.headers["etag"]
                seen.add(number)
    except Exception as e:  # told by the main thread
        faults.append(e)


def check_publishing(bin_dir, folder):
    index = Index(bin_dir, folder)
    index.publish()
    done, seen, faults = threading.Event(), set(), []
    with Server(bin_dir, index=index.path) as server:
        readers = [threading.Thread(target=read_on, args=(
            server, index, done, seen, faults, group))
            for group in ("none", "pair", "article", "none")]
        for r in readers:
            r.start()
        for _ in range(GENERATIONS - 1):
            index.publish()
        last = wait_until(lambda: max(seen, default=0) == GENERATIONS, 20)
        done.set()
        for r in readers:
            r.join(30)
        assert not faults, faults
        assert last and len(seen) > 2, seen
        assert server.metric("pcsearchd_generation") == GENERATIONS
        assert server.metric("pcsearchd_searchers_in_use") == 0
        assert server.metric("pcsearchd_generation_switches_total") >= 2


def copy(source, target, damaged):
    """Copies an index as a replica is made; a table that is new there is
    damaged, if asked for."""
    for folder in "files", "generations":
        os.makedirs(os.path.join(target, folder), exist_ok=True)
        for name in sorted(os.listdir(os.path.join(source, folder))):
            new = os.path.join(target, folder, name)
            if os.path.exists(new):
                continue
            shutil.copy(os.path.join(source, folder, name), new)
            if damaged and name.endswith(".tables"):
                with open(new, "r+b") as f:
                    f.seek(os.path.getsize(new) // 2)
                    f.write(bytes(64))
    shutil.copy(os.path.join(source, "CURRENT"),
                os.path.join(target, "CURRENT.new"))
    os.rename(os.path.join(target, "CURRENT.new"),
              os.path.join(target, "CURRENT"))


def served(server):
    return server.get("/v1/status").json()["generation"]


def check_damage(bin_dir, folder):
    """What is not whole is not served, whoever put it there."""
    index = Index(bin_dir, os.path.join(folder, "damage"))
    replica = os.path.join(folder, "replica")
    index.publish()
    copy(index.path, replica, False)
    with Server(bin_dir, index=replica) as server:
        assert served(server) == 1
        index.publish()
        copy(index.path, replica, True)
        assert wait_until(lambda: server.get("/v1/status").json()["refused"])
        status = server.get("/v1/status").json()
        assert status["generation"] == 1 and status["trouble"], status
        assert status["published"]["generation"] == 2
        assert server.metric("pcsearchd_index_trouble") == 1
        assert server.get("/ready").status == 200
        a = server.get("/v1/search?q=Rechnung&limit=100&facets=locale")
        assert check_answer(a.json(), index) == 1
        index.publish()
        copy(index.path, replica, False)
        assert wait_until(lambda: served(server) == 3)
        assert wait_until(
            lambda: server.get("/v1/status").json()["trouble"] == "")
    assert any("generation" in line for line in server.log), server.log
    # A damaged one is not served from the start either.
    index.publish()
    copy(index.path, replica, True)
    with Server(bin_dir, index=replica) as server:
        assert served(server) == 3
        assert server.get("/v1/status").json()["trouble"]


def damage(path, older):
    """Damages the texts of a generation where they lie: what stands in its
    tables that are not among the older ones."""
    files = os.path.join(path, "files")
    for name in set(os.listdir(files)) - older:
        if name.endswith(".tables"):
            with open(os.path.join(files, name), "r+b") as f:
                data = f.read()
                # A frame of Zstandard, whose head is left as it is.
                at = data.index(bytes.fromhex("28b52ffd")) + 64
                f.seek(at)
                f.write(bytes(b ^ 0xFF for b in data[at:at + 256]))


def check_damage_in_work(bin_dir, folder):
    """What is damaged while it is served is answered from an older one, without
    an error, and is not served any more."""
    index = Index(bin_dir, folder)
    index.publish()
    older = set(os.listdir(os.path.join(index.path, "files")))
    index.publish()
    with Server(bin_dir, index=index.path) as server:
        assert served(server) == 2
        damage(index.path, older)
        target = "/v1/search?q=Rechnung&limit=100&facets=locale"
        for _ in range(8):
            answer = server.get(target).json()
            assert "hits" in answer, (answer, server.log)
            assert check_answer(answer, index) == 1
        assert wait_until(lambda: served(server) == 1)
        status = server.get("/v1/status").json()
        assert status["damages"] > 0 and status["trouble"], status
        assert server.metric("pcsearchd_searchers_in_use") == 0
        index.publish()
        assert wait_until(lambda: served(server) == 3)
        assert check_answer(server.get(target).json(), index) == 3


def check_missing(bin_dir, folder):
    try:
        with Server(bin_dir, index=os.path.join(folder, "none")):
            raise AssertionError("no index is served")
    except RuntimeError as e:
        assert "no index at" in str(e), e


def main():
    args = arguments()
    for check in (check_publishing, check_damage, check_damage_in_work,
                  check_missing):
        with tempfile.TemporaryDirectory(prefix="pcsearchd-") as folder:
            check(args.bin, folder)
        print("ok", check.__name__)


main()
