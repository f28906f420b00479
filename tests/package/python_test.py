"""Goal: the wheel says what the native program says. Method: every vector of every edition, and what is wrong.

Usage: python_test.py NATIVE_PROGRAM
"""
import json
import subprocess
import sys
import unittest

import rollout
from rollout.vectors import vectors

NATIVE = sys.argv.pop()


class Wheel(unittest.TestCase):
    def test_projects_every_vector_as_the_native_program(self):
        for edition in rollout.editions():
            found = vectors(edition)
            lines = []
            for vector in found:
                elements = {"operations": vector.rows} if vector.rows is not None else {"children": vector.children}
                lines.append(json.dumps({**elements, "released": vector.released}))
            run = subprocess.run([NATIVE, "project", "--jsonl", "--edition", edition], input="\n".join(lines), text=True,
                                 capture_output=True, check=True)
            answers = [json.loads(line)["state"] for line in run.stdout.splitlines()]
            self.assertEqual(len(answers), len(found))
            for vector, answer in zip(found, answers):
                state = (rollout.project_children(vector.children, edition) if vector.rows is None
                         else rollout.project(vector.rows, edition, vector.released))
                self.assertEqual(state, answer, vector.id)
                self.assertEqual(state, vector.expected, vector.id)

    def test_reads_absent_null_and_text_apart(self):
        def of(**policy):
            return rollout.project([{"state": "failed", **policy}, {"state": "running"}], "pause")

        self.assertEqual(of(), of(on_failure="halt"))
        self.assertEqual(of(on_failure=None), "failed")
        self.assertNotEqual(of(on_failure="pause"), of(on_failure="Pause"))

    def test_names_what_is_wrong(self):
        for rows, edition, message in [
            ([], "b9", "'b9' is not an edition; use one of b1"),
            ([{"state": "failed", "on_failrue": "halt"}], "b2", "row 1: 'on_failrue': unknown"),
            ([{}], "b2", "row 1: state: is required"),
            ([{"state": 7}], "b2", "row 1: state: expected a text, not int"),
            ([{"state": "a"}, {"state": "a", "step": -1}], "b2", "row 2: step: -1"),
            ([{"state": "\ud800"}], "b2", "row 1: state: '\\ud800': is no text"),
            ([{"state": "a", "kind": "x"}], "b2", "row 1: kind: 'x'"),
            ([{"state": "a", "started": 1}], "b2", "row 1: started: expected True or False"),
        ]:
            with self.assertRaises(rollout.RolloutError) as raised:
                rollout.project(rows, edition)
            self.assertIn(message, str(raised.exception))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "--quiet"])
