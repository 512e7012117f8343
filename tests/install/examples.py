#!/usr/bin/env python3
# examples.py - builds and runs the examples against an installed library
# SPDX-License-Identifier: GPL-2.0-or-later
"""As a developer would who has installed pcsearch into a prefix: copies what
share/doc holds, builds it by pkg-config and by find_package, with the shared
library and the static one, and looks at what it prints about the samples."""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from prefix import (ROOT, CORPUS, Server, arguments, expect,  # noqa: E402
                    main, run)

RECORD = os.path.join(ROOT, "tests", "library", "abi.txt")
WARNINGS = "-O1 -Wall -Wextra -Wpedantic -Werror"
options = None


def copy(prefix, name, suffix=""):
    folder = prefix.at(name + suffix)
    shutil.copytree(os.path.join(prefix.examples(), name), folder)
    return folder


def links_library(prefix, program):
    text = run(["readelf", "-d", program], env=prefix.environment())
    return "libpcsearch.so.1" in text


def check_c_programs(prefix, folder):
    env = prefix.environment()

    def search(*words, status=0):
        return run([os.path.join(folder, "search"), prefix.index, *words],
                   status, env=env)
    out = search("구독", "ko")
    expect("\n  [구독] 만들기\n  Create a [subscription]\n" in out, out)
    expect("27 segments in 9 articles\nyear 2024: 16\n" in out, out)
    expect("Did you mean: 구독\n" in search("rnehr", "ko", status=1))
    expect("no locale xx" in search("구독", "xx", status=2))
    expect("no index at" in run([os.path.join(folder, "search"), "/nowhere",
                                 "x"], 2, env=env))
    update = os.path.join(folder, "update")
    index = os.path.join(folder, "index")
    source = os.path.join(folder, "articles")
    shutil.copytree(os.path.join(CORPUS, "ko-kr"), source)
    expect(run([update, index, "help=" + source], env=env) ==
           "generation 1: 12 articles, 200 segments; 12 added, 0 changed, "
           "0 removed\n")
    expect(run([update, index, "help=" + source], env=env).startswith(
        "generation 1 (as before): "))
    check_threads(folder, index, source, env)


def check_threads(folder, index, source, env):
    """A generation is published while threads search, and is picked up."""
    with subprocess.Popen(
            [os.path.join(folder, "threads"), index, "3"], env=env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE) as threads:
        def ask(lines):
            threads.stdin.write("".join(one + "\n" for one in lines).encode())
            threads.stdin.flush()
            return {tuple(threads.stdout.readline().decode().split(": ")[1:])
                    for one in lines if one != "!"}
        found = ask(["구독"] * 20)
        expect(found == {("generation 1", "27 segments\n")}, found)
        os.remove(os.path.join(source, "faq.md"))
        run([os.path.join(folder, "update"), index, "help=" + source], env=env)
        # "!" is taken by a thread, and does its work beside the next ones.
        found = [ask(["!", "구독"]) for _ in range(200)]
        expect(found[-1] == {("generation 2", "23 segments\n")}, found[-1])
        threads.stdin.close()
        expect(threads.wait(30) == 0, "threads")


def example_c(prefix):
    for suffix, make in (("", []), ("-static", ["STATIC=1"])):
        folder = copy(prefix, "c", suffix)
        run(["make", "-s", "CFLAGS=" + WARNINGS, *make], cwd=folder,
            env=prefix.environment())
        expect(links_library(prefix, os.path.join(folder, "search"))
               == (not make), "linked otherwise:", folder)
        check_c_programs(prefix, folder)


def check_articles(prefix, program):
    env = prefix.environment()
    out = run([program, prefix.index, "de-DE", "Rechnung", "<b>"], env=env)
    expect("<h1>Rechnung: 5 articles</h1>\n" in out, out)
    expect("<h2>Ihre <mark>Rechnung</mark> verstehen | " in out, out)
    expect("what&#39;s the difference?" in out, out)
    expect("<h1>&lt;b&gt;: 0 articles</h1>" in out and "<b>" not in out, out)
    expect("no index at" in run([program, "/nowhere", "de", "x"], 2, env=env))


def example_cpp(prefix):
    for suffix, make in (("", []), ("-static", ["STATIC=1"])):
        folder = copy(prefix, "cpp", suffix)
        run(["make", "-s", "CXXFLAGS=" + WARNINGS, *make], cwd=folder,
            env=prefix.environment())
        check_articles(prefix, os.path.join(folder, "articles"))


