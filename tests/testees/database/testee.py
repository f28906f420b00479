#!/usr/bin/env python3
"""A testee in front of a database: each request's rows go into a table, and one query projects every rollout of it.

It reads rows alone. States arrive by their canonical tokens, as a column with a constraint holds them, and no text has a
NUL, at which functions of SQLite end a text. Policies arrive as they come. `--mistake NAME` makes it wrong in a way that
is the database's own.
"""

import argparse
import json
import sqlite3
import sys

EDITIONS = ["b1", "b2", "b3", "b4", "pause", "settled", "finalizers", "steps"]

STATES = {
    "b1": "pending running resuming waiting_for_deploy waiting_for_cutover recovering cutting_over revert_window completed"
    " failed failed_retryable stopped cancelled reverted preparing_branch applying_branch_changes creating_deploy_request"
    " validating_branch validating_deploy_request",
    "b4": "running_degraded",
    "pause": "paused",
    "settled": "catching_up checksumming post_checksum reverting skipping_revert",
}
SEEN_AS_PENDING = "resuming preparing_branch applying_branch_changes creating_deploy_request skipping_revert"

# What a schema or a query can get wrong.
MISTAKES = {
    "case-blind": ("on_failure text collate nocase", "a column whose collation ignores case"),
    "padded": ("on_failure text collate rtrim", "a column whose collation ignores spaces at the end"),
    "three-valued": (None, "on_failure <> 'continue', which is not true of null"),
}


def texts(words):
    return ", ".join(f"'{word}'" for word in words.split())


def known(edition):
    """The states of the edition."""
    return " ".join(words for since, words in STATES.items() if EDITIONS.index(since) <= EDITIONS.index(edition))


def base_ladder(edition):
    later = "max(seen in ('pending', 'running', 'catching_up', 'checksumming', 'post_checksum'))"
    phases = "max(seen in ('catching_up', 'checksumming', 'post_checksum', 'cutting_over'))"
    settled = EDITIONS.index(edition) >= EDITIONS.index("settled")
    rungs = [(f"max(seen = '{state}')", state) for state in ("failed", "failed_retryable", "cancelled", "stopped")]
    rungs += [("max(seen = 'reverting')", "reverting")] if settled else []
    rungs += [("max(seen = 'reverted')", "reverted"), ("min(seen = 'completed')", "completed")]
    rungs += [("max(seen = 'recovering')", "recovering")]
    rungs += [(f"max(seen = 'cutting_over') and not {later}" if settled else "max(seen = 'cutting_over')", "cutting_over")]
    rungs += [(f"min(seen in ('{s}', 'completed'))", s) for s in ("waiting_for_cutover", "waiting_for_deploy")]
    rungs += [(f"max(seen = '{state}')", state) for state in ("revert_window", "running")]
    if settled:
        rungs += [(f"max(seen = 'pending') and {phases}", "running")]
        rungs += [(f"max(seen = '{state}')", state) for state in ("catching_up", "checksumming", "post_checksum")]
    return "case " + " ".join(f"when {when} then '{then}'" for when, then in rungs) + " else 'pending' end"


def rollout_ladder(edition):
    """What becomes of a base that is failed."""
    number = EDITIONS.index(edition)
    if edition == "b1":
        return "'failed'"
    hold = "running" if number < EDITIONS.index("b4") else "running_degraded"
    hard = "'failed'"
    if number >= EDITIONS.index("settled"):
        hard = "case when max(holds and past_pending) then 'running_degraded' else 'failed' end"
    pauses = "when max(pauses and position < last_holding) then 'paused'" if number >= EDITIONS.index("pause") else ""
    return f"case when max(halts) then {hard} {pauses} when not max(holds) then 'failed' else '{hold}' end"


