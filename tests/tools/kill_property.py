#!/usr/bin/env python3
# kill_property.py - pcindex may be killed at any moment
# SPDX-License-Identifier: GPL-2.0-or-later
"""Kills pcindex, by SIGKILL, at moments spread over its runs, and before, in
and after its calls of write, fsync, rename, unlink and their like on the index
(faults.c). Runs are updates, rebuilds, dictionaries and rollbacks of SOURCE...;
sites are call chains that end in such a call. After each kill

- pcsearch answers as the old or the new generation does, --verify passes;
- the next run gives what an undisturbed one gives;
- nothing is left over: no file that no manifest names, nothing in writing/, no
  manifest above the served one's, no lock;
- a run that waited for the one that was killed (--wait) ends well.
"""

import os
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import interposed  # noqa: E402
import programs  # noqa: E402
import updates as updates_of  # noqa: E402

TRIES = 8


def check_unmade(faults, program, index, what):
    """There was no index before, and there is none yet."""
    for name, args in (("pcsearch", ["구독"]), ("pcindex", ["--verify"])):
        done = program.run(name, "-i", index, *args)
        message = done.stderr.decode("utf-8", "replace")
        if done.returncode != 2 or message.count("\n") != 1:
            faults.add("no index", what, name, "ended with", done.returncode,
                       message)


def check_stopped(faults, updates, scenario, index, what):
    """After a kill, and after the run that follows. The state that it comes to,
    or None."""
    state = None
    if scenario.old is None and not updates_of.served(index):
        check_unmade(faults, updates.program, index, what)
    else:
        state = scenario.find(faults, updates, "killed", index, what)
        if not state:
            return None
    return scenario.finish(faults, updates, index, state, what)


def targets(scenario, calls, random):
    """(scenario, call, which call of its context, when) to kill at: of each
    context the first call, the last, and one between."""
    contexts = {}
    for call in calls:
        contexts.setdefault(call.context, []).append(call)
    for some in contexts.values():
        numbers = {1, len(some), random.randint(1, len(some))}
        whens = ["before", "after"]
        if "write" in some[0].name:
            whens.append("torn")
        for number in sorted(numbers):
            for when in whens:
                yield scenario, some[number - 1], number, when


def in_turn(random, items):
    """All items in an order in which every site and scenario comes early."""
    items.sort(key=lambda item: (item[0].name, item[1].name, item[1].frames,
                                 item[2:]))
    random.shuffle(items)
    seen, turns = {}, []
    for item in items:
        scenario, call, _, when = item
        seen[call.site, when] = seen.get((call.site, when), 0) + 1
        seen[scenario.name] = seen.get(scenario.name, 0) + 1
        turns.append((seen[call.site, when], seen[scenario.name]))
    return [items[i] for i in sorted(range(len(items)),
                                     key=lambda i: turns[i])]


def kill_at(updates, scenario, index, **where):
    """Whether the run came to the call: what threads do differs from run to
    run, so it is tried again."""
    updates.show(scenario.tree)
    env = interposed.preload(updates.program, index, **where)
    for _ in range(TRIES):
        scenario.restore(index)
        done = interposed.run(updates.program, ["-i", index, *scenario.args],
                              env)
        if done.returncode == -signal.SIGKILL:
            return True
    return False


