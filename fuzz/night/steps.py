"""What follows the fuzzing: checks too long for every change."""

import shlex

EDITIONS = ("b1", "b2", "b3", "b4", "pause", "settled", "finalizers", "steps")


def table(build, seed, scratch):
    """Name -> commands, run one after the other until one fails. `build` is the folder of the preset release."""
    oracle, testee = f"{build}/bin/rollout-oracle", f"{build}/bin/testee_c"
    return {
        # Other random rollouts every night.
        "testee": [[oracle, "test", "--edition", edition, "--seed", str(seed), "--", testee] for edition in EDITIONS],
        "complete_suite": [[oracle, "test", "--suite", "complete", "--extra-states", "2", "--", testee]],
        "coverage": [["./dev", "coverage"]],
        "every_mutant": [["./dev", "mutants", "--fresh", "--against-table"]],
        "denied_clauses": [["./dev", "mutants", "--operator", "clause negated", "--file", "rollout/reference",
                            "--killed-by", "proof=L1-*"]],
        "twins": [
            [oracle, "prove", "--twins", "all", "--certificates", f"{scratch}/certificates",
             "--record", f"{scratch}/evidence.csv"],
            # Different: the evidence in the repository is stale.
            ["diff", "proofs/evidence.csv", f"{scratch}/evidence.csv"]],
        "induction": [["proofs/induction/run", oracle]],
        "package_elsewhere": [["./dev", "package_elsewhere"]],
    }


def shown(commands):
    return " && ".join(shlex.join(command) for command in commands)


def result_of(status):
    """4 is no verdict, as everywhere in this project; any other failure is the step's."""
    if status == 0:
        return "passed"
    return "broken" if status == 4 else "failed"
