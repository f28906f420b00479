"""Goal: verify-report confirms what the runner did, and nothing else. Method: whole runs in each edition; then suites and
reports with one thing changed, their hashes made anew, so that nothing but the change can be noticed."""

import hashlib
import importlib.machinery
import importlib.util
import json
import os
import subprocess
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BIN = os.environ["ROLLOUT_BIN"]
WHOLE = os.environ.get("ROLLOUT_BOUNDS") == "whole"
EDITIONS = ("b1", "b2", "b3", "b4", "pause", "settled", "finalizers", "steps") if WHOLE else ("b1",)
PROGRAM = os.path.join(ROOT, "proofs/certificate/verify-report")


def run(*words):
    return subprocess.run([os.path.join(BIN, words[0]), *words[1:]], capture_output=True, check=False)


def oracle(*words):
    return run("rollout-oracle", *words).stdout


def loaded():
    loader = importlib.machinery.SourceFileLoader("verify_report", PROGRAM)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("verify_report", loader))
    loader.exec_module(module)
    return module


CHECKER = loaded()


def conversation(edition, *testee, level=()):
    machine = json.loads(oracle("export", "machine", "--edition", edition))
    suite = oracle("export", "suite", "--edition", edition, *level).splitlines(keepends=True)
    report = oracle("test", "--edition", edition, "--suite", "complete", *level, "--format", "jsonl", "--",
                    os.path.join(BIN, "testee_zoo"), *testee)
    return machine, suite, report.splitlines(keepends=True)


def sealed(records, suite):
    """Returns the report of these records, with the hashes and counts of the cases that they now say were asked."""
    begin = 0
    for record in records:
        if record["record"] == "part":
            lines = suite[begin : begin + record["planned"]]
            begin += record["planned"]
            record["sha256"] = hashlib.sha256(b"".join(lines)).hexdigest()
    lines = [json.dumps(record).encode() + b"\n" for record in records[:-1]]
    records[-1].update(sha256=hashlib.sha256(b"".join(lines)).hexdigest(), records=len(lines))
    return [*lines, json.dumps(records[-1]).encode() + b"\n"]


class WholeRuns(unittest.TestCase):
    def test_are_verified_in_every_edition(self):
        for edition in EDITIONS:
            with self.subTest(edition):
                said = CHECKER.check(*conversation(edition))
                self.assertEqual(len(said), 4, said)
                self.assertIn("verdict: conformant", said[-1])

    def test_of_a_wrong_testee_are_verified_as_such(self):
        said = CHECKER.check(*conversation("b2", "--as", "first-failure-ends-all"))
        self.assertIn("verdict: not conformant", said[-1])


class Changes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        of_operations = ("--level", "operations")
        cls.right = conversation("b2", level=of_operations)
        cls.wrong = conversation("b2", "--as", "first-failure-ends-all", level=of_operations)

    def refused(self, why, conversation, change):
        machine, suite, report = conversation
        suite, records = list(suite), [json.loads(line) for line in report]
        change(suite, records)
        with self.assertRaises(CHECKER.Refused) as refusal:
            CHECKER.check(machine, suite, sealed(records, suite))
        self.assertIn(why, str(refusal.exception))

    def test_a_sealed_report_without_a_change_is_verified(self):
        machine, suite, report = self.right
        CHECKER.check(machine, suite, sealed([json.loads(line) for line in report], suite))

    def test_a_case_left_out_is_noticed(self):
        def leave_out(at):
            def change(suite, records):
                del suite[at]
                records[-1]["cases"] -= 1
                for count in ("planned", "asked", "passed"):
                    records[4][count] -= 1
            return change
        for at in (-1, -1000, -3554):
            self.refused("complete K=0, operations, released: ", self.right, leave_out(at))

    def test_a_case_asked_twice_in_the_place_of_another_is_noticed(self):
        def change(suite, records):
            suite[-1] = suite[-2]
        self.refused("is there twice", self.right, change)

    def test_another_answer_of_the_suite_is_noticed(self):
        def change(suite, records):
            case = json.loads(suite[-1])
            case["expected"] = "stopped" if case["expected"] != "stopped" else "failed"
            suite[-1] = json.dumps(case).encode() + b"\n"
        self.refused("the machine says otherwise", self.right, change)

    def test_a_verdict_that_the_records_do_not_bear_is_noticed(self):
        def change(suite, records):
            records[0].update(status=0, headline="conformant")
        self.refused("the verdict is not what the records say", self.wrong, change)

    def test_a_headline_that_the_records_do_not_bear_is_noticed(self):
        def change(suite, records):
            records[0].update(headline="conformant")
        self.refused("the verdict is not what the records say", self.wrong, change)

    def test_a_latch_left_out_is_noticed(self):
        def change(suite, records):
            part = records.pop(4)
            del suite[-part["planned"]:]
            records[-1]["cases"] -= part["planned"]
        self.refused("a complete part is missing", self.right, change)

    def test_a_latch_in_the_place_of_the_other_is_noticed(self):
        def change(suite, records):
            released = suite[-records[4]["planned"]:]
            begin = records[1]["planned"] + records[2]["planned"]
            suite[begin:] = released * 2
            records[3] = dict(records[4])
            records[-1]["cases"] = len(suite)
        self.refused("a complete part is missing, or there twice", self.right, change)

    def test_a_failure_that_is_none_is_noticed(self):
        def change(suite, records):
            failure = next(record for record in records if record["record"] == "failure")
            failure["said"] = failure["expected"]
        self.refused("is no failure", self.wrong, change)

    def test_failures_that_are_missing_are_noticed(self):
        def change(suite, records):
            records[:] = [record for record in records if record["record"] != "failure" or record["part"] != "rows"]
        self.refused("failures missing", self.wrong, change)

    def test_cases_that_were_not_asked_are_noticed(self):
        def change(suite, records):
            records[3].update(asked=0, passed=0)
        self.refused("the verdict is not what the records say", self.right, change)

    def test_more_classes_than_the_suite_bears_are_noticed(self):
        def change(suite, records):
            records[4]["classes_max"] += 1
        self.refused("other classes", self.right, change)

    def test_a_byte_of_the_report_is_noticed(self):
        machine, suite, report = self.right
        with self.assertRaises(CHECKER.Refused):
            CHECKER.check(machine, suite, [report[0].replace(b"b2", b"b3", 1), *report[1:]])


class Usage(unittest.TestCase):
    def status(self, *words):
        return subprocess.run([PROGRAM, *words], capture_output=True, check=False).returncode

    def test_of_the_program(self):
        self.assertEqual(self.status("--help"), 0)
        self.assertEqual(self.status(), 2)
        self.assertEqual(self.status("/dev/null", "/dev/null", "/dev/null"), 2)
        self.assertEqual(self.status("no", "such", "file"), 2)


if __name__ == "__main__":
    unittest.main()
