#!/usr/bin/env python3
# watch_test.py - pcindex --watch follows whatever happens to its sources
# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes sources in the ways of editors, of git and of administrators while
pcindex --watch follows them, and looks whether the index becomes what a new
one of the same sources is; whether articles of a source that is away stay;
and whether the program ends as it should. --count is for how often one file
is saved while the memory of the process is watched."""

import concurrent.futures
import fcntl
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402

TIMEOUT = 60  # seconds that a condition may take to become true
DOCUMENT = """---
title: Seite {0}
ms.contentlocale: de-DE
---

<span data-ttu-id="1a2b3-101">Rechnung {0} {1}</span>\
<span class="sxs-lookup"><span data-stu-id="1a2b3-101">Invoice {0} {1}\
</span></span>
"""
QUEUE = "/proc/sys/fs/inotify/max_queued_events"


def write(path, *words):
    with open(path, "w", encoding="utf-8") as f:
        f.write(DOCUMENT.format(*words))


def fill(folder, names, word):
    os.makedirs(folder, exist_ok=True)
    for name in names:
        write(os.path.join(folder, name), name, word)


class Watcher:
    """A pcindex --watch that runs; it reads what it prints."""

    running = []

    def __init__(self, tools, index, *args, before=(), settle="0.1"):
        self.tools, self.index = tools, index
        self.lines, self.errors = [], ""
        self.news = threading.Condition()
        self.process = subprocess.Popen(
            [*before, tools.program("pcindex"), "-i", index, "--watch",
             "--json", "--settle", settle, *args],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=tools.folder, env=tools.env)
        Watcher.running.append(self.process)
        self.readers = [threading.Thread(target=f, daemon=True) for f in (
            self.read_lines, self.read_errors)]
        for reader in self.readers:
            reader.start()

    def read_lines(self):
        for line in self.process.stdout:
            with self.news:
                self.lines.append(json.loads(line))
                self.news.notify_all()
        with self.news:
            self.news.notify_all()

    def read_errors(self):
        for line in self.process.stderr:
            with self.news:
                self.errors += line.decode("utf-8", "replace")
                self.news.notify_all()

    def summaries(self):
        return [line for line in self.lines if line["type"] == "summary"]

    def until(self, what, condition):
        """Waits until condition() holds; looks at each line printed, and now
        and then."""
        end = time.monotonic() + TIMEOUT
        while not condition():
            if self.process.poll() is not None:
                condition() or self.fail(what + ": the program has ended")
                return
            if time.monotonic() > end:
                self.fail(what + ": not within %d seconds" % TIMEOUT)
            with self.news:
                self.news.wait(0.2)

    def fail(self, what):
        self.process.kill()
        sys.exit("%s\n%s\n%s" % (what, "\n".join(
            str(line) for line in self.lines[-5:]), self.errors))

    def ready(self):
        self.until("watching", lambda: any(
            line["type"] == "watching" for line in self.lines))
        return self

    def told(self, pattern, since=0):
        self.until("told " + pattern,
                   lambda: re.search(pattern, self.errors[since:]))

    def send(self, number):
        self.process.send_signal(number)

    def end(self, number=signal.SIGTERM):
        """Ends it; its exit status."""
        if self.process.poll() is None:
            self.send(number)
        status = self.process.wait(TIMEOUT)
        for reader in self.readers:
            reader.join()
        if programs.CRASH.search(self.errors.encode()):
            sys.exit(self.errors)
        return status


class Test:
    def __init__(self, tools, faults, count):
        self.tools, self.faults, self.count = tools, faults, count
        self.docs, self.more = tools.at("docs"), tools.at("more")
        self.fresh = itertools.count()

    def check(self, what, is_true, *found):
        if not is_true:
            self.faults.add(what, *found)

    def dump_of(self, *sources):
        """The dump of a new index of sources."""
        index = self.tools.at("fresh%d" % next(self.fresh))
        self.tools.must("pcindex", "-q", "-i", index, *sources,
                        statuses=(0, 1))
        dump = self.tools.dump(index)
        shutil.rmtree(index)
        return dump

    def follows(self, what, watcher, *sources):
        """The index becomes what a new one is."""
        wanted = self.dump_of(*sources)
        watcher.until(what, lambda: self.dump(watcher.index) == wanted)

    def dump(self, index):
        """What is served; at first there may be nothing yet."""
        return self.tools.run("pcindex", "-i", index,
                              "--dump").stdout.decode("utf-8")

    def at(self, *names):
        return os.path.join(self.docs, *names)

    def saves(self, w):
        """How editors save."""
        both = (self.docs, self.more)
        page = self.at("a", "1.md")
        write(page, "in place", 1)
        self.follows("written in place", w, *both)
        os.rename(page, page + "~")
        write(page, "vim", 2)
        os.remove(page + "~")
        self.follows("saved as vim does", w, *both)
        write(self.at("a", ".1.md.swp"), "swap", 0)
        write(self.at("a", "4913"), "probe", 0)
        os.remove(self.at("a", "4913"))
        write(page + ".tmp", "renamed", 3)
        os.replace(page + ".tmp", page)
        self.follows("written aside and renamed", w, *both)
        with open(page, "w", encoding="utf-8") as f:
            text = DOCUMENT.format("slow", 4)
            f.write(text[:100])
            f.flush()
            os.fsync(f.fileno())
            f.write(text[100:])
            f.flush()
            self.follows("open while it is written", w, *both)
        os.truncate(page, 0)
        self.follows("truncated", w, *both)
        write(page, "again", 5)
        os.link(page, self.at("b", "linked.md"))
        self.follows("linked", w, *both)
        write(page, "two names", 6)
        self.follows("written by one of two names", w, *both)
        os.rename(self.at("b", "linked.md"), self.at("a", "linked.md"))
        os.remove(page)
        self.follows("removed", w, *both)
        os.chmod(self.at("a", "linked.md"), 0)
        self.follows("not to be read", w, *both)
        os.chmod(self.at("a", "linked.md"), 0o644)
        self.follows("to be read again", w, *both)
        seen = len(w.summaries())
        os.utime(self.at("a", "2.md"))
        w.until("touched", lambda: len(w.summaries()) > seen)
        self.check("a touch publishes nothing",
                   not w.summaries()[-1]["published"], w.summaries()[-1])

    def folders(self, w):
        both = (self.docs, self.more)
        for i in range(5):
            fill(self.at("n%d" % i, "deep", "er"), ["1.md", "2.md"], i)
        self.follows("new folders", w, *both)
        write(self.at("n1", "deep", "er", "1.md"), "below a new folder", 1)
        self.follows("a file of a new folder", w, *both)
        os.rename(self.at("n1"), self.at("a", "moved"))
        write(self.at("a", "moved", "deep", "er", "2.md"), "moved", 1)
        self.follows("a folder that was moved", w, *both)
        write(self.at("a", "moved", "deep", "er", "2.md"), "moved", 2)
        self.follows("a file of a folder that was moved", w, *both)
        os.rename(self.at("n2"), self.tools.at("away"))
        self.follows("a folder that has left", w, *both)
        write(self.tools.at("away", "deep", "er", "1.md"), "outside", 1)
        os.rename(self.tools.at("away"), os.path.join(self.more, "came"))
        self.follows("a folder that has come", w, *both)
        os.rename(self.at("n3"), self.tools.at("away"))
        os.rename(self.at("n4"), self.at("n3"))
        write(self.at("n3", "deep", "er", "1.md"), "other", 1)
        self.follows("a folder in the place of another", w, *both)
        os.rename(self.tools.at("away"), self.at("n4"))
        os.rename(self.at("n4"), self.at("n5"))
        os.rename(self.at("n3"), self.at("n4"))
        os.rename(self.at("n5"), self.at("n3"))
        write(self.at("n4", "deep", "er", "2.md"), "swapped", 1)
        self.follows("folders that were swapped", w, *both)
        shutil.rmtree(self.at("a", "moved"))
        shutil.rmtree(self.at("n0"))
        self.follows("folders that were removed", w, *both)

    def links(self, w):
        both = (self.docs, self.more)
        fill(self.at(".store"), ["real.md"], 1)
        os.symlink("../.store/real.md", self.at("a", "link.md"))
        os.symlink("../n3", self.at("a", "folder"))
        self.follows("new links", w, *both)
        write(self.at(".store", "real.md"), "behind a link", 2)
        self.follows("a file behind a link", w, *both)
        write(self.at("n3", "deep", "er", "1.md"), "with two paths", 2)
        self.follows("a file with two paths", w, *both)
        os.remove(self.at("a", "link.md"))
        os.remove(self.at("a", "folder"))
        self.follows("links that were removed", w, *both)
        write(self.at("n3", "deep", "er", "1.md"), "with one path", 3)
        self.follows("a file without links", w, *both)

    def git(self, *args):
        subprocess.run(
            ["git", "-C", self.docs, "-c", "user.name=T", "-c",
             "user.email=t@localhost", "-c", "gc.auto=0", "-c",
             "init.defaultBranch=one", *args],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=dict(self.tools.env, GIT_CONFIG_NOSYSTEM="1"))

    def checkouts(self, w):
        both = (self.docs, self.more)
        self.git("init", "-q")
        for i in range(500):
            fill(self.at("git%d" % (i % 23), "x"), ["%d.md" % i], "one")
        self.git("add", "-A")
        self.git("commit", "-qm", "one")
        self.git("checkout", "-qb", "two")
        for i in range(500):
            if i % 10 == 3:
                self.git_move(i)
            else:
                fill(self.at("git%d" % (i % 23), "x"), ["%d.md" % i], "two")
        self.git("add", "-A")
        self.git("commit", "-qm", "two")
        for branch in ("one", "two", "one"):
            self.git("checkout", "-q", branch)
            self.follows("checkout of " + branch, w, *both)

    def git_move(self, i):
        old = self.at("git%d" % (i % 23), "x", "%d.md" % i)
        os.makedirs(self.at("other%d" % (i % 7)), exist_ok=True)
        os.rename(old, self.at("other%d" % (i % 7), "%d.md" % i))

    def flood(self, w):
        """Changes without a pause do not keep the index from following."""
        stop = threading.Event()

        def change():
            number = 0
            while not stop.wait(0.01):
                number += 1
                write(self.at("flood.md"), "flood", number)

        seen = len(w.summaries())
        thread = threading.Thread(target=change)
        thread.start()
        try:
            w.until("published in a flood", lambda: sum(
                s["published"] for s in w.summaries()[seen:]) > 1)
        finally:
            stop.set()
            thread.join()
        self.follows("after a flood", w, self.docs, self.more)

    def overflow(self, w):
        """More changes than the system remembers."""
        with open(QUEUE, encoding="ascii") as f:
            most = int(f.read())
        if most > 500000:
            return
        w.send(signal.SIGSTOP)
        pages = (self.at("a", "2.md"), self.at("a", "3.md"))
        for i in range(most + 100):
            os.chmod(pages[i % 2], 0o640 + i % 3)
        write(os.path.join(self.more, "lost.md"), "not told", 1)
        fill(self.at("lost", "folder"), ["1.md"], "not told")
        w.send(signal.SIGCONT)
        self.follows("changes that were not told", w, self.docs, self.more)
        write(self.at("lost", "folder", "1.md"), "told", 2)
        self.follows("and those afterwards", w, self.docs, self.more)

    def vanishing(self, w):
        both = (self.docs, self.more)
        before = self.tools.dump(w.index)
        since = len(w.errors)
        os.rename(self.more, self.tools.at("elsewhere"))
        w.told("more: No such file", since)
        write(self.at("a", "3.md"), "while it is away", 1)
        wanted = sorted(set(self.dump_of(self.docs).splitlines()) | set(
            line for line in before.splitlines()
            if json.loads(line)["source"] == "more"))
        w.until("articles stay", lambda: sorted(
            self.tools.dump(w.index).splitlines()) == wanted)
        write(self.tools.at("elsewhere", "1.md"), "changed elsewhere", 1)
        os.rename(self.tools.at("elsewhere"), self.more)
        w.told("more: is there again", since)
        self.follows("a source that is back", w, *both)
        self.check("told once", w.errors[since:].count("more: No such") == 1,
                   w.errors)
        shutil.copytree(self.more, self.tools.at("copy"))
        write(self.tools.at("copy", "1.md"), "in the place of it", 1)
        os.rename(self.more, self.tools.at("old"))
        os.rename(self.tools.at("copy"), self.more)
        self.follows("a source in the place of another", w, *both)
        write(os.path.join(self.more, "1.md"), "told of", 2)
        self.follows("a change in its place", w, *both)

    def trouble(self, w):
        """A run that fails is tried again."""
        since = len(w.errors)
        with open(os.path.join(w.index, "lock"), "ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            fcntl.lockf(lock, fcntl.LOCK_EX)
            write(self.at("a", "3.md"), "while it is locked", 1)
            w.told("tried again", since)
        self.follows("after another writer", w, self.docs, self.more)
        seen = len(w.summaries())
        w.send(signal.SIGHUP)
        w.until("SIGHUP", lambda: len(w.summaries()) > seen)
        self.check("nothing new", not w.summaries()[-1]["published"],
                   w.summaries()[-1])

    def others(self, w):
        """What others do to the index is no base for single paths."""
        both = (self.docs, self.more)
        page = self.at("a", "3.md")
        for what, args in (("rollback", ["--rollback"]), ("another run", [
                "-q", "--exclude", "b", *both]), ("damage", None)):
            write(self.at("b", "c", "1.md"), what, 1)
            write(os.path.join(self.more, "1.md"), what, 1)
            self.follows("before " + what, w, *both)
            if args:
                # The watcher may be at work.
                w.until(what, lambda: self.tools.run(
                    "pcindex", "-i", w.index, *args).returncode == 0)
            else:
                self.damage(w.index)
            write(page, "after " + what, 1)
            self.follows("after " + what, w, *both)
        self.remove(w)
        write(page, "no index", 1)
        self.follows("an index that was removed", w, *both)

    def remove(self, w):
        """The watcher may be at work, and make what was removed."""
        def is_gone():
            shutil.rmtree(w.index, ignore_errors=True)
            return not os.path.exists(w.index)
        w.until("removed", is_gone)

    @staticmethod
    def damage(index):
        """The newest table of the index is cut short."""
        folder = os.path.join(index, "files")
        paths = [os.path.join(folder, name) for name in os.listdir(folder)]
        os.truncate(max(paths, key=os.path.getmtime), 20)

    def gates(self):
        """What a check before publishing refuses is served as it was."""
        docs = self.tools.at("gated")
        fill(os.path.join(docs, "a"), ["%d.md" % i for i in range(120)], "x")
        with open(self.tools.at("canary.yaml"), "w", encoding="utf-8") as f:
            f.write("sources: [gated]\ngates:\n  canaries: [Kanarienvogel]\n")
        w = Watcher(self.tools, self.tools.at("gates"), "--config",
                    "canary.yaml").ready()
        w.told("Kanarienvogel.*tried again")
        write(os.path.join(docs, "bird.md"), "Kanarienvogel", 1)
        self.follows("with the canary", w, docs)
        before = self.tools.dump(w.index)
        since = len(w.errors)
        os.rename(os.path.join(docs, "a"), self.tools.at("gone"))
        w.told("tried again", since)
        self.check("stays", self.tools.dump(w.index) == before)
        os.rename(self.tools.at("gone"), os.path.join(docs, "a"))
        write(os.path.join(docs, "a", "1.md"), "back", 1)
        self.follows("what was refused is back", w, docs)
        self.check("end", w.end() == 0, w.process.returncode)

    def memory(self, w):
        """Runs leave nothing behind."""
        def used():
            with open("/proc/%d/statm" % w.process.pid,
                      encoding="ascii") as f:
                return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

        def save(i):
            write(self.at("a", "3.md"), "saved", i)
            seen = len(w.summaries())
            w.until("a save", lambda: len(w.summaries()) > seen)

        for i in range(self.count // 2):
            save(i)
        before = used()
        for i in range(self.count):
            save(-i)
        self.check("memory grows", self.is_sanitized() or
                   used() - before < 4 << 20, before, used())

    def is_sanitized(self):
        with open(self.tools.program("pcindex"), "rb") as f:
            return b"__asan_init" in f.read()

    def sources(self):
        fill(self.at("a"), ["1.md", "2.md", "3.md"], "first")
        fill(self.at("b", "c"), ["1.md"], "first")
        fill(self.more, ["1.md", "2.md"], "first")

    def follow(self):
        """All changes, with one program."""
        self.sources()
        with open(self.tools.at("config.yaml"), "w", encoding="utf-8") as f:
            f.write("sources: [docs, more]\n")
        w = Watcher(self.tools, self.tools.at("index"), "--config",
                    "config.yaml").ready()
        self.check("folders", w.lines[-1]["folders"] == 5, w.lines[-1])
        self.follows("the start", w, self.docs, self.more)
        for part in (self.saves, self.folders, self.links, self.vanishing,
                     self.checkouts, self.flood, self.overflow, self.trouble,
                     self.others, self.memory):
            start = time.monotonic()
            part(w)
            print("%-10s %4.1f s, %d runs" % (
                part.__name__, time.monotonic() - start, len(w.summaries())))
        self.check("SIGTERM", w.end() == 0, w.process.returncode)
        self.tools.must("pcindex", "-i", w.index, "--verify")

    def limit(self):
        """Fewer watches than folders, or none."""
        self.limited("max_inotify_watches", 3, "fs.inotify.max_user_watches")
        self.limited("max_inotify_instances", 0,
                     "fs.inotify.max_user_instances")

    def limited(self, setting, value, message):
        """Only in a name space of its own can a limit be set."""
        script = "echo %d > /proc/sys/user/%s || exit 77; exec \"$@\"" % (
            value, setting)
        before = ["unshare", "-r", "sh", "-c", script, "sh"]
        if not shutil.which("unshare") or subprocess.run(
                [*before, "true"], capture_output=True,
                check=False).returncode:
            print("limit: not tried, as no name space can be made")
            return
        docs = self.tools.at("many")
        for i in range(6):
            fill(os.path.join(docs, str(i)), ["1.md"], "first")
        w = Watcher(self.tools, self.tools.at(setting), docs,
                    before=before).ready()
        w.told(message)
        for i in range(6):
            write(os.path.join(docs, str(i), "1.md"), "not watched", i)
        self.follows("by looking", w, docs)
        self.check("told once", w.errors.count("raise") == 1, w.errors)
        self.check("end", w.end(signal.SIGINT) == 0, w.process.returncode)

    def inside(self):
        """An index in its own source, and a source that comes later; what runs
        do is no change."""
        docs, late = self.tools.at("holder"), self.tools.at("late")
        fill(docs, ["1.md"], "first")
        w = Watcher(self.tools, os.path.join(docs, "index"), docs, late)
        w.ready().told("late: No such file")
        self.follows("one of two sources", w, docs)
        fill(late, ["1.md"], "first")
        self.follows("the other one", w, docs, late)
        for i in range(3):
            write(os.path.join(docs, "1.md"), "changed", i)
            self.follows("beside the index", w, docs, late)
        fill(self.tools.at("release"), ["1.md"], "of a release")
        os.rename(late, self.tools.at("first"))
        os.symlink("release", late)
        w.until("a link instead", lambda: "of a release" in
                self.tools.dump(w.index))
        os.symlink("first", late + "-new")
        os.rename(late + "-new", late)
        self.follows("another link", w, docs, "late=" + late)
        write(os.path.join(self.tools.at("first"), "1.md"), "below it", 1)
        self.follows("a file behind it", w, docs, "late=" + late)
        # A loop would make ten a second, and still does while this waits.
        seen = len(w.summaries())
        write(os.path.join(late, "1.md"), "last", 1)
        self.follows("the last change", w, docs, "late=" + late)
        self.check("no loop", len(w.summaries()) <= seen + 4, len(
            w.summaries()))
        self.check("end", w.end() == 0, w.process.returncode)

    def ends(self):
        """The ways to end, and not to start."""
        docs = self.tools.at("ends")
        fill(docs, ["1.md"], "first")
        index = self.tools.at("ended")
        w = Watcher(self.tools, index, docs, settle="0").ready()
        write(os.path.join(docs, "1.md"), "at once", 1)
        self.follows("no settle time", w, docs)
        w.send(signal.SIGSTOP)
        write(os.path.join(docs, "1.md"), "last", 1)
        w.send(signal.SIGTERM)
        w.send(signal.SIGINT)
        w.send(signal.SIGCONT)
        status = w.end()
        self.check("two signals", status in (0, -signal.SIGTERM,
                                             -signal.SIGINT), status)
        self.tools.must("pcindex", "-i", index, "--verify")
        self.tools.index(index, [docs])
        self.check("the next run", self.tools.dump(index) == self.dump_of(docs))
        for args, wanted in (
                (["--settle", "x", docs], "--settle x: write seconds"),
                (["a=" + docs, "a=" + docs], "both called a"),
                (["--locale", "x", docs], "is no locale"),
                ([], "no source named")):
            done = self.tools.run("pcindex", "-i", index, "--watch", *args)
            self.check("no start", done.returncode == 2
                       and wanted in done.stderr.decode()
                       and done.stderr.count(b"\n") == 1, args, done)
        self.prints_text(index, docs)
        self.reader_goes(index, docs)

    def prints_text(self, index, docs):
        write(os.path.join(docs, "1.md"), "before", 1)
        w = subprocess.Popen(
            [self.tools.program("pcindex"), "-i", index, "--watch", "--settle",
             "0", docs], stderr=subprocess.PIPE, stdout=subprocess.PIPE,
            cwd=self.tools.folder, env=self.tools.env)
        lines = [w.stderr.readline(), w.stderr.readline()]
        # At once: without a settle time, half a file would be a change.
        write(self.tools.at("after.md"), "after", 1)
        os.replace(self.tools.at("after.md"), os.path.join(docs, "1.md"))
        lines.append(w.stderr.readline())
        w.send_signal(signal.SIGTERM)
        self.check("text", re.fullmatch(
            rb"1 segment .*\nwatching 1 folder\n1 segment .*; generation .*\n",
            b"".join(lines)), lines)
        self.check("end", w.wait(TIMEOUT) == 0 and not w.stdout.read(),
                   w.returncode)

    def reader_goes(self, index, docs):
        w = subprocess.Popen(
            [self.tools.program("pcindex"), "-i", index, "--watch", "--json",
             "--settle", "0", docs], stdout=subprocess.PIPE,
            cwd=self.tools.folder, env=self.tools.env)
        w.stdout.readline()
        w.stdout.readline()
        w.stdout.close()
        end = time.monotonic() + TIMEOUT
        while w.poll() is None and time.monotonic() < end:
            write(os.path.join(docs, "1.md"), "nobody reads", end)
            time.sleep(0.05)
        w.kill()
        self.check("ends with its reader", w.wait() == 0, w.returncode)


def main():
    options = programs.arguments(__doc__, 12).parse_args()
    faults = programs.Faults()
    with programs.Programs(options) as tools:
        test = Test(tools, faults, options.count)
        try:
            # They wait most of the time.
            with concurrent.futures.ThreadPoolExecutor() as pool:
                parts = [pool.submit(part) for part in (
                    test.follow, test.gates, test.limit, test.inside,
                    test.ends)]
                for part in concurrent.futures.as_completed(parts):
                    part.result()
        finally:
            for process in Watcher.running:
                process.kill()
    return faults.end()


if __name__ == "__main__":
    sys.exit(main())
