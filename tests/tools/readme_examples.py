#!/usr/bin/env python3
# readme_examples.py - runs the examples of Markdown documents
# SPDX-License-Identifier: GPL-2.0-or-later
"""A fenced block ```console is a session: a line `$ COMMAND`, then what the
command prints on both streams, `...` standing for any number of lines. It must
print just that, and end with status 0, or with N after ```console exit=N.
Times and scores may differ. A block behind a line `<!-- file: PATH -->` is
written to PATH instead. Other blocks are left alone.

All runs in one scratch folder with corpus/, its index, and a scripts/demo that
asks that index. --update writes what is printed into the document.
"""

import argparse
import difflib
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import scratch  # noqa: E402

VOLATILE = [(re.compile(r'("(?:elapsed_ms|score)":)[-+0-9.e]+'), r"\1N"),
            (re.compile(r"\(\d+\.\d s\)$"), "(N s)")]
DEMO = '#!/bin/sh\nexec pcsearch "$@"\n'


def comparable(line):
    for pattern, replacement in VOLATILE:
        line = pattern.sub(replacement, line)
    return line


def is_like(wanted, found):
    """Whether the lines found are those wanted, `...` being any."""
    parts = [[]]
    for line in wanted:
        if line == "...":
            parts.append([])
        else:
            parts[-1].append(re.escape(comparable(line)) + "\n")
    pattern = "(?:.*\n)*".join("".join(part) for part in parts)
    text = "".join(comparable(line) + "\n" for line in found)
    return re.fullmatch(pattern, text) is not None


def split_session(lines):
    """Yields (command, output lines)."""
    command, output = None, []
    for line in lines:
        if line.startswith("$ "):
            if command is not None:
                yield command, output
            command, output = line[2:], []
        elif command is None:
            raise ValueError("no command above: %s" % line)
        else:
            output.append(line)
    if command is not None:
        yield command, output


def blocks(lines):
    """Yields (first line, last line, info, file or None) of fenced blocks."""
    start = info = path = None
    for number, line in enumerate(lines):
        if start is not None:
            if line == "```":
                yield start, number, info, path
                start = path = None
            continue
        found = re.match(r"<!-- file: (\S+) -->$", line)
        if found:
            path = found.group(1)
        elif line.startswith("```"):
            start, info = number + 1, line[3:]
        elif line:
            path = None
    if start is not None:
        raise ValueError("line %d: a block without an end" % start)


def run_session(lines, wanted_status, options, folder):
    """Returns what stands there now, and the complaints."""
    made, complaints = [], []
    for command, expected in split_session(lines):
        out, _, status = scratch.run("{ %s\n} 2>&1" % command, options.bin,
                                     folder)
        while expected and not expected[-1]:
            expected.pop()
        found = out.rstrip("\n").split("\n") if out else []
        made += ["$ " + command]
        good = is_like(expected, found)
        made += expected if good else found
        if status != wanted_status:
            complaints.append("%s: exit status %d, not %d"
                              % (command, status, wanted_status))
        if not good:
            complaints.append("\n".join(["%s:" % command] + list(
                difflib.ndiff(expected, found))))
    return made, complaints


def run_document(name, options):
    """Returns the number of sessions, and of those that failed."""
    with open(name, encoding="utf-8") as file:
        lines = file.read().split("\n")
    made, end_before, count, failed = [], 0, 0, 0
    with scratch.Own(options.work, options.bin) as folder:
        os.mkdir(os.path.join(folder, "scripts"))
        demo = os.path.join(folder, "scripts", "demo")
        with open(demo, "w", encoding="utf-8") as file:
            file.write(DEMO)
        os.chmod(demo, 0o755)
        for start, end, info, path in blocks(lines):
            made += lines[end_before:start]
            end_before = end
            body = lines[start:end]
            if path:
                path = os.path.join(folder, path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write("\n".join(body) + "\n")
            elif info.split(" ")[0] == "console":
                status = re.search(r"exit=(\d+)", info)
                body, complaints = run_session(
                    body, int(status.group(1)) if status else 0, options,
                    folder)
                count += 1
                failed += bool(complaints)
                for text in complaints:
                    print("%s:%d: %s" % (os.path.basename(name), start, text))
            made += body
    if options.update:
        with open(name, "w", encoding="utf-8") as file:
            file.write("\n".join(made + lines[end_before:]))
    return count, failed


def main():
    parser = argparse.ArgumentParser(
        description="Run the examples of documents.", epilog=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, action="append",
                        type=os.path.abspath, metavar="DIR",
                        help="where pcindex or pcsearch is; may be repeated")
    parser.add_argument("--work", required=True, type=os.path.abspath,
                        help="where scratch folders go")
    parser.add_argument("--update", action="store_true",
                        help="write the outputs as they are")
    parser.add_argument("documents", nargs="+", metavar="DOCUMENT")
    options = parser.parse_args()
    options.bin = ":".join(options.bin)
    bad = 0
    for name in options.documents:
        try:
            count, failed = run_document(name, options)
        except (scratch.ScratchError, OSError, ValueError) as error:
            sys.exit("readme_examples: %s: %s" % (name, error))
        print("%s: %d sessions, %d failed"
              % (os.path.basename(name), count, failed))
        bad += failed or count == 0
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
