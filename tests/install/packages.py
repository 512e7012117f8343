#!/usr/bin/env python3
# packages.py - makes the packages of Debian, and looks at what is in them
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs cpack as whoever makes packages does, checks control fields and contents
by what Debian's policy asks for, unpacks them into one folder and runs what is
there: nothing is installed on the machine."""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from prefix import CORPUS, Failure, Server, arguments, expect, run  # noqa: E402

PACKAGES = {"pcsearch": "libxapian30", "pcsearchd": "libmicrohttpd12",
            "libpcsearch1": "libxapian30", "libpcsearch-dev": "libpcsearch1"}
HOLDS = {
    "pcsearch": ["usr/bin/pcsearch", "usr/bin/pcindex",
                 "usr/share/man/man1/pcsearch.1.gz",
                 "usr/share/man/man1/pcindex.1.gz",
                 "usr/share/man/man7/pcsearch-query.7.gz",
                 "usr/share/bash-completion/completions/pcindex",
                 "usr/share/doc/pcsearch/embedding.md",
                 "usr/share/doc/pcsearch/examples/updates/ship-index"],
    "pcsearchd": ["usr/bin/pcsearchd", "etc/pcsearch/pcsearchd.yaml",
                  "usr/lib/systemd/system/pcsearchd.service",
                  "usr/lib/systemd/system/pcsearchd.socket",
                  "usr/share/man/man1/pcsearchd.1.gz",
                  "usr/share/doc/pcsearch/examples/nginx/pcsearchd.conf"],
    "libpcsearch1": ["usr/lib/*/libpcsearch.so.1|usr/lib/libpcsearch.so.1"],
    "libpcsearch-dev": ["usr/include/pcsearch.h",
                        "usr/lib/*/libpcsearch.a|usr/lib/libpcsearch.a",
                        "usr/lib/*/libpcsearch.so|usr/lib/libpcsearch.so",
                        "usr/share/man/man3/pcsearch.3.gz",
                        "usr/share/doc/pcsearch/examples/c/search.c"],
}


def field(path, name):
    return run(["dpkg-deb", "-f", path, name]).rstrip("\n")


def check_control(name, path):
    version = field(path, "Version")
    expect(re.fullmatch(r"\d+\.\d+\.\d+-\d+", version), name, version)
    depends = field(path, "Depends")
    expect(re.search(r"(^|, )%s( |,|$)" % PACKAGES[name], depends), name,
           depends)
    for wanted in ("Maintainer", "Section", "Installed-Size"):
        expect(field(path, wanted), name, "has no", wanted)
    expect(re.fullmatch(r"[^<>]+ <\S+@\S+>", field(path, "Maintainer")), name)
    if name == "libpcsearch-dev":
        expect("libpcsearch1 (= %s)" % version in depends, depends)
    elif name != "libpcsearch1":
        expect("libpcsearch1" not in depends, depends)
    first, *rest = field(path, "Description").split("\n")
    expect(len(first) < 80 and not re.match(r"(A|An|The) |%s" % name, first),
           name, first)
    expect(len(rest) >= 3 and all(len(line) <= 80 for line in rest), rest)


def check_list(name, path):
    """Owners and modes; what is there, but for folders."""
    files = set()
    for line in run(["dpkg-deb", "-c", path]).splitlines():
        mode, owner, _, _, _, where = line.split(None, 5)
        where = where.split(" -> ")[0][2:]
        expect(owner == "root/root", line)
        if mode[0] == "d":
            expect(mode == "drwxr-xr-x", line)
            continue
        files.add(where)
        is_run = where.startswith("usr/bin/") or where.endswith(
            ("/ship-index", "/search.py"))
        expect(mode[0] == "l" or
               mode == ("-rwxr-xr-x" if is_run else "-rw-r--r--"), line)
        expect(where.startswith(("usr/", "etc/")), line)
        expect("__pycache__" not in where and "node_modules" not in where)
    for document in ("copyright", "changelog.Debian.gz", "changelog.gz"):
        expect(f"usr/share/doc/{name}/{document}" in files, name, document)
    return files


def check_tree(name, root):
    """What was unpacked, of one package."""
    for pattern in HOLDS[name]:
        expect(any(glob.glob(os.path.join(root, one))
                   for one in pattern.split("|")), name, "lacks", pattern)
    control = os.path.join(root, "DEBIAN")
    run(["md5sum", "--check", "--quiet", "DEBIAN/md5sums"], cwd=root)
    conffiles = os.path.join(control, "conffiles")
    etc = {"/etc/" + os.path.relpath(os.path.join(folder, one),
                                     os.path.join(root, "etc"))
           for folder, _, names in os.walk(os.path.join(root, "etc"))
           for one in names}
    listed = set()
    if os.path.exists(conffiles):
        with open(conffiles, encoding="utf-8") as file:
            listed = set(file.read().split())
    expect(etc == listed, name, etc, listed)
    for script in ("postinst", "prerm", "postrm"):
        script = os.path.join(control, script)
        if os.path.exists(script):
            run(["sh", "-n", script])
            expect(os.access(script, os.X_OK), script)
    changelog = os.path.join(root, "usr/share/doc", name,
                             "changelog.Debian.gz")
    text = subprocess.run(["gzip", "-dc", changelog], check=True,
                          stdout=subprocess.PIPE).stdout
    plain = os.path.join(control, "changelog")
    with open(plain, "wb") as file:
        file.write(text)
    out = run(["dpkg-parsechangelog", "-l", plain])
    expect("warning" not in out and re.search(
        r"^Version: \d+\.\d+\.\d+-\d+$", out, re.M), out)
    check_binaries(root)


def check_binaries(root):
    for folder, _, names in os.walk(os.path.join(root, "usr")):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.islink(path):
                continue
            with open(path, "rb") as file:
                if file.read(4) != b"\x7fELF":
                    continue
            out = run(["readelf", "-dS", path])
            expect("RPATH" not in out and "RUNPATH" not in out, path, out)
            expect(".symtab" not in out, path, "is not stripped")
            if ".so" in name:
                expect("soname: [libpcsearch.so.1]" in out, out)


def check_programs(root, work):
    """All of them together, from where they are."""
    library = os.path.dirname(glob.glob(
        os.path.join(root, "usr/lib/**/libpcsearch.so"), recursive=True)[0])
    env = dict(os.environ, LD_LIBRARY_PATH=library, LC_ALL="C.UTF-8",
               PATH=os.path.join(root, "usr/bin") + ":" + os.environ["PATH"],
               PKG_CONFIG_PATH=os.path.join(library, "pkgconfig"))
    index = os.path.join(work, "index")
    run(["pcindex", "--no-config", "-q", "-i", index,
         os.path.join(CORPUS, "ko-kr")], env=env)
    expect(run(["pcsearch", "--no-config", "-i", index, "-c", "구독"],
               env=env) == "27\n")
    config = os.path.join(root, "etc/pcsearch/pcsearchd.yaml")
    with Server(["pcsearchd", "--config", config, "-i", index, "--listen",
                 "127.0.0.1:0"], env=env) as service:
        out = run(["curl", "-sf", service.url + "/ready"])
        expect("ready" in out, out)
    example = os.path.join(work, "example")
    shutil.copytree(os.path.join(root, "usr/share/doc/pcsearch/examples/c"),
                    example)
    run(["make", "-s", "search"], cwd=example, env=env)
    out = run(["./search", index, "구독"], cwd=example, env=env)
    expect("27 segments in 9 articles" in out, out)


def check(options, work):
    out = os.path.join(work, "packages")
    run(["cpack", "-G", "DEB", "-B", out], cwd=options.build)
    paths = {name: glob.glob(os.path.join(out, name + "_*.deb"))
             for name in PACKAGES}
    expect(all(len(found) == 1 for found in paths.values()), paths)
    expect(len(glob.glob(os.path.join(out, "*.deb"))) == len(PACKAGES), out)
    seen, whole = set(), os.path.join(work, "root")
    for name, (path,) in paths.items():
        check_control(name, path)
        files = check_list(name, path)
        expect(not seen & files, "in two packages:", seen & files)
        seen |= files
        own = os.path.join(work, name)
        run(["dpkg-deb", "-R", path, own])
        check_tree(name, own)
        run(["dpkg-deb", "-x", path, whole])
        print("ok: %s, %d files" % (name, len(files)))
    check_programs(whole, work)
    print("ok: programs")


def main():
    options = arguments(__doc__).parse_args()
    os.makedirs(options.work, exist_ok=True)
    work = tempfile.mkdtemp(prefix="packages-", dir=options.work)
    try:
        check(options, work)
    except Failure as failure:
        sys.exit(str(failure))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
