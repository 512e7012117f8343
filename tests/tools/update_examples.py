#!/usr/bin/env python3
# update_examples.py - runs the examples of schedules, services and shipping
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs what stands in docs/examples/updates as those would that it is for, in
a folder that stands for the root of the file system:

- the commands of crontab, with no more than cron's shell and environment;
- the units of systemd, which `systemd-analyze` must find good and closed
  enough, by their ExecStart;
- ship-index, by the step of github-actions.yaml, from a clone that is pushed
  to onto a host behind an ssh, which is cut off at each of its calls and in
  the middle of each transfer. Another user, who may not write there, always
  finds the old generation or the new one.
"""

import configparser
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402
import scratch  # noqa: E402

sys.path.insert(0, os.path.join(scratch.ROOT, "bench"))
import index_files  # noqa: E402

EXAMPLES = os.path.join(scratch.ROOT, "docs", "examples", "updates")
UNITS = ("pcsearch-index.service", "pcsearch-index.timer",
         "pcsearch-watch.service")
INSTALLED = "/usr/local/share/doc/pcsearch/examples/updates"
# Folders of the examples, each below the scratch folder instead.
FOLDERS = ("/etc/pcsearch", "/srv/content", "/srv/pcsearch",
           "/usr/local/bin", INSTALLED, "/var/lib/pcsearch")
CRON_FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
EXPOSURE = "15"  # of 100, as systemd-analyze security counts
NOBODY = 65534
PATIENCE = 60 * float(os.environ.get("PCS_TEST_SLOWDOWN", "1"))
# An ssh whose hosts are this one. Its call number $STOP_AT is cut off, in the
# middle of what it sends where $STOP_HOW says so, and its caller with it.
SSH = """#!/bin/sh
while [ "$1" = -o ]; do shift 2; done
[ "$1" = search@reader.example.org ] || exit 255
count=$(($(cat '%(folder)s/calls') + 1))
echo "$count" >'%(folder)s/calls'
if [ "$count" = "${STOP_AT:-0}" ]; then
    if [ "$STOP_HOW" = middle ]; then
        cat >'%(folder)s/sent'
        size=$(wc -c <'%(folder)s/sent')
        head -c $((size / 2)) '%(folder)s/sent' | sh -c "$2"
    elif [ "$STOP_HOW" = after ]; then
        sh -c "$2"
    fi
    kill -KILL $PPID
    exit 255
fi
exec sh -c "$2"
"""


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


def cron_value(part, low, high):
    """Whether a field of a crontab is one that cron takes."""
    for item in part.split(","):
        found = re.fullmatch(r"(\*|(\d+)(?:-(\d+))?)(?:/(\d+))?", item)
        if not found or any(not low <= int(n) <= high
                            for n in found.group(2, 3) if n) or \
                (found.group(4) and not 0 < int(found.group(4)) <= high):
            return False
    return True


def cron_command(text):
    """What the shell runs, and what it reads: cut at % that have no \\."""
    parts = re.split(r"(?<!\\)%", text)
    parts = [part.replace("\\%", "%") for part in parts]
    return parts[0], "\n".join(parts[1:]) + "\n" if parts[1:] else ""


def cron_lines(text):
    """The settings and the commands of a crontab."""
    settings, commands = {}, []
    for line in text.split("\n"):
        setting = re.fullmatch(r"\s*(\w+)\s*=\s*(.*?)\s*", line)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if setting:
            settings[setting.group(1)] = setting.group(2).strip("\"'")
            continue
        *fields, command = line.split(None, 5)
        if len(fields) != 5 or not all(
                cron_value(field, *limits)
                for field, limits in zip(fields, CRON_FIELDS)):
            raise ValueError("no time: " + line)
        commands.append(cron_command(command))
    return settings, commands


def check_cron(world):
    faults = world.faults
    faults.equal("cron", ("date +%F", "a\nb%\n"),
                 cron_command(r"date +\%F%a%b\%"), "percent signs")
    world.fill()
    settings, commands = cron_lines(world.example("crontab"))
    home = world.at("/var/lib/pcsearch")
    env = world.environment(HOME=home, LOGNAME="pcsearch", **settings)
    runs = [([settings["SHELL"], "-c", command], text)
            for command, text in commands]
    if len(runs) != 2 or any(text for _, text in runs):
        faults.add("cron", "commands", runs)
    update = runs[0][0]
    for number, (command, _) in enumerate(runs):
        world.expect("cron: quiet", command, env, 0, "", cwd=home)
        faults.equal("cron", "27", world.count("구독"), "run", number)
    world.edit("구독", "정기결제")
    world.expect("cron: an edit", update, env, 0, "", cwd=home)
    faults.equal("cron", False, world.count("정기결제") == "0", "an edit")
    # A file that is left out is a mail, every time.
    big = os.path.join(world.content, "de-de", "big.md")
    with open(big, "wb") as file:
        file.truncate(17 << 20)
    world.edit("정기결제", "구독")
    for _ in range(2):
        world.expect("cron: a mail", update, env, 1,
                     r"[^\n]*big\.md[^\n]*\n", cwd=home)
    faults.equal("cron", "27", world.count("구독"), "with a file left out")
    os.remove(big)
    # And so is what a gate keeps from being published.
    shutil.rmtree(os.path.join(world.content, "ko-kr"))
    world.expect("cron: a gate", update, env, 2, r"pcindex: [^\n]*\n",
                 cwd=home)
    faults.equal("cron", "27", world.count("구독"), "behind a gate")
    # Damage is told, and mended.
    world.take_back("ko-kr")
    flip(world.served_tables("ko-KR"))
    world.expect("cron: damage", runs[1][0], env, 0,
                 r"pcindex: [^\n]*quarantine[^\n]*\n", cwd=home)
    faults.equal("cron", "27", world.count("구독"), "mended")


def read_unit(text):
    """A unit's settings; the last of a name counts, but lists add up."""
    unit = configparser.ConfigParser(
        interpolation=None, strict=False, delimiters=("=",),
        comment_prefixes=("#", ";"), empty_lines_in_values=False)
    unit.optionxform = str
    unit.read_string(text)
    return unit


