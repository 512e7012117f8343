#!/usr/bin/env python3
# full_disk_property.py - a full disk breaks nothing that is served
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs pcindex on a disk that gets full at a point: from that call on, whatever
takes space fails, the first one after half of it was written (faults.c); the
points are spread over all such calls of updates, rebuilds, dictionaries and
rollbacks of SOURCE.... With --tmpfs also on a small file system, where mount(8)
is permitted. Each time

- pcindex ends with status 2 and one line that says why, and what was served is
  served, whole; or the disk became full only after the switch, and then the new
  generation is;
- with space again, the next run gives what an undisturbed one gives, and
  nothing is left over.
"""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import interposed  # noqa: E402
import programs  # noqa: E402
import updates as updates_of  # noqa: E402


def check_message(faults, scenario, done, what):
    """The line that says what is wrong; where something was damaged, one
    before that says so."""
    message = done.stderr.decode("utf-8", "replace")
    if done.returncode == 2:
        lines = {1, 2} if scenario.is_damaged else {1}
        if message.count("\n") not in lines or "space" not in message:
            faults.add("message", what, repr(message))
    elif done.returncode != 0:
        faults.add("status", what, "ended with", done.returncode, message)


def check_full(faults, updates, scenario, index, done, what):
    """After a run on a full disk, which has space again. Whether it failed."""
    check_message(faults, scenario, done, what)
    state = None
    if scenario.old or updates_of.served(index):
        state = scenario.find(faults, updates, "full disk", index, what)
        wanted = scenario.new if done.returncode == 0 else scenario.old
        if state and state != wanted:
            faults.add("full disk", what, "ended with", done.returncode,
                       "but serves", state)
    if state or not scenario.old:
        scenario.finish(faults, updates, index, state, what)
    return done.returncode == 2


def spread(random, total, count):
    """count numbers from 1 to total, evenly spread but for chance."""
    if count >= total:
        return list(range(1, total + 1))
    return [int(total * (i + random.random()) / count) + 1
            for i in range(count)]


def filling(updates, scenario, index):
    """The calls of a run that take space, as faults.c counts them."""
    updates.show(scenario.tree)
    scenario.restore(index)
    calls = interposed.calls_of(updates.program, index,
                                ["-i", index, *scenario.args])
    return [call for call in calls if call.takes_space]


def check_calls(faults, updates, scenarios, count):
    program, index = updates.program, updates.program.at("index")
    lists = [filling(updates, scenario, index) for scenario in scenarios]
    total, failed, sites = sum(len(calls) for calls in lists), 0, set()
    points = set(spread(program.random, total, count))
    start = 0
    for scenario, calls in zip(scenarios, lists):
        updates.show(scenario.tree)
        for number, call in enumerate(calls, 1):
            if start + number not in points:
                continue
            scenario.restore(index)
            done = interposed.run(
                program, ["-i", index, *scenario.args],
                interposed.preload(program, index, full=number))
            sites.add(call.site)
            failed += check_full(
                faults, updates, scenario, index, done,
                "%s, full at call %d of %d, %s on %s (%s)" % (
                    scenario.name, number, len(calls), call.name, call.path,
                    " ".join(call.frames[:3])))
        start += len(calls)
    print("full at %d of %d calls, %d call sites; %d runs failed" % (
        len(points), total, len(sites), failed))
    return failed


def mount(*args):
    return subprocess.run(["mount", *args], capture_output=True,
                          check=False).returncode == 0


def used_bytes(folder):
    status = os.statvfs(folder)
    return (status.f_blocks - status.f_bfree) * status.f_frsize


def check_tmpfs(faults, updates, scenarios, count):
    """The file system is given what the index takes, and a little more."""
    program, folder = updates.program, updates.program.at("small")
    index = os.path.join(folder, "index")
    os.mkdir(folder)
    try:
        if not mount("-t", "tmpfs", "-o", "size=1g", "tmpfs", folder):
            print("no small file system: mount is not permitted")
            return
    except FileNotFoundError:
        print("no small file system: there is no mount")
        return
    failed = 0
    try:
        for number in range(count):
            scenario = scenarios[number % len(scenarios)]
            failed += check_small(faults, updates, scenario, folder, index)
    finally:
        subprocess.run(["umount", folder], check=True)
    print("%d runs on a small file system; %d failed" % (count, failed))


def check_small(faults, updates, scenario, folder, index):
    program = updates.program
    updates.show(scenario.tree)
    scenario.restore(index)
    os.makedirs(index, exist_ok=True)
    before = used_bytes(folder)
    done = interposed.run(program, ["-i", index, *scenario.args])
    # At its peak a run takes more than it leaves.
    room = 2 * max(used_bytes(folder) - before, 65536)
    scenario.restore(index)
    os.makedirs(index, exist_ok=True)
    size = used_bytes(folder) + program.random.randrange(0, room, 4096)
    mount("-o", "remount,size=%d" % size, folder)
    done = interposed.run(program, ["-i", index, *scenario.args],
                          interposed.disturbed(program))
    mount("-o", "remount,size=1g", folder)
    return check_full(faults, updates, scenario, index, done,
                      "%s, %d bytes of file system" % (scenario.name, size))


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        updates = updates_of.Updates(program)
        scenarios = interposed.Scenarios(updates).all()
        failed = check_calls(faults, updates, scenarios, options.count)
        if failed < options.count // 3:
            faults.add("few", "only", failed, "runs failed")
        if options.tmpfs:
            check_tmpfs(faults, updates, scenarios, options.tmpfs)
    return faults.end()


def main():
    parser = programs.arguments(__doc__, 40)
    parser.add_argument("--tmpfs", type=int, default=0, metavar="N",
                        help="how many runs on a small file system")
    return check(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
