#!/usr/bin/env python3
# readme_examples.py - runs the examples of Markdown documents
# SPDX-License-Identifier: GPL-2.0-or-later
"""A fenced block ```console is a session: a line `$ COMMAND`, then what the
command prints on both streams, `...` standing for any number of lines. It must
print just that, and end with status 0, or with N after ```console exit=N.
Times and scores may differ. A block behind a line `<!-- file: PATH -->` is
written to PATH instead. Other blocks are left alone.

What a command exports, when `export` is its first word, holds from there on. One
that ends with `&` runs until the document ends: what stands below it has to be
printed by then, in any order, before the session goes on. Its ports are free
ones, whichever are written.

All runs in one scratch folder with corpus/, its index, and a scripts/demo that
asks that index; with --build, build/release is that build, examples/ are there,
and examples/node has its packages from --node. --update writes what is printed
into the document.
"""

import argparse
import difflib
import os
import re
import shutil
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import scratch  # noqa: E402

VOLATILE = [(re.compile(r'("(?:elapsed_ms|score)":)[-+0-9.e]+'), r"\1N"),
            (re.compile(r"\(\d+\.\d s\)$"), "(N s)")]
START_SECONDS = 30
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


class Ports:
    """Free ports instead of those that a document names."""

    def __init__(self, text):
        self.real = {}
        for written in sorted(set(re.findall(
                r"(?:127\.0\.0\.1|localhost):(\d{4,5})\b", text))):
            # All are held until each has its own.
            one = socket.socket()
            one.bind(("127.0.0.1", 0))
            self.real[written] = one
        held = list(self.real.values())
        self.real = {written: str(one.getsockname()[1])
                     for written, one in self.real.items()}
        for one in held:
            one.close()

    def to_real(self, text):
        for written, real in self.real.items():
            text = re.sub(r"\b%s\b" % written, real, text)
        return text

    def to_written(self, text):
        for written, real in self.real.items():
            text = re.sub(r"\b%s\b" % real, written, text)
        return text


