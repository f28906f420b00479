"""Every way in which the code is broken: each operator yields the mutants of one file."""

import dataclasses
import hashlib
import re

from . import sources


@dataclasses.dataclass(frozen=True)
class Mutant:
    file: str
    line: int
    operator: str
    change: str  # what stood there, and what stands there now
    mutated: str  # the whole file
    key: str  # the same wherever the line has moved to
    killers: tuple = ()  # each must find it; if there are none, the first that does is enough


# What stands for what; with spaces around, as clang-format has it.
REPLACED = {
    "comparison": {
        "==": ["!="],
        "!=": ["=="],
        "<": ["<="],
        "<=": ["<"],
        ">": [">="],
        ">=": [">"],
    },
    "logic": {"&&": ["||"], "||": ["&&"]},
    "bits": {
        "|": ["&"],
        "&": ["|"],
        "^": ["|"],
        "<<": [">>"],
        ">>": ["<<"],
        "|=": ["&="],
        "&=": ["|="],
    },
}
RUNG = re.compile(r"^\s*ladder\.rung\((\w+),\s*(.*),\s*(\w+)\),\s*$")
GUARDED = re.compile(r"^\s*if \((.*)\)\s+return (\{.*\});\s*$")
ROW = re.compile(r"^\s*(?:Rule|GuardRules)\{.*\},\s*$")
ASSIGNED = re.compile(r"^\s+(?!return\b|const\b|constexpr\b|auto\b|static\b)[\w.\->\[\]()*]+ (?:[|&+\-^]?=) [^{]*;$")
CALLED = re.compile(r"^\s+(?!return\b|if\b|for\b|while\b|switch\b)[\w.\->:]+\(.*\);$")
FLAG = re.compile(r"(?<=[=(,:{] )(!?[\w.]+(?:\([\w., ]*\))?) \? |return (!?[\w.]+(?:\([\w., ]*\))?) \? ")
LIST = re.compile(r"(?:mask_of\(|StateSet \w+\{|StateSet\{|is_in\([\w.]+, \{|all\(\{|any_of\(\{|is\(\{)([^(){}]*)[)}]")
OR_LIST = re.compile(r"= ((?:~?\w+ \| )+~?\w+);|every_state_but\(((?:\w+ \| )*\w+)\)")


def of_file(file, vocabulary):
    """Returns the mutants of that file, in order of place. Those of equal text are one."""
    text = (sources.ROOT / file).read_text()
    code = sources.code_of(text)
    found = {}
    seen = {}

    def add(operator, begin, end, new, change=None):
        mutated = text[:begin] + new + text[end:]
        if mutated == text or mutated in found:
            return
        line = text.count("\n", 0, begin) + 1
        said = change or f"{text[begin:end]} -> {new}"
        said = re.sub(r"\s+", " ", said).strip()
        whole_line = re.sub(r"\s+", " ", text.splitlines()[line - 1]).strip()
        same = (file, operator, said, whole_line)
        seen[same] = seen.get(same, 0) + 1
        key = hashlib.sha256(repr((*same, seen[same])).encode()).hexdigest()[:12]
        found[mutated] = Mutant(file, line, operator, said, mutated, key)

    for each in (_symbols, _negations, _lines, _conditions, _entries, _constants, _names, _statements):
        each(code, text, vocabulary, add)
    return sorted(found.values(), key=lambda mutant: (mutant.line, mutant.operator, mutant.change))


def _symbols(code, text, vocabulary, add):
    # Sets of facts are broken entry by entry.
    code = OR_LIST.sub(lambda match: match.group().replace("|", " "), code)
    for operator, replaced in REPLACED.items():
        for match in re.finditer(r"(?<=[\w)\]}\"'] )([=!<>|&^+\-*/%]{1,2}=?)(?= )", code):
            for new in replaced.get(match.group(1), ()):
                add(operator, match.start(), match.end(), new)


def _negations(code, text, vocabulary, add):
    for match in re.finditer(r"(?<![\w)])([!~])(?=[\w(])", code):
        add("negation", match.start(), match.end(), "", f"{match.group(1)} dropped")


