//! Forms as the browser sends them: every field is text until it is checked, so that what was typed can be shown
//! again whatever it was. Checking is pure; finding the records that a name stands for is the service's work.

mod article;
mod cards;
mod change;
mod library;
mod open;
mod overrides;
mod packed;
mod quote;

pub use article::{
    ArticleForm, CardForm, ChainForm, CheckedArticle, CheckedCard, CheckedHop, GAP, MAX_CARDS, article_text,
    read_segments, words_of, write_segments,
};
pub use change::{Change, Changed, Unchanged};
pub use library::{DocumentForm, MAX_ROLES, OutletForm, RoleForm, SpeakerForm};
pub use open::MAX_OPEN;
pub use overrides::OverrideForm;
pub use packed::pack_hops;
pub use quote::{HopForm, QuoteForm, Step, StepForm};

use crate::{
    id::PublicId,
    invalid::{Errors, Invalid, Reason},
    text,
};

/// What the field for a speaker, an outlet or a document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Nothing.
    Nobody,
    /// This record, chosen from a list; with the name that stood beside the choice when it may have been typed over
    /// since. A choice among offered records is meant whatever the name says.
    Chosen(PublicId, Option<String>),
    /// Whoever goes by this name.
    Name(String),
    /// Somebody new by this name, though others are like it.
    New(String),
}

impl Named {
    /// Reads a name field and the choice beside it: a public id, `!` with a public id for one that was offered,
    /// `new`, or nothing.
    ///
    /// # Errors
    /// As [`text::line`]; [`Reason::NoSuchRecord`] for a choice that cannot be an id.
    pub fn read(field: &str, name: &str, pick: &str) -> Result<Self, Invalid> {
        let name = text::line(field, name, text::MAX_LINE)?;
        match pick.trim() {
            _ if name.is_empty() => Ok(Self::Nobody),
            "" => Ok(Self::Name(name)),
            "new" => Ok(Self::New(name)),
            pick => {
                let (id, beside) = match pick.strip_prefix('!') {
                    Some(offered) => (offered, None),
                    None => (pick, Some(name)),
                };
                let id = PublicId::parse(id).ok_or_else(|| Invalid::new(field, Reason::NoSuchRecord))?;
                Ok(Self::Chosen(id, beside))
            }
        }
    }

    /// True when nothing was written.
    pub fn is_nobody(&self) -> bool {
        matches!(self, Self::Nobody)
    }
}

/// An optional value in a text field: nothing typed is `None`.
fn optional<T>(errors: &mut Errors, typed: &str, read: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
    let typed = typed.trim();
    if typed.is_empty() { None } else { errors.take(read(typed)) }
}

/// The most other names that a speaker or an outlet goes by.
const MAX_LINES_OF_NAMES: usize = 200;

/// One entry a line; empty lines do not count, and what stands twice is kept once.
fn lines(errors: &mut Errors, field: &str, typed: &str) -> Vec<String> {
    let mut found = Vec::new();
    let typed = text::form_newlines(typed);
    let len = typed.lines().filter(|l| !l.trim().is_empty()).count();
    if len > MAX_LINES_OF_NAMES {
        errors.add(field, Reason::TooMany { max: MAX_LINES_OF_NAMES, len });
        return found;
    }
    for one in typed.lines() {
        if let Some(line) = errors.take(text::line(field, one, text::MAX_LINE))
            && !line.is_empty()
            && !found.contains(&line)
        {
            found.push(line);
        }
    }
    found
}