def example_find_package(prefix):
    """Both by CMake, shared and static."""
    env = prefix.environment()
    for name, program in (("c", "search"), ("cpp", "articles")):
        for static in ("OFF", "ON"):
            folder = copy(prefix, name, "-cmake-" + static)
            build = os.path.join(folder, "build")
            run(["cmake", "-S", folder, "-B", build, "-DSTATIC=" + static],
                env=env)
            run(["cmake", "--build", build, "--target", program], env=env)
            binary = os.path.join(build, program)
            expect(links_library(prefix, binary) == (static == "OFF"),
                   "linked otherwise:", binary)
            if name == "cpp":
                check_articles(prefix, binary)
            else:
                out = run([binary, prefix.index, "구독", "ko"], env=env)
                expect("27 segments in 9 articles" in out, out)


def recorded_layout():
    """Of each structure its size, and where its members stand."""
    layout = {}
    with open(RECORD, encoding="utf-8") as file:
        for line in file:
            words = line.split()
            if line.startswith("struct "):
                members = {}
                layout[words[1]] = [int(words[2]), members]
            elif line.startswith("    "):
                members[words[0]] = int(words[1])
    return layout


def example_python(prefix):
    folder = copy(prefix, "python")
    env = prefix.environment()
    script = [sys.executable, "-B", os.path.join(folder, "search.py"),
              prefix.index]
    out = run([*script, "ko-KR", "구독", "테넌트"], env=env)
    expect("구독: 27 segments in 9 articles\n" in out, out)
    expect("    [구독] 만들기\n    Create a [subscription]\n" in out, out)
    expect("테넌트: 17 segments in 6 articles\n" in out, out)
    expect("Did you mean: 구독" in run([*script, "ko-KR", "rnehr"], 1,
                                      env=env))
    expect("no locale xx-XX" in run([*script, "xx-XX", "x"], 2, env=env))
    # Its structures are those that the library was compiled with.
    names = {"_Error": "pcs_error", "_Mark": "pcs_mark",
             "_Place": "pcs_place_of", "_Hit": "pcs_hit",
             "_FacetValue": "pcs_facet_value", "_Facet": "pcs_facet",
             "_Arena": "pcs_arena", "_Results": "pcs_results",
             "_SearchOptions": "pcs_search_options"}
    os.environ["LD_LIBRARY_PATH"] = prefix.libdir
    code = "import ctypes, json, pcsearch; print(json.dumps({name: " \
        "[ctypes.sizeof(t), {m[0].rstrip('_'): getattr(t, m[0]).offset " \
        "for m in t._fields_}] for name, t in vars(pcsearch).items() " \
        "if isinstance(t, type) and issubclass(t, ctypes.Structure) " \
        "and t is not ctypes.Structure}))"
    found = json.loads(run([sys.executable, "-B", "-c", code], env=env,
                           cwd=folder))
    expect(set(found) == set(names), sorted(found))
    for mine, theirs in names.items():
        expect(found[mine] == recorded_layout()[theirs], mine, "is not",
               theirs)
    expect(ctypes.sizeof(ctypes.c_void_p) == 8, "a machine of 64 bits")


