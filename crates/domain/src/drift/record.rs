//! The JSON lines of `sanad drift FILE`: one pair of wordings in, one list of findings out.
//! Kept beside the rules so that the command is a loop around [`report`] and nothing more.

use serde::{Deserialize, Serialize};

use super::{Kind, Span, Wording, findings};

/// One line of input: `a` is the upstream wording, `b` the downstream one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Whatever the caller calls this pair.
    pub id: String,
    /// BCP-47 tag of `a`; absent means unknown.
    #[serde(default)]
    pub lang_a: String,
    /// BCP-47 tag of `b`; absent means unknown.
    #[serde(default)]
    pub lang_b: String,
    /// The upstream wording.
    pub a: String,
    /// The downstream wording.
    pub b: String,
}

/// One finding as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What changed.
    pub kind: Kind,
    /// Where in `a`, in code points.
    pub a: Span,
    /// Where in `b`, in code points.
    pub b: Span,
}

/// One line of output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The id of the pair.
    pub id: String,
    /// What changed, in reading order.
    pub findings: Vec<Entry>,
}

/// Judges one pair.
pub fn report(pair: &Pair) -> Report {
    let up = Wording::new(&pair.a, &pair.lang_a);
    let down = Wording::new(&pair.b, &pair.lang_b);
    let findings = findings(&up, &down).into_iter().map(|f| Entry { kind: f.kind, a: f.up, b: f.down }).collect();
    Report { id: pair.id.clone(), findings }
}
