# examples_world.py - where the examples of docs/examples/updates are run
# SPDX-License-Identifier: GPL-2.0-or-later
"""A folder that stands for the root of the file system, with the examples, the
documents and the index where the examples have them."""

import os
import re
import shutil
import subprocess
import sys
import time

import scratch

sys.path.insert(0, os.path.join(scratch.ROOT, "bench"))
import index_files  # noqa: E402

EXAMPLES = os.path.join(scratch.ROOT, "docs", "examples", "updates")
INSTALLED = "/usr/local/share/doc/pcsearch/examples/updates"
# Folders of the examples, each below the scratch folder instead.
FOLDERS = ("/etc/pcsearch", "/srv/content", "/srv/pcsearch",
           "/usr/local/bin", INSTALLED, "/var/lib/pcsearch")
PATIENCE = 60 * float(os.environ.get("PCS_TEST_SLOWDOWN", "1"))


class World:
    """The scratch folder, laid out as the examples have it."""

    def __init__(self, program, faults):
        self.program, self.faults = program, faults
        self.root = program.at("root")
        for folder in FOLDERS:
            os.makedirs(self.root + folder)
        os.chmod(program.folder, 0o755)
        for name in ("pcindex", "pcsearch"):
            os.symlink(program.program(name),
                       self.at("/usr/local/bin", name))
        for name in os.listdir(EXAMPLES):
            to = INSTALLED if name == "ship-index" else "/etc/pcsearch"
            self.write(self.at(to, name), self.example(name))
        os.chmod(self.at(INSTALLED, "ship-index"), 0o755)
        self.index = self.at("/var/lib/pcsearch/index")
        self.content = self.at("/srv/content")

    def at(self, *names):
        return self.root + os.path.join(*names)

    def mapped(self, text):
        # systemd finds programs itself, there and in /usr/bin.
        text = text.replace("ExecStart=pcindex",
                            "ExecStart=/usr/local/bin/pcindex")
        for folder in FOLDERS:
            text = text.replace(folder, self.root + folder)
        return text

    def example(self, name):
        with open(os.path.join(EXAMPLES, name), encoding="utf-8") as file:
            return self.mapped(file.read())

    @staticmethod
    def write(path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def fill(self):
        """Articles as they were in the beginning, and no index."""
        for folder in (self.content, self.at("/var/lib/pcsearch")):
            shutil.rmtree(folder)
            os.makedirs(folder)
        for source in self.program.sources:
            shutil.copytree(source, os.path.join(
                self.content, os.path.basename(source)))

    def take_back(self, locale):
        """The articles of a locale as they were in the beginning."""
        source = next(s for s in self.program.sources
                      if os.path.basename(s) == locale)
        shutil.rmtree(os.path.join(self.content, locale), ignore_errors=True)
        shutil.copytree(source, os.path.join(self.content, locale))

    def served_tables(self, locale):
        """The table file of a locale in the served generation."""
        served = index_files.manifest(self.index)["locales"]
        return os.path.join(self.index, "files", next(
            one["tables"]["name"] for one in served
            if one["locale"] == locale))

    def edit(self, old, new, locales=("ko-kr", "de-de")):
        """Replaces a word in the articles of some locales."""
        for locale in locales:
            path = os.path.join(self.content, locale, "faq.md")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            self.write(path, text.replace(old, new))

    def environment(self, **more):
        env = {name: value for name, value in self.program.env.items()
               if name.endswith("SAN_OPTIONS")}
        env.update(more)
        return env

    def run(self, command, env, **more):
        """(exit status, everything that is printed)."""
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False,
                              timeout=10 * PATIENCE, **more)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def count(self, word, index=None):
        done = self.program.run("pcsearch", "--no-config", "-i",
                                index or self.index, "-c", "--plain", word)
        return done.stdout.decode("utf-8").strip()

    def expect(self, what, command, env, status, pattern, **more):
        found, said = self.run(command, env, **more)
        if found != status or not re.fullmatch(pattern, said, re.S):
            self.faults.add(what, command, "exit status", found, "printed",
                            repr(said), "wanted", status, repr(pattern))


def flip(path):
    """Damages a byte in the middle of a file."""
    with open(path, "r+b") as file:
        file.seek(os.path.getsize(path) // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
