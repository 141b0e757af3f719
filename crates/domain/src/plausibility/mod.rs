//! Does a chain fit together? Dates, lives, offices and places are held against each other, and a contradiction is
//! found only when it stands for every moment that partial dates can mean, so that nobody is alarmed for nothing.

mod id;
mod place;
mod rules;
#[cfg(test)]
mod tests;

pub use id::{FindingId, MAX_FINDING};

use crate::{
    date::PartialDate,
    document::{Document, Standing},
    id::RecordId,
    outlet::Outlet,
    quote::{MentionKey, Quote},
    speaker::{Speaker, SpeakerRole},
    words::word_list,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The most findings of one quote that can be set aside.
pub const MAX_OVERRIDES: usize = 1_000;

word_list! {
    /// Which rule a chain does not keep.
    Rule {
        /// A mention was published before the one it had the words from.
        BeforeUpstream = "before_upstream",
        /// A mention was published before the words were said.
        BeforeSaid = "before_said",
        /// The speaker was dead when the words were said.
        AfterDeath = "after_death",
        /// The speaker was not born yet.
        BeforeBirth = "before_birth",
        /// The speaker did not hold that role then.
        NotInRole = "not_in_role",
        /// A report that heard the words itself is dated from another place.
        DatelineElsewhere = "dateline_elsewhere",
        /// Something above was corrected or retracted: the mention needs a fresh look.
        Recheck = "recheck",
    }
}

/// How much a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Two facts cannot both be right.
    Contradiction,
    /// What is below a withdrawn document has to be looked at again.
    Recheck,
    /// Worth asking; only the newsroom can tell.
    Question,
}

impl Rule {
    /// How much a finding of this rule says.
    pub fn weight(self) -> Weight {
        match self {
            Self::DatelineElsewhere => Weight::Question,
            Self::Recheck => Weight::Recheck,
            _ => Weight::Contradiction,
        }
    }
}

/// Something that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its name: the same for the same facts.
    pub id: FindingId,
    /// What does not fit.
    pub about: About,
}

/// What does not fit, with the facts that a sentence about it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// `down` was published before `up`, directly above it or further up.
    BeforeUpstream {
        /// The mention that took the words.
        down: MentionKey,
        /// Where it had them from.
        up: MentionKey,
        /// When `down` was published.
        published: PartialDate,
        /// When `up` was published.
        upstream: PartialDate,
    },
    /// A mention was published before the words were said.
    BeforeSaid {
        /// The mention.
        mention: MentionKey,
        /// When it was published.
        published: PartialDate,
        /// When the words were said.
        said: PartialDate,
    },
    /// The speaker had died.
    AfterDeath {
        /// Day of death.
        died: PartialDate,
        /// When the words were said.
        said: PartialDate,
    },
    /// The speaker was not born.
    BeforeBirth {
        /// Day of birth.
        born: PartialDate,
        /// When the words were said.
        said: PartialDate,
    },
    /// The speaker held the role at another time.
    NotInRole {
        /// The role with its dates.
        role: SpeakerRole,
        /// When the words were said.
        said: PartialDate,
    },
    /// The report is dated from elsewhere.
    DatelineElsewhere {
        /// The mention.
        mention: MentionKey,
        /// The place in the dateline, as printed.
        dateline: String,
    },
    /// Documents above were corrected or retracted.
    Recheck {
        /// The mention.
        mention: MentionKey,
        /// The mentions above whose documents were, in the order of the quote.
        above: Vec<(MentionKey, Standing)>,
    },
}

impl Finding {
    /// Which rule is not kept.
    pub fn rule(&self) -> Rule {
        match self.about {
            About::BeforeUpstream { .. } => Rule::BeforeUpstream,
            About::BeforeSaid { .. } => Rule::BeforeSaid,
            About::AfterDeath { .. } => Rule::AfterDeath,
            About::BeforeBirth { .. } => Rule::BeforeBirth,
            About::NotInRole { .. } => Rule::NotInRole,
            About::DatelineElsewhere { .. } => Rule::DatelineElsewhere,
            About::Recheck { .. } => Rule::Recheck,
        }
    }

    /// The mention that it is about; none where it is about the quote as a whole.
    pub fn mention(&self) -> Option<MentionKey> {
        match self.about {
            About::BeforeUpstream { down: key, .. }
            | About::BeforeSaid { mention: key, .. }
            | About::DatelineElsewhere { mention: key, .. }
            | About::Recheck { mention: key, .. } => Some(key),
            About::AfterDeath { .. } | About::BeforeBirth { .. } | About::NotInRole { .. } => None,
        }
    }
}

/// A finding that an editor has set aside, and why. It stays in the quote, and so in every revision, also when the
/// finding no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Which finding.
    pub finding: FindingId,
    /// Why it does not count; public.
    pub reason: String,
}

/// A quote with the records that it names.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The quote.
    pub quote: &'a Quote,
    /// Who said it.
    pub speaker: Option<&'a Speaker>,
    /// Documents of its mentions; their texts are not read.
    pub documents: &'a HashMap<RecordId, Document>,
    /// Outlets of its mentions and documents.
    pub outlets: &'a HashMap<RecordId, Outlet>,
}

/// Everything that does not fit together, by rule and then in the order of the mentions; what was set aside is still
/// among it (see [`Quote::set_aside`]).
pub fn findings(facts: &Facts<'_>) -> Vec<Finding> {
    rules::all(facts)
}

impl Quote {
    /// What an editor said of this finding when setting it aside.
    pub fn set_aside(&self, finding: &FindingId) -> Option<&Override> {
        self.overrides.iter().find(|o| o.finding == *finding)
    }

    /// Whether a mention is still to be looked at again because of what stands above it.
    pub fn needs_recheck(&self, findings: &[Finding], mention: MentionKey) -> bool {
        findings
            .iter()
            .any(|f| f.rule() == Rule::Recheck && f.mention() == Some(mention) && self.set_aside(&f.id).is_none())
    }
}
