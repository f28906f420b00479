"""The verdicts: the journal of a run, and the table that is checked in."""

import collections
import csv
import json
import re
import subprocess
import sys

from .killers import Verdict
from .patches import OPERATOR as PATCH
from .sources import ROOT

TABLE = ROOT / "tests/mutants/table.csv"
README = ROOT / "tests/mutants/README.md"
ARGUED = ROOT / "tests/mutants/argued.csv"
COLUMNS = ("key", "file", "operator", "change", "verdict", "by")
DECIDED = ("killed", "equivalent", "argued", "stillborn")


def read_journal(path):
    """Returns the verdicts that are kept; a last line that an interruption cut is left aside."""
    found = {}
    if path.exists():
        for line in path.read_text().splitlines():
            try:
                kept = json.loads(line)
            except json.JSONDecodeError:
                continue
            found[kept["key"]] = Verdict(kept["verdict"], kept["by"])
    return found


def read_rows(path):
    with path.open(newline="") as file:
        return {row["key"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def with_arguments(verdicts):
    """A survivor whose equivalence is argued by hand says so; an argument for one that does not survive is a mistake."""
    argued = read_rows(ARGUED) if ARGUED.exists() else {}
    made = dict(verdicts)
    for key, row in argued.items():
        if key in made and made[key].verdict == "survived":
            made[key] = Verdict("argued", row["why"])
    return made


def report(mutants, verdicts, options, every_key):
    """Prints what became of the mutants, and records it if that is asked for. Returns the exit status."""
    before = verdicts
    verdicts = with_arguments(verdicts)
    counts = collections.Counter(verdict.verdict for verdict in verdicts.values())
    for mutant in mutants:
        if verdicts[mutant.key].verdict not in DECIDED:
            print(f"SURVIVED {mutant.key} {mutant.file}:{mutant.line} {mutant.operator}: {mutant.change} "
                  f"{verdicts[mutant.key].by}")
    wrong = 0
    if options.against_table:
        rows = read_rows(TABLE)
        for mutant in mutants:
            row = rows.get(mutant.key)
            if row is None or row["verdict"] != verdicts[mutant.key].verdict:
                wrong += 1
                print(f"NOT AS THE TABLE SAYS {mutant.key}: {verdicts[mutant.key].verdict}, "
                      f"table: {row['verdict'] if row else 'no such mutant'}")
    programs = len(mutants) - counts["stillborn"]
    decided = sum(counts[each] for each in DECIDED)
    print(f"{len(mutants)} mutants: {counts['stillborn']} do not compile; of {programs} programs {counts['killed']} are "
          f"killed, {counts['equivalent']} proved equivalent, {counts['argued']} argued to be, "
          f"{counts['survived']} survived: {100 * decided // max(1, len(mutants))} % decided")
    if options.record and counts["survived"] == 0 and before:
        write(mutants, verdicts, every_key)
    return 0 if mutants and decided == len(mutants) and wrong == 0 else 1


def write(mutants, verdicts, every_key):
    """Writes the rows of these mutants, in place of those that they had; what is no mutant any more goes."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    rows = {key: row for key, row in read_rows(TABLE).items() if key in every_key}
    for mutant in mutants:
        verdict = verdicts[mutant.key]
        shown = (mutant.key, mutant.file, mutant.operator, mutant.change, verdict.verdict, verdict.by)
        rows[mutant.key] = dict(zip(COLUMNS, shown))
    with TABLE.open("w", newline="") as file:
        file.write(f"# last written at {commit} by ./dev mutants --record\n")
        written = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        written.writeheader()
        written.writerows(rows.values())
    README.write_text(with_score(README.read_text(), read_rows(TABLE).values()))


def score(rows):
    """Returns the table of the score, from the rows of the table."""
    folders = {}
    for row in rows:
        folder = row["file"].rsplit("/", 1)[0].removesuffix("/include/rollout/reference")
        if row["operator"] == PATCH:
            folder = "by hand"
        folders.setdefault(folder, collections.Counter())[row["verdict"]] += 1
    folders["all"] = sum(folders.values(), collections.Counter())
    lines = ["| broken | mutants | no program | killed | proved equivalent | argued | decided |"]
    lines.append("|---|---:|---:|---:|---:|---:|---:|")
    for folder, counts in folders.items():
        whole = sum(counts.values())
        decided = sum(counts[each] for each in DECIDED)
        shown = " | ".join(str(counts[each]) for each in ("stillborn", "killed", "equivalent", "argued"))
        lines.append(f"| {folder} | {whole} | {shown} | {100 * decided / whole:g} % |")
    return "\n".join(lines)


def with_score(text, rows):
    block = re.compile(r"(<!-- score -->\n).*?(<!-- end -->)", re.DOTALL)
    return block.sub(lambda match: f"{match[1]}{score(rows)}\n{match[2]}", text)


def check(mutants):
    """The table is of the code as it is: every mutant has a row, every row a mutant, and every row is decided."""
    rows = read_rows(TABLE)
    wrong = [f"no row: {m.key} {m.file}:{m.line} {m.operator}: {m.change}" for m in mutants if m.key not in rows]
    keys = {mutant.key for mutant in mutants}
    wrong += [f"no such mutant: {key} {row['file']}: {row['change']}" for key, row in rows.items() if key not in keys]
    wrong += [f"not decided: {key}" for key, row in rows.items() if row["verdict"] not in DECIDED or not row["by"]]
    if with_score(README.read_text(), rows.values()) != README.read_text():
        wrong.append(f"{README.relative_to(ROOT)} has another score; ./dev mutants --record writes it")
    by_hand = sum(row["operator"] == PATCH for row in rows.values())
    for front in (f"{len(rows) - by_hand:,} generated mutants", f"{by_hand} broken implementations"):
        if front not in (ROOT / "README.md").read_text():
            wrong.append(f"README.md does not say: {front}")
    for each in wrong[:40]:
        print(each, file=sys.stderr)
    print(f"{len(rows)} mutants in the table, {len(wrong)} not as the code is")
    return 1 if wrong or not rows else 0
