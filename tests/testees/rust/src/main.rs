//! A testee: answers the requests of rollout-oracle, protocol version 1, by asking `project` and `project_children`
//! (projection.rs). Nothing here depends on the edition.

mod projection;

use projection::{project, project_children, Child, Operation, EDITION};
use serde::de::IgnoredAny;
use serde_derive::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::error::Error;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

const PROTOCOL_VERSION: u32 = 1;

// Members that this program does not know are refused: what they ask for would be ignored in silence.

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request<'a> {
    cmd: Cow<'a, str>,
    version: Option<u32>,
    seq: Option<u64>,
    edition: Option<Cow<'a, str>>,
    subject: Option<Cow<'a, str>>,
    /// Read once it is known what was asked.
    #[serde(borrow)]
    cases: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case<'a> {
    #[serde(borrow)]
    operations: Option<Vec<Row<'a>>>,
    #[serde(borrow)]
    children: Option<Vec<Flagged<'a>>>,
    #[serde(default)]
    released: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<'a> {
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(borrow, default = "halt")]
    on_failure: Option<Cow<'a, str>>,
    #[serde(default)]
    deployment: Cow<'a, str>,
    #[serde(default)]
    key: Cow<'a, str>,
    #[serde(default = "work")]
    kind: Cow<'a, str>,
    #[serde(default = "yes")]
    started: bool,
    #[serde(default)]
    step: u32,
    #[serde(default)]
    target: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Flagged<'a> {
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(default)]
    continue_on_failure: bool,
    #[serde(default)]
    pause_on_failure: bool,
    #[serde(default)]
    orphaned: bool,
    #[serde(default)]
    never_started: bool,
}

/// The policy of a row that has none. A null is another thing: a word that nobody knows.
fn halt<'a>() -> Option<Cow<'a, str>> {
    Some(Cow::Borrowed("halt"))
}

fn work<'a>() -> Cow<'a, str> {
    Cow::Borrowed("work")
}

/// A row was started unless it says that it was not.
fn yes() -> bool {
    true
}

#[derive(Serialize)]
struct Introduction {
    version: u32,
    implementation: Implementation,
    editions: [&'static str; 1],
}

#[derive(Serialize)]
struct Implementation {
    name: &'static str,
    version: &'static str,
    language: &'static str,
}

#[derive(Serialize)]
struct Answer<'a> {
    seq: u64,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize, Clone)]
#[serde(rename_all = "lowercase")]
enum Outcome<'a> {
    State(&'a str),
    Skipped(&'a str),
}

fn main() -> ExitCode {
    match serve(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("testee: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Answers each line until a stop or the end of the input.
fn serve(input: impl io::Read, mut output: impl Write) -> Result<(), Box<dyn Error>> {
    let mut lines = io::BufReader::with_capacity(1 << 20, input);
    let mut line = Vec::new();
    let mut reply = Vec::new();
    for number in 1.. {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        reply.clear();
        if !respond(&line, &mut reply).map_err(|message| format!("line {number}: {message}"))? {
            break;
        }
        reply.push(b'\n');
        output.write_all(&reply)?;
        output.flush()?;
    }
    Ok(())
}

/// Writes the answer to one request to `reply`; returns false on a stop, which has none.
fn respond(line: &[u8], reply: &mut Vec<u8>) -> Result<bool, Box<dyn Error>> {
    let request: Request = serde_json::from_slice(line)?;
    match request.cmd.as_ref() {
        "start" => {
            if request.version != Some(PROTOCOL_VERSION) {
                return Err(
                    format!("only protocol version {PROTOCOL_VERSION} is spoken here").into(),
                );
            }
            let introduction = Introduction {
                version: PROTOCOL_VERSION,
                implementation: Implementation {
                    name: "template",
                    version: env!("CARGO_PKG_VERSION"),
                    language: "Rust",
                },
                editions: [EDITION],
            };
            serde_json::to_writer(reply, &introduction)?;
        }
        "run" => {
            let seq = request.seq.ok_or("a run without seq")?;
            let cases = request.cases.ok_or("a run without cases")?.get();
            let edition = request.edition.ok_or("a run without edition")?;
            let subject = request.subject.unwrap_or(Cow::Borrowed("projection"));
            if edition != EDITION {
                skip(
                    seq,
                    cases,
                    &format!("edition {edition} is not offered"),
                    reply,
                )?;
            } else if subject != "projection" {
                skip(
                    seq,
                    cases,
                    &format!("subject {subject} is not offered"),
                    reply,
                )?;
            } else {
                run(seq, cases, reply)?;
            }
        }
        "stop" => return Ok(false),
        other => return Err(format!("unknown command {other:?}").into()),
    }
    Ok(true)
}

fn skip(seq: u64, cases: &str, reason: &str, reply: &mut Vec<u8>) -> serde_json::Result<()> {
    let cases: Vec<IgnoredAny> = serde_json::from_str(cases)?;
    let results = vec![Outcome::Skipped(reason); cases.len()];
    serde_json::to_writer(reply, &Answer { seq, results })
}

fn run(seq: u64, cases: &str, reply: &mut Vec<u8>) -> Result<(), Box<dyn Error>> {
    let cases: Vec<Case> = serde_json::from_str(cases)?;
    let mut results = Vec::with_capacity(cases.len());
    for case in &cases {
        results.push(Outcome::State(projected(case)?));
    }
    serde_json::to_writer(reply, &Answer { seq, results })?;
    Ok(())
}

/// The answer of the function for rows, or of the one for children.
fn projected(case: &Case) -> Result<&'static str, &'static str> {
    match (&case.operations, &case.children) {
        (Some(rows), None) => {
            let operations: Vec<Operation> = rows
                .iter()
                .map(|row| Operation {
                    state: &row.state,
                    on_failure: row.on_failure.as_deref(),
                    deployment: &row.deployment,
                    key: &row.key,
                    kind: &row.kind,
                    started: row.started,
                    step: row.step,
                    target: &row.target,
                })
                .collect();
            Ok(project(&operations, case.released))
        }
        (None, Some(flagged)) => {
            let children: Vec<Child> = flagged
                .iter()
                .map(|child| Child {
                    state: &child.state,
                    continue_on_failure: child.continue_on_failure,
                    pause_on_failure: child.pause_on_failure,
                    orphaned: child.orphaned,
                    never_started: child.never_started,
                })
                .collect();
            Ok(project_children(&children))
        }
        _ => Err("a case needs either operations or children"),
    }
}