def service_command(world, name):
    """ExecStart as systemd runs it: no shell, no expansion but of %."""
    unit = read_unit(world.example(name))
    command = unit["Service"]["ExecStart"]
    if re.search(r"[%$]|^[-@:+!]", command):
        world.faults.add("systemd", name, "ExecStart needs what is not "
                         "tried here:", command)
    env = world.environment(
        PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
        LANG="C.UTF-8", USER="pcsearch", LOGNAME="pcsearch", HOME="/nowhere",
        STATE_DIRECTORY=world.at("/var/lib/pcsearch"))
    return shlex.split(command), env, unit


def check_units(world):
    """What systemd itself thinks of them."""
    env = dict(os.environ, SYSTEMD_COLORS="0", SYSTEMD_EMOJI="0")
    paths = [world.at("/etc/pcsearch", name) for name in UNITS]
    world.expect("systemd-analyze", ["systemd-analyze", "--man=no", "verify",
                                     *paths], env, 0, "")
    for path in paths:
        if path.endswith(".service"):
            world.expect("systemd-analyze", [
                "systemd-analyze", "security", "--no-pager", "--offline=yes",
                "--threshold=" + EXPOSURE, path], env, 0, ".*")
    timer = read_unit(world.example("pcsearch-index.timer"))
    world.expect("systemd-analyze", [
        "systemd-analyze", "calendar", timer["Timer"]["OnCalendar"]], env, 0,
        ".*Next elapse: .*")


def check_service(world):
    world.fill()
    command, env, unit = service_command(world, "pcsearch-index.service")
    world.faults.equal("service", "oneshot", unit["Service"]["Type"])
    world.expect("service", command, env, 0, "", cwd="/")
    world.faults.equal("service", "27", world.count("구독"), "first run")
    world.edit("구독", "정기결제")
    world.expect("service", command, env, 0, "", cwd="/")
    world.faults.equal("service", False, world.count("정기결제") == "0",
                       "an edit")


