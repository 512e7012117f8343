# history.py - the last commits of a git repository, one after the other
# SPDX-License-Identifier: GPL-2.0-or-later
"""A work tree of its own for the commits of a repository or a bundle, which
is only read."""

import collections
import os
import subprocess

FETCHED = "refs/replay/"


class HistoryError(Exception):
    """The history cannot be had; the message says why."""


class History:
    """Commits, oldest first, and the tree before them, checked out."""

    def __init__(self, origin, folder, count, until=None, subdir=None):
        self.folder = folder
        # Of the caller's settings none is heard: they might change files.
        self.env = {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder,
                    "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
                    "GIT_TERMINAL_PROMPT": "0"}
        os.makedirs(folder)
        self.git("init", "-q")
        self.git("config", "core.autocrlf", "false")
        self.git("fetch", "-q", "--no-tags", os.path.abspath(origin),
                 "+refs/heads/*:" + FETCHED + "*")
        tip = self.line("rev-parse", "--verify", "-q", until + "^{commit}"
                        ) if until else self.newest()
        lines = self.git("rev-list", "--first-parent", "-n", str(count + 1),
                         tip).decode("ascii").split()
        if len(lines) < 2:
            raise HistoryError("%s: one commit is no history" % origin)
        self.base, *self.commits = reversed(lines)
        self.checkout(self.base)
        self.subdir = subdir if subdir is not None else self.markdown_folder()
        self.tree = os.path.normpath(os.path.join(folder, self.subdir))
        if not os.path.isdir(self.tree):
            raise HistoryError("%s is no folder in %s"
                               % (self.subdir, self.base))

    def git(self, *args, folder=None):
        done = subprocess.run(
            ["git", *args], cwd=folder or self.folder, env=self.env,
            stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode != 0:
            raise HistoryError("git %s: %s" % (
                args[0], done.stderr.decode("utf-8", "replace").strip()
                or "exit status %d" % done.returncode))
        return done.stdout

    def line(self, *args):
        return self.git(*args).decode("utf-8").strip()

    def newest(self):
        """The tip of the branch with the newest commit."""
        tips = self.line("for-each-ref", "--sort=-committerdate",
                         "--format=%(objectname)", FETCHED).split()
        if not tips:
            raise HistoryError("no branch to replay")
        return tips[0]

    def markdown_folder(self):
        """The folder at the top with most Markdown in it; "." for the top."""
        count = collections.Counter(
            name.split("/")[0] if "/" in name else "."
            for name in os.fsdecode(self.git("ls-files", "-z")).split("\0")
            if name.endswith(".md"))
        if not count:
            raise HistoryError("no Markdown in %s" % self.base)
        best, number = count.most_common(1)[0]
        return best if 2 * number > sum(count.values()) else "."

    def checkout(self, commit):
        self.git("checkout", "-q", "--detach", "-f", commit)

    def changed(self, before, after):
        """The paths below the tree that two commits differ in, as git -z
        gives them."""
        return self.git("diff", "-z", "--relative", "--no-renames",
                        "--name-only", before, after, folder=self.tree)
