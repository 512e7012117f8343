"""What tests of /v1 share: an index with addresses, schemas, pcsearch.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import argparse
import json
import os
import subprocess
import tempfile
import urllib.parse

import jsonschema

URL = "https://help.example/{locale-lower}/{stem}#{anchor}"
HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "..", "corpus")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    return parser.parse_args()


def run(binary, *args, check=True):
    return subprocess.run([binary, "--no-config", *args], check=check,
                          stdout=subprocess.PIPE)


class Index:
    """An index of the sample corpus, all of whose pages have addresses but
    those of one locale."""

    def __init__(self, bin_dir, locales=None):
        self.bin = bin_dir
        self.folder = tempfile.TemporaryDirectory(prefix="pcsearchd-")
        self.path = os.path.join(self.folder.name, "index")
        self.sources = [os.path.join(CORPUS, d) for d in sorted(
            os.listdir(CORPUS)) if os.path.isdir(os.path.join(CORPUS, d)) and
            (not locales or d in locales)]
        urls = [f"--url={os.path.basename(s)}={URL}" for s in self.sources
                if not s.endswith("th-th")]
        self.index(*urls, *self.sources)

    def index(self, *args):
        run(os.path.join(self.bin, "pcindex"), "-q", "-i", self.path, *args)

    def search(self, query, *args):
        """Lines of pcsearch --json."""
        out = subprocess.run(
            [os.path.join(self.bin, "pcsearch"), "--no-config", "-i",
             self.path, "--json", *args, "--", query],
            stdout=subprocess.PIPE).stdout
        return [json.loads(line) for line in out.decode().split("\n") if line]


def address(path, params=()):
    """Of a request: params is a mapping, or pairs where names come again."""
    pairs = params.items() if isinstance(params, dict) else params
    text = urllib.parse.urlencode(list(pairs))
    return urllib.parse.quote(path) + ("?" + text if text else "")


class Reference:
    """What /openapi.json says, held against answers."""

    def __init__(self, server):
        self.document = server.get("/openapi.json").json()
        self.operations = {path: item["get"] for path, item in
                           self.document["paths"].items()}
        self.validators = {}

    def validator(self, schema):
        if schema not in self.validators:
            whole = {"$ref": "#/components/schemas/" + schema,
                     "components": self.document["components"]}
            jsonschema.Draft202012Validator.check_schema(whole)
            self.validators[schema] = jsonschema.Draft202012Validator(whole)
        return self.validators[schema]

    def check(self, path, answer):
        """Whether an answer is what the operation says of that status."""
        responses = self.operations[path]["responses"]
        assert str(answer.status) in responses, (path, answer)
        response = responses[str(answer.status)]
        (kind, content), = response["content"].items()
        assert answer.headers["content-type"] == kind, answer
        name = content["schema"]["$ref"].rsplit("/", 1)[1]
        value = answer.json()
        errors = list(self.validator(name).iter_errors(value))
        assert not errors, (path, errors[0].message, errors[0].json_path)
        return value


class Asker:
    """Asks one server, and holds each answer against its reference."""

    def __init__(self, server):
        self.server, self.reference = server, Reference(server)

    def ask(self, path, params=(), operation=None, status=200):
        answer = self.server.get(address(path, params))
        assert answer.status == status, (path, params, answer)
        return self.reference.check(operation or path, answer)

    def search(self, query=None, status=200, **params):
        pairs = [("q", query)] if query is not None else []
        for name, value in params.items():
            values = value if isinstance(value, list) else [value]
            pairs += [(name, v) for v in values]
        return self.ask("/v1/search", pairs, status=status)
