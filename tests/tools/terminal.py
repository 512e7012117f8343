#!/usr/bin/env python3
# terminal - pcsearch at a terminal: pager, colours and links
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs pcsearch on a pseudo-terminal of a known size, with pagers that leave
behind what they were given, and holds what is shown against what has to be."""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import sys
import termios
import time
import unicodedata

sys.dont_write_bytecode = True
import programs  # noqa: E402

ROWS, COLUMNS = 10, 60
LINK = re.compile(rb"\x1b\]8;;([^\x1b\x07]*)\x1b\\")
STYLE = re.compile(rb"\x1b\[[0-9;]*m")
SEGMENT = ('<span data-ttu-id="1a2b3-1%02d">%s %d</span>'
           '<span class="sxs-lookup"><span data-stu-id="1a2b3-1%02d">'
           'Invoice %d</span></span>\n\n')
# What has to be harmless: ends of escapes, escapes, percent signs, spaces,
# controls of two bytes, and what a link's format might take for its own.
HOSTILE = [b"a\x1b\\b", b"bell\x07", b"esc\x1b]8;;x", b"per%41cent", b"s p",
           "구독".encode(), b"{line}", b"c1\xc2\x9c", b"q?#&;",
           b"new\nline"]


class Terminal:
    def __init__(self, tools, faults):
        self.tools, self.faults = tools, faults

    def run(self, *args, keys=b"", seconds=30, **env):
        """What a run shows, and its status; an environment variable that is
        None is not set."""
        full = dict(self.tools.env, TERM="xterm", PCSEARCH_CONFIG="")
        full.update({k: v for k, v in env.items() if v is not None})
        for name in (k for k, v in env.items() if v is None):
            full.pop(name, None)
        program = self.tools.program("pcsearch")
        child, fd = pty.fork()
        if child == 0:
            os.chdir(self.tools.folder)
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(1, termios.TIOCSWINSZ, size)
            os.execve(program, ["pcsearch", *args], full)
        shown, status = self.read(child, fd, keys, seconds)
        if programs.CRASH.search(shown):
            self.faults.add("crash", args, shown)
        return shown.replace(b"\r\n", b"\n"), status

    @staticmethod
    def read(child, fd, keys, seconds):
        shown, end = b"", time.monotonic() + seconds
        while time.monotonic() < end:
            if not select.select([fd], [], [], 0.3)[0]:
                if keys:
                    os.write(fd, keys[:1])
                    keys = keys[1:]
                continue
            try:
                got = os.read(fd, 65536)
            except OSError:
                break
            if not got:
                break
            shown += got
        else:
            os.kill(child, 9)
        os.close(fd)
        return shown, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def check(self, what, is_true, *found):
        if not is_true:
            self.faults.add(what, *found)


def write_documents(tools):
    os.makedirs(tools.at("docs", "de-de"))
    body = "".join(SEGMENT % (i, "Rechnung", i, i, i) for i in range(1, 40))
    with open(tools.at("docs", "de-de", "long.md"), "w", encoding="utf-8") as f:
        f.write("---\ntitle: T\nms.contentlocale: de-DE\n---\n" + body)
    for i, name in enumerate(HOSTILE):
        path = os.path.join(os.fsencode(tools.at("docs", "de-de")),
                            name + b".md")
        with open(path, "wb") as f:
            f.write(b"---\nms.contentlocale: de-DE\n---\n" + (
                SEGMENT % (50, "Falle", i, 50, i)).encode())
    tools.index(tools.at("index"), [tools.at("docs")])


def taken(tools):
    """What the pager left behind, and that is gone then."""
    path = tools.at("taken")
    if not os.path.exists(path):
        return None
    with open(path, "rb") as f:
        data = f.read()
    os.remove(path)
    return data


def test_pager(t):
    keep = "cat > taken"
    tools = t.tools
    shown, status = t.run("Rechnung", PCSEARCH_PAGER=keep)
    data = taken(tools)
    t.check("long answer is paged", data and status == 0 and not shown,
            status, shown)
    t.check("colours and links reach the pager",
            data and STYLE.search(data) and LINK.search(data), data)
    t.check("lines are broken to the screen", data and all(
        len(plain(line)) <= COLUMNS for line in data.split(b"\n")), data)
    cases = [
        ("short answer", ["-n", "1", "Rechnung"], {}, 0),
        ("never", ["--pager", "never", "Rechnung"], {}, 0),
        ("count", ["-c", "Rechnung"], {}, 0),
        ("files", ["-l", "Falle"], {}, 0),
        ("json", ["--json", "Rechnung"], {}, 0),
        ("nothing", ["zzyzx"], {}, 1),
        ("dumb", ["Rechnung"], {"TERM": "dumb"}, 0),
        ("no TERM", ["Rechnung"], {"TERM": None}, 0),
        ("a tall screen", ["Rechnung"], {"LINES": "500"}, 0),
        ("an empty pager", ["Rechnung"], {"PCSEARCH_PAGER": ""}, 0),
        ("quiet", ["-q", "--pager", "always", "Rechnung"], {}, 0),
        ("error", ["--pager", "always", "--tier", "x", "Rechnung"], {}, 2),
    ]
    for name, args, env, wanted in cases:
        env = dict({"PCSEARCH_PAGER": keep}, **env)
        shown, status = t.run(*args, **env)
        t.check("not paged: " + name, taken(tools) is None
                and status == wanted and (shown or name == "quiet"),
                status, shown)
    for args in (["-n", "1", "Rechnung"], ["-c", "Rechnung"], ["zzyzx"],
                 ["--json", "-n", "1", "Rechnung"], ["-l", "Falle"]):
        shown, status = t.run("--pager", "always", *args, PCSEARCH_PAGER=keep)
        t.check("paged: always", taken(tools) and not shown
                and status == (args == ["zzyzx"]), args, status, shown)


def test_choice(t):
    long = "Rechnung"
    t.run(long, PCSEARCH_PAGER=None, PAGER="cat > taken")
    t.check("PAGER is the second choice", taken(t.tools))
    shown, _ = t.run(long, PCSEARCH_PAGER="cat", PAGER="cat > taken")
    t.check("cat is none", taken(t.tools) is None and b"Rechnung" in shown)
    t.run(long, PCSEARCH_PAGER="env > taken; cat > /dev/null")
    data = taken(t.tools) or b""
    t.check("less is told", b"\nLESS=FRX\n" in data
            and b"\nLESSCHARSET=utf-8\n" in data, data)
    t.run(long, PCSEARCH_PAGER="env > taken", LESS="i", LESSCHARSET="latin1")
    data = taken(t.tools) or b""
    t.check("what less was told stays", b"\nLESS=i\n" in data
            and b"\nLESSCHARSET=latin1\n" in data, data)
    if shutil.which("less"):
        shown, status = t.run(long, PCSEARCH_PAGER=None, PAGER=None, keys=b"q")
        t.check("less shows a screen", status == 0
                and b"Rechnung" in shown and b"segments" not in shown,
                status, shown)


def test_trouble(t):
    for command in ("no-such-pager", "no-such-pager --at-all"):
        shown, status = t.run("Rechnung", PCSEARCH_PAGER=command)
        warnings = [line for line in shown.split(b"\n")
                    if line.startswith(b"pcsearch: no pager")]
        t.check("printed without the pager", len(warnings) == 1
                and status == 0 and b"39 segments" in shown, status, shown)
    for command in ("true", "false", "head -n 1 > taken", "kill -9 $$"):
        shown, status = t.run("-n", "0", "--pager", "always",
                              "Rechnung", PCSEARCH_PAGER=command)
        t.check("a pager that ends early is no error",
                status == 0 and not shown, command, status, shown)
        taken(t.tools)


def plain(line):
    return STYLE.sub(b"", LINK.sub(b"", line)).decode("utf-8")


def check_link(t, address, places):
    """address leads to a file that is there."""
    t.check("link of ASCII", re.fullmatch(rb"[!-~]+", address), address)
    t.check("link's form", address.startswith(b"file://"), address)
    path = re.sub(rb"%([0-9A-F]{2})", lambda m: bytes([int(m.group(1), 16)]),
                  address[address.index(b"/", 7):])
    t.check("link leads to the file", os.path.exists(path), path)
    places.add(os.path.basename(path)[:-3])


def test_links(t):
    places = set()
    for args in (["-n", "99"], ["--group", "article", "-n", "99"], ["-l"]):
        shown, status = t.run(*args, "Falle", "--pager", "never")
        t.check("found", status == 0, status)
        found = LINK.findall(shown)
        t.check("links are ended", len(found) == 2 * shown.count(
            b"\x1b]8;;\x1b\\"), args, shown)
        for address in filter(None, found):
            check_link(t, address, places)
        rest = STYLE.sub(b"", LINK.sub(b"", shown))
        t.check("no other control character", not re.search(
            rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", rest), rest)
    t.faults.equal("all names are linked", set(HOSTILE), places)


def test_no_links(t):
    for args, env in ((["--hyperlinks", "never"], {}),
                      (["--hyperlink-format", "none"], {}),
                      (["--color", "never"], {}), ([], {"NO_COLOR": "1"}),
                      ([], {"TERM": "dumb"})):
        shown, _ = t.run(*args, "-n", "1", "Rechnung", **env)
        t.check("no link", not LINK.search(shown), args, env, shown)
    for form, wanted in (("vscode", rb"vscode://file/.*/long\.md:\d+:1"),
                         ("kitty", rb"file://[^/]*/.*/long\.md#\d+"),
                         ("x:{line}{path}?{host}", rb"x:\d+/.*\.md\?.*")):
        shown, _ = t.run("--hyperlink-format", form, "-n", "1", "Rechnung")
        found = LINK.search(shown)
        t.check("format " + form,
                found and re.fullmatch(wanted, found.group(1)), shown)
    os.rename(t.tools.at("docs"), t.tools.at("moved"))
    shown, _ = t.run("--hyperlinks", "always", "-n", "1", "Rechnung")
    t.check("no link to what is not there", not LINK.search(shown), shown)


def width(text):
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


def test_layout(t):
    """No line is broken by the terminal, but for those that hold a path or
    the totals; what belongs behind a gutter stands behind it."""
    tools = t.tools
    tools.index(tools.at("samples"), tools.sources)
    for query in ("구독", "サブスクリプション", "订阅", "Rechnung", "en:invoice"):
        for args in ([], ["-C", "2"], ["--group", "article"]):
            shown, _ = t.run("-i", tools.at("samples"), "-n", "20", "--pager",
                             "never", *args, query)
            for raw in shown.split(b"\n"):
                line = plain(raw)
                t.check("width", width(line) <= COLUMNS or ".md" in line
                        or " segments" in line, args, query, line)
                # All that is indented, but titles and paths.
                if args and line.startswith("  ") and not re.match(
                        rb"  \x1b\[(1|35)m", raw):
                    t.check("gutter", re.match(r"  (   | *\d+[:-] )", line),
                            args, query, line)
            styles = [line for line in shown.split(b"\n")
                      if STYLE.search(line)]
            t.check("styles end on their line", styles and all(
                not open_style(line) for line in styles), args, query)


def open_style(line):
    """Whether a line leaves a style on."""
    on = set()
    for code in re.findall(rb"\x1b\[([0-9;]*)m", line):
        for one in code.split(b";"):
            if one == b"0":
                on.clear()
            elif one in (b"22", b"39"):
                on -= {b"1", b"2"} if one == b"22" else {b"31", b"32", b"35"}
            else:
                on.add(one)
    return on


def main():
    options = programs.arguments(__doc__, 1).parse_args()
    faults = programs.Faults()
    with programs.Programs(options) as tools:
        write_documents(tools)
        terminal = Terminal(tools, faults)
        for test in (test_pager, test_choice, test_trouble, test_links,
                     test_layout, test_no_links):
            test(terminal)
    return faults.end()


if __name__ == "__main__":
    sys.exit(main())