def wait_for(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def check_watch(world):
    """The service that watches, until systemd stops it."""
    world.fill()
    command, env, _ = service_command(world, "pcsearch-watch.service")
    with subprocess.Popen(command, env=env, cwd="/", stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as child:
        try:
            if not wait_for(lambda: world.count("구독") == "27"):
                world.faults.add("watch", "no index at the start")
            world.edit("구독", "정기결제")
            if not wait_for(lambda: world.count("정기결제") not in ("", "0")):
                world.faults.add("watch", "an edit is not indexed")
            child.terminate()
            wait_for(lambda: child.poll() is not None)
        finally:
            child.kill()
        said = child.stdout.read().decode("utf-8", "replace")
    if child.returncode not in (0, -signal.SIGTERM) or said:
        world.faults.add("watch", "ended with", child.returncode, said)


def workflow_step(text):
    """The commands and the environment of the one step with commands."""
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines)
              if line.strip() == "run: |")
    indent = len(lines[at]) - len(lines[at].lstrip())
    body = []
    for line in lines[at + 1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        body.append(line)
    start = next(i for i, line in enumerate(lines) if line.strip() == "env:")
    env = {}
    for line in lines[start + 1:]:
        found = re.fullmatch(r"\s+([A-Z_]+): (\S+)", line)
        if not found:
            break
        env[found.group(1)] = found.group(2)
    return "\n".join(body), env


class Shipping:
    """A clone, the step that ships what is pushed to it, and its host."""

    def __init__(self, world):
        self.world, self.faults = world, world.faults
        self.host = world.at("/srv/pcsearch/index")
        self.commands, env = workflow_step(
            world.example("github-actions.yaml"))
        binaries = world.at("/usr/local/bin")
        World.write(os.path.join(binaries, "ssh"),
                    SSH % {"folder": world.root})
        os.chmod(os.path.join(binaries, "ssh"), 0o755)
        self.env = world.environment(
            PATH=binaries + ":/usr/bin:/bin", HOME=world.root,
            GITHUB_WORKSPACE=world.content, GIT_CONFIG_NOSYSTEM="1", **env)

    def git(self, *args):
        who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        subprocess.run(["git", "-C", self.world.content, *who, *args],
                       env=self.env, check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL)

    def push(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def step(self, stop_at=0, how="", **more):
        """Runs the step as the workflow does: (exit status, output)."""
        World.write(self.world.at("/calls"), "0")
        env = dict(self.env, STOP_AT=str(stop_at), STOP_HOW=how, **more)
        return self.world.run(["bash", "-e", "-c", self.commands], env)

    def must(self, status, pattern, **more):
        found, said = self.step(**more)
        if found != status or not re.fullmatch(pattern, said, re.S):
            self.faults.add("ship", "exit status", found, "printed",
                            repr(said), "wanted", status, repr(pattern))

    def calls(self):
        with open(self.world.at("/calls"), encoding="ascii") as file:
            return int(file.read())

    def read(self):
        """What a reader gets who may not write: the dump, and answers."""
        made = []
        for command in (["pcindex", "--dump"],
                        ["pcsearch", "--json", "-n", "50", "구독"],
                        ["pcsearch", "-c", "--plain", "정기결제"],
                        ["pcsearch", "-c", "Vertrag"]):
            done = subprocess.run(
                [self.world.at("/usr/local/bin", command[0]), "--no-config",
                 "-i", self.host, *command[1:]],
                stdin=subprocess.DEVNULL, capture_output=True, check=False,
                env=self.world.environment(HOME="/nowhere"), cwd="/",
                **self.reader)
            said = done.stdout.decode("utf-8")
            made.append((done.returncode, re.sub(
                r'"elapsed_ms":[0-9.]+', "", said),
                done.stderr.decode("utf-8")))
        return made

    def __enter__(self):
        """Readers are another user where this one may be any; else this one,
        who may not write there as long as they read."""
        self.reader = {}
        if os.geteuid() == 0:
            self.reader = {"user": NOBODY, "group": NOBODY,
                           "extra_groups": []}
        return self

    def __exit__(self, *unused):
        pass

    def read_only(self):
        """read(), and nobody can have written."""
        if self.reader:
            return self.read()
        everything = [self.host] + [
            os.path.join(path, name) for path, dirs, files
            in os.walk(self.host) for name in dirs + files]
        modes = {path: stat.S_IMODE(os.stat(path).st_mode)
                 for path in everything}
        for path in reversed(everything):
            os.chmod(path, modes[path] & 0o555)
        try:
            return self.read()
        finally:
            for path in everything:
                os.chmod(path, modes[path])

    def good(self, answer):
        return answer[0][0] == 0 and all(status in (0, 1)
                                         for status, _, _ in answer)


def check_stops(ship, old, new):
    """The host is as it was, and the step ends anywhere."""
    before = ship.world.at("/before")
    for how in ("before", "middle", "after"):
        at, stopped = 0, True
        while stopped:
            at += 1
            shutil.rmtree(ship.host)
            shutil.copytree(before, ship.host)
            status, _ = ship.step(at, how)
            stopped = ship.calls() >= at
            found = ship.read_only()
            if found not in (old, new):
                ship.faults.add("ship", "stopped", how, "call", at, found)
            if stopped and status == 0:
                ship.faults.add("ship", "stopped", how, "call", at,
                                "and nobody says so")
            status, said = ship.step()
            if (status, said) != (0, "") or ship.read_only() != new:
                ship.faults.add("ship", "again after", how, at, status, said)
        if at < 8:
            ship.faults.add("ship", "only", at, "calls were cut off")
        print("ship-index was cut off %s each of %d calls" % (how, at - 1))


def check_folder(ship, new):
    """A target without a host is a folder, such as a share."""
    host, ship.host = ship.host, ship.world.at("/srv/pcsearch/share")
    env = dict(ship.env, KEEP="2")
    for _ in range(2):
        ship.world.expect("share", [
            ship.world.at(INSTALLED, "ship-index"), ship.world.content,
            ship.host], env, 0, "")
        ship.faults.equal("share", new, ship.read_only())
    ship.world.expect("share", [
        ship.world.at(INSTALLED, "ship-index"), ship.world.content,
        ship.host + " $(rm)"], env, 2, r"ship-index: [^\n]*letters[^\n]*\n")
    ship.host = host


def check_pruned(ship):
    """Old generations leave the host, and their files with them."""
    for number in range(5):
        ship.world.edit("Vertrag", "Vertrag %d" % number, ["de-de"])
        ship.push("edit")
        for path, _, names in os.walk(ship.host):
            for name in names:
                then = time.time() - 600
                os.utime(os.path.join(path, name), (then, then))
        ship.must(0, "")
    manifests = os.listdir(os.path.join(ship.host, "generations"))
    texts = ""
    for name in manifests:
        with open(os.path.join(ship.host, "generations", name),
                  encoding="utf-8") as file:
            texts += file.read()
    ship.faults.equal("prune", True, 3 <= len(manifests) <= 4, manifests)
    for name in os.listdir(os.path.join(ship.host, "files")):
        if '"%s"' % name not in texts:
            ship.faults.add("prune", name, "is named by no manifest")
    ship.faults.equal("prune", True, ship.good(ship.read_only()))


def check_other_index(ship):
    """An index that begins anew has files of the same names."""
    before = ship.read_only()
    shutil.rmtree(ship.world.at("/var/lib/pcsearch"))
    os.makedirs(ship.world.at("/var/lib/pcsearch"))
    ship.world.edit("Vertrag", "Abkommen", ["de-de"])
    ship.push("another")
    ship.must(2, r"ship-index: files/[^\n]*another one[^\n]*\n")
    ship.faults.equal("ship", before, ship.read_only(), "another index")
    shutil.rmtree(ship.host)
    ship.must(0, "")
    ship.faults.equal("ship", False, ship.read_only() == before, "anew")


def check_ship(world):
    world.fill()
    with Shipping(world) as ship:
        ship.git("init", "-q")
        world.edit("Abonnement", "Vertrag", ["de-de"])
        ship.push("start")
        ship.must(0, "")
        old = ship.read_only()
        ship.faults.equal("ship", True, ship.good(old), old)
        shutil.copytree(ship.host, world.at("/before"))
        world.edit("구독", "정기결제")
        world.edit("Vertrag", "Vertrag neu", ["de-de"])
        korean = os.path.join(world.content, "ko-kr")
        shutil.copyfile(os.path.join(korean, "faq.md"),
                        os.path.join(korean, '새 "글".md'))
        os.remove(os.path.join(world.content, "de-de", "api-reference.md"))
        ship.push("update")
        ship.must(0, "")
        new = ship.read_only()
        ship.faults.equal("ship", True, ship.good(new) and new != old, new)
        check_stops(ship, old, new)
        check_folder(ship, new)
        big = os.path.join(korean, "big.md")
        with open(big, "wb") as file:
            file.truncate(17 << 20)
        ship.push("too large")
        ship.must(1, r"[^\n]*big\.md[^\n]*\n")
        os.remove(big)
        check_pruned(ship)
        check_other_index(ship)


def check(options):
    faults = programs.Faults()
    parts = (check_units, check_cron, check_service, check_watch, check_ship)
    with programs.Programs(options) as program:
        world = World(program, faults)
        for part in parts:
            if not options.part or part.__name__[6:] in options.part:
                part(world)
    return faults.end()


if __name__ == "__main__":
    PARSER = programs.arguments(__doc__, 1)
    PARSER.add_argument("--part", action="append",
                        help="units, cron, service, watch or ship alone")
    sys.exit(check(PARSER.parse_args()))
