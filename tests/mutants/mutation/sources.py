"""The code that is broken on purpose, and what of a file is code: neither comment nor text nor preprocessor."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[3]
# The vocabulary is not among them: both sides read it, so it is checked against spec/ and not by comparing them.
FOLDERS = (
    "reference/include/rollout/reference",
    "impl/library/projection",
    "impl/library/lifecycle",
    "impl/library/fleet",
)
# What a certificate rests on. The lemmas and their readings are not among them: who breaks one of those asks another
# question, and each question has broken variants of its own.
FILES = (
    "proofs/certificate/rup_check.cpp",
    "proofs/solvers/cnf.cpp",
    # What reads a rule file with its predicates and cases, and what evaluates them.
    "impl/tool/rules/case_reader.cpp",
    "impl/tool/rules/predicate.cpp",
    "impl/tool/rules/quotient.cpp",
    "impl/tool/rules/rule.cpp",
    "impl/tool/rules/rule_file.cpp",
    # What prints a rule as a query, explains a stored parent, and follows a log.
    "impl/tool/sql/query.cpp",
    "impl/tool/audit/cause.cpp",
    "impl/tool/trace/event.cpp",
    "impl/tool/trace/follower.cpp",
    "impl/tool/trace/validation.cpp",
)
# Names of clauses, which are no decision.
LEFT_OUT = ("reference/include/rollout/reference/clause.hpp",)


def files():
    """Returns the paths, relative to the root, in order."""
    found = []
    for folder in FOLDERS:
        for suffix in ("*.hpp", "*.cpp"):
            found += sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob(suffix))
    return [path for path in (*found, *FILES) if path not in LEFT_OUT]


def code_of(text):
    """Returns `text` with everything that is no code blanked out, every character at its place."""

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())

    for pattern in (
        r"//[^\n]*",  # comments
        r'"(?:\\.|[^"\\\n])*"',  # texts
        r"(?m)^#(?:[^\n]*\\\n)*[^\n]*",  # preprocessor
        r"\bstatic_assert\((?:[^;])*;",  # what is checked already
        r"(?m)^\s*template <.*>$",
        r"\[\[[^\]]*\]\]",  # attributes
        r"(?m)^\s*using [^\n]*;$",
        r"operator(?:==|<=>|=)",
    ):
        text = re.sub(pattern, blank, text)
    return text


def vocabulary():
    """Returns the names of each enumeration, in order."""
    found = {}
    headers = list((ROOT / "reference/include/rollout").rglob("*.hpp"))
    for header in headers:
        code = code_of(header.read_text())
        for name, body in re.findall(r"enum class (\w+)[^{;]*\{([^}]*)\}", code):
            found[name] = [re.split(r"\s*=", each.strip())[0] for each in body.split(",") if each.strip()]
    return found
