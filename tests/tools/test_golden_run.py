#!/usr/bin/env python3
# test_golden_run.py - tests of the runner of golden cases
# SPDX-License-Identifier: GPL-2.0-or-later
import importlib.machinery
import importlib.util
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)


def load(name, path):
    loader = importlib.machinery.SourceFileLoader(name, path)
    spec = importlib.util.spec_from_loader(name, loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


golden = load("golden_run",
              os.path.join(os.path.dirname(HERE), "golden", "run"))
man = load("man_examples", os.path.join(HERE, "man_examples.py"))

CASE = """# what it is about
$ echo one; echo two >&2
one
2> two

$ printf '# a\\n\\n...\\n'; \\
exit 3
\\# a

\\...
[exit 3]
# the end
$ true
"""


class MatchTest(unittest.TestCase):
    def test_lines(self):
        self.assertTrue(golden.matches([], []))
        self.assertTrue(golden.matches(["a", "b"], ["a", "b"]))
        self.assertFalse(golden.matches(["a"], ["a", "b"]))
        self.assertFalse(golden.matches(["a", "b"], ["a"]))
        self.assertFalse(golden.matches(["a.c"], ["abc"]))
        self.assertFalse(golden.matches(["a"], ["a\n"]))

    def test_any_lines(self):
        self.assertTrue(golden.matches(["..."], []))
        self.assertTrue(golden.matches(["a", "...", "z"], ["a", "z"]))
        self.assertTrue(golden.matches(["a", "...", "z"], ["a", "z", "z"]))
        self.assertFalse(golden.matches(["a", "...", "z"], ["a", "z", "y"]))

    def test_places(self):
        self.assertTrue(golden.matches(["x <float>,"], ["x -7.31,"]))
        self.assertTrue(golden.matches(["<ms> ms <n>"], ["0.8 ms 12"]))
        self.assertFalse(golden.matches(["<n>"], ["1.5"]))
        self.assertFalse(golden.matches(["<float>"], ["x"]))
        self.assertTrue(golden.matches(["a<any>z"], ["a b z"]))


class CaseTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def run_items(self, text, update=False):
        items = golden.parse(text)
        faults = golden.run_blocks(items, "/nowhere", self.folder.name, update)
        return faults, golden.unparse(items)

    def test_passes_and_stays_as_it_is(self):
        faults, text = self.run_items(CASE)
        self.assertEqual(faults, [])
        self.assertEqual(text, CASE)
        self.assertEqual(self.run_items(CASE, True)[1], CASE)

    def test_each_difference_is_a_fault(self):
        for old, new in (("one\n2>", "on\n2>"), ("2> two\n", ""),
                         ("[exit 3]", "[exit 4]"), ("[exit 3]\n", ""),
                         ("\\# a", "\\# b")):
            changed = CASE.replace(old, new, 1)
            self.assertNotEqual(changed, CASE)
            faults, _ = self.run_items(changed)
            self.assertEqual(len(faults), 1, (old, new))

    def test_update_writes_what_is_printed(self):
        wrong = CASE.replace("2> two", "2> three").replace("[exit 3]\n", "")
        faults, text = self.run_items(wrong, True)
        self.assertEqual(faults, [])
        self.assertEqual(text, CASE)

    def test_update_keeps_places(self):
        text = ("$ echo '{\"elapsed_ms\":1.5,\"score\":-2.0}'\n")
        _, updated = self.run_items(text, True)
        self.assertEqual(updated, text
                         + '{"elapsed_ms":<ms>,"score":<float>}\n')
        self.assertEqual(self.run_items(updated)[0], [])

    def test_environment_is_clean(self):
        os.environ["LC_ALL"] = "C.UTF-8"
        faults, _ = self.run_items("$ echo $LC_ALL$LANG$TERM$CORPUS\n%s\n"
                                   % os.path.join(self.folder.name, "corpus"))
        self.assertEqual(faults, [])

    def test_scratch_kinds(self):
        self.assertEqual(golden.scratch_kind(golden.parse("$ a\n")), "shared")
        self.assertEqual(
            golden.scratch_kind(golden.parse("# scratch: own\n$ a\n")), "own")
        with self.assertRaises(golden.scratch.ScratchError):
            golden.scratch_kind(golden.parse("# scratch: none\n$ a\n"))


class ManTest(unittest.TestCase):
    def test_examples_are_found(self):
        page = (".SH EXAMPLES\n.EX\ntool \\-n 1 \\(aqa\\eb\\(aq\n.EE\n"
                "(Exit status 1.)\n.\\\" exit 1\n.EX\n\\&.x\n.EE\n"
                ".EX\nlast\n.EE\n")
        self.assertEqual(list(man.examples(page)),
                         [("tool -n 1 'a\\b'", 0), (".x", 1), ("last", 0)])

    def test_unknown_escapes_are_errors(self):
        with self.assertRaises(ValueError):
            list(man.examples(".EX\n\\fBx\n.EE\n"))


if __name__ == "__main__":
    unittest.main()