def _offsets(code):
    begin = 0
    for line in code.splitlines(keepends=True):
        yield begin, line
        begin += len(line)


def _lines(code, text, vocabulary, add):
    """Clauses and rows of tables, each on its line: dropped, negated, swapped with the next."""
    lines = list(_offsets(code))
    for (begin, line), (next_begin, next_line) in zip(lines, lines[1:] + [(len(code), "")]):
        for pattern in (RUNG, GUARDED, ROW):
            match = pattern.match(line.rstrip("\n"))
            if not match:
                continue
            end = begin + len(line)
            shown = re.sub(r"\s+", " ", text[begin:end]).strip()
            add("clause dropped", begin, end, "", f"dropped: {shown}")
            if pattern.match(next_line.rstrip("\n")):
                next_end = next_begin + len(next_line)
                swapped = text[next_begin:next_end] + text[begin:end]
                add("clause swapped", begin, next_end, swapped, f"after the next: {shown}")
            if pattern is RUNG:
                held, answer = match.span(2), match.span(3)
                add("clause negated", begin + held[0], begin + held[1], f"!({text[begin + held[0]:begin + held[1]]})")
                states = vocabulary["State"]
                if match.group(3) in states:
                    new = states[(states.index(match.group(3)) + 1) % len(states)]
                    add("name", begin + answer[0], begin + answer[1], new)


def _conditions(code, text, vocabulary, add):
    for match in re.finditer(r"\b(?:if|while) (?:constexpr )?\(", code):
        begin, depth = match.end(), 1
        end = begin
        while depth:
            depth += {"(": 1, ")": -1}.get(code[end], 0)
            end += 1
        condition = text[begin : end - 1]
        add("condition negated", begin, end - 1, f"!({condition})")
    for match in FLAG.finditer(code):
        group = 1 if match.group(1) else 2
        begin, end = match.span(group)
        new = text[begin + 1 : end] if text[begin] == "!" else "!" + text[begin:end]
        add("condition negated", begin, end, new)


def _entries(code, text, vocabulary, add):
    """Entries of sets of states and of facts: each dropped."""
    for pattern, comma in ((LIST, ","), (OR_LIST, "|")):
        for match in pattern.finditer(code):
            group = next(i for i in range(1, pattern.groups + 1) if match.group(i) is not None)
            begin, end = match.span(group)
            places = []
            at = begin
            for piece in code[begin:end].split(comma):
                places.append((at, at + len(piece)))
                at += len(piece) + 1
            places = [(low, high) for low, high in places if code[low:high].strip()]
            if len(places) < 2:
                continue
            for i, (low, high) in enumerate(places):
                whole = (low, places[i + 1][0]) if i == 0 else (places[i - 1][1], high)
                add("entry dropped", *whole, "", f"{text[low:high].strip()} dropped")


def _constants(code, text, vocabulary, add):
    for match in re.finditer(r"\b(true|false)\b", code):
        add("constant", *match.span(), "false" if match.group() == "true" else "true")


def _names(code, text, vocabulary, add):
    """Each name of an enumeration: the next one instead. Of an edition that is compared, the one before: a boundary
    that moves to the next is a comparison replaced. The label of a case cannot be another's."""
    for match in re.finditer(r"(?<!case )\b(\w+)::(\w+)\b", code):
        names = vocabulary.get(match.group(1), [])
        if match.group(2) in names and match.group(1) != "Clause":
            step = -1 if match.group(1) == "Edition" else 1
            add("name", *match.span(2), names[(names.index(match.group(2)) + step) % len(names)])
    for match in re.finditer(r"\bany\((\w+)\)", code):
        names = vocabulary["State"]
        if match.group(1) in names:
            add("name", *match.span(1), names[(names.index(match.group(1)) + 1) % len(names)])


def _statements(code, text, vocabulary, add):
    for begin, line in _offsets(code):
        if ASSIGNED.match(line.rstrip()) or CALLED.match(line.rstrip()):
            if line.count("(") == line.count(")"):
                shown = text[begin : begin + len(line)].strip()
                indent = len(line) - len(line.lstrip())
                add("statement dropped", begin, begin + len(line), line[:indent] + ";\n", f"dropped: {shown}")
