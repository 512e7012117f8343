# prefix.py - what the tests of installed files share
# SPDX-License-Identifier: GPL-2.0-or-later
"""A prefix that the build was installed into, an index of the sample articles
made with what stands there, and programs that run against both."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
CORPUS = os.path.join(ROOT, "corpus")
TIMEOUT = 120


def arguments(description):
    parser = argparse.ArgumentParser(
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, type=os.path.abspath,
                        help="the build to install")
    parser.add_argument("--work", required=True, type=os.path.abspath,
                        help="where scratch folders go")
    return parser


class Failure(Exception):
    """What does not hold."""


def expect(condition, *what):
    if not condition:
        raise Failure(" ".join(str(one) for one in what))


def run(command, status=0, **options):
    """The output on both streams; Failure where the status is another one."""
    options.setdefault("timeout", TIMEOUT)
    done = subprocess.run(command, stdin=options.pop("stdin",
                                                     subprocess.DEVNULL),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False, **options)
    text = done.stdout.decode("utf-8", "backslashreplace")
    expect(status is None or done.returncode == status,
           " ".join(command), "ended with", done.returncode,
           "\n" + text[-4000:])
    return text


class Prefix:
    """An installation in a folder of its own, gone at the end."""

    def __init__(self, build, work):
        os.makedirs(work, exist_ok=True)
        self.top = tempfile.mkdtemp(prefix="prefix-", dir=work)
        self.build = build
        self.prefix = self.at("prefix")
        self.index = self.at("index")

    def at(self, *names):
        return os.path.join(self.top, *names)

    def __enter__(self):
        try:
            run(["cmake", "--install", self.build, "--prefix", self.prefix])
            self.make_index()
        except BaseException:
            shutil.rmtree(self.top)
            raise
        return self

    def __exit__(self, *unused):
        shutil.rmtree(self.top, ignore_errors=True)

    def program(self, name):
        return os.path.join(self.prefix, "bin", name)

    @property
    def libdir(self):
        """Where libpcsearch.so is: lib, lib64 or that of a triplet."""
        for folder, _, names in os.walk(self.prefix):
            if "libpcsearch.so" in names:
                return folder
        raise Failure("no libpcsearch.so is installed")

    def environment(self, **more):
        """As a developer has it who has installed into a prefix."""
        env = {name: value for name, value in os.environ.items()
               if not name.startswith(("PCSEARCH", "XDG_"))}
        env.update(PATH=os.path.join(self.prefix, "bin") + ":"
                   + os.environ["PATH"],
                   HOME=self.top, LC_ALL="C.UTF-8",
                   PKG_CONFIG_PATH=os.path.join(self.libdir, "pkgconfig"),
                   CMAKE_PREFIX_PATH=self.prefix,
                   LD_LIBRARY_PATH=self.libdir, **more)
        return env

    def make_index(self):
        sources = sorted(os.path.join(CORPUS, name)
                         for name in os.listdir(CORPUS)
                         if os.path.isdir(os.path.join(CORPUS, name)))
        run([self.program("pcindex"), "--no-config", "-q", "-i", self.index,
             *sources])

    def examples(self):
        return os.path.join(self.prefix, "share", "doc", "pcsearch",
                            "examples")


class Server:
    """A program that runs until the block ends, and says where it listens, or
    is waited for by `is_up`."""

    def __init__(self, command, is_up=None, status=(0,), **options):
        self.command, self.is_up, self.status = command, is_up, status
        self.options = options
        self.url = ""

    def __enter__(self):
        # Whoever writes appends, wherever it is being read.
        self.log = tempfile.TemporaryFile("a+", encoding="utf-8")
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=subprocess.STDOUT, **self.options)
        end = time.monotonic() + 30
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > end:
                self.process.kill()
                self.process.wait()
                raise Failure(" ".join(self.command), "does not start:",
                              self.output())
            time.sleep(0.02)
        return self

    def _is_ready(self):
        if self.is_up is not None:
            return self.is_up()
        found = re.search(r"listens at (?:http://)?([^\s/]+)", self.output())
        if found:
            self.url = "http://" + found.group(1)
        return found is not None

    def output(self):
        self.log.seek(0)
        text = self.log.read()
        return text

    def __exit__(self, kind, *unused):
        self.process.terminate()
        try:
            status = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        output = self.output()
        self.log.close()
        if kind is None:
            expect(status in self.status, " ".join(self.command), "ended with",
                   status, output)


def main(checks, options):
    """Runs each check with a prefix; the status that the test ends with."""
    bad = 0
    with Prefix(options.build, options.work) as prefix:
        for check in checks:
            start = time.monotonic()
            try:
                check(prefix)
                print("ok: %s (%.1f s)" % (check.__name__,
                                           time.monotonic() - start))
            except Failure as failure:
                bad += 1
                print("%s: %s" % (check.__name__, failure))
    return 1 if bad else 0


sys.dont_write_bytecode = True
