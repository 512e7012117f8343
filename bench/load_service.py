# load_service.py - pcsearchd under load, and what it takes
# SPDX-License-Identifier: GPL-2.0-or-later

import json
import os
import re
import signal
import subprocess
import threading
import time
import urllib.parse
import urllib.request

FACETS = "locale,service,topic,type,year"
TICKS = os.sysconf("SC_CLK_TCK")
CONNECTIONS = 32


class LoadError(Exception):
    """It cannot be measured; the message says why."""


def write_paths(queries, path, own_locale, times=1):
    """A request a line, each as often."""
    with open(path, "w", encoding="ascii", newline="\n") as file:
        for _ in range(times):
            for query in queries:
                params = {"q": query.text}
                if own_locale:
                    params["locale"] = query.locale
                if query.has_facets:
                    params["facets"] = FACETS
                file.write("/v1/search?%s\n"
                           % urllib.parse.urlencode(params))


class Service:
    """pcsearchd on a free port of loopback."""

    def __init__(self, bin_dir, index, threads):
        self.process = subprocess.Popen(
            [os.path.join(bin_dir, "pcsearchd"), "-i", index, "--listen",
             "127.0.0.1:0", "--threads", str(threads)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE)
        self.port = None
        for line in self.process.stderr:
            found = re.search(rb"127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break
        if not self.port:
            raise LoadError("pcsearchd does not start")
        self.log = threading.Thread(target=self.process.stderr.read,
                                    daemon=True)
        self.log.start()
        self.await_ready()

    def await_ready(self):
        for _ in range(100):
            try:
                with urllib.request.urlopen(
                        "http://127.0.0.1:%d/ready" % self.port, timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise LoadError("pcsearchd is not ready")

    def cpu(self):
        """Seconds of user and system time."""
        with open("/proc/%d/stat" % self.process.pid,
                  encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self):
        """Bytes of its own, without what it has mapped of files."""
        with open("/proc/%d/status" % self.process.pid,
                  encoding="ascii") as file:
            return 1024 * int(re.search(r"RssAnon:\s*(\d+)",
                                        file.read()).group(1))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise LoadError("pcsearchd does not stop") from None


class Publisher(threading.Thread):
    """Changes an article and runs pcindex, again and again."""

    def __init__(self, bin_dir, index, sources, every):
        super().__init__(daemon=True)
        self.command = [os.path.join(bin_dir, "pcindex"), "-q", "-i", index,
                        "--jobs", "1"] + sources
        self.articles = sorted(
            os.path.join(folder, name) for source in sources
            for folder, _, names in os.walk(source) for name in names
            if name.endswith(".md"))
        self.every = every
        self.published = self.failed = 0
        self.over = threading.Event()

    def run(self):
        due = time.monotonic()
        while not self.over.wait(max(0, due - time.monotonic())):
            due += self.every
            path = self.articles[self.published * 7 % len(self.articles)]
            with open(path, "a", encoding="utf-8") as file:
                file.write("\n\nPublished %d.\n" % self.published)
            done = subprocess.run(self.command, stdin=subprocess.DEVNULL,
                                  capture_output=True, check=False)
            self.failed += done.returncode != 0
            self.published += 1

    def finish(self):
        self.over.set()
        self.join()


def ask(bin_dir, service, paths, rate, seconds, watch=None):
    """What load_client says, with what the service took for it. The client is
    on the last processor."""
    last = max(os.sched_getaffinity(0))
    before = service.cpu()
    client = subprocess.Popen(
        [os.path.join(bin_dir, "load_client"), str(service.port), paths,
         str(rate), str(seconds), str(CONNECTIONS)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, {last}))
    while watch and client.poll() is None:
        watch()
        time.sleep(0.5)
    output = client.communicate()[0]
    if client.returncode != 0:
        raise LoadError("load_client fails")
    result = json.loads(output)
    result["service_cpu_s"] = service.cpu() - before
    result["per_cpu_s"] = (result["answers"] / result["service_cpu_s"]
                           if result["service_cpu_s"] else 0)
    return result