class Servers:
    """What runs until a document ends."""

    def __init__(self):
        self.running = []

    def start(self, command, options, folder, expected):
        """Returns what it has printed when all that is expected is there."""
        path = os.path.join(os.path.dirname(folder),
                            "server-%d.log" % len(self.running))
        with open(path, "wb") as log:
            child = subprocess.Popen(
                ["sh", "-c", "exec " + command], cwd=folder,
                env=scratch.environment(options.bin, folder),
                stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT)
        self.running.append(child)
        end = time.monotonic() + START_SECONDS
        while True:
            has_ended = child.poll() is not None
            with open(path, encoding="utf-8") as log:
                found = options.ports.to_written(log.read()).splitlines()
            if set(expected) <= set(found) or has_ended or \
                    time.monotonic() > end:
                return found
            time.sleep(0.02)

    def stop(self):
        """The complaints: what was asked to stop ends well."""
        complaints = []
        for child in self.running:
            has_ended = child.poll() is not None
            child.terminate()
            try:
                status = child.wait(START_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                status = child.wait()
            if has_ended or status not in (0, -15, 143):
                complaints.append("%s: ended with %d" % (child.args[-1],
                                                         status))
        self.running = []
        return complaints


def export(command, options, folder):
    """Takes over what a command exports."""
    out, err, status = scratch.run(command + " && env -0", options.bin, folder)
    if status == 0:
        before = scratch.environment(options.bin, folder)
        for entry in out.split("\0"):
            name, _, value = entry.partition("=")
            if name not in ("PWD", "OLDPWD", "_", "SHLVL", "") and \
                    before.get(name) != value:
                scratch.exported[name] = value
    return err, status


def run_command(command, expected, options, folder):
    """What it prints on both streams, and its status."""
    command = options.ports.to_real(command)
    if command.endswith(" &"):
        found = options.servers.start(command[:-2], options, folder, expected)
        # Whatever else it says, and in which order, is its own affair.
        return ("\n".join(expected) if set(expected) <= set(found)
                else "\n".join(found)), 0
    if command.startswith("export "):
        return export(command, options, folder)
    out, _, status = scratch.run("{ %s\n} 2>&1" % command, options.bin, folder)
    return options.ports.to_written(out), status


def run_session(lines, wanted_status, options, folder):
    """Returns what stands there now, and the complaints."""
    made, complaints = [], []
    for command, expected in split_session(lines):
        while expected and not expected[-1]:
            expected.pop()
        out, status = run_command(command, expected, options, folder)
        found = out.rstrip("\n").split("\n") if out else []
        made += ["$ " + command]
        good = is_like(expected, found)
        made += expected if good else found
        if status != wanted_status and not command.endswith(" &"):
            complaints.append("%s: exit status %d, not %d"
                              % (command, status, wanted_status))
        if not good:
            complaints.append("\n".join(["%s:" % command] + list(
                difflib.ndiff(expected, found))))
    return made, complaints


def furnish(folder, options):
    """What there is besides the sample articles and their index."""
    os.mkdir(os.path.join(folder, "scripts"))
    demo = os.path.join(folder, "scripts", "demo")
    with open(demo, "w", encoding="utf-8") as file:
        file.write(DEMO)
    os.chmod(demo, 0o755)
    if not options.build:
        return
    os.mkdir(os.path.join(folder, "build"))
    os.symlink(options.build, os.path.join(folder, "build", "release"))
    examples = os.path.join(folder, "examples")
    shutil.copytree(os.path.join(scratch.ROOT, "examples"), examples)
    packages = os.path.join(examples, "node", "node_modules")
    os.mkdir(packages)
    # What is there already npm does not fetch. It is for many systems.
    shutil.copytree(
        os.path.join(options.node, "node_modules", "koffi"),
        os.path.join(packages, "koffi"), ignore=lambda where, names: [
            one for one in names if os.path.basename(where) == "koffi" and
            os.path.basename(os.path.dirname(where)) == "build" and
            not one.startswith("linux_")] + ["src", "vendor", "doc"])
    scratch.exported.update(npm_config_offline="true",
                            npm_config_update_notifier="false")


def run_document(name, options):
    """Returns the number of sessions, and of those that failed."""
    with open(name, encoding="utf-8") as file:
        lines = file.read().split("\n")
    options.ports, options.servers = Ports("\n".join(lines)), Servers()
    scratch.exported.clear()
    with scratch.Own(options.work, options.bin) as folder:
        furnish(folder, options)
        try:
            made, end_before, count, failed = run_blocks(
                name, lines, options, folder)
        finally:
            complaints = options.servers.stop()
        for text in complaints:
            print("%s: %s" % (os.path.basename(name), text))
            failed += 1
    if options.update:
        with open(name, "w", encoding="utf-8") as file:
            file.write("\n".join(made + lines[end_before:]))
    return count, failed


def run_blocks(name, lines, options, folder):
    """What stands there now, up to which line, and counts as above."""
    made, end_before, count, failed = [], 0, 0, 0
    for start, end, info, path in blocks(lines):
        made += lines[end_before:start]
        end_before = end
        body = lines[start:end]
        if path:
            path = os.path.join(folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(options.ports.to_real("\n".join(body)) + "\n")
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
    return made, end_before, count, failed


def main():
    parser = argparse.ArgumentParser(
        description="Run the examples of documents.", epilog=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, action="append",
                        type=os.path.abspath, metavar="DIR",
                        help="where pcindex or pcsearch is; may be repeated")
    parser.add_argument("--work", required=True, type=os.path.abspath,
                        help="where scratch folders go")
    parser.add_argument("--build", type=os.path.abspath,
                        help="the build that is build/release")
    parser.add_argument("--node", type=os.path.abspath,
                        help="the folder that has node_modules")
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