def check_sites(faults, updates, scenarios, limit):
    """Kills at call sites; prints how often it was where."""
    program, index = updates.program, updates.program.at("index")
    todo = []
    for scenario in scenarios:
        updates.show(scenario.tree)
        scenario.restore(index)
        calls = interposed.calls_of(program, index,
                                    ["-i", index, *scenario.args])
        todo += targets(scenario, calls, program.random)
    possible = {call.site for _, call, _, _ in todo}
    todo = in_turn(program.random, todo)
    if limit is not None:
        todo = todo[:limit]
    hits, missed = {}, 0
    for scenario, call, number, when in todo:
        was_killed = kill_at(updates, scenario, index, context=call.context,
                             at=number, when=when)
        what = "%s, killed %s call %d of %s on %s (%s)" % (
            scenario.name, when, number, call.name, call.path or "/",
            " ".join(call.frames[:3]))
        if not was_killed:
            missed += 1
            continue
        check_stopped(faults, updates, scenario, index, what)
        count = hits.setdefault(call.site, {})
        count[when] = count.get(when, 0) + 1
        count.setdefault("chain", call.frames)
    if limit is None:
        # Sites that threads come to now and then.
        for site in possible - set(hits):
            hits[site] = {"chain": site[1]}
    report(program, hits)
    hits = [count for count in hits.values() if len(count) > 1]
    print("%d kills at %d of %d call sites; %d did not come to their call"
          % (len(todo) - missed, len(hits), len(possible), missed))
    if missed > len(todo) // 10:
        faults.add("missed", missed, "of", len(todo))


def report(program, hits):
    names = interposed.names_of_sites(
        program, {f for count in hits.values() for f in count["chain"]})
    for (name, _), count in sorted(hits.items(), key=lambda hit: (
            hit[0][0], hit[1]["chain"])):
        print("%-10s before %3d  torn %3d  after %3d  %s" % (
            name, count.get("before", 0), count.get("torn", 0),
            count.get("after", 0), " < ".join(
                names.get(f, f) for f in count["chain"][:3])))


class Usual:
    """What a run takes that nobody disturbs."""

    def __init__(self, updates, scenario, index):
        updates.show(scenario.tree)
        args = ["-i", index, *scenario.args]
        scenario.restore(index)
        self.calls = len(interposed.calls_of(updates.program, index, args))
        scenario.restore(index)
        begin = time.monotonic()
        interposed.run(updates.program, args)
        self.seconds = time.monotonic() - begin


def progress(index, before):
    """How far a killed run had come, from what is on the disk."""
    if updates_of.served(index) != before[0]:
        return "was published"
    if len(updates_of.manifests(index)) > before[1]:
        return "had a manifest"
    if len(os.listdir(os.path.join(index, "files"))) > before[2]:
        return "had files"
    writing = os.path.join(index, "writing")
    if os.path.isdir(writing) and os.listdir(writing):
        return "was writing"
    return "had nothing yet"


