"""The night on one page, as Markdown."""

from . import progress


def verdict(targets, steps, missing):
    findings = [record["target"] for record in targets if record["result"] == "finding"]
    red = [record["step"] for record in steps if record["result"] == "failed"]
    parts = []
    if findings:
        parts.append(f"{len(findings)} finding{'s' * (len(findings) > 1)}: {', '.join(findings)}")
    if red:
        parts.append(f"{len(red)} red step{'s' * (len(red) > 1)}: {', '.join(red)}")
    if missing:
        parts.append(f"incomplete: {', '.join(missing)}")
    return "; ".join(parts) or "nothing found"


def page(commit, seed, asked, targets, steps, verdict_line):
    lines = [
        f"# Night of {commit}", "",
        f"**{verdict_line}**", "",
        f"Seed {seed}; {asked}.", "",
        "## Targets", "",
        "| target | result | seconds | executions | a second | edges | features | new units | corpus |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_target_row(record) for record in targets), "",
        "## Steps", "",
        "| step | result | seconds | exit status | log |", "| --- | --- | ---: | ---: | --- |",
        *(f"| {record['step']} | {record['result']} | {record['seconds']} | {_or_dash(record['exit_status'])} "
          f"| `{record['log']}` |" for record in steps), "",
    ]
    findings = [record for record in targets if record["result"] == "finding"]
    if findings:
        lines += ["## Findings", ""]
    for record in findings:
        lines += _finding(record)
    return "\n".join(lines)


def _target_row(record):
    names = ("seconds", "executions", "executions_per_second", "coverage", "features", "new_units", "corpus_units")
    return f"| {record['target']} | {record['result']} | " + " | ".join(_or_dash(record[name]) for name in names) + " |"


def _finding(record):
    notes = [] if record["reproduced"] else ["not reproduced by a replay"]
    notes.append("minimised" if record["minimised"] else "not minimised")
    return [
        f"### {record['target']}: {record['kind']} ({', '.join(notes)})", "",
        *_block(record["message"]), *_block(record["readable"]),
        "Replay:", "", *_block(record["replay"])]


def _block(text):
    # Indented, not fenced: no content ends it.
    return ["    " + line for line in (text or "(nothing shown)").splitlines()] + [""]


def _or_dash(value):
    return "-" if value is None else str(value)


def line_of_target(record):
    return (f"   {record['result']} in {progress.clock(record['seconds'])}: {_or_dash(record['executions'])} executions, "
            f"{_or_dash(record['coverage'])} edges, {_or_dash(record['new_units'])} new units, "
            f"{_or_dash(record['corpus_units'])} in the corpus")