def get(url, status=200):
    """(text, headers) of an answer."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            expect(answer.status == status, url, answer.status)
            return answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        expect(error.code == status, url, error.code)
        return error.read().decode(), error.headers


def asked(url, **parameters):
    return url + "/?" + urllib.parse.urlencode(parameters)


def check_portal(url):
    text, headers = get(asked(url, q="invoice", locale="ko-KR"))
    expect('<p lang="ko-KR" dir="auto"><mark>청구서</mark> 읽기</p>' in text,
           text)
    expect("<p lang=\"en\">Read your <mark>invoice</mark></p>" in text, text)
    expect("default-src 'none'" in headers["Content-Security-Policy"])
    hostile = '"><script>alert(1)</script>'
    text, _ = get(asked(url, q=hostile))
    expect("<script" not in text and "&lt;script&gt;" in text, text)
    text, _ = get(asked(url, q="rnehr", locale="ko-KR"))
    expect("Did you mean <a" in text and ">구독</a>" in text, text)
    text, _ = get(asked(url, q="x", locale="xx-XX"), 400)
    expect("no locale xx-XX" in text, text)
    get(url + "/elsewhere", 404)
    get(url + "/")


def example_node(prefix):
    folder = copy(prefix, "node")
    os.symlink(os.path.join(options.node, "node_modules"),
               os.path.join(folder, "node_modules"))
    env = prefix.environment()
    code = "import('./pcsearch.mjs').then(m => " \
        "console.log(JSON.stringify(m.layout())))"
    found = json.loads(run(["node", "-e", code], cwd=folder, env=env))
    for name, layout in found.items():
        expect(layout == recorded_layout()[name], name, layout)
    index = prefix.at("node-index")
    source = prefix.at("node-articles")
    shutil.copytree(os.path.join(CORPUS, "ko-kr"), source)
    update = [prefix.program("pcindex"), "--no-config", "-q", "-i", index,
              source]
    run(update)
    with Server(["node", "portal.mjs", index, "0"], cwd=folder,
                env=env) as portal:
        check_portal(portal.url)
        found = json.loads(get(portal.url + "/search?q=%EA%B5%AC%EB%8F%85")[0])
        expect(found["segments"] == 27 and found["generation"] == 1, found)
        expect([h["local"]["marks"] for h in found["hits"]][0] == [[0, 2]])
        os.remove(os.path.join(source, "faq.md"))
        run(update)
        for _ in range(600):
            found = json.loads(
                get(portal.url + "/search?q=%EA%B5%AC%EB%8F%85")[0])
            expect((found["generation"], found["segments"])
                   in ((1, 27), (2, 23)), found)
            if found["generation"] == 2:
                break
        expect("a new generation" in portal.output(), portal.output())


def example_http(prefix):
    folder = copy(prefix, "http")
    env = prefix.environment()
    config = prefix.at("http.yaml")
    with open(config, "w", encoding="utf-8") as file:
        file.write("sources: [{path: %s, url: 'https://help.example/{stem}"
                   "#{anchor}'}]\n" % os.path.join(CORPUS, "ko-kr"))
    index = prefix.at("http-index")
    run([prefix.program("pcindex"), "-q", "-i", index, "--config", config])
    socket = prefix.at("http.sock")
    with Server([prefix.program("pcsearchd"), "--no-config", "-i", index,
                 "--listen", "unix:" + socket, "--listen", "127.0.0.1:0"],
                is_up=lambda: os.path.exists(socket)) as service:
        with Server(["node", "portal.mjs", "unix:" + socket, "0"],
                    cwd=folder, env=env) as portal:
            text, _ = get(asked(portal.url, q="청구서 수신자"))
            expect('<a href="https://help.example/billing/read-your-invoice#'
                   in text, text)
            text, _ = get(asked(portal.url, q="구독", year="2025"))
            expect(re.search(r"<p role=\"status\">\d+ articles</p>", text))
            expect("<mark>구독</mark>" in text, text)
            check_http_portal(portal.url)
            found = re.search(r"listens at (127\.0\.0\.1:\d+)",
                              service.output())
            with Server(["node", "portal.mjs", "http://" + found.group(1),
                         "0"], cwd=folder, env=env) as other:
                check_http_portal(other.url)
    with Server(["node", "portal.mjs", "unix:" + socket, "0"], cwd=folder,
                env=env) as portal:
        text, _ = get(asked(portal.url, q="구독"), 503)
        expect("cannot be reached" in text and "ENOENT" not in text, text)


def check_http_portal(url):
    hostile = '"><script>alert(1)</script>'
    text, _ = get(asked(url, q=hostile))
    expect("<script" not in text and "&lt;script&gt;" in text, text)
    text, _ = get(asked(url, q="x", locale="xx-XX"), 400)
    expect("no locale xx-XX" in text, text)
    text, _ = get(asked(url, q="rnehr", locale="ko-KR"))
    expect("Did you mean <a" in text and ">구독</a>" in text, text)
    text, headers = get(asked(url, q="invoice", locale="ko-KR"))
    expect("<mark>invoice</mark>" in text and "<mark>청구서</mark>" in text)
    expect("default-src 'none'" in headers["Content-Security-Policy"])


CHECKS = {check.__name__[8:]: check for check in (
    example_c, example_cpp, example_find_package, example_python,
    example_node, example_http)}


if __name__ == "__main__":
    parser = arguments(__doc__)
    parser.add_argument("--node", help="where node_modules is")
    parser.add_argument("names", nargs="+", choices=CHECKS)
    options = parser.parse_args()
    sys.exit(main([CHECKS[name] for name in options.names], options))
