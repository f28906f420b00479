"""The verdicts: the journal of a run, and the table that is checked in."""

import collections
import csv
import json
import re
import subprocess
import sys

from .killers import Verdict
from .sources import ROOT

TABLE = ROOT / "tests/mutants/generated/table.csv"
README = ROOT / "tests/mutants/generated/README.md"
ARGUED = ROOT / "tests/mutants/generated/argued.csv"
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


def report(mutants, verdicts, options):
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
        write(mutants, verdicts)
    return 0 if mutants and decided == len(mutants) and wrong == 0 else 1


def write(mutants, verdicts):
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    with TABLE.open("w", newline="") as file:
        file.write(f"# made at {commit} by ./dev mutants\n")
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        for mutant in mutants:
            verdict = verdicts[mutant.key]
            rows.writerow((mutant.key, mutant.file, mutant.operator, mutant.change, verdict.verdict, verdict.by))
    README.write_text(with_score(README.read_text(), read_rows(TABLE).values()))


def score(rows):
    """Returns the table of the score, from the rows of the table."""
    folders = {}
    for row in rows:
        folder = row["file"].rsplit("/", 1)[0].removesuffix("/include/rollout/reference")
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
    front = f"{len(rows):,} generated mutants"
    if front not in (ROOT / "README.md").read_text():
        wrong.append(f"README.md does not say: {front}")
    for each in wrong[:40]:
        print(each, file=sys.stderr)
    print(f"{len(rows)} mutants in the table, {len(wrong)} not as the code is")
    return 1 if wrong or not rows else 0
