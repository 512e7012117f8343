# scratch.py - the folder and environment that commands of tests run in
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the golden cases and the examples of the man pages share.

A scratch folder holds corpus/ and docs/examples/, copies of the repository's,
and index/, which PCSEARCH_INDEX names. "shared" is made once and only read; "own" is made for
one user, who may change it; "empty" is as "own", but there is no index yet.
"""

import os
import shutil
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
TIMEOUT = 120
# What a document's sessions have exported.
exported = {}

# The programs speak the language of whoever runs the tests; tests know English.
os.environ["LC_ALL"] = "C.UTF-8"


class ScratchError(Exception):
    """The scratch folder cannot be made; the message says why."""


def environment(bin_dir, folder):
    """Nothing of the caller's locale, terminal or settings comes through."""
    env = {
        "PATH": bin_dir + ":/usr/local/bin:/usr/bin:/bin",
        "HOME": folder,
        "CORPUS": os.path.join(folder, "corpus"),
        "PCSEARCH_INDEX": os.path.join(folder, "index"),
        "TMPDIR": os.path.dirname(folder),
    }
    for name, value in os.environ.items():
        if name.endswith("SAN_OPTIONS"):
            env[name] = value
    env.update(exported)
    return env


def run(command, bin_dir, folder):
    """Runs command in sh; returns (stdout, stderr, exit status)."""
    try:
        done = subprocess.run(
            ["sh", "-c", command], cwd=folder, env=environment(bin_dir, folder),
            stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT,
            check=False)
    except subprocess.TimeoutExpired:
        return "", "no answer within %d seconds\n" % TIMEOUT, 124
    status = done.returncode
    return (done.stdout.decode("utf-8", "backslashreplace"),
            done.stderr.decode("utf-8", "backslashreplace"),
            128 - status if status < 0 else status)


def make(folder, bin_dir, with_index):
    os.makedirs(folder)
    shutil.copytree(os.path.join(ROOT, "corpus"),
                    os.path.join(folder, "corpus"))
    shutil.copytree(os.path.join(ROOT, "docs", "examples"),
                    os.path.join(folder, "docs", "examples"))
    if not with_index:
        return
    _, err, status = run("pcindex --quiet corpus/*/", bin_dir, folder)
    if status != 0:
        raise ScratchError("pcindex of corpus/ ended with %d: %s"
                           % (status, err.strip()))


def snapshot(folder):
    """What a case that only reads leaves as it was."""
    found = {}
    for path, dirs, files in os.walk(folder):
        for name in dirs + files:
            full = os.path.join(path, name)
            status = os.lstat(full)
            is_file = not os.path.isdir(full)
            found[os.path.relpath(full, folder)] = (
                (status.st_size, status.st_mtime_ns) if is_file else None)
    return found


def shared(work, bin_dir, renew=False):
    """The folder of all that only read, made where it is not there."""
    folder = os.path.join(work, "shared")
    if renew and os.path.isdir(folder):
        shutil.rmtree(folder)
    if not os.path.isdir(folder):
        try:
            make(folder, bin_dir, True)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return folder


class Own:
    """A folder for one user, gone when the block ends."""

    def __init__(self, work, bin_dir, with_index=True):
        self.work, self.bin_dir = work, bin_dir
        self.with_index = with_index

    def __enter__(self):
        os.makedirs(self.work, exist_ok=True)
        self.top = tempfile.mkdtemp(prefix="own-", dir=self.work)
        folder = os.path.join(self.top, "own")
        try:
            make(folder, self.bin_dir, self.with_index)
        except BaseException:
            shutil.rmtree(self.top)
            raise
        return folder

    def __exit__(self, *unused):
        shutil.rmtree(self.top, ignore_errors=True)
