"""One target for its part of the night: corpus, fuzzing, finding, smaller corpus; one record."""

import shutil
from datetime import datetime, timezone

from . import finding, progress, running
from .corpus import Corpus
from .engine import Engine


class Place:
    """Where a night keeps what it makes."""

    def __init__(self, night, corpora, shown_path):
        self.logs = night / "logs"
        self.findings = night / "findings"
        # libFuzzer's leavings of a killed night go with it.
        self.temporary = night / "temporary"
        self.corpora = corpora
        self.shown_path = shown_path
        for folder in (self.logs, self.findings):
            folder.mkdir(parents=True, exist_ok=True)


def fuzz(target, kind, commit, seed, seconds, place):
    """Returns the record of this kind, target or canary; its result is `interrupted` where the night was."""
    record = {
        kind: target.name, "commit": commit, "seed": seed,
        "started": now(), "seconds": 0, "executions": None, "executions_per_second": None, "coverage": None,
        "features": None, "new_units": None, "corpus_units": None, "result": "interrupted"}
    shutil.rmtree(place.temporary, ignore_errors=True)
    place.temporary.mkdir()
    try:
        _fuzz(target, record, seconds, place)
    except running.Interrupted:
        pass
    return record


def now():
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _fuzz(target, record, seconds, place):
    corpus = Corpus(place.corpora / target.name)
    smaller = corpus.open()
    before = corpus.names()
    engine = Engine(target, record["seed"], place.logs, place.temporary)
    findings = place.findings / target.name
    if "canary" in record:
        # It is to be found anew.
        shutil.rmtree(findings, ignore_errors=True)
    # What a night found that was killed before it wrote its record is still there, and counts.
    findings.mkdir(exist_ok=True)
    artefacts = f"{findings}/"

    def watch(so_far, figures):
        _take(record, corpus, before, so_far, figures)
        progress.show(f"   {progress.clock(so_far)} of {progress.clock(seconds)}, {figures.get('executions', 0)} executions, "
                      f"{figures.get('coverage', 0)} edges")

    output = engine.replay_corpus(corpus.folder, artefacts)
    _take(record, corpus, before, output.seconds, output.figures())
    if output.status == 0:
        output = engine.fuzz(corpus.folder, artefacts, seconds, watch)
        _take(record, corpus, before, output.seconds, output.figures())

    artefact = finding.artefact_of(findings)
    if artefact is not None:
        # Written before it is examined: an interruption loses the small reproducer, not the finding.
        record["result"] = "finding"
        path, kind = artefact
        message = output.message() or output.last_line()
        record.update(kind=kind, reproducer=place.shown_path(path), original=place.shown_path(path), reproduced=False,
                      minimised=False, readable="", message=message,
                      replay=f"ROLLOUT_FUZZ_SHOW=1 {place.shown_path(target.program)} {place.shown_path(path)}")
        record.update(finding.examine(engine, path, kind, message, place.shown_path))
    elif output.status == 0 and record["executions"]:
        record["result"] = "clean"
    else:
        record.update(result="broken", message=output.message() or output.last_line(),
                      log=place.shown_path(output.log))
        return
    _minimise(engine, corpus, smaller, record)


def _take(record, corpus, before, so_far, figures):
    names = corpus.names()
    record.update(figures, seconds=round(so_far, 1), new_units=len(names - before), corpus_units=len(names))
    if figures and so_far > 0:
        record["executions_per_second"] = round(figures["executions"] / so_far)


def _minimise(engine, corpus, smaller, record):
    merged = engine.merge(smaller, corpus.folder)
    if merged.status == 0 and any(smaller.iterdir()):
        corpus.replace()
    else:
        corpus.drop_smaller()
    measured = engine.measure(corpus.folder)
    if measured.status == 0:
        figures = measured.figures()
        record.update({name: figures[name] for name in ("coverage", "features") if name in figures})
    record["corpus_units"] = len(corpus.names())
