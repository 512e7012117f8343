# judged.py - what the programs that score judged files share
# SPDX-License-Identifier: GPL-2.0-or-later
"""Options, the index that is asked, and the table that is printed. What the
files in tests/judged hold, and what the figures mean, is in the README there.
"""

import argparse
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402


class JudgedError(Exception):
    """Something cannot be measured; the message says what."""


def share(text):
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("%s is no share of 1" % text)
    return value


def arguments(description):
    parser = argparse.ArgumentParser(
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, action="append",
                        type=os.path.abspath, metavar="DIR",
                        help="where the programs are; may be repeated")
    parser.add_argument("--index", type=os.path.abspath, metavar="DIR",
                        help="the index to ask; default: one is made")
    parser.add_argument("--source", action="append", default=[],
                        type=os.path.abspath, metavar="DIR",
                        help="a folder to make the index of; may be repeated; "
                             "default: those of corpus/")
    parser.add_argument("files", nargs="+", type=os.path.abspath,
                        metavar="FILE", help="a judged file")
    return parser


class Asked(programs.Programs):
    """The programs, and the index that is asked."""

    def __init__(self, options):
        options.sources, options.seed = options.source, 1
        super().__init__(options)
        self.options = options

    def __enter__(self):
        super().__enter__()
        for name in "pcindex", "pcsearch":
            if not shutil.which(name, path=self.path):
                raise JudgedError("no %s in %s" % (name, self.path))
        self.index_folder = self.options.index
        if not self.index_folder:
            self.index_folder = self.at("index")
            # 1: files were left out.
            self.ask("pcindex", "-q", *self.sources)
        return self

    def ask(self, name, *args, stdin=b""):
        """The lines that a program prints; status 1 is no failure."""
        done = self.run(name, "-i", self.index_folder, *args, stdin=stdin)
        if done.returncode not in (0, 1):
            raise JudgedError("%s ended with %d: %s" % (
                name, done.returncode,
                done.stderr.decode("utf-8", "replace").strip()))
        return done.stdout.decode("utf-8").splitlines()


def read_lines(path):
    """The lines of a file that are not empty, with where they stand."""
    try:
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield "%s:%d" % (path, number), line.rstrip("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise JudgedError("%s: %s" % (path, error)) from error


def read_object(where, line):
    try:
        return json.loads(line)
    except ValueError as error:
        raise JudgedError("%s: %s" % (where, error)) from error


def percent(part, whole):
    return "%.1f" % (100 * part / whole) if whole else "-"


def print_table(head, rows):
    """Columns as wide as they have to be; numbers to the right."""
    table = [head] + [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(head))]
    for row in table:
        cells = [cell.ljust(width) if i < 2 else cell.rjust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def too_low(locale, what, part, whole, minimum):
    """True, and said on stderr, where a share is below what is wanted."""
    if minimum is None or whole and part / whole >= minimum:
        return False
    print("%s: %s is %s %% (%d of %d), below %.1f %%" % (
        locale, what, percent(part, whole), part, whole, 100 * minimum),
        file=sys.stderr)
    return True


def run(check, options):
    """check(options), which gives the exit status; 2 where it cannot be."""
    try:
        return check(options)
    except JudgedError as error:
        print("%s: %s" % (os.path.basename(sys.argv[0]), error),
              file=sys.stderr)
        return 2