def query(edition, mistake):
    number = EDITIONS.index(edition)
    may_pause = "0"
    may_continue = "on_failure = 'continue'"
    if number >= EDITIONS.index("pause"):
        may_pause = "on_failure = 'pause' and not released"
        may_continue += " or on_failure = 'pause' and released"
    # Null compares to nothing: what is neither true nor false of it must become false.
    halts = f"not coalesce({may_continue}, 0) and not coalesce({may_pause}, 0)"
    if mistake == "three-valued":
        halts = f"not ({may_continue}) and not ({may_pause})"
    over = "state in ('completed', 'failed', 'cancelled', 'reverted')"
    if number < EDITIONS.index("settled"):
        over = "state in ('completed', 'failed', 'cancelled', 'reverted', 'stopped')"
    orphaned = never_started = "0"
    if number >= EDITIONS.index("finalizers"):
        # The scope is what stands before the ending; work is below it if what follows the scope begins with a slash.
        orphaned = """kind = 'group_finalizer' and state in ('pending', 'stopped') and exists (
            select 1 from operation as work
            where work.rollout = row.rollout and work.kind = 'work' and work.state = 'failed'
                and work.deployment = row.deployment and row.scope is not null
                and (work.key = row.scope or substr(work.key, 1, length(row.scope) + 1) = row.scope || '/'))"""
        never_started = "not started and state in ('pending', 'stopped')"
    first_ended = ""
    if number >= EDITIONS.index("steps"):
        # Null where no work of the deployment ended so.
        first_ended = """,
                min(case when kind = 'work' and step > 0 and state in ('failed', 'cancelled', 'reverted') then step end)
                    over (partition by rollout, deployment) as first_ended"""
        orphaned = f"{orphaned} or step > 0 and state in ('pending', 'stopped') and coalesce(step > first_ended, 0)"
    return f"""
        with row as (
            select *, case when state in ({texts(known(edition))}) and state not in ({texts(SEEN_AS_PENDING)})
                    then state else 'pending' end as seen,
                case when key like '_%/group\\_finalizer' escape '\\' and substr(key, -16) = '/group_finalizer'
                    then substr(key, 1, length(key) - 16) end as scope{first_ended}
            from operation),
        child as (
            select *, state = 'failed' and {halts} as halts, state = 'failed' and coalesce({may_pause}, 0) as pauses,
                not ({over}) and not ({orphaned}) as holds, state <> 'pending' and not ({never_started}) as past_pending
            from row),
        ordered as (
            select *, max(case when holds then position end) over (partition by rollout) as last_holding from child),
        base as (select rollout, {base_ladder(edition)} as base, {rollout_ladder(edition)} as held
            from ordered group by rollout)
        select case when base.base is null then 'pending' when base.base = 'failed' then base.held else base.base end
        from rollout left join base on base.rollout = rollout.id order by rollout.id"""


class Store:
    """The tables, and the query of each edition."""

    def __init__(self, mistake):
        column = (MISTAKES[mistake][0] if mistake else None) or "on_failure text"
        self.mistake = mistake
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.database.executescript(
            f"""create table rollout (id integer primary key);
            create table operation (rollout integer, position integer, state text, {column}, deployment text, key text,
                kind text, started integer, step integer, released integer);
            create index of_rollout on operation (rollout);"""
        )

    def project(self, edition, cases):
        self.database.execute("begin")
        self.database.executemany("insert into rollout values (?)", ((number,) for number in range(len(cases))))
        self.database.executemany("insert into operation values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows_of(cases))
        states = [state for (state,) in self.database.execute(query(edition, self.mistake))]
        self.database.execute("rollback")
        return states


def rows_of(cases):
    for number, case in enumerate(cases):
        released = case.get("released", False)
        for position, row in enumerate(case["operations"]):
            # An absent policy is the column's default, and null is null.
            policy = row.get("on_failure", "halt")
            place = [row.get("deployment", ""), row.get("key", ""), row.get("kind", "work")]
            yield (number, position, row["state"], policy, *place, row.get("started", True), row.get("step", 0), released)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mistake", choices=MISTAKES, help="; ".join(f"{n}: {text}" for n, (_, text) in MISTAKES.items()))
    store = Store(parser.parse_args().mistake)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if request["cmd"] == "stop":
            return
        if request["cmd"] == "start":
            implementation = {"name": "database", "version": sqlite3.sqlite_version, "language": "SQL (SQLite)"}
            answer = {"version": 1, "implementation": implementation, "editions": EDITIONS}
            answer |= {"levels": ["operations"], "words": ["canonical", "without NUL"]}
        else:
            states = store.project(request["edition"], request["cases"])
            answer = {"seq": request["seq"], "results": [{"state": state} for state in states]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
