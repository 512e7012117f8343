#!/usr/bin/env python3
# man_examples.py - runs the examples that man pages show
# SPDX-License-Identifier: GPL-2.0-or-later
"""Takes pages in roff, or names of programs, whose page is what they print
with --generate man. Each text between .EX and .EE is a command, which must
end with status 0, or with N where a line `.\\" exit N` stands before it. They
run in the order of the page, in a scratch folder with corpus/ and its index.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import scratch  # noqa: E402

ESCAPES = {"\\-": "-", "\\e": "\\", "\\(aq": "'", "\\(ga": "`",
           "\\(ha": "^", "\\(ti": "~", "\\(dq": '"', "\\&": ""}


def unescape(line):
    def plain(found):
        if found.group(0) not in ESCAPES:
            raise ValueError("roff escape %s in an example" % found.group(0))
        return ESCAPES[found.group(0)]
    return re.sub(r"\\(?:\(..|.)", plain, line)


def examples(page):
    """Yields (command, exit status) in the order of the page."""
    status = 0
    command = None
    for line in page.split("\n"):
        found = re.match(r'\.\\" exit (\d+)$', line)
        if found:
            status = int(found.group(1))
        elif line == ".EX":
            command = []
        elif line == ".EE":
            yield "\n".join(command), status
            status, command = 0, None
        elif command is not None:
            command.append(unescape(line))


def read_page(name, bin_dir):
    if "/" in name or "." in name:
        with open(name, encoding="utf-8") as file:
            return file.read()
    done = subprocess.run(
        [shutil.which(name, path=bin_dir) or name, "--generate", "man"],
        check=True, stdout=subprocess.PIPE)
    return done.stdout.decode("utf-8")


def run_page(name, options):
    """Returns the number of examples, and of those that failed."""
    count = failed = 0
    with scratch.Own(options.work, options.bin) as folder:
        for command, wanted in examples(read_page(name, options.bin)):
            _, err, status = scratch.run(command, options.bin, folder)
            count += 1
            if status == wanted:
                continue
            failed += 1
            print("%s: exit status %d, not %d: %s\n%s"
                  % (os.path.basename(name), status, wanted, command, err))
    return count, failed


def main():
    parser = argparse.ArgumentParser(
        description="Run the examples of man pages.", epilog=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, action="append",
                        type=os.path.abspath, metavar="DIR",
                        help="where pcindex or pcsearch is; may be repeated")
    parser.add_argument("--work", required=True, type=os.path.abspath,
                        help="where scratch folders go")
    parser.add_argument("pages", nargs="+", metavar="PAGE")
    options = parser.parse_args()
    options.bin = ":".join(options.bin)
    bad = 0
    for name in options.pages:
        try:
            count, failed = run_page(name, options)
        except (scratch.ScratchError, subprocess.CalledProcessError,
                OSError, ValueError) as error:
            sys.exit("man_examples: %s: %s" % (name, error))
        print("%s: %d examples, %d failed"
              % (os.path.basename(name), count, failed))
        bad += failed or count == 0
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