def kill_at_time(program, index, args, delay):
    """Whether the run was killed, rather than at its end."""
    child = subprocess.Popen([program.program("pcindex"), "-i", index, *args],
                             cwd=program.folder, env=program.env,
                             stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    time.sleep(delay)
    child.send_signal(signal.SIGKILL)
    return child.wait() < 0


def kill_after_call(program, index, args, call, delay):
    """The same, a little after a call: most of a run is over before, or
    behind, what it does to the disk."""
    done = interposed.run(program, ["-i", index, *args], interposed.preload(
        program, index, at=call, when="later", delay=int(1e6 * delay)))
    return done.returncode < 0


def continued(updates, index, scenarios, scenario, state):
    """The scenario's run on the index as the last check has left it, with its
    files as they are or as if they were old."""
    tree = updates.random.randrange(len(updates.states))
    if updates.random.random() < 0.5:
        updates_of.age(index)
    if "--paths-from0" in scenario.args:
        scenario = next(s for s in scenarios if s.name == "update")
    if "--dictionary" in scenario.args or "--no-dictionary" in scenario.args:
        return interposed.Scenario(scenario.name, None, state[0],
                                   scenario.args, state,
                                   (state[0], scenario.new[1]))
    return interposed.Scenario(scenario.name, None, tree, scenario.args,
                               state, (tree, state[1]))


def kill_moment(updates, scenario, usual, index, part, how_far):
    """Kills the run when that part of its time, or of its calls, is over; notes
    in how_far what was on the disk. In words, what was done."""
    program, random = updates.program, updates.random
    updates.show(scenario.tree)
    before = (updates_of.served(index), len(updates_of.manifests(index)),
              len(os.listdir(os.path.join(index, "files"))))
    if random.random() < 0.5:
        delay = 1.1 * part * usual.seconds
        what = "after %.1f of %.1f ms" % (1000 * delay, 1000 * usual.seconds)
        done = kill_at_time(program, index, scenario.args, delay)
    else:
        call = 1 + int(part * usual.calls)
        delay = random.random() * usual.seconds / 20
        what = "%.0f us after call %d of %d" % (1e6 * delay, call, usual.calls)
        done = kill_after_call(program, index, scenario.args, call, delay)
    far = progress(index, before) if done else "had ended already"
    how_far[far] = how_far.get(far, 0) + 1
    return "%s, killed %s" % (scenario.name, what)


def check_moments(faults, updates, scenarios, count):
    """One index lives through many of the kills; it is made anew where the run
    needs one that has come about in a certain way, and now and then."""
    random = updates.random
    index = updates.program.at("moments")
    some = [s for s in scenarios if s.old and s.name != "nothing"]
    how_far, state = {}, None
    usual = [Usual(updates, scenario, index) for scenario in some]
    ended, number = 0, 0
    while number - ended < count and number < 5 * count:
        at = number % len(some)
        scenario = some[at]
        if (not state or "rollback" in scenario.name or scenario.is_damaged
                or random.random() < 0.2):
            scenario.restore(index)
        else:
            scenario = continued(updates, index, some, scenario, state)
        # Multiples of the golden ratio are spread evenly, however many.
        part = (number // len(some) * 0.6180339887 + random.random() / count
                ) % 1
        number += 1
        what = kill_moment(updates, scenario, usual[at], index, part, how_far)
        state = check_stopped(faults, updates, scenario, index, what)
        ended = how_far.get("had ended already", 0)
        if scenario.is_damaged:
            state = None
    print("%d runs were killed at a moment; one %s" % (
        number - ended, ", ".join("%s: %d" % item
                                  for item in sorted(how_far.items()))))


def check_waiting(faults, updates, scenarios, count):
    """Another run waits for one that is killed while it has the lock."""
    program, random = updates.program, updates.random
    if not updates_of.has_option(program, "--wait"):
        return
    index = program.at("waiting")
    scenario = next(s for s in scenarios if s.name == "update")
    usual = Usual(updates, scenario, index)
    for _ in range(count):
        scenario.restore(index)
        call = random.randint(2, usual.calls)
        first = subprocess.Popen(
            [program.program("pcindex"), "-i", index, *scenario.args],
            cwd=program.folder, env=interposed.preload(
                program, index, at=call, when="later", delay=20000),
            stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.random() * usual.seconds)
        second = interposed.run(program, ["-i", index, "--wait",
                                          *scenario.args])
        first.wait()
        what = "killed 20 ms after call %d" % call
        if second.returncode != 0 or second.stderr:
            faults.add("waiting", what, "ended with", second.returncode,
                       second.stderr.decode("utf-8", "replace").strip())
        updates.which(faults, "waiting", index, [scenario.new], what)
        for left in updates_of.rubbish(index, scenario):
            faults.add("waiting", what, left)
    print("%d runs waited for one that was killed" % count)


def check(options):
    faults = programs.Faults()
    limit = None if options.sites == "all" else int(options.sites)
    with programs.Programs(options) as program:
        updates = updates_of.Updates(program)
        scenarios = [one for one in interposed.Scenarios(updates).all()
                     if options.scenario in (None, one.name)]
        if limit != 0:
            check_sites(faults, updates, scenarios, limit)
        if options.moments:
            check_moments(faults, updates, scenarios, options.moments)
            check_waiting(faults, updates, scenarios,
                          options.moments // 10 + 1)
    return faults.end()


def main():
    parser = programs.arguments(__doc__, 1)
    parser.add_argument("--moments", type=int, default=40, metavar="N",
                        help="how many runs are killed at a moment")
    parser.add_argument("--sites", default="60", metavar="N",
                        help="how many at a call; all: at every site")
    parser.add_argument("--scenario", metavar="NAME",
                        help="that one alone, with --moments 0")
    return check(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
