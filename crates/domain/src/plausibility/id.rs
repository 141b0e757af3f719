//! The name of a finding: its rule, its mentions, and the facts it rests on. Facts are part of it so that setting a
//! finding aside never covers another one that comes up after a date or a standing has changed.

use super::Rule;
use crate::{
    invalid::{Invalid, Reason},
    quote::MentionKey,
    text,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest name of a finding, in code points.
pub const MAX_FINDING: usize = 1_000;

/// The name of a finding, written `rule:mention:mention@facts`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FindingId(String);

impl FindingId {
    /// The name of what this rule finds in these mentions because of these facts.
    pub(super) fn new(rule: Rule, mentions: &[MentionKey], facts: &str) -> Self {
        let mut name = rule.as_str().to_owned();
        for key in mentions {
            name.push(':');
            name.push_str(&key.0.to_string());
        }
        name.push('@');
        name.extend(facts.chars().filter(|c| !c.is_control()).take(MAX_FINDING - 100));
        Self(name)
    }

    /// Reads a name, as forms and files hold it.
    ///
    /// # Errors
    /// [`Reason::UnknownChoice`] for anything that no rule of ours can have found; as [`text::line`].
    pub fn parse(field: &str, name: &str) -> Result<Self, Invalid> {
        let name = text::line(field, name, MAX_FINDING)?;
        let unknown = || Invalid::new(field, Reason::UnknownChoice(text::clip(&name, 40)));
        let (head, _) = name.split_once('@').ok_or_else(unknown)?;
        let mut parts = head.split(':');
        let rule = parts.next().and_then(Rule::parse).ok_or_else(unknown)?;
        let keys: Vec<_> = parts.map(str::parse::<u32>).collect();
        let wanted = match rule {
            Rule::BeforeUpstream => 2,
            Rule::BeforeSaid | Rule::DatelineElsewhere | Rule::Recheck => 1,
            Rule::AfterDeath | Rule::BeforeBirth | Rule::NotInRole => 0,
        };
        if keys.len() != wanted || keys.iter().any(Result::is_err) {
            return Err(unknown());
        }
        Ok(Self(name))
    }

    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which rule found it.
    pub fn rule(&self) -> Option<Rule> {
        Rule::parse(self.head().split(':').next()?)
    }

    /// The mentions that it is about, the one that took the words first.
    pub fn mentions(&self) -> impl Iterator<Item = MentionKey> {
        self.head().split(':').skip(1).filter_map(|k| k.parse().ok()).map(MentionKey)
    }

    fn head(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for FindingId {
    type Error = Invalid;

    fn try_from(name: String) -> Result<Self, Invalid> {
        Self::parse("finding", &name)
    }
}

impl From<FindingId> for String {
    fn from(id: FindingId) -> Self {
        id.0
    }
}
