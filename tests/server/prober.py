"""A client of its own process that asks again and again, and keeps how long
each answer took, while others are hostile.

SPDX-License-Identifier: GPL-2.0-or-later

    with Prober(server.address, "/health") as prober:
        ...
    print(prober.report())

How late the machine itself wakes a process that wants to run is measured beside
it: what others have the processors do is not the server's delay.
"""
import multiprocessing
import time

from pcsearchd import Closed, Connection, request_bytes

PAUSE = 0.003


def ask(address, target, kept):
    """One request; the status, and what is kept of the connection."""
    c = kept or Connection(address, 30)
    c.send(request_bytes("GET", target))
    answer = c.read()
    if answer.headers.get("connection") == "close":
        c.close()
        c = None
    return answer.status, c


def run(address, targets, is_ending, results):
    times, failures, late = [], [], []
    kept, n = None, 0
    while not is_ending.is_set():
        start = time.monotonic()
        time.sleep(PAUSE)
        begin = time.monotonic()
        late.append(begin - start - PAUSE)
        target = targets[n % len(targets)]
        # New connections and one that is kept take turns.
        is_new = n % 2 == 0
        n += 1
        try:
            status, c = ask(address, target, None if is_new else kept)
            if is_new:
                c and c.close()
            else:
                kept = c
            if status != 200:
                failures.append(f"{target}: {status}")
        except (Closed, OSError) as error:
            kept = None
            failures.append(f"{target}: {error!r}")
        times.append(time.monotonic() - begin)
    results.put((times, failures, late))


def at(values, part):
    """A quantile of sorted values."""
    return values[min(len(values) - 1, int(part * len(values)))]


class Prober:
    def __init__(self, address, *targets):
        method = multiprocessing.get_context("fork")
        self.is_ending, self.results = method.Event(), method.Queue()
        self.process = method.Process(
            target=run, daemon=True,
            args=(address, targets, self.is_ending, self.results))

    def __enter__(self):
        self.process.start()
        return self

    def __exit__(self, *_):
        self.is_ending.set()
        times, self.failures, late = self.results.get(timeout=60)
        self.process.join(10)
        self.times, self.late = sorted(times), sorted(late)

    @property
    def longest(self):
        """Milliseconds."""
        return 1000 * self.times[-1]

    def report(self):
        return (f"{len(self.times)} others asked: median "
                f"{1000 * at(self.times, .5):.1f}, p99 "
                f"{1000 * at(self.times, .99):.1f}, longest "
                f"{self.longest:.1f} ms, failures {len(self.failures)} "
                f"(the machine woke them up to {1000 * self.late[-1]:.1f} ms "
                f"late, p99 {1000 * at(self.late, .99):.1f})")
