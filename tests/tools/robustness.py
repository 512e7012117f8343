#!/usr/bin/env python3
# robustness.py - kills, full disks, readers, damage and replays, in full
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in full what the tests run small: 1,000 kills at moments and kills at
every call site, full disks at 200 points and on a small file system, 16 readers
over 200 publishings, 2,000 damages; with --history the last 200 commits of that
repository or bundle, each held against a rebuild. It ends with a line a part,
and status 0 where all is well. What the parts say stands in their own help.

Without --source it takes all of corpus/."""

import argparse
import glob
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import scratch  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
REPLAY = os.path.join(os.pardir, os.pardir, "bench", "replay")
# Name -> script, arguments, what it works on besides the programs.
PARTS = {
    "moments": ("kill_property.py", ["--moments", "1000", "--sites", "0"],
                "sources"),
    "sites": ("kill_property.py", ["--moments", "0", "--sites", "all"],
              "sources"),
    "full-disk": ("full_disk_property.py", ["--count", "200", "--tmpfs",
                                            "40"], "sources"),
    "readers": ("readers_property.py", ["--readers", "16", "--publishings",
                                        "200"], None),
    "damage": ("damage_property.py", ["--count", "2000"], "sources"),
    "replay": (REPLAY, ["--mode", "both", "--check", "all", "--enforce"],
               "history"),
}


def run_part(name, options):
    """Prints what the part prints. (whether it is well, seconds, what it
    counted)"""
    script, args, works_on = PARTS[name]
    command = [sys.executable, "-B", os.path.join(HERE, script),
               *[arg for path in options.bin for arg in ("--bin", path)],
               *args]
    if works_on == "history":
        command += ["--history", options.history]
    else:
        command += ["--seed", str(options.seed)]
    if works_on == "sources":
        command += options.sources
    print("== %s: %s %s" % (name, os.path.basename(script), " ".join(args)),
          flush=True)
    begin, said = time.monotonic(), []
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for line in child.stdout:
        print(line, end="", flush=True)
        said.append(line.strip())
    return child.wait() == 0, time.monotonic() - begin, said


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, action="append",
                        type=os.path.abspath, metavar="DIR",
                        help="where the programs are; may be repeated")
    parser.add_argument("--source", action="append", dest="sources",
                        type=os.path.abspath, metavar="DIR",
                        help="a folder to index; may be repeated")
    parser.add_argument("--history", type=os.path.abspath, metavar="REPO",
                        help="a repository or bundle of documents to replay")
    parser.add_argument("--seed", type=int, default=1,
                        help="another number makes other cases; default: 1")
    parser.add_argument("parts", nargs="*", metavar="PART",
                        help="some of: %s; default: all" % ", ".join(PARTS))
    options = parser.parse_args()
    options.sources = options.sources or sorted(
        glob.glob(os.path.join(scratch.ROOT, "corpus", "*-*")))
    for name in options.parts:
        if name not in PARTS:
            parser.error("no part is called %s" % name)
    names = options.parts or [name for name in PARTS
                              if name != "replay" or options.history]
    if "replay" in names and not options.history:
        parser.error("the replay needs --history")
    results = [(name, *run_part(name, options)) for name in names]
    print("== summary")
    for name, is_well, seconds, said in results:
        counted = [line for line in said if line[:1].isdigit()
                   or line.startswith(("full at", "as usual", "--retention",
                                       "scan", "paths"))]
        print("%s: %s in %.0f s" % (name, "ok" if is_well else "NOT OK",
                                    seconds))
        for line in counted:
            print("    " + line)
    return 0 if all(result[1] for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
