//! A testee: answers the requests of rollout-oracle, protocol version 1, by asking `project` (projection.rs).

mod projection;

use projection::{project, Operation, EDITION};
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
    children: Option<Vec<Child<'a>>>,
    #[serde(default)]
    released: bool,
}

/// The last four say where a row stands; they are read by a builder, and by no edition before finalizers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<'a> {
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(borrow, default = "halt")]
    on_failure: Option<Cow<'a, str>>,
    #[serde(default, rename = "deployment")]
    _deployment: Cow<'a, str>,
    #[serde(default, rename = "key")]
    _key: Cow<'a, str>,
    #[serde(default, rename = "kind")]
    _kind: Cow<'a, str>,
    #[serde(default, rename = "started")]
    _started: bool,
}

/// The last three are flags that edition b2 does not have: read, and without effect.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Child<'a> {
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(default)]
    continue_on_failure: bool,
    #[serde(default, rename = "pause_on_failure")]
    _pause_on_failure: bool,
    #[serde(default, rename = "orphaned")]
    _orphaned: bool,
    #[serde(default, rename = "never_started")]
    _never_started: bool,
}

/// The policy of a row that has none. A null is another thing: a word that nobody knows.
fn halt<'a>() -> Option<Cow<'a, str>> {
    Some(Cow::Borrowed("halt"))
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
        results.push(Outcome::State(project(&operations(case)?, case.released)));
    }
    serde_json::to_writer(reply, &Answer { seq, results })?;
    Ok(())
}

/// The rows of a case, or rows that are to edition b2 what its children are.
fn operations<'a>(case: &'a Case) -> Result<Vec<Operation<'a>>, &'static str> {
    match (&case.operations, &case.children) {
        (Some(rows), None) => Ok(rows
            .iter()
            .map(|row| Operation {
                state: &row.state,
                on_failure: row.on_failure.as_deref(),
            })
            .collect()),
        (None, Some(children)) => Ok(children
            .iter()
            .map(|child| Operation {
                state: &child.state,
                on_failure: Some(if child.continue_on_failure {
                    "continue"
                } else {
                    "halt"
                }),
            })
            .collect()),
        _ => Err("a case needs either operations or children"),
    }
}
