//! Tests a projection against the vectors of rollout-oracle: rollouts, and the state that an edition's specification
//! gives each, by which clause.
//!
//! ```no_run
//! # fn project(_: &[rollout_vectors::Row], _: bool) -> String { String::new() }
//! #[test]
//! fn projection() {
//!     rollout_vectors::check("b2", |rows, released| project(rows, released));
//! }
//! ```

use serde_json::Value;

/// The word under `on_failure`. An absent one means halt; null, and every word that is no policy, is unknown and fails
/// closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Policy {
    Absent,
    Null,
    Word(String),
}

/// An operation as a store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub state: String,
    pub on_failure: Policy,
    pub deployment: String,
    pub key: String,
    pub is_group_finalizer: bool,
    pub started: bool,
    /// 0: the row is the whole change.
    pub step: u32,
    pub target: String,
}

/// An operation with its policy resolved to flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    pub state: String,
    pub continue_on_failure: bool,
    pub pause_on_failure: bool,
    pub orphaned: bool,
    pub never_started: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elements {
    Rows(Vec<Row>),
    Children(Vec<Child>),
}

/// A rollout and its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vector {
    pub id: String,
    pub elements: Elements,
    pub released: bool,
    pub expected: String,
    /// The clause that decides, and its sentence.
    pub clause: String,
    pub sentence: String,
}

const FILES: [(&str, &str); 8] = [
    ("b1", include_str!("../vectors/b1.json")),
    ("b2", include_str!("../vectors/b2.json")),
    ("b3", include_str!("../vectors/b3.json")),
    ("b4", include_str!("../vectors/b4.json")),
    ("pause", include_str!("../vectors/pause.json")),
    ("settled", include_str!("../vectors/settled.json")),
    ("finalizers", include_str!("../vectors/finalizers.json")),
    ("steps", include_str!("../vectors/steps.json")),
];

/// Returns the names of the editions that have vectors.
pub fn editions() -> Vec<&'static str> {
    FILES.iter().map(|(name, _)| *name).collect()
}

/// Returns the vectors of an edition; none where it has another name than those of `editions`.
pub fn vectors(edition: &str) -> Option<Vec<Vector>> {
    let (_, text) = FILES.iter().find(|(name, _)| *name == edition)?;
    let read: Vec<Value> = serde_json::from_str(text).expect("the vectors of the package are JSON");
    Some(read.iter().map(vector).collect())
}

/// Runs the projection on every vector of rows; it gets the rows in order and whether the latch is released. Panics with
/// each wrong answer, the clause that decides and its sentence.
pub fn check(edition: &str, mut project: impl FnMut(&[Row], bool) -> String) {
    check_each(edition, |vector| match &vector.elements {
        Elements::Rows(rows) => Some(project(rows, vector.released)),
        Elements::Children(_) => None,
    });
}

/// The same for projections that take flags. The latch says nothing more there.
pub fn check_children(edition: &str, mut project: impl FnMut(&[Child]) -> String) {
    check_each(edition, |vector| match &vector.elements {
        Elements::Rows(_) => None,
        Elements::Children(children) => Some(project(children)),
    });
}

fn check_each(edition: &str, mut answer: impl FnMut(&Vector) -> Option<String>) {
    let all = vectors(edition)
        .unwrap_or_else(|| panic!("{edition:?} is not an edition; there are {}", editions().join(", ")));
    let answers: Vec<(&Vector, String)> =
        all.iter().filter_map(|vector| Some((vector, answer(vector)?))).collect();
    let wrong: Vec<String> = answers
        .iter()
        .filter(|(vector, state)| *state != vector.expected)
        .map(|(vector, state)| {
            let Vector { id, expected, clause, sentence, .. } = vector;
            format!("{id}: got {state:?}, expected {expected:?} by {clause}: {sentence}")
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} answers are wrong:\n{}", wrong.len(), answers.len(), wrong.join("\n"));
}

fn text(of: &Value, name: &str) -> String {
    of[name].as_str().unwrap_or_default().to_owned()
}

fn flag(of: &Value, name: &str) -> bool {
    of[name].as_bool().unwrap_or(false)
}

fn row(of: &Value) -> Row {
    Row {
        state: text(of, "state"),
        on_failure: match of.get("on_failure") {
            None => Policy::Absent,
            Some(Value::String(word)) => Policy::Word(word.clone()),
            Some(_) => Policy::Null,
        },
        deployment: text(of, "deployment"),
        key: text(of, "key"),
        is_group_finalizer: of["kind"] == "group_finalizer",
        started: of["started"].as_bool().unwrap_or(true),
        step: of["step"].as_u64().unwrap_or(0) as u32,
        target: text(of, "target"),
    }
}

fn child(of: &Value) -> Child {
    Child {
        state: text(of, "state"),
        continue_on_failure: flag(of, "continue_on_failure"),
        pause_on_failure: flag(of, "pause_on_failure"),
        orphaned: flag(of, "orphaned"),
        never_started: flag(of, "never_started"),
    }
}

fn vector(of: &Value) -> Vector {
    let case = &of["case"];
    let elements = match case["operations"].as_array() {
        Some(rows) => Elements::Rows(rows.iter().map(row).collect()),
        None => Elements::Children(case["children"].as_array().into_iter().flatten().map(child).collect()),
    };
    Vector {
        id: text(of, "id"),
        elements,
        released: flag(case, "released"),
        expected: text(of, "expected"),
        clause: text(of, "clause"),
        sentence: text(of, "sentence"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edition_has_vectors_of_each_kind() {
        for edition in editions() {
            let all = vectors(edition).unwrap();
            let rows: Vec<&Row> = all
                .iter()
                .flat_map(|vector| match &vector.elements {
                    Elements::Rows(rows) => rows.iter().collect(),
                    Elements::Children(_) => Vec::new(),
                })
                .collect();
            assert!(all.len() >= 500, "{edition}");
            assert!(all.iter().any(|vector| vector.released), "{edition}");
            assert!(rows.iter().any(|row| row.on_failure == Policy::Absent), "{edition}");
            // b1 reads no policy.
            assert!(edition == "b1" || rows.iter().any(|row| row.on_failure == Policy::Null), "{edition}");
            assert!(rows.iter().any(|row| matches!(row.on_failure, Policy::Word(_))), "{edition}");
        }
    }

    #[test]
    #[should_panic(expected = "is not an edition; there are b1, b2")]
    fn an_unknown_edition_is_named() {
        check("b9", |_, _| String::new());
    }

    #[test]
    #[should_panic(expected = "expected \"pending\" by BASE-0: No children: pending.")]
    fn a_wrong_answer_names_the_clause() {
        check("b2", |rows, _| if rows.is_empty() { "completed".into() } else { String::new() });
    }
}
