#!/usr/bin/env python3
# bad_input.py - no file can stop an index run, or hide from its report
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a folder of files that are broken, hostile or not files at all, and
good ones among them; indexes it as a user who may not read everything; and
looks whether pcindex ends in time and within its memory, names what it leaves
out and what it repairs with path and line, and indexes everything else."""

import json
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402

MIB = 1 << 20
MEMORY = 512 * MIB
SECONDS = 50  # what takes about one
NOBODY = 65534


def segment(text, number=1):
    return ('<span data-ttu-id="a-%d">%s</span><span class="sxs-lookup">'
            '<span data-stu-id="a-%d">word</span></span>\n'
            % (number, text, number))


def front(*lines):
    return "---\ntitle: Titel\n" + "".join(
        line + "\n" for line in lines) + "---\n"


def aliases():
    """Each line is nine of the one before."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi"):
        lines.append("%s: &%s [%s]" % (name, name, ", ".join(
            ["*" + before] * 9)))
    return lines


# Files of bytes: name, content, segments that are found in it, and what is
# said about it: (kind, line, a part of the message) each.
def files():
    yield "good.md", segment("gut"), 1, []
    yield "below/good.md", segment("gut"), 1, []
    yield "x.md/good.md", segment("gut"), 1, []
    yield "empty.md", "", 0, []
    yield "prose.md", "No segments here.\n", 0, []
    yield "nul.md", "\0" * MIB, 0, []
    yield "bom.md", "\ufeff" + front() + segment("gut"), 1, []
    yield ("crlf.md", (front() + segment("gut") + "\n" + segment("gut", 2))
           .replace("\n", "\r\n"), 2, [])
    yield "cr.md", (front() + segment("gut")).replace("\n", "\r"), 1, []
    yield "utf8.md", b"\n" + segment("g@t").encode().replace(
        b"@", b"\xff"), 1, [("warning", 2, "UTF-8")]
    yield "utf16.md", segment("gut").encode("utf-16"), 0, []
    yield "surrogate.md", segment("g@t").encode().replace(
        b"@", b"\xed\xa0\x80"), 1, [("warning", 1, "UTF-8")]
    yield ("aliases.md", front(*aliases()) + segment("gut"), 1,
           [("warning", 4 + i // 9, "alias") for i in range(72)])
    yield ("deep-yaml.md", front("a: " + "[" * 100000) + segment("gut"), 1,
           [("warning", 3, "")])
    yield ("open-yaml.md", "---\ntitle: 'Titel\n---\n" + segment("gut"), 1,
           [("warning", 3, "unreadable")])
    yield ("endless-front.md", "---\ntitle: Titel\n" + segment("gut"), 1,
           [("warning", 1, "not closed")])
    yield ("unmatched.md", segment("gut") +
           '<span data-ttu-id="a-2">allein</span>\n' + segment("gut", 3), 2,
           [("warning", 2, "a-2")])
    yield ("other-id.md", segment("gut") + segment("gut", 2).replace(
        'stu-id="a-2"', 'stu-id="b-2"'), 1,
           [("warning", 2, "a-2"), ("warning", 2, "b-2")])
    yield ("cut.md", segment("gut") + segment("gut", 2)[:50], 1,
           [("warning", 2, "a-2")])
    yield ("cut-tag.md", segment("gut") + segment("gut", 2)[:15], 1, [])
    yield ("balance.md", segment("eins<span>zwei").replace(
        "word", "one<span>two"), 1, [("warning", 1, "balance")])
    yield "deep-quote.md", "> " * 100000 + segment("gut"), 1, []
    yield ("deep-span.md", segment("<span>" * 3000 + "gut"
                                   + "</span>" * 3000), 1,
           [("warning", 1, "too deep")])
    yield "deep-list.md", "- " * 50000 + segment("gut"), 1, []
    yield "brackets.md", segment("[" * 50000 + "gut"), 1, []
    yield "stars.md", segment("*_" * 20000 + "gut"), 1, []
    yield "entities.md", segment("&amp;" * 10000 + "gut"), 1, []
    yield "marks.md", segment("e" + "\u0301" * 20000 + " gut"), 1, []
    yield ("long-line.md", segment("gut") + "x" * (MIB + 1) + segment(
        "gut", 2), 0, [("error", 2, "1 MiB")])
    yield ("long-segment.md", segment("gut") + segment("wort " * 20000, 2), 0,
           [("error", 2, "64 KiB")])
    yield "locale.md", front("ms.contentlocale: '!!'") + segment("gut"), 1, []


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if isinstance(content, str):
        content = content.encode("utf-8")
    with open(path, "wb") as file:
        file.write(content)


def fill(path, size, end, last=""):
    """A file of size bytes: x, with end at the end of each MiB, and last. It is
    written in pieces, as what Python takes counts as its child's memory."""
    with open(path, "wb") as file:
        for _ in range(size // MIB):
            file.write(b"x" * (MIB - 1) + end)
        file.write(b"x" * (size % MIB))
        file.seek(size - len(last))
        file.write(last.encode("ascii"))


def fill_segments(path, count):
    """A file of many segments, all different."""
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            file.write(segment("gut wort%d und" % number, number))


def make_others(root, outside):
    """What is more than bytes; yields as files() does."""
    fill(os.path.join(root, "full.md"), 16 * MIB, b"\n", "\n" + segment("gut"))
    yield "full.md", 1, []
    fill_segments(os.path.join(root, "many.md"), 50000)
    yield "many.md", 50000, []
    fill(os.path.join(root, "large.md"), 16 * MIB + 1, b"\n")
    yield "large.md", 0, [("error", 0, "16 MiB")]
    fill(os.path.join(root, "large-line.md"), 100 * MIB, b"x")
    yield "large-line.md", 0, [("error", 0, "16 MiB")]
    write(os.path.join(root, "closed.md"), segment("gut"))
    os.chmod(os.path.join(root, "closed.md"), 0)
    yield "closed.md", 0, [("error", 0, "Permission denied")]
    write(os.path.join(root, "closed/good.md"), segment("gut"))
    os.chmod(os.path.join(root, "closed"), 0)
    yield "closed", 0, [("error", 0, "Permission denied")]
    write(os.fsencode(root) + b"/\xff.md", segment("gut"))
    yield "\ufffd.md", 0, [("error", 0, "not UTF-8")]
    os.mkfifo(os.path.join(root, "pipe.md"))
    yield "pipe.md", 0, []
    deep = os.path.join(root, *["d"] * 300)
    write(os.path.join(deep, "good.md"), segment("gut"))
    yield "/".join(["d"] * 256), 0, [("error", 0, "deep")]
    for name, target in (("one.md", "two.md"), ("two.md", "one.md"),
                         ("self", "self"), ("up", ".."), ("here", "."),
                         ("below/up", "../.."), ("nowhere.md", "nothing"),
                         ("passwd.md", "/etc/passwd"), ("out", outside),
                         ("out.md", os.path.join(outside, "good.md"))):
        os.symlink(target, os.path.join(root, name))
        yield name, 0, []
    os.symlink("good.md", os.path.join(root, "inside.md"))
    yield "inside.md", 1, []


def make(program):
    """Makes everything; returns name -> (segments, what is said)."""
    root, outside = program.at("de-de"), program.at("outside")
    write(os.path.join(outside, "good.md"), segment("gut"))
    expected = {}
    for name, content, segments, said in files():
        write(os.path.join(root, name), content)
        expected[name] = (segments, said)
    for name, segments, said in make_others(root, outside):
        expected[name] = (segments, said)
    return expected


def unprivileged(program):
    """What makes a child one who may not read everything: root gives up."""
    os.chmod(program.folder, 0o755)
    shutil.copy(program.program("pcindex"), program.at("pcindex"))
    os.mkdir(program.at("index"))
    if os.geteuid() != 0:
        return {}
    os.chown(program.at("index"), NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def run(program, args, who):
    """(status, events, standard error, seconds, bytes of memory)"""
    begin = time.monotonic()
    with open(program.at("out"), "wb") as out, open(
            program.at("err"), "wb") as err:
        child = subprocess.Popen([program.at("pcindex"), *args],
                                 cwd=program.folder, env=program.env,
                                 stdout=out, stderr=err, **who)
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid or time.monotonic() - begin > SECONDS:
                break
            time.sleep(0.01)
        if not pid:
            child.kill()
            pid, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    with open(program.at("out"), encoding="utf-8") as file:
        events = [json.loads(line) for line in file]
    with open(program.at("err"), encoding="utf-8", errors="replace") as file:
        message = file.read()
    return (child.returncode, events, message, time.monotonic() - begin,
            usage.ru_maxrss * 1024)


def is_sanitized(path):
    """Sanitizers take memory of their own."""
    with open(path, "rb") as file:
        data = file.read()
    return b"__asan_init" in data or b"__tsan_init" in data


def check_said(faults, expected, events):
    """Each event is expected, and each that is expected is there."""
    said = {}
    for event in events:
        name = event["path"].split("/", 1)[1]
        said.setdefault(name, []).append(event)
    for name in sorted(set(said) | set(expected)):
        wanted = expected.get(name, (0, []))[1]
        found = said.get(name, [])
        good = len(wanted) == len(found) and all(
            (event["type"], event["line"]) == (kind, line)
            and part in event["message"]
            for event, (kind, line, part) in zip(found, wanted))
        if not good:
            faults.add("report", name[:60], "expected", wanted, "found", [
                (event["type"], event["line"], event["message"])
                for event in found])


def check_found(faults, program, expected):
    found = {}
    for one in program.segments(program.at("index")):
        found[one["path"]] = found.get(one["path"], 0) + 1
    for name, (segments, _) in sorted(expected.items()):
        faults.equal("segments", segments, found.pop(name, 0), name[:60])
    for name in found:
        faults.add("segments", name, "should not be indexed")


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        expected = make(program)
        who = unprivileged(program)
        args = ["-i", "index", "-j", "2", "de-de"]
        status, events, message, seconds, memory = run(
            program, [*args, "--json"], who)
        faults.equal("status", 1, status, message)
        faults.equal("standard error", "", message)
        print("%.1f seconds, %.0f MiB" % (seconds, memory / MIB))
        if memory > MEMORY and not is_sanitized(program.at("pcindex")):
            faults.add("memory", memory)
        if status in (0, 1) and events:
            check_said(faults, expected, events[:-1])
            check_found(faults, program, expected)
        # In words, each is one line, and a second run says errors again.
        status, _, message, _, _ = run(program, args, who)
        faults.equal("status", 1, status, message)
        for line in message.splitlines()[:-1]:
            if not line.startswith("de-de/") or ": " not in line:
                faults.add("standard error", line)
        os.chmod(program.at("de-de", "closed"), 0o755)
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 1).parse_args()))
