#!/usr/bin/env python3
"""What the transport of pcsearchd does with requests, rule by rule.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import gzip
import json
import os
import re
import signal
import socket
import stat
import tempfile
import time

from pcsearchd import (Closed, Connection, Server, request_bytes, wait_until)

GET = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"


def check_answers(s):
    a = s.get("/health")
    assert a.status == 200 and a.json() == {"status": "available"}, a
    assert a.headers["server"] == "pcsearchd"
    assert a.headers["content-type"] == "application/json"
    assert a.headers["x-content-type-options"] == "nosniff"
    assert a.headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in a.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in a.headers["content-security-policy"]
    assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT",
                        a.headers["date"])
    assert int(a.headers["content-length"]) == len(a.body)
    assert s.get("/ready").status == 200


def check_echo(s):
    a = s.get("/echo?q=caf%C3%A9+au%2Blait&q=2&empty&=x&&z=%FF%00%ed%a0%80",
              X_Test="hi", Accept_Language="ko, en;q=0.5").json()
    assert a["params"] == [["q", "café au+lait"], ["q", "2"], ["empty", ""],
                           ["", "x"], ["z", "\ufffd\ufffd\ufffd\ufffd\ufffd"]], a
    assert a["header"] == "hi" and a["language"] == "ko, en;q=0.5"
    assert a["local"] is True and a["method"] == "GET"
    a = s.get("/echo/a%2Fb+c/x/y%20z?x").json()
    assert a["path"] == "/echo/a/b+c/x/y z", a
    # Raw UTF-8 in the address is what some clients send.
    with s.connect() as c:
        c.send("GET /echo?q=구독 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert c.read().json()["params"] == [["q", "구독"]]
    assert s.get("/echo/one").json()["variables"] == [["one", "one"]]
    assert s.get("/echo/one/two/three").json()["variables"] == [
        ["one", "one"], ["rest", "two/three"]]
    for bad in "/%", "/echo?q=%", "/echo?q=%4", "/echo?q=%zz", "/%g0":
        a = s.get(bad)
        assert a.status == 400 and "bad-address" in a.json()["type"], a


def check_bodies(s):
    body = bytes(range(256)) * 8
    a = s.request("POST", "/echo", body="구독".encode())
    assert a.json()["body"] == "구독" and a.json()["method"] == "POST"
    a = s.request("POST", "/echo", body=b"")
    assert a.status == 200 and a.json()["body"] == ""
    assert s.request("POST", "/echo", body=body).status == 200
    assert s.request("POST", "/echo", body=b"x" * 65536).status == 200
    a = s.request("POST", "/echo", body=b"x" * 65537)
    assert a.status == 413 and a.headers["connection"] == "close", a
    # In pieces, and with leave to send.
    with s.connect() as c:
        c.send(b"POST /echo HTTP/1.1\r\nHost: localhost\r\n"
               b"Content-Length: 10\r\nExpect: 100-continue\r\n\r\n")
        c.socket.settimeout(5)
        assert c.socket.recv(100).startswith(b"HTTP/1.1 100 ")
        for i in range(10):
            c.send(b"%d" % i)
            time.sleep(0.01)
        assert c.read().json()["body"] == "0123456789"
        c.send(GET + b"\r\n")
        assert c.read().status == 200
    with s.connect() as c:
        c.send(b"POST /echo HTTP/1.1\r\nHost: localhost\r\n"
               b"Content-Length: 99999\r\nExpect: 100-continue\r\n\r\n")
        assert c.read().status == 413
    a = s.request("POST", "/echo", {"Expect": "cake"}, b"x")
    assert a.status == 417, a
    # A body that nobody asked for is read, and is no next request.
    with s.connect() as c:
        c.send(GET + b"Content-Length: 40\r\n\r\n" + b"GET /x HTTP/1.1\r\n" +
               b"y" * 23 + GET + b"\r\n")
        assert c.read().status == 200 and c.read().status == 200


def check_methods(s):
    a = s.request("HEAD", "/bytes?n=100")
    assert a.status == 200 and a.headers["content-length"] == "100", a
    for method in "PUT", "PATCH", "DELETE", "TRACE", "POST":
        a = s.request(method, "/bytes?n=1", body=b"")
        assert a.status == 405, a
        assert a.headers["allow"] == "GET, HEAD, OPTIONS", a
    assert s.get("/indexes/x/search").headers["allow"] == "POST, OPTIONS"
    assert s.request("DELETE", "/echo").headers["allow"] == \
        "GET, HEAD, POST, OPTIONS"
    assert s.request("BREW", "/health").status == 501
    assert s.request("B" * 40, "/health").status == 501
    a = s.request("OPTIONS", "/echo")
    assert a.status == 204 and a.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "access-control-allow-origin" not in a.headers
    assert s.request("OPTIONS", "/nowhere").status == 404


def check_problems(s):
    a = s.get("/nowhere")
    assert a.status == 404
    assert a.headers["content-type"] == "application/problem+json"
    p = a.json()
    assert p["status"] == 404 and p["title"] == "Not Found", p
    assert p["type"].endswith(":no-such-route") and p["detail"], p
    a = s.get("/problem")
    assert a.status == 422 and "etag" not in a.headers
    assert a.json()["detail"] == 'no locale "xx\n\x1b"'
    assert b"\x1b" not in a.body and b"dropped" not in a.body
    a = s.get("/indexes/x/nothing")
    assert a.status == 404 and a.json()["code"] == "not_found", a
    assert set(a.json()) == {"message", "code", "type", "link"}
    a = s.request("POST", "/indexes/x/search", body=b"x" * 70000)
    assert a.status == 413 and a.json()["code"] == "payload_too_large", a


REFUSED = [
    # What two readers may understand in two ways.
    (GET + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400),
    (GET + b"Content-Length: 1, 1\r\n\r\nx", 400),
    (GET + b"Content-Length: +1\r\n\r\nx", 400),
    (GET + b"Content-Length: -1\r\n\r\n", 400),
    (GET + b"Content-Length: 1 2\r\n\r\n", 400),
    (GET + b"Content-Length: 0x1\r\n\r\n", 400),
    (GET + b"Content-Length:\r\n\r\n", 400),
    (GET + b"Content-Length: 99999999999999999999999\r\n\r\n", 400),
    (GET + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    (GET + b"Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", 400),
    (GET + b"Transfer-Encoding: gzip\r\n\r\n", 400),
    (GET + b"Transfer-Encoding: chunked, chunked\r\n\r\n", 400),
    (GET + b"Transfer-Encoding: xchunked\r\n\r\n", 400),
    (GET + b"Transfer-Encoding: \x0bchunked\r\n\r\n", 400),
    (GET + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n", 400),
    (GET + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
    (GET + b"TRANSFER-ENCODING: ChunkeD\r\n\r\n0\r\n\r\n", 411),
    (b"GET /health HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    # Lines.
    (b"GET /health HTTP/1.1\nHost: localhost\n\n", 400),
    (b"GET /health HTTP/1.1\r\nHost: localhost\n\r\n", 400),
    (GET + b"\n", 400),
    (GET + b"X: a\rb\r\n\r\n", 400),
    (GET + b"\r\r\n", 400),
    (GET + b"X: a\x00b\r\n\r\n", 400),
    (GET + b"X\x00: a\r\n\r\n", 400),
    (GET + b"X: a\x01b\r\n\r\n", 400),
    (GET + b"X: a\r\n b\r\n\r\n", 400),
    (GET + b"X: a\r\n\tb\r\n\r\n", 400),
    (b"GET /health HTTP/1.1\r\n Host: localhost\r\n\r\n", 400),
    (GET + b"X : a\r\n\r\n", 400),
    (GET + b"X\t: a\r\n\r\n", 400),
    (GET + b": a\r\n\r\n", 400),
    (GET + b"no colon\r\n\r\n", 400),
    (GET + b"X(y): a\r\n\r\n", 400),
    # Hosts.
    (b"GET /health HTTP/1.1\r\n\r\n", 400),
    (b"GET /health HTTP/1.1\r\nHost:\r\n\r\n", 400),
    (GET + b"Host: localhost\r\n\r\n", 400),
    (GET + b"hOST: other\r\n\r\n", 400),
    # Request lines.
    (b"GET http://localhost/health HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"GET  /health HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"GET /health  HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"GET /health HTTP/1.1 \r\nHost: localhost\r\n\r\n", 400),
    (b"GET\t/health HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"GET /hea\x00lth HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"GET /health#x HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"GET /health\r\n\r\n", 400),
    (b"GET\r\n\r\n", 400),
    (b" GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"GET /health http/1.1\r\nHost: localhost\r\n\r\n", 400),
    (b"GET /health HTTP/1.2\r\nHost: localhost\r\n\r\n", 400),
    (b"GET /health HTTP/2.0\r\nHost: localhost\r\n\r\n", 505),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    # Sizes.
    (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    (b"GET /?" + b"&a" * 200 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    (GET + b"X: " + b"a" * 9000 + b"\r\n\r\n", 431),
    (GET + b"X" * 9000 + b": a\r\n\r\n", 431),
    (GET + b"X: a\r\n" * 80 + b"\r\n", 431),
    (b"\r\n" * 5000 + GET + b"\r\n", 431),
]


def read(connection, data):
    try:
        return connection.read()
    except (Closed, TimeoutError) as error:
        raise AssertionError(data[:100]) from error


def check_refused(s):
    """Each is answered once, in whole, and the connection closed; whether it
    comes at once, behind another request, or byte by byte."""
    for data, status in REFUSED:
        with s.connect() as c:
            c.send(data + GET + b"\r\n")
            a = read(c, data)
            assert a.status == status, (data[:100], a)
            assert a.headers.get("content-type") == "application/problem+json", (data[:100], a)
            assert a.headers["connection"] == "close", (data[:100], a)
            assert c.is_closed(), data[:100]
        with s.connect() as c:
            c.send(GET + b"\r\n" + data)
            assert read(c, data).status == 200, data[:100]
            assert read(c, data).status == status, data[:100]
            assert c.is_closed(), data[:100]
    for data, status in REFUSED:
        if len(data) > 500:
            continue
        with s.connect() as c:
            try:
                for i in range(len(data)):
                    c.send(data[i:i + 1])
            except (BrokenPipeError, ConnectionResetError):
                pass  # refused before its end
            try:
                assert c.read().status == status, data[:100]
            except Closed as closed:
                # The answer was taken back by what came behind it.
                assert not closed.args[0], (data[:100], closed)


def check_connections(s):
    # Kept alive, one after the other and in one go.
    with s.connect() as c:
        for i in range(20):
            c.send(request_bytes("GET", f"/echo?i={i}"))
            assert c.read().json()["params"] == [["i", str(i)]]
        c.send(b"".join(request_bytes("GET", f"/echo?i={i}")
                        for i in range(200)))
        for i in range(200):
            assert c.read().json()["params"] == [["i", str(i)]]
        c.send(b"\r\n" + request_bytes("POST", "/echo", body=b"ab") + GET +
               b"Connection: close\r\n\r\n")
        assert c.read().json()["body"] == "ab"
        assert c.read().status == 200
        assert c.is_closed()
    # In pieces of all sizes.
    data = b"".join(request_bytes("POST", f"/echo?i={i}", body=b"x" * i)
                    for i in range(10))
    for size in 1, 2, 3, 7, 64:
        with s.connect() as c:
            for i in range(0, len(data), size):
                c.send(data[i:i + size])
            for i in range(10):
                assert c.read().json()["body"] == "x" * i, (size, i)
    # HTTP/1.0.
    with s.connect() as c:
        c.send(b"GET /health HTTP/1.0\r\n\r\n")
        assert c.read().status == 200 and c.is_closed()
    # A client that sends no more, but reads.
    with s.connect() as c:
        c.send(GET + b"\r\n")
        c.socket.shutdown(socket.SHUT_WR)
        assert c.read().status == 200 and c.is_closed()
    with s.connect() as c:
        c.send(GET)
        c.socket.shutdown(socket.SHUT_WR)
        assert c.is_closed()


def check_compression(s):
    plain = s.get("/bytes?n=5000")
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"
    for accept, is_gzip in [("gzip", 1), ("br, gzip;q=0.5", 1), ("*", 1),
                            ("gzip;q=0", 0), ("gzip;q=0.0, *", 0),
                            ("identity, gzip;q=0.1", 0), ("deflate", 0),
                            ("GZIP ; Q=1.0", 1), ("gzip;q=x", 0), ("", 0)]:
        a = s.get("/bytes?n=5000", Accept_Encoding=accept)
        assert (a.headers.get("content-encoding") == "gzip") == is_gzip, accept
        assert a.content == plain.body and len(a.body) == int(
            a.headers["content-length"])
    assert "content-encoding" not in s.get("/bytes?n=500",
                                           Accept_Encoding="gzip").headers
    a = s.request("HEAD", "/bytes?n=5000", {"Accept-Encoding": "gzip"})
    assert a.headers["content-encoding"] == "gzip" and not a.body


def check_etags(s):
    a = s.get("/bytes?n=5&etag=g7")
    assert a.headers["etag"] == 'W/"g7"'
    assert a.headers["cache-control"] == "no-cache"
    for match, status in [('W/"g7"', 304), ('"g7"', 304), ("*", 304),
                          ('"a", W/"g7"', 304), ('"g8"', 200), ("g7", 200),
                          ('"g7', 200), ("", 200)]:
        a = s.get("/bytes?n=5000&etag=g7", If_None_Match=match)
        assert a.status == status, (match, a)
        assert (a.body == b"") == (status == 304)
        assert a.headers["etag"] == 'W/"g7"'
    assert s.get("/bytes?n=5").headers["cache-control"] == "no-store"
    with s.connect() as c:
        for _ in range(3):
            c.send(request_bytes("GET", "/bytes?n=9&etag=g",
                                 {"If-None-Match": '"g"'}))
            assert c.read().status == 304


def check_headers(s):
    a = s.get("/page")
    assert a.headers["content-security-policy"] == "script-src 'self'"
    assert a.headers["cache-control"] == "max-age=60"
    assert a.headers["content-language"] == "ko"
    assert "set-cookie" not in a.headers and "x-bad" not in a.headers
    a = s.get("/health", X_Request_Id="abc-1.2:3")
    assert a.headers["x-request-id"] == "abc-1.2:3"
    for bad in "a b", "x" * 65, "<x>", "é":
        a = s.request("GET", "/health", {"X-Request-Id": bad})
        assert re.fullmatch(r"[0-9a-f]{16}-[0-9a-f]+",
                            a.headers["x-request-id"]), a
    ids = {s.get("/health").headers["x-request-id"] for _ in range(10)}
    assert len(ids) == 10


def check_hosts(s):
    for host, status in [("localhost", 200), ("LOCALHOST:80", 200),
                         ("127.0.0.1", 200), ("127.1.2.3:9", 200),
                         ("[::1]", 200), ("[::1]:7", 200),
                         ("search.test", 200), ("search.test:1", 200),
                         ("evil.example", 421), ("localhost.evil", 421),
                         ("127.0.0.1.evil", 421), ("10.0.0.1", 421),
                         ("localhost:x", 421), ("[::1", 421), ("::1", 421),
                         ("search.test@evil", 421)]:
        a = s.request("GET", "/health", host=host)
        assert a.status == status, (host, a)


NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"({NAME})(\{{{LABEL}(?:,{LABEL})*\}})? (\S+)")


def parse_metrics(text):
    """The exposition format, strictly; {name + labels: value}."""
    assert text.endswith("\n")
    kinds, values, current = {}, {}, None
    for line in text[:-1].split("\n"):
        if line.startswith("# HELP "):
            name = line.split(" ")[2]
            assert re.fullmatch(NAME, name) and name not in kinds, line
            assert len(line.split(" ")) > 3
            current = name
        elif line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name == current and kind in ("counter", "gauge", "histogram")
            kinds[name] = kind
        else:
            name, labels, value = SAMPLE.fullmatch(line).groups()
            base = name
            if kinds.get(current) == "histogram":
                base = re.sub("_(bucket|sum|count)$", "", name)
            assert base == current, line
            assert (kinds[base] == "counter") == name.endswith("_total"), line
            assert name + (labels or "") not in values, line
            values[name + (labels or "")] = float(value)
    for key, value in values.items():
        found = re.fullmatch(r'(.*)_bucket\{(.*),le="\+Inf"\}', key)
        if found:
            assert values[f"{found[1]}_count{{{found[2]}}}"] == value
            buckets = [v for k, v in values.items()
                       if k.startswith(f"{found[1]}_bucket{{{found[2]},")]
            assert buckets == sorted(buckets)
    return values


def check_metrics(s):
    before = parse_metrics(s.get("/metrics").text)
    for _ in range(5):
        s.get("/bytes?n=100")
    s.get("/nowhere")
    requests = "pcsearchd_http_requests_total"
    asked = 0

    def grown(key):
        return after.get(key, 0) - before.get(key, 0)
    # A request is counted once it is over, which its client may know before.
    while asked == 0 or (asked < 100 and (
            grown(requests + '{route="bytes",status="200"}') < 5
            or grown(requests + '{route="none",status="404"}') < 1
            or after["pcsearchd_http_requests_in_flight"] > 1)):
        after = parse_metrics(s.get("/metrics").text)
        asked += 1
    assert grown(requests + '{route="bytes",status="200"}') == 5
    assert grown(requests + '{route="none",status="404"}') == 1
    assert grown('pcsearchd_http_response_bytes_total{route="bytes"}') == 500
    assert grown("pcsearchd_connections_total") == 6 + asked
    assert grown("pcsearchd_http_request_bytes_total") > 300
    assert grown('pcsearchd_http_request_duration_seconds_count'
                 '{route="bytes"}') == 5
    assert after["pcsearchd_http_requests_in_flight"] == 1
    assert after['echo_value{text="a\\"b\\\\c\\nd"}'] == 42
    assert any(k.startswith("pcsearchd_build_info{") for k in after)


def check_cors(binary):
    with Server(binary, args=["--cors-origin", "https://a.test",
                              "--cors-origin", "https://b.test"]) as s:
        preflight = {"Origin": "https://b.test",
                     "Access-Control-Request-Method": "POST"}
        a = s.request("OPTIONS", "/indexes/x/search", preflight)
        assert a.status == 204, a
        h = a.headers
        assert h["access-control-allow-origin"] == "https://b.test"
        assert h["access-control-max-age"] == "86400"
        for name in "Authorization", "Content-Type", "X-Meilisearch-Client":
            assert name in h["access-control-allow-headers"]
        assert "POST" in h["access-control-allow-methods"]
        assert "Origin" in h["vary"]
        for origin in "https://c.test", "https://a.test.evil", "null":
            a = s.get("/health", Origin=origin)
            assert "access-control-allow-origin" not in a.headers
            assert a.headers["vary"] == "Origin"
        a = s.get("/nowhere", Origin="https://a.test")
        assert a.headers["access-control-allow-origin"] == "https://a.test"
    with Server(binary, args=["--cors-origin", "*"]) as s:
        a = s.get("/health", Origin="https://c.test")
        assert a.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in a.headers


def check_tokens(binary, folder):
    path = os.path.join(folder, "tokens")
    with open(path, "w") as f:
        f.write("# a comment\n\n  first-token-0123456789 \nsecond-token-00000\n")
    with Server(binary, args=["--token-file", path]) as s:
        assert s.get("/health").status == 200
        a = s.get("/keyed")
        assert a.status == 401 and a.headers["www-authenticate"] == "Bearer"
        for token in "first-token-0123456789", "second-token-00000":
            assert s.get("/keyed", Authorization="Bearer " + token).status == 200
        for bad in ("Bearer first-token-012345678", "Bearer ", "Bearer",
                    "Basic first-token-0123456789", "Bearer # a comment",
                    "Bearer " + "x" * 600):
            assert s.get("/keyed", Authorization=bad).status == 401, bad
        a = s.post("/indexes/x/search", {})
        assert a.status == 401
        assert a.json()["code"] == "missing_authorization_header"
        a = s.post("/indexes/x/search", {}, {"Authorization": "Bearer no"})
        assert a.status == 403 and a.json()["code"] == "invalid_api_key"
        with open(path, "w") as f:
            f.write("third-token-000000\n")
        s.process.send_signal(signal.SIGHUP)
        ok = {"Authorization": "Bearer third-token-000000"}
        assert wait_until(lambda: s.get("/keyed", **ok).status == 200)
        assert s.get("/keyed",
                     Authorization="Bearer second-token-00000").status == 401
        with open(path, "w") as f:
            f.write("short\n")
        s.process.send_signal(signal.SIGHUP)
        assert wait_until(lambda: any(":1:" in line for line in s.log))
        assert s.get("/keyed", **ok).status == 200


def read_log(path, n):
    def lines():
        with open(path) as f:
            return f.read().splitlines()
    assert wait_until(lambda: len(lines()) >= n), lines()
    return [json.loads(line) for line in lines()]


def check_log(binary, folder):
    path = os.path.join(folder, "access.log")
    with Server(binary, args=["--access-log", path]) as s:
        # A line comes when the answer is out, and so may come late.
        s.get("/echo?q=secret", X_Request_Id="one")
        read_log(path, 1)
        s.request("POST", "/echo", body=b"secret")
        read_log(path, 2)
        s.get("/secret\x7f?secret")
        read_log(path, 3)
        s.get("/slow?ms=20")
        lines = read_log(path, 4)
        assert "secret" not in open(path).read()
        assert lines[0]["route"] == "echo" and lines[0]["request_id"] == "one"
        assert lines[0]["status"] == 200 and lines[0]["bytes"] > 50
        assert lines[0]["address"] == "127.0.0.1"
        assert lines[0]["generation"] == 7 and lines[0]["method"] == "GET"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z",
                            lines[0]["time"])
        assert lines[1]["method"] == "POST" and lines[2]["status"] == 400
        assert lines[3]["note"] == "slept" and lines[3]["ms"] >= 20
        os.rename(path, path + ".1")
        s.process.send_signal(signal.SIGHUP)
        assert wait_until(lambda: os.path.exists(path))
        s.get("/health")
        assert read_log(path, 1)[0]["route"] == "health"
        assert len(read_log(path + ".1", 4)) == 4
    with Server(binary, args=["--access-log", "-", "--log-queries"]) as s:
        s.request("POST", "/echo?q=a%20b", body='구독"\x1b\n'.encode())
        line = json.loads(s.process.stdout.readline())
        assert line["path"] == "/echo" and line["query"] == "q=a%20b"
        assert line["body"] == '구독"\x1b\n'


def check_proxies(binary, folder):
    path = os.path.join(folder, "proxy.log")
    sock = "unix:" + os.path.join(folder, "http.sock")
    with Server(binary, listen=["127.0.0.1:0", sock + ",mode=600"],
                args=["--access-log", path]) as s:
        assert s.addresses[1] == sock
        mode = os.stat(sock[5:]).st_mode
        assert stat.S_ISSOCK(mode) and stat.S_IMODE(mode) == 0o600
        far = {"X-Forwarded-For": "9.9.9.9, 203.0.113.7"}
        assert s.request("GET", "/echo", far).json()["local"] is True
        with s.connect(which=1) as c:
            # Behind a proxy, the host is the portal's.
            c.send(request_bytes("GET", "/echo", far, host="help.example"))
            assert c.read().json()["local"] is False
            c.send(request_bytes("GET", "/echo", {
                "X-Forwarded-For": "[2001:db8::1]:99"}))
            assert c.read().json()["local"] is False
            c.send(request_bytes("GET", "/echo", {"X-Forwarded-For": "x"}))
            assert c.read().json()["local"] is True
        assert sorted(line["address"] for line in read_log(path, 4)) == [
            "127.0.0.1", "2001:db8::1", "203.0.113.7", "unix"]
        # A second one is refused; a socket left behind is replaced.
        try:
            with Server(binary, listen=[sock]):
                raise AssertionError("two at one socket")
        except RuntimeError as e:
            assert "somebody listens" in str(e)
    assert not os.path.exists(sock[5:])
    left = socket.socket(socket.AF_UNIX)
    left.bind(sock[5:])
    left.close()
    with Server(binary, listen=[sock], args=["--trusted-proxy", "127.0.0.0/8"]):
        pass
    with open(sock[5:], "w"):
        pass
    try:
        with Server(binary, listen=[sock]):
            raise AssertionError("a file was replaced")
    except RuntimeError as e:
        assert "no socket" in str(e)
    os.unlink(sock[5:])
    with Server(binary, args=["--trusted-proxy", "127.0.0.1"]) as s:
        a = s.request("GET", "/echo", {"X-Forwarded-For": "1.2.3.4:5"})
        assert a.json()["local"] is False


def check_lane(binary):
    """Requests that take long are answered aside, in their turn."""
    slow = "/slow?off=1&ms="
    with Server(binary) as s:
        with s.connect() as c:
            c.send(request_bytes("GET", slow + "20") * 3 +
                   request_bytes("GET", "/echo?q=a") +
                   request_bytes("HEAD", slow + "1"))
            for _ in range(3):
                assert c.read().text == "slept\n"
            assert c.read().json()["params"] == [["q", "a"]]
            assert c.read("HEAD").status == 200
        # Others do not wait, on whichever thread they are.
        many = [s.connect() for _ in range(8)]
        for c in many:
            c.send(request_bytes("GET", slow + "200"))
        time.sleep(0.05)
        start = time.monotonic()
        for _ in range(20):
            assert s.get("/health").status == 200
        assert s.metric("pcsearchd_slow_requests_waiting") > 0
        assert time.monotonic() - start < 0.8
        # Who goes away is forgotten.
        many.pop().close()
        for c in many:
            assert c.read().status == 200
        # More than can wait are told so, and go on.
        many += [s.connect() for _ in range(92)]
        for c in many:
            c.send(request_bytes("GET", slow + "15"))
        answers = [c.read() for c in many]
        refused = [a for a in answers if a.status == 503]
        assert {a.status for a in answers} == {200, 503}
        assert len(refused) >= 30, len(refused)
        assert all(a.headers["retry-after"] for a in refused)
        assert refused[0].json()["type"].endswith(":busy"), refused[0]
        for c in many:
            c.send(request_bytes("GET", "/echo"))
            assert c.read().status == 200
            c.close()
        assert s.metric("pcsearchd_slow_requests_total",
                        '{outcome="refused"}') + s.metric(
            "pcsearchd_slow_requests_total", '{outcome="late"}') == len(refused)
        # A stop lets them end.
        many = [s.connect() for _ in range(4)]
        for c in many:
            c.send(request_bytes("GET", slow + "100"))
        time.sleep(0.1)
        s.process.send_signal(signal.SIGTERM)
        assert [c.read().status for c in many] == [200] * 4
        assert s.process.wait(10) == 0
    with Server(binary, args=["--stop-timeout", "0.1"]) as s:
        many = [s.connect() for _ in range(4)]
        for c in many:
            c.send(request_bytes("GET", slow + "400"))
        time.sleep(0.1)
        assert s.stop() == 1


def check_stop(binary):
    with Server(binary) as s:
        slow, idle, half = s.connect(), s.connect(), s.connect()
        idle.send(GET + b"\r\n")
        assert idle.read().status == 200
        slow.send(request_bytes("GET", "/slow?ms=800"))
        half.send(request_bytes("POST", "/echo", body=b"abcd")[:-2])
        time.sleep(0.2)
        s.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        assert idle.is_closed()
        half.send(b"cd")
        assert half.read().json()["body"] == "abcd"
        a = slow.read()
        assert a.status == 200 and a.headers["connection"] == "close"
        assert s.process.wait(10) == 0
        try:
            s.connect()
            raise AssertionError("it still listens")
        except ConnectionRefusedError:
            pass
    with Server(binary, args=["--stop-timeout", "0.2"]) as s:
        c = s.connect()
        c.send(request_bytes("GET", "/slow?ms=1500"))
        time.sleep(0.2)
        assert s.stop() == 1
        c.close()
    with Server(binary) as s:
        assert s.stop(signal.SIGINT) == 0
    # What is said twice in a moment is said once; said again later, it ends.
    for later in (0, 0.001, 0.1):
        with Server(binary) as s:
            c = s.connect()
            c.send(request_bytes("GET", "/slow?ms=300"))
            time.sleep(0.1)
            s.process.send_signal(signal.SIGTERM)
            time.sleep(later)
            assert s.stop(signal.SIGTERM) == 0, later
            assert c.read().status == 200, later
            c.close()
    with Server(binary) as s:
        s.ends = (-signal.SIGINT,)
        c = s.connect()
        c.send(request_bytes("GET", "/slow?ms=60000"))
        time.sleep(0.2)
        s.process.send_signal(signal.SIGTERM)
        time.sleep(0.8)
        s.stop(signal.SIGINT)
        c.close()


def check_systemd(binary, folder):
    notify = os.path.join(folder, "notify")
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.bind(notify)
    heard.settimeout(10)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    # The one that is handed over has to be number 3, and know its process.
    shell = 'exec env LISTEN_PID=$$ "$0" "$@" 3<&%d' % listening.fileno()
    server = Server(binary, listen=[], pass_fds=[listening.fileno()],
                    env={"LISTEN_FDS": "1", "NOTIFY_SOCKET": notify,
                         "WATCHDOG_USEC": "200000"})
    server.command = ["sh", "-c", shell] + server.command
    with server as s:
        assert s.address == f"127.0.0.1:{port}", s.address
        assert s.get("/health").status == 200
        assert heard.recv(100) == b"READY=1"
        assert heard.recv(100) == b"WATCHDOG=1"
        s.process.send_signal(signal.SIGTERM)
        while heard.recv(100) != b"STOPPING=1":
            pass
        assert s.process.wait(10) == 0
    heard.close()
    listening.close()


def check_options(binary, folder):
    def fails(*args, listen=("127.0.0.1:0",)):
        try:
            with Server(binary, args=args, listen=listen):
                raise AssertionError(args)
        except RuntimeError as e:
            return str(e)
    for args in (["--threads", "0"], ["--threads", "257"],
                 ["--max-body", "2M"], ["--max-connections", "99999"],
                 ["--header-timeout", "61"], ["--trusted-proxy", "1.2.3.4/33"],
                 ["--trusted-proxy", "here"], ["--token-file", "/nonexistent"],
                 ["--access-log", "/nonexistent/x"], ["operand"], ["--nope"]):
        assert "pcsearchd: " in fails(*args), args
    for address in ("localhost", "127.0.0.1:99999", "::1:80", "unix:",
                    "[127.0.0.1]:0", "unix:/x,mode=9", "127.0.0.1:", "a.b:80"):
        assert "address to listen" in fails(listen=[address]), address
    with Server(binary) as s:
        fails(listen=[s.address])
    config = os.path.join(folder, "config.yaml")
    with open(config, "w") as f:
        f.write("search:\n  limit: 3\npcsearchd:\n  max-body: 10\n"
                "  listen: [\"127.0.0.1:0\", \"localhost:0\"]\n"
                "  allow-host: portal.test\n")
    server = Server(binary, listen=[], args=["--config", config])
    server.command.remove("--no-config")
    server.n = 2
    with server as s:
        assert s.request("POST", "/echo", body=b"x" * 11).status == 413
        assert s.request("GET", "/echo", host="portal.test").status == 200
    with Server(binary, env={"ECHO_NOT_READY": "1"}) as s:
        a = s.get("/ready")
        assert a.status == 503 and a.json()["detail"] == "told not to be"
        assert s.get("/health").status == 200


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--echo", required=True)
    parser.add_argument("--only")
    args = parser.parse_args()
    shared = [check_answers, check_echo, check_bodies, check_methods,
              check_problems, check_refused, check_connections,
              check_compression, check_etags, check_headers, check_hosts,
              check_metrics]
    with tempfile.TemporaryDirectory() as folder:
        with Server(args.echo, args=["--allow-host", "search.test"]) as s:
            for check in shared:
                if args.only in (None, check.__name__):
                    start = time.monotonic()
                    check(s)
                    print(f"{check.__name__} {time.monotonic() - start:.2f} s",
                          flush=True)
        for check in (check_cors, check_lane, check_stop):
            if args.only in (None, check.__name__):
                check(args.echo)
                print(check.__name__, flush=True)
        for check in (check_tokens, check_log, check_proxies, check_systemd,
                      check_options):
            if args.only in (None, check.__name__):
                check(args.echo, folder)
                print(check.__name__, flush=True)


if __name__ == "__main__":
    main()
