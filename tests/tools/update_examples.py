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
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402
from examples_ship import check_ship  # noqa: E402
from examples_world import World, flip, wait_for  # noqa: E402

UNITS = ("pcsearch-index.service", "pcsearch-index.timer",
         "pcsearch-watch.service")
CRON_FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
EXPOSURE = "15"  # of 100, as systemd-analyze security counts


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
