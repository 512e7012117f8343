# replay_report.py - the figures of bench/replay
# SPDX-License-Identifier: GPL-2.0-or-later

import statistics

# The aim: CPU of an update to that of a rebuild.
LIMITS = {"median": 0.12, "p90": 0.35}


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def result_of(replay, index):
    """The figures of one mode."""
    ratios = index.ratios
    result = {
        "type": "result", "mode": index.mode, "commits": len(ratios),
        "nothing": index.nothing, "unequal": replay.unequal,
        "rebuild_cpu": statistics.median(replay.references),
        "median": statistics.median(ratios), "p90": percentile(ratios, 0.9),
        "max": max(ratios), "wall_ms": 1e3 * statistics.median(index.walls),
        "memory": index.memory}
    if index.publishing:
        result["median_publishing"] = statistics.median(index.publishing)
    if index.growth:
        result.update(checked=len(index.growth),
                      growth=index.growth[-1], growth_max=max(index.growth),
                      postings_files=index.files[-1],
                      postings_files_max=max(index.files))
    if index.warm:
        result.update(warm_ms=index.warm[0], warm_rebuilt_ms=index.warm[1])
    result["within"] = all(result[key] <= limit
                           for key, limit in LIMITS.items())
    return result


def print_result(r):
    print("%s: %d commits, %d of them published nothing, %d checked" % (
        r["mode"], r["commits"], r["nothing"], r.get("checked", 0)))
    print("  CPU of a run to that of a rebuild (%.2f s): median %.1f %%, "
          "p90 %.1f %%, max %.1f %%" % (
              r["rebuild_cpu"], 100 * r["median"], 100 * r["p90"],
              100 * r["max"]))
    if "median_publishing" in r:
        print("  where something was published: median %.1f %%"
              % (100 * r["median_publishing"]))
    print("  wall: median %.0f ms; peak memory %.0f MB"
          % (r["wall_ms"], r["memory"] / 1e6))
    if "growth" in r:
        print("  size to that of a rebuild: %.2f at the end, %.2f at most; "
              "postings in %d files, %d at most" % (
                  r["growth"], r["growth_max"], r["postings_files"],
                  r["postings_files_max"]))
    if "warm_ms" in r:
        print("  a warm query: median %.3f ms, rebuilt %.3f ms" % (
            r["warm_ms"], r["warm_rebuilt_ms"]))
    print("  at most %.0f %% in the median and %.0f %% in p90: %s" % (
        100 * LIMITS["median"], 100 * LIMITS["p90"],
        "passed" if r["within"] else "MISSED"))
